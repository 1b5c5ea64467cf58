/**
 * A reader's words and the corpus in; what is asked out: terms to look for, how words were read,
 * and what is not there.
 */
"use strict";
/**
 * @typedef {typeof finderQuestion} Question
 * @typedef {import("./finder-corpus.js").Corpus} Corpus
 * @typedef {import("./finder-corpus.js").Entry} Entry
 * @typedef {{word: string, as: string[], why: "spelling" | "sense" | "form" | "beginning"}} Reading
 * @typedef {{word: string, nearest: string[], beside: string[], told: string}} Absent
 *   A word that no text has, the words that are spelled like it, or else those beside which it would
 *   stand in the alphabet, and the word as descriptions of
 *   entries have it, which may be two.
 * @typedef {{label: string, kind: "phrase" | "part" | "name" | "word", looked: string[],
 *   entries: Entry[], prefix: boolean, open: boolean, quoted: boolean}} Term
 *   What a paragraph may have or lack: words in a row, a part of a word, a name in any of its
 *   forms, or one of the words `looked` for.
 * @typedef {{all: string[], terms: Term[], quoted: boolean, asMeant: string[],
 *   content: string[], readings: Reading[], absent: Absent[]}} Asked
 *   All words asked; what to look for; whether a part is quoted; the words outside of quotation
 *   marks with misspellings mended, and those of them that are not little.
 */
const finderQuestion = (() => {
  /** @type {import("./finder-words.js").Words & import("./finder-readings.js").Readings} */
  const {
    HAS_UNSPACED,
    LITTLE,
    asTwo,
    begunBy,
    beside,
    formsOf,
    misspelled,
    nearest,
    senseOf,
    stem,
    wordsOf,
  } = /** @type {any} */ (globalThis).EditionFinding;

  const LIMIT_OF_WORDS = 32; // a longer question is read up to here
  const LONGEST_THING = 4; // words of a group of the thesaurus
  const QUOTES = /["“”„‟«»″＂]/u;

  /**
   * Read a reader's words: phrases between quotation marks, names, and words.
   * @param {Corpus} corpus
   * @param {string} asked
   * @returns {Asked}
   */
  function readQuestion(corpus, asked) {
    const pieces = asked.split(QUOTES);
    /** @type {Term[]} */
    const terms = [];
    /** @type {string[]} */
    const loose = [];
    const all = [];
    for (const [place, piece] of pieces.entries()) {
      const room = LIMIT_OF_WORDS - all.length;
      const those = wordsOf(piece.slice(0, 4000))
        .map((found) => found.word)
        .slice(0, room);
      all.push(...those);
      if (place % 2 === 0) loose.push(...those);
      else if (those.length) {
        const open = place === pieces.length - 1 && !/\s$/.test(piece);
        const row = those.join(" ");
        terms.push(
          newTerm(HAS_UNSPACED.test(row) ? "part" : "phrase", row, { open, quoted: true }),
        );
      }
    }
    const quoted = terms.length > 0;
    const how = {
      typing: pieces.length % 2 === 1 && /[\p{L}\p{N}\p{M}]$/u.test(asked),
      little: quoted || loose.some((word) => !LITTLE.has(word)),
    };
    /** @type {Asked} */
    const question = { all, terms, quoted, asMeant: [], content: [], readings: [], absent: [] };
    for (let at = 0; at < loose.length; ) {
      const { length, made, reading, missing } = readNext(corpus, loose, at, how);
      const words = loose.slice(at, at + length);
      const meant = reading?.why === "spelling" ? reading.as[0].split(" ") : words;
      question.asMeant.push(...meant);
      if (reading?.why === "sense") question.content.push(reading.word);
      else if (made || missing) question.content.push(...meant);
      if (made && !terms.some((t) => t.label === made.label)) terms.push(made);
      if (reading && !question.readings.some((r) => r.word === reading.word))
        question.readings.push(reading);
      if (missing && !question.absent.some((a) => a.word === missing.word))
        question.absent.push(missing);
      at += length;
    }
    return question;
  }

  /**
   * Read the next word, or the next words if they are one name or one thing.
   * @param {Corpus} corpus
   * @param {string[]} words
   * @param {number} at
   * @param {{typing: boolean, little: boolean}} how whether the last word may be unfinished, and
   *   whether little words are passed over
   * @returns {{length: number, made?: Term, reading?: Reading, missing?: Absent}}
   */
  function readNext(corpus, words, at, { typing, little }) {
    const word = words[at];
    for (let length = Math.min(corpus.longestForm, words.length - at); length > 0; length--) {
      const run = words.slice(at, at + length).join(" ");
      const entries = corpus.byForm.get(run);
      if (entries && !(little && LITTLE.has(run)))
        return { length, made: newTerm("name", run, { entries }) };
    }
    for (let length = Math.min(LONGEST_THING, words.length - at); length > 1; length--) {
      const run = words.slice(at, at + length).join(" ");
      const looked = corpus.isPrinted(run) ? [] : senseOf(corpus, run);
      if (looked.length) {
        const reading = newReading(run, looked, "sense");
        return { length, made: newTerm("word", run, { looked }), reading };
      }
    }
    const isLetter = word.length === 1 && !HAS_UNSPACED.test(word); // as of "e-commerce"
    if (little && (LITTLE.has(word) || (isLetter && words.length > 1))) return { length: 1 };
    if (HAS_UNSPACED.test(word)) {
      const entries = corpus.entries.filter((e) => e.forms.some((f) => f.key.includes(word)));
      const known = entries.length || corpus.blocks.some((block) => block.line.includes(word));
      if (!known) return { length: 1, missing: { word, nearest: [], beside: [], told: word } };
      return { length: 1, made: newTerm("part", word, { entries }) };
    }
    const unfinished = typing && at === words.length - 1;
    return { length: 1, ...readWord(corpus, word, unfinished, words[at - 1]) };
  }

  /**
   * Find what to look for when a word is asked: itself, else other words of its sense, else
   * what it may be the beginning of, else words spelled nearly so.
   * @param {Corpus} corpus
   * @param {string} word
   * @param {boolean} unfinished
   * @param {string | undefined} before the word before it
   * @returns {{made?: Term, reading?: Reading, missing?: Absent}}
   */
  function readWord(corpus, word, unfinished, before) {
    const isKnown = (/** @type {string} */ it) => corpus.words.has(it) || corpus.byWord.has(it);
    // "trad" has the stem of "trade", but is a word no more than "tra".
    const isCut = unfinished && isKnown(`${word}e`);
    if (isKnown(word)) return { made: newTerm("word", word) };
    if (corpus.stems.has(stem(word)) && !isCut) {
      const forms = formsOf(corpus, word);
      const made = newTerm("word", word);
      // The beginning of one of them, or many for one, needs no words.
      if (forms.some((form) => form.startsWith(word) || word === `${form}s`)) return { made };
      return { made, reading: newReading(word, forms, "form") };
    }
    const sense = isCut ? [] : senseOf(corpus, word);
    if (sense.length) {
      const reading = newReading(word, sense, "sense");
      return { made: newTerm("word", word, { looked: sense }), reading };
    }
    if (unfinished && corpus.known().some((other) => other.startsWith(word))) {
      const begun = begunBy(corpus, word, before);
      if (!begun.length) return { made: newTerm("word", word, { prefix: true }) };
      const reading = newReading(word, begun, "beginning");
      return { made: newTerm("word", word, { looked: begun }), reading };
    }
    // A word of a description is spelled as it should be: its entry is shown, and no other word.
    const isTold = (/** @type {string} */ row) => corpus.telling([row]).length > 0;
    if (isTold(word)) return { missing: { word, nearest: [], beside: [], told: word } };
    const near = misspelled(corpus, word);
    if (near.length) {
      const reading = newReading(word, near, "spelling");
      return { made: newTerm("word", word, { looked: near }), reading };
    }
    const told = asTwo(word, isTold);
    if (told) return { missing: { word, nearest: [], beside: [], told } };
    const like = nearest(corpus, word);
    const next = like.length ? [] : beside(corpus, word);
    return { missing: { word, nearest: like, beside: next, told: word } };
  }

  /**
   * @param {Term["kind"]} kind
   * @param {string} label
   * @param {Partial<Term>} more
   * @returns {Term}
   */
  const newTerm = (kind, label, more = {}) => ({
    kind,
    label,
    looked: [label],
    entries: [],
    prefix: false,
    open: false,
    quoted: false,
    ...more,
  });

  /**
   * @param {string} word
   * @param {string[]} as
   * @param {Reading["why"]} why
   * @returns {Reading}
   */
  const newReading = (word, as, why) => ({ word, as, why });

  return { readQuestion, newTerm };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderQuestion);
