"use strict";
// A page opened from a search result comes in (?h=words~words#paragraph); these words are marked
// in that paragraph, without touching the document. Where the browser cannot, the paragraph is
// marked as every target is.
(() => {
  if (!CSS.highlights) return;

  // Scripts written without spaces, where words have no bounds to be found by.
  const UNSPACED =
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Khmer}\p{sc=Thai}\p{sc=Lao}\p{sc=Myanmar}]/u;
  const LETTER = /[\p{L}\p{M}\p{N}]/u;

  /** One character as the search compares it. @param {string} character */
  const folded = (character) =>
    character
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[’‘ʼ′`´]/g, "'")
      .replace(/[“”„«»]/g, '"')
      .replace(/[\s\p{Pd}\u00ad\u200b]/gu, " ")
      .toLowerCase();

  /** @param {string} text */
  const fold = (text) => [...text].map(folded).join("").replace(/ +/g, " ").trim();

  /**
   * The words of an element folded, and where each character of them stands.
   * @param {Element} block
   */
  const wordsOf = (block) => {
    let text = "";
    /** @type {[Text, number, number][]} */
    const places = [];
    const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const node = /** @type {Text} */ (nodes.currentNode);
      if (!node.parentElement?.closest("[data-received]")) continue;
      let from = 0;
      for (const character of node.data) {
        const to = from + character.length;
        for (const c of folded(character)) {
          if (c === " " && text.endsWith(" ")) continue;
          text += c;
          // an entry for each code unit, as offsets into the text count them
          for (let i = 0; i < c.length; i += 1) places.push([node, from, to]);
        }
        from = to;
      }
    }
    return { text, places };
  };

  /** Whether words that end here are whole. @param {string} text @param {number} at @param {string} edge */
  const isWhole = (text, at, edge) =>
    UNSPACED.test(edge) || !LETTER.test(edge) || !LETTER.test(text[at] ?? " ");

  /** @param {Element} block @param {string[]} marks @returns {Range[]} */
  const found = (block, marks) => {
    const { text, places } = wordsOf(block);
    const ranges = [];
    for (const mark of marks) {
      const length = mark.length;
      for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + length)) {
        const ends = isWhole(text, at + length, mark[length - 1]);
        if (!ends || !isWhole(text, at - 1, mark[0])) continue;
        const [first, start] = places[at];
        const [last, , end] = places[at + length - 1];
        const range = document.createRange();
        range.setStart(first, start);
        range.setEnd(last, end);
        ranges.push(range);
      }
    }
    return ranges;
  };

  /** @type {(text: string) => string} */
  const decoded = /** @type {any} */ (globalThis).EditionCiting.decoded;

  /** Marks what is asked for, and returns the first of it. @returns {Range | undefined} */
  const show = () => {
    const written = /[?&]h=([^&]*)/.exec(location.search)?.[1] ?? "";
    const marks = written.split("~").map(decoded).map(fold).filter(Boolean);
    const block = document.getElementById(decoded(location.hash.slice(1)));
    CSS.highlights.delete("found");
    const ranges = block && marks.length ? found(block, marks) : [];
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))[0];
  };

  /** A paragraph may be longer than a telephone is high. @param {Range | undefined} first */
  const reach = (first) => {
    const below = (first?.getBoundingClientRect().bottom ?? 0) - innerHeight;
    if (below > 0) scrollBy(0, below + innerHeight / 2);
  };

  /** Marks and the address that asks for them, so that what is copied is the permalink. */
  const drop = () => {
    CSS.highlights.delete("found");
    const rest = location.search
      .slice(1)
      .split("&")
      .filter((part) => !part.startsWith("h="));
    const query = rest.length ? `?${rest.join("&")}` : "";
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  };

  const first = show();
  const [opened] = performance.getEntriesByType("navigation");
  // one who reloads or comes back finds the page where it was left
  if (/** @type {any} */ (opened)?.type === "navigate") {
    addEventListener("load", () => requestAnimationFrame(() => reach(first)));
  }
  addEventListener("hashchange", () => reach(show()));
  // On the window: whatever is open closes first, and says so by preventing the default.
  addEventListener("keydown", (event) => {
    const wanted = event.key === "Escape" && !event.defaultPrevented;
    if (wanted && CSS.highlights.has("found")) drop();
  });
})();
