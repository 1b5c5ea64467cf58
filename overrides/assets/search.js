"use strict";
// The search box: what the reader types comes in; the engine is asked, and its answer is shown.
// Nothing is loaded before the box has the focus.

/** @typedef {import("./finder.js").Answer} Answer */
(() => {
  const STEP = 30; // results at a time
  const PAUSE = 40; // milliseconds after a key in which another may come
  const KEPT = 5; // searches remembered

  /** @type {any} */
  const page = globalThis;
  /** @param {string} css @returns {any} */
  const one = (css) => document.querySelector(css);
  const toggle = /** @type {HTMLInputElement | null} */ (one("#__search"));
  const root = /** @type {HTMLElement | null} */ (one(".md-search"));
  if (!toggle || !root) return;
  const box = /** @type {HTMLInputElement} */ (one(".md-search__input"));
  const output = /** @type {HTMLElement} */ (one(".md-search__output"));
  const meta = /** @type {HTMLElement} */ (one(".md-search-result__meta"));
  const hint = /** @type {HTMLElement} */ (one(".edition-search__hint"));
  const lately = /** @type {HTMLElement} */ (one(".edition-search__lately"));
  const body = /** @type {HTMLElement} */ (one(".edition-search__answer"));
  const link = /** @type {HTMLAnchorElement} */ (one(".edition-search__link"));
  const base = new URL(one('meta[name="edition-base"]').content, location.href);
  const suffix = one('meta[name="edition-suffix"]').content;

  /** The address of a page by its path in docs/ without `.md`. @param {string} stem @param {string} query @param {string} id */
  const address = (stem, query = "", id = "") => {
    const file = suffix === "/" ? `${stem.replace(/\/index$/, "")}/` : stem + suffix;
    return new URL(file + query + (id && `#${id}`), base).href;
  };

  // Asking and showing

  let limit = STEP;
  let shown = ""; // the words whose answer is seen
  let asking = false;
  let again = false;
  let following = false; // Enter was pressed before the answer had come
  let timer = 0;

  const words = () => box.value.trim();
  const stops = () => /** @type {HTMLElement[]} */ ([...body.querySelectorAll("[data-stop]")]);

  /** One question at a time: what was typed in the meantime is asked when the answer is there. */
  const ask = async () => {
    clearTimeout(timer);
    again = true;
    if (asking) return;
    asking = true;
    try {
      const { texts, find } = await page.EditionEngine.load(base);
      while (again) {
        again = false;
        const asked = words();
        const answer = asked ? await find(asked, limit) : null;
        if (asked === words()) show(asked, answer, texts > 1);
      }
    } catch (error) {
      meta.replaceChildren(
        `The search could not be loaded (${error instanceof Error ? error.message : error}).`,
      );
    }
    asking = false;
  };

  /** @param {string} asked @param {Answer | null} answer @param {boolean} several */
  const show = (asked, answer, several) => {
    const nodes = answer
      ? page.EditionResults.show(answer, address, several)
      : { meta: [], body: [] };
    const place = limit > STEP ? stops().indexOf(/** @type {any} */ (document.activeElement)) : -1;
    meta.replaceChildren(...nodes.meta);
    body.replaceChildren(...nodes.body);
    hint.hidden = Boolean(answer);
    shown = asked;
    if (place >= 0) stops()[place]?.focus();
    if (following) follow();
  };

  const typed = () => {
    limit = STEP;
    following = false;
    const to = new URL(link.href);
    to.searchParams.set("q", words());
    link.href = to.href;
    clearTimeout(timer);
    timer = window.setTimeout(ask, words() ? PAUSE : 0);
  };

  /** @param {string} other */
  const searchFor = (other) => {
    box.value = other;
    box.focus();
    typed();
    ask();
  };

  /** Opens the first of what was found, as soon as it is found. */
  const follow = () => {
    following = shown !== words();
    if (following) ask();
    else stops()[0]?.click();
  };

  // Searches of this reader

  /** @returns {string[]} */
  const kept = () => page.__md_get("searches") ?? [];
  const keep = () => page.__md_set("searches", [...new Set([shown, ...kept()])].slice(0, KEPT));
  const offerKept = () => {
    const { make } = page.EditionResults;
    const buttons = kept().map((/** @type {string} */ asked) =>
      make("button.edition-search__words", [asked], { type: "button", "data-words": asked }),
    );
    lately.hidden = !buttons.length;
    lately
      .querySelector("span")
      ?.replaceChildren(
        ...buttons.flatMap((button) => [button, " "]),
        make("button.edition-search__forget", ["forget these"], { type: "button" }),
      );
  };

  /** The address of this page, with the search in it or not. @param {string} asked */
  const note = (asked) => {
    const here = new URL(location.href);
    if (asked === (here.searchParams.get("q") ?? "")) return;
    // by hand, so that the rest of the query stays as it is written
    const rest = here.search
      .slice(1)
      .split("&")
      .filter((part) => part && !part.startsWith("q="));
    const query = [...rest, ...(asked ? [`q=${encodeURIComponent(asked)}`] : [])].join("&");
    history.replaceState(history.state, "", `${here.pathname}${query && `?${query}`}${here.hash}`);
  };

  // Opening and closing: the theme's style sheet shows what its checkbox says

  /** @type {HTMLElement | null} */
  let from = null; // where the focus was
  let closing = false;

  const open = () => {
    if (!toggle.checked) toggle.click();
  };
  const close = () => {
    closing = true;
    if (toggle.checked) toggle.click();
    closing = false;
  };
  // The theme closes it a moment after a page with a #place has come, whoever has opened it by then.
  toggle.addEventListener("click", (event) => {
    if (!toggle.checked && !event.isTrusted && !closing) event.preventDefault();
  });
  toggle.addEventListener("change", () => {
    output.hidden = !toggle.checked;
    if (toggle.checked) {
      offerKept();
      box.focus();
      ask();
    } else {
      note("");
      const within = document.activeElement;
      if (within instanceof HTMLElement && root.contains(within)) {
        if (from?.isConnected) from.focus({ preventScroll: true });
        else within.blur();
      }
      from = null;
    }
  });
  box.addEventListener("focus", (event) => {
    if (!toggle.checked && event.relatedTarget instanceof HTMLElement) from = event.relatedTarget;
    open();
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !root.contains(relatedTarget)) {
      from = null;
      close();
    }
  });
  box.addEventListener("input", typed);
  box.form?.addEventListener("reset", () => searchFor(""));
  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (words()) follow();
  });

  /** A link to a place on this page: once the theme has let the page behind the search go. @param {string} href */
  const goHere = (href) => {
    close();
    const go = () => location.assign(href);
    if (!document.body.hasAttribute("data-md-scrolllock")) return go();
    new MutationObserver((_, observer) => {
      observer.disconnect();
      go();
    }).observe(document.body, { attributeFilter: ["data-md-scrolllock"] });
  };

  root.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const to = target.closest("a");
    if (target.closest(".edition-search__back")) close();
    else if (target.closest(".edition-search__forget")) {
      page.__md_set("searches", []);
      offerKept();
      box.focus();
    } else if (target.closest(".edition-search__more")) {
      limit += STEP;
      ask();
    } else if (target.closest("[data-words]")) {
      searchFor(target.closest("[data-words]")?.getAttribute("data-words") ?? "");
    } else if (to === link) copy(event);
    else if (to && body.contains(to) && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      keep();
      const here = location.href.split("#")[0];
      if (to.href.split("#")[0] !== here) return note(shown); // Back leads to the results again
      event.preventDefault();
      goHere(to.href);
    }
  });

  /** Without a clipboard the link is followed, and stands in the address bar. @param {Event} event */
  const copy = async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      meta.append(page.EditionResults.make("p", ["A link to this search is copied."]));
    } catch {
      location.assign(link.href);
    }
  };

  // Keys

  /** @param {EventTarget | null} target */
  const isField = (target) =>
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button])"));

  /** Up and Down go round the box and what was found. @param {number} step */
  const move = (step) => {
    const all = [box, ...stops()];
    const place = all.indexOf(/** @type {any} */ (document.activeElement));
    all[(Math.max(place, 0) + step + all.length) % all.length].focus();
  };

  document.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!toggle.checked) {
      // some keyboards have "/" only with Shift
      const wanted = key === "/" || (!event.shiftKey && ["f", "s"].includes(key.toLowerCase()));
      if (!wanted || isField(event.target)) return;
      event.preventDefault();
      box.focus();
      box.select();
    } else if (key === "Escape") {
      event.preventDefault();
      close();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && !event.shiftKey) {
      event.preventDefault();
      move(key === "ArrowDown" ? 1 : -1);
    } else if (/^[\p{L}\p{N}"“]$/u.test(key) && event.target !== box) {
      box.focus(); // and the letter goes there
    }
  });

  // A link to a search

  const asked = new URL(location.href).searchParams.get("q");
  if (asked) {
    box.value = asked;
    open();
    typed();
  }
})();
