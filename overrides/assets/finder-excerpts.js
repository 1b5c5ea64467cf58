/**
 * A paragraph, what was looked for and the corpus in; the words around what was hit out.
 */
"use strict";
/**
 * @typedef {typeof finderExcerpts} Excerpts
 * @typedef {import("./finder-corpus.js").Corpus} Corpus
 * @typedef {import("./finder-corpus.js").Block} Block
 * @typedef {import("./finder-corpus.js").Entry} Entry
 * @typedef {import("./finder-question.js").Term} Term
 * @typedef {{start: number, end: number, term: Term}} Hit
 * @typedef {{parts: [string, boolean][], before: boolean, after: boolean, marks: string[]}} Excerpt
 *   Its parts, each a hit or not; whether the text goes on; and all that is hit in the text.
 */
const finderExcerpts = (() => {
  /** @type {import("./finder-words.js").Words} */
  const { HAS_UNSPACED, endOf, fold, stem, wordsOf } = /** @type {any} */ (globalThis)
    .EditionFinding;

  const EXCERPT = 30; // words
  const LEAD = 6; // words before the first hit

  /**
   * Return the words around the hits of a block, whole hits only, and all that is marked in it.
   * @param {Corpus} corpus
   * @param {Block} block
   * @param {Term[]} terms
   * @returns {Excerpt}
   */
  function excerptOf(corpus, block, terms) {
    const { text } = block;
    const hits = hitsIn(corpus, block, terms);
    const words = [...text.matchAll(/[^\s—]+[\s—]*/gu)].flatMap(({ 0: word, index }) =>
      HAS_UNSPACED.test(word)
        ? [...word.matchAll(/.{1,4}/gsu)].map((piece) => index + piece.index)
        : [index],
    );
    const marked = runs(text, hits);
    const { first, last } = bestWindow(words, hits);
    let start = first === 0 ? 0 : words[first];
    let end = words[last] ?? text.length;
    for (const hit of marked) {
      if (hit.start < start && start < hit.end) start = hit.start;
      if (hit.start < end && end < hit.end) end = hit.end;
    }
    /** @type {[string, boolean][]} */
    const parts = [];
    let at = start;
    for (const hit of marked.filter((h) => h.start >= start && h.end <= end)) {
      if (hit.start > at) parts.push([text.slice(at, hit.start), false]);
      parts.push([text.slice(hit.start, hit.end), true]);
      at = hit.end;
    }
    const rest = text.slice(at, end).trimEnd();
    if (rest) parts.push([rest, false]);
    const marks = [...new Set(marked.map((hit) => text.slice(hit.start, hit.end)))];
    return { parts, before: start > 0, after: text.slice(end).trim() !== "", marks };
  }

  /**
   * Return where in a block's text the terms are, in order and without overlaps.
   * @param {Corpus} corpus
   * @param {Block} block
   * @param {Term[]} terms
   * @returns {Hit[]}
   */
  function hitsIn(corpus, block, terms) {
    const words = wordsOf(block.text);
    const stems = words.map(({ word }) => stem(word));
    /** @type {Hit[]} */
    const hits = [];
    const mark = (/** @type {string} */ row, /** @type {Term} */ term, open = false) => {
      const wanted = row.split(" ");
      for (let at = 0; at + wanted.length <= words.length; at++)
        if (
          wanted.every((word, next) =>
            open && next === wanted.length - 1
              ? words[at + next].word.startsWith(word)
              : words[at + next].word === word,
          )
        )
          hits.push({ start: words[at].start, end: words[at + wanted.length - 1].end, term });
    };
    const mention = (/** @type {Iterable<Entry>} */ entries, /** @type {Term} */ term) => {
      const ids = new Set([...entries].map((entry) => entry.id));
      for (const { id, start, end } of block.mentions)
        if (ids.has(id)) hits.push({ start, end, term });
    };
    for (const term of terms) {
      mention(term.entries, term);
      if (term.kind === "part") hits.push(...partsOf(block.text, term));
      else if (term.kind === "phrase") mark(term.label, term, term.open);
      else if (term.kind === "name") mark(term.label, term);
      else
        for (const word of term.looked) {
          mark(word, term, term.prefix);
          if (word.includes(" ")) continue;
          const wanted = stem(word);
          words.forEach(({ start, end }, at) => {
            if (stems[at] === wanted) hits.push({ start, end, term });
          });
          if (!corpus.stems.has(wanted)) mention(corpus.byWord.get(word) ?? [], term);
        }
    }
    hits.sort((a, b) => a.start - b.start || b.end - a.end);
    /** @type {Hit[]} */
    const apart = [];
    for (const hit of hits) if (hit.start >= (apart.at(-1)?.end ?? 0)) apart.push(hit);
    return apart;
  }

  /**
   * Return where a text has a part of a word that is written without spaces.
   * @param {string} text
   * @param {Term} term
   * @returns {Hit[]}
   */
  function partsOf(text, term) {
    const { folded, at } = fold(text);
    /** @type {Hit[]} */
    const hits = [];
    for (const part of term.label.split(" "))
      for (let start = folded.indexOf(part); start >= 0; start = folded.indexOf(part, start + 1))
        hits.push({ start: at[start], end: endOf(text, at, start + part.length - 1), term });
    return hits;
  }

  /**
   * Return the places of hits, one for hits on different terms that follow each other: "free trade".
   * @param {string} text
   * @param {Hit[]} hits in order, apart
   */
  function runs(text, hits) {
    /** @type {Hit[]} */
    const found = [];
    for (const hit of hits) {
      const before = found.at(-1);
      const follows = before && before.term !== hit.term;
      if (follows && /^[\s-]$/.test(text.slice(before.end, hit.start)))
        found[found.length - 1] = { ...hit, start: before.start };
      else found.push(hit);
    }
    return found;
  }

  /**
   * Return the first word of the excerpt, and the one after its last, that shows most terms.
   * @param {number[]} words where the words begin
   * @param {Hit[]} hits
   */
  function bestWindow(words, hits) {
    let best = { first: 0, last: EXCERPT, worth: -1 };
    for (const hit of hits) {
      const at = Math.max(
        0,
        words.findLastIndex((start) => start <= hit.start),
      );
      const first = Math.max(0, Math.min(at - LEAD, words.length - EXCERPT));
      const last = first + EXCERPT;
      const end = words[last] ?? Number.POSITIVE_INFINITY;
      const shown = hits.filter((h) => h.start >= words[first] && h.end <= end);
      const worth = new Set(shown.map((h) => h.term)).size + shown.length / 100;
      if (worth > best.worth) best = { first, last, worth };
    }
    return best;
  }

  return { excerptOf };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderExcerpts);
