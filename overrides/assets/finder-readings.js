/**
 * A word that no text has and the corpus in; the words that may be meant by it out: of the same
 * sense, or spelled nearly so.
 */
"use strict";
/**
 * @typedef {typeof finderReadings} Readings
 * @typedef {import("./finder-corpus.js").Corpus} Corpus
 */
const finderReadings = (() => {
  /** @type {import("./finder-words.js").Words} */
  const { LITTLE, distance, stem } = /** @type {any} */ (globalThis).EditionFinding;

  const LONGEST_WORD = 40; // letters; what is longer is no misspelling

  /**
   * Return the words of one sense with these that the texts have.
   * @param {Corpus} corpus
   * @param {string} asked a word, or several
   */
  function senseOf(corpus, asked) {
    const key = asked.includes(" ") ? asked : stem(asked);
    const groups = (corpus.groupsOf.get(key) ?? []).flatMap((number) => corpus.groups[number]);
    return [...new Set(groups)].filter((word) => word !== asked && corpus.isPrinted(word));
  }

  /**
   * Return what a word that no text has is a misspelling of, or two words written as one.
   * @param {Corpus} corpus
   * @param {string} word
   */
  function misspelled(corpus, word) {
    for (let cut = 1; cut < word.length; cut++) {
      const halves = [word.slice(0, cut), word.slice(cut)];
      if (halves.every((half) => corpus.words.has(half)) && corpus.isPrinted(halves.join(" ")))
        return [halves.join(" ")];
    }
    // A word that is known and no text has is not misspelled; nor is a number.
    if (corpus.groupsOf.has(stem(word)) || /\p{N}/u.test(word)) return [];
    const near = nearest(corpus, word, 2).filter(([other, far]) => {
      const least = corpus.byWord.has(other) ? 4 : 6; // letters: who asks may not know how a name is spelled
      return far === 1 ? word.length >= least : word.length >= least + 4 && word[0] === other[0];
    });
    return near.filter(([, far]) => far === near[0][1]).map(([other]) => other);
  }

  /**
   * Return the up to three words of texts and names that are spelled most like a word, each with
   * how many letters differ.
   * @param {Corpus} corpus
   * @param {string} word
   * @param {number} most how many may
   * @returns {[string, number][]}
   */
  function nearest(corpus, word, most) {
    if (word.length > LONGEST_WORD) return [];
    /** @type {Map<string, number>} */
    const near = new Map();
    for (const other of corpus.known()) {
      if (other.length < 3 || LITTLE.has(other)) continue;
      const far = distance(word, other, most);
      if (far <= most) near.set(other, far);
    }
    const often = (/** @type {string} */ other) => corpus.words.get(other) ?? 0;
    return [...near].sort((a, b) => a[1] - b[1] || often(b[0]) - often(a[0])).slice(0, 3);
  }

  return { senseOf, misspelled, nearest };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderReadings);
