/**
 * A word that no text has and the corpus in; the words that may be meant by it out: of the same
 * sense, begun by it, or spelled nearly so.
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
  const LEAST_BEGINNING = 3; // letters; what is shorter is still being typed
  const MOST_FAMILIES = 3; // of words that begin alike; of more, none is meant yet

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
   * Return the words of the texts that are of one family with a word that no text has.
   * @param {Corpus} corpus
   * @param {string} asked
   */
  function formsOf(corpus, asked) {
    const family = stem(asked);
    return [...corpus.words.keys()].filter((word) => stem(word) === family);
  }

  /**
   * Return a word as two words, if there are such two.
   * @param {string} word
   * @param {(row: string) => boolean} are whether there are these
   * @returns {string | undefined}
   */
  function asTwo(word, are) {
    for (let cut = 1; cut < Math.min(word.length, LONGEST_WORD); cut++) {
      const row = `${word.slice(0, cut)} ${word.slice(cut)}`;
      if (are(row)) return row;
    }
    return undefined;
  }

  /**
   * Return what a word that no text has is the beginning of, if that is not yet anything: the
   * words of up to three families, the most frequent first; those that the texts have after the
   * word before it, if there are any.
   * @param {Corpus} corpus
   * @param {string} begun
   * @param {string | undefined} before
   */
  function begunBy(corpus, begun, before) {
    if (begun.length < LEAST_BEGINNING) return [];
    const all = corpus.known().filter((word) => word.startsWith(begun));
    const row = ` ${before} ${begun}`; // one look at the texts, however many words begin so
    const those = before ? corpus.blocks.filter((block) => block.line.includes(row)) : [];
    const following = all.filter((word) =>
      those.some((block) => block.line.includes(` ${before} ${word} `)),
    );
    const often = (/** @type {string} */ word) => corpus.words.get(word) ?? 0;
    /** @type {Map<string, string>} */
    const families = new Map();
    for (const word of (following.length ? following : all).sort((a, b) => often(b) - often(a)))
      if (!families.has(stem(word))) families.set(stem(word), word);
    return families.size > MOST_FAMILIES ? [] : [...families.values()];
  }

  /**
   * Return what a word that no text has is a misspelling of, or two words written as one.
   * @param {Corpus} corpus
   * @param {string} word
   */
  function misspelled(corpus, word) {
    const two = asTwo(
      word,
      (row) => row.split(" ").every((half) => corpus.words.has(half)) && corpus.isPrinted(row),
    );
    if (two) return [two];
    // A word that is known and no text has is not misspelled; nor is a number.
    if (corpus.groupsOf.has(stem(word)) || /\p{N}/u.test(word)) return [];
    const near = within(corpus, word, 2).filter(([other, far]) => {
      // Who asks may not know how a person or a place is spelled, but knows how the name begins.
      const isName = isProper(corpus, other) && word[0] === other[0];
      const least = isName ? 4 : 6;
      return far === 1
        ? Math.min(word.length, other.length) >= least
        : word.length >= least + 4 && word[0] === other[0];
    });
    return near.filter(([, far]) => far === near[0][1]).map(([other]) => other);
  }

  /**
   * Tell whether a word is of a person's or a place's headword, and so no word of the language.
   * @param {Corpus} corpus
   * @param {string} word
   */
  function isProper(corpus, word) {
    return [...(corpus.byWord.get(word) ?? [])].some(
      ({ kind, forms }) => (kind === "person" || kind === "place") && forms[0].words.includes(word),
    );
  }

  /**
   * Return the up to three words of texts and names that are spelled so like a word that they may
   * be meant by it; none for a word that is known, which is spelled as it should be.
   * @param {Corpus} corpus
   * @param {string} word
   */
  function nearest(corpus, word) {
    if (word.length < 3 || corpus.groupsOf.has(stem(word))) return [];
    const most = word.length < 6 ? 1 : word.length < 9 ? 2 : Math.floor(word.length / 4);
    return within(corpus, word, most).map(([other]) => other);
  }

  /**
   * Return the words of texts and names between which a word would stand in the alphabet: what an
   * index shows who looks for it there.
   * @param {Corpus} corpus
   * @param {string} word
   */
  function beside(corpus, word) {
    if (word.length > LONGEST_WORD) return [];
    const known = [...new Set(corpus.known())].filter(
      (other) => other.length > 2 && /^\p{L}/u.test(other) && !LITTLE.has(other),
    );
    const all = [...known, word].sort();
    const at = all.indexOf(word);
    return all.filter((_, place) => Math.abs(place - at) === 1);
  }

  /**
   * Return the up to three words of texts and names that are spelled most like a word, each with
   * how many letters differ.
   * @param {Corpus} corpus
   * @param {string} word
   * @param {number} most how many may
   * @returns {[string, number][]}
   */
  function within(corpus, word, most) {
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

  return { asTwo, begunBy, beside, formsOf, misspelled, nearest, senseOf };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderReadings);
