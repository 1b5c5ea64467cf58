"use strict";
// A link carries a fingerprint of the paragraph it cites (?cited=1a2b3c4d). When that paragraph
// reads otherwise now, or stands elsewhere, or is gone, the page that was opened says so.
(() => {
  /**
   * @typedef {[id: string, locator: string, fingerprint: string]} Place
   * @typedef {{slug: string, title: string, plain: string, bibtex: string, ris: string,
   *   csl: Record<string, unknown>, places: [stem: string, blocks: Place[]][]}} Piece
   */

  /** @param {string} name */
  const meta = (name) =>
    document.querySelector(`meta[name="edition-${name}"]`)?.getAttribute("content") ?? "";

  const folder = new URL(meta("base") || ".", location.href);
  const base = new URL(`${folder.pathname.replace(/\/$/, "")}/`, folder);
  const slug = decodeURI(location.pathname.slice(base.pathname.length)).split("/")[0];

  /** The address of a page, given its path in docs/ without `.md`. @param {string} stem */
  const addressOf = (stem) =>
    new URL(
      meta("suffix") === "/" ? `${stem}/`.replace(/(^|\/)index\/$/, "$1") : `${stem}.html`,
      base,
    );

  /** @type {Map<string, Promise<Piece | null>>} */
  const pieces = new Map();

  /** What can be said of a text: a script, since a page opened as a file may fetch nothing.
   * @param {string} name @returns {Promise<Piece | null>} */
  const load = (name) => {
    const known = pieces.get(name);
    if (known) return known;
    /** @type {Promise<Piece | null>} */
    const coming = new Promise((resolve) => {
      /** @type {any} */ (globalThis).editionCitation = resolve;
      const script = document.createElement("script");
      script.src = new URL(`data/${name}.cite.js`, base).href;
      script.addEventListener("load", () => resolve(null));
      script.addEventListener("error", () => resolve(null));
      document.head.append(script);
    });
    pieces.set(name, coming);
    return coming;
  };

  /** Say something of the cited paragraph in front of it, or at the top where it is not.
   * @param {string} words @param {Element | null} block */
  const say = (words, block) => {
    const notice = document.createElement("div");
    notice.className = "cited-notice";
    notice.setAttribute("role", "status");
    const close = document.createElement("button");
    close.type = "button";
    close.setAttribute("aria-label", "Dismiss this notice");
    close.textContent = "×";
    close.addEventListener("click", () => notice.remove());
    if (block?.matches("li")) block.prepend(notice);
    else if (block) (block.closest("table") ?? block).before(notice);
    else document.querySelector("article")?.prepend(notice);
    const said = document.createElement("p");
    notice.append(said, close);
    const show = () =>
      setTimeout(() => {
        said.textContent = words; // into a region that is there already, so that it is read out
        notice.scrollIntoView({ block: "start" });
      });
    if (document.readyState === "complete") show();
    else addEventListener("load", show);
  };

  /** @param {Element} block */
  const sayWhere = (block) => {
    const locator = block.querySelector(".locator")?.textContent ?? "the head of the text";
    say(`The paragraph that was cited stands now at ${locator}.`, block);
  };

  /** Open a page of the text at a paragraph, unless it is this page.
   * @param {string} stem @param {string} id @param {string} was */
  const go = (stem, id, was) => {
    const there = addressOf(stem);
    if (there.pathname === location.pathname) return false;
    there.search = location.search;
    if (was) there.searchParams.set("was", was);
    there.hash = id;
    location.replace(there);
    return true;
  };

  /** @param {string} cited */
  const check = async (cited) => {
    const id = decodeURIComponent(location.hash.slice(1));
    const block = document.getElementById(id);
    if (block?.dataset.fingerprint === cited) {
      if (new URLSearchParams(location.search).has("was")) sayWhere(block);
      return;
    }
    const moved = document.querySelector(`[data-fingerprint="${cited}"]`);
    if (moved) {
      location.replace(`#${moved.id}`);
      sayWhere(moved);
      return;
    }
    const places = (await load(slug))?.places ?? [];
    for (const [stem, blocks] of places) {
      const found = blocks.find((place) => place[2] === cited);
      if (found && go(stem, found[0], id)) return;
    }
    if (block) {
      say("The wording of this paragraph has changed since it was cited.", block);
      return;
    }
    const stem = places.find((page) => page[1].some((place) => place[0] === id))?.[0];
    if (stem && go(stem, id, "")) return;
    say("The paragraph that was cited is not in this edition any more.", null);
  };

  const cited = new URLSearchParams(location.search).get("cited") ?? "";
  if (/^[0-9a-f]{8}$/.test(cited)) check(cited);

  // A locator on this page leads on from an address that cites another paragraph.
  addEventListener("hashchange", () => {
    const here = new URL(location.href);
    if (!here.searchParams.has("cited")) return;
    const block = document.getElementById(decodeURIComponent(here.hash.slice(1)));
    const mark = block?.dataset.fingerprint;
    if (mark) here.searchParams.set("cited", mark);
    else here.searchParams.delete("cited");
    here.searchParams.delete("was");
    history.replaceState(history.state, "", here);
  });

  /** The address under which a paragraph is cited: where its locator leads, with its fingerprint.
   * A file's address is good for this machine only: there it is the publisher's, or none.
   * @param {HTMLElement} block */
  const permalink = (block) => {
    const locator = block.querySelector(".locator");
    const link = new URL(locator?.getAttribute("href") ?? `#${block.id}`, location.href);
    const site = meta("site");
    const file = location.protocol === "file:";
    if (file && !site) return "";
    const path = link.pathname.slice(base.pathname.length).replace(/(index)?\.html$/, "");
    const address = file ? new URL(path.replace(/([^/])$/, "$1/") + link.hash, site) : link;
    address.search = `?cited=${block.dataset.fingerprint}`;
    return address.href;
  };

  /** @type {any} */ (globalThis).EditionCiting = { load, meta, permalink, slug };
})();
