"use strict";
// Words that a reader selected in a paragraph, as a link that marks exactly these words: a text
// fragment (https://wicg.github.io/scroll-to-text-fragment/), unambiguous on the page.
(() => {
  const LONG = 120; // characters: a longer selection is given by its first and last words
  const MORE = 12; // words of context at most, on either side

  /** @type {any} */
  const citing = /** @type {any} */ (globalThis).EditionCiting;

  /** The paragraph whose received words hold the selection, and nothing but them.
   * @returns {{block: HTMLElement, range: Range} | null} */
  const selected = () => {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const around = range.commonAncestorContainer;
    const element = around instanceof Element ? around : around.parentElement;
    const block = element?.closest(".block[data-fingerprint]");
    if (!(block instanceof HTMLElement)) return null;
    const words = [...block.querySelectorAll("[data-received]")];
    return words.some((part) => range.intersectsNode(part)) ? { block, range } : null;
  };

  /** The text of the page as a browser searches it, a line for each block of it, and where in it
   * the selected received words stand. @param {Range} range */
  const read = (range) => {
    /** @type {Map<Element, Element | null>} */
    const holders = new Map();
    /** The block an element stands in; null if it is not shown.
     * @param {Element} element @returns {Element | null} */
    const holder = (element) => {
      const known = holders.get(element);
      if (known !== undefined) return known;
      const { display, position, visibility } = getComputedStyle(element);
      const inline = (display === "inline" || display === "contents") && position === "static";
      const above = element.parentElement;
      const found =
        display === "none" || visibility === "hidden" || element.matches("script, style, dialog")
          ? null
          : inline && above
            ? holder(above)
            : above && !holder(above)
              ? null
              : element;
      holders.set(element, found);
      return found;
    };
    let text = "";
    let start = -1;
    let end = -1;
    /** @type {Element | null} */
    let last = null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const parent = node.parentElement;
      const inside = parent && holder(parent);
      if (!inside) continue;
      if (inside !== last && text) text += "\n";
      last = inside;
      const ours = range.intersectsNode(node) && parent.closest("[data-received]");
      const from = !ours ? Infinity : node === range.startContainer ? range.startOffset : 0;
      const to = ours && node === range.endContainer ? range.endOffset : node.length;
      for (let at = 0; at < node.length; at += 1) {
        const space = /\s/.test(node.data[at]);
        const folded = space && (text === "" || text.endsWith(" ") || text.endsWith("\n"));
        if (at >= from && at < to && !space) {
          if (start < 0) start = text.length;
          end = text.length + 1;
        }
        if (!folded) text += space ? " " : node.data[at];
      }
    }
    return { text, start, end };
  };

  /** As a browser compares words: case, accents and kinds of quotes apart. @param {string} text */
  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"');

  /** How often words stand in a text. @param {string} text @param {string} words */
  const count = (text, words) => text.split(words).length - 1;

  /** @param {string} words */
  const encode = (words) => encodeURIComponent(words.trim()).replace(/-/g, "%2D");

  /** The fragment directive that marks the words from start to end of the page's text.
   * @param {string} text @param {number} start @param {number} end @param {string} lang */
  const directive = (text, start, end, lang) => {
    const line = text.lastIndexOf("\n", start) + 1;
    const stop = text.indexOf("\n", start);
    const lineEnd = stop < 0 ? text.length : stop;
    // Where words begin and end; a browser marks whole words only.
    const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
    const words = [...segmenter.segment(text.slice(line, lineEnd))]
      .filter((word) => word.isWordLike)
      .map((word) => [line + word.index, line + word.index + word.segment.length]);
    const from = words.find((word) => word[0] < start && start < word[1])?.[0] ?? start;
    const to = words.find((word) => word[0] < end && end < word[1])?.[1] ?? Math.min(end, lineEnd);
    const before = [
      from,
      ...words
        .map((w) => w[0])
        .filter((at) => at < from)
        .reverse(),
    ];
    const after = [to, ...words.map((w) => w[1]).filter((at) => at > to)];
    const begins = words.map((w) => w[1]).filter((at) => at > from && at <= to);
    const ends = words
      .map((w) => w[0])
      .filter((at) => at >= from && at < to)
      .reverse();
    const whole = fold(text);
    /** @param {number[]} list @param {number} n */
    const nth = (list, n) => list[Math.min(n, list.length - 1)];

    if (to - from <= LONG || begins.length < 8) {
      for (let n = 0; n <= 2 * MORE; n += 1) {
        const prefix = nth(before, Math.ceil(n / 2));
        const suffix = nth(after, Math.floor(n / 2));
        if (count(whole, fold(text.slice(prefix, suffix))) > 1 && n < 2 * MORE) continue;
        return (
          (prefix < from ? `${encode(text.slice(prefix, from))}-,` : "") +
          encode(text.slice(from, to)) +
          (suffix > to ? `,-${encode(text.slice(to, suffix))}` : "")
        );
      }
    }
    let first = "";
    let opening = from;
    for (let n = 0; n <= MORE; n += 1) {
      const prefix = nth(before, n);
      opening = begins[2];
      first = `${prefix < from ? `${encode(text.slice(prefix, from))}-,` : ""}${encode(text.slice(from, opening))}`;
      if (count(whole, fold(text.slice(prefix, opening))) < 2) break;
    }
    let second = "";
    const rest = fold(text.slice(opening, to));
    for (let n = 0; n <= MORE; n += 1) {
      const closing = Math.max(nth(ends, 2 + n), opening);
      second = encode(text.slice(closing, to));
      if (count(rest, fold(text.slice(closing, to))) < 2) break;
    }
    return `${first},${second}`;
  };

  /** The link to the selected words, and the paragraph they stand in.
   * @returns {{block: HTMLElement, link: string} | null} */
  const linkToWords = () => {
    const found = selected();
    const address = found && citing.permalink(found.block);
    if (!address) return null;
    const { text, start, end } = read(found.range);
    if (start < 0) return null;
    const received = found.block.querySelector("[data-received]");
    const lang = received?.closest("[lang]")?.getAttribute("lang") ?? "en";
    const link = `${address}:~:text=${directive(text, start, end, lang)}`;
    return { block: found.block, link };
  };

  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-words";
  button.hidden = true;
  const OFFER = "Link to these words";
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", async () => {
    const found = linkToWords();
    if (!found) return;
    if (await citing.copy(found.link)) citing.announce("Link copied");
    else citing.open(found.block);
    button.hidden = true;
  });
  document.querySelector("article")?.append(button);

  const place = () => {
    const found = selected();
    button.hidden = !found || !citing.permalink(found.block);
    if (!found || button.hidden) return;
    button.textContent = OFFER;
    const boxes = found.range.getClientRects();
    const box = boxes[boxes.length - 1] ?? found.range.getBoundingClientRect();
    const room = document.documentElement.clientWidth - button.offsetWidth - 8;
    button.style.left = `${Math.max(8, Math.min(box.right - button.offsetWidth / 2, room))}px`;
    button.style.top = `${Math.min(box.bottom + 8, innerHeight - button.offsetHeight - 8)}px`;
  };

  let pending = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(pending);
    pending = setTimeout(place, 150);
  });
  addEventListener("scroll", () => button.hidden || place(), { passive: true });
  addEventListener("keydown", (event) => {
    if (button.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    // The button is the next stop after the words, wherever it stands in the page.
    if (event.key === "Tab" && !event.shiftKey && document.activeElement !== button) {
      event.preventDefault();
      button.focus();
    } else if (event.key === "Escape") {
      button.hidden = true;
    }
  });

  citing.linkToWords = linkToWords;
})();
