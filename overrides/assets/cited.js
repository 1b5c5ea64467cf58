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

  /** @param {string} text as it stands in an address, perhaps mistyped */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  };

  const slug = decoded(location.pathname.slice(base.pathname.length).split("/")[0]);

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

  /** @param {Element} block @param {number} others that read as it does */
  const sayWhere = (block, others) => {
    const locator = block.querySelector(".locator")?.textContent ?? "the head of the text";
    const more = others
      ? `; ${others === 1 ? "another reads" : `${others} others read`} the same`
      : "";
    say(`The paragraph that was cited stands now at ${locator}${more}.`, block);
  };

  /** Where a paragraph stood among those there are now. Numbers have no gaps, so that one that is
   * gone was after the last of its unit, or of the text. @param {string[]} ids @param {string} id */
  const oldPlace = (ids, id) => {
    for (let unit = id; unit; unit = unit.slice(0, Math.max(unit.lastIndexOf("__"), 0))) {
      const inside = ids.map((other) => other === unit || other.startsWith(`${unit}__`));
      if (inside.includes(true)) return inside.lastIndexOf(true);
    }
    return ids.length;
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
    const id = decoded(location.hash.slice(1));
    const block = document.getElementById(id);
    const stays = block?.dataset.fingerprint === cited;
    if (stays && !new URLSearchParams(location.search).has("was")) return;
    const pages = (await load(slug))?.places ?? [];
    const places = pages.flatMap(([stem, blocks]) => blocks.map((place) => ({ stem, place })));
    const old = oldPlace(
      places.map(({ place }) => place[0]),
      id,
    );
    const same = places
      .map(({ stem, place }, at) => ({ stem, place, far: Math.abs(at - old) }))
      .filter(({ place }) => place[2] === cited)
      .sort((a, b) => a.far - b.far);
    if (stays) {
      sayWhere(block, Math.max(same.length - 1, 0));
      return;
    }
    if (same.length) {
      const [{ stem, place }] = same;
      const moved = document.getElementById(place[0]);
      if (moved) {
        location.replace(`#${moved.id}`);
        sayWhere(moved, same.length - 1);
        return;
      }
      if (go(stem, place[0], id)) return;
    }
    if (block) {
      say("The wording of this paragraph has changed since it was cited.", block);
      return;
    }
    const stem = places.find(({ place }) => place[0] === id)?.stem;
    if (stem && go(stem, id, "")) return;
    say("The paragraph that was cited is not in this edition any more.", null);
  };

  const cited = new URLSearchParams(location.search).get("cited") ?? "";
  if (/^[0-9a-f]{8}$/.test(cited)) check(cited);

  // A locator on this page leads on from an address that cites another paragraph.
  addEventListener("hashchange", () => {
    const here = new URL(location.href);
    if (!here.searchParams.has("cited")) return;
    const block = document.getElementById(decoded(here.hash.slice(1)));
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

  /** @type {any} */ (globalThis).EditionCiting = { decoded, load, meta, permalink, slug };
})();
