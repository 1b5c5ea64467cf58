/**
 * Pieces of the edition's data and a reader's words in; entries and paragraphs that answer, out.
 *
 * No page and no worker is known here; engine.js lists the scripts that this one stands on, each of
 * which adds its functions to `EditionFinding`.
 */
"use strict";
/**
 * @typedef {import("./finder-corpus.js").Corpora & import("./finder-question.js").Question &
 *   import("./finder-entries.js").Entries & import("./finder-paragraphs.js").Paragraphs &
 *   import("./finder-excerpts.js").Excerpts} Finding
 * @typedef {import("./finder-question.js").Asked} Asked
 * @typedef {import("./finder-question.js").Reading} Reading
 * @typedef {import("./finder-entries.js").Card} Card
 * @typedef {import("./finder-paragraphs.js").Found} Found
 * @typedef {{slug: string, name: string, lang: string, page: string, id: string, locator: string,
 *   heading: string, lacks: string[], entry: string | null} &
 *   import("./finder-excerpts.js").Excerpt} Result
 *   A paragraph, the words that it lacks, the entry that it is found by, and an excerpt of it.
 * @typedef {{words: string, count: number, cards: Card[], readings: Reading[],
 *   absent: {word: string, nearest: string[], beside: string[]}[], results: Result[]}} Answer
 *   The words asked; how many paragraphs there are in all; entries, the best first; the words that
 *   no text has, with what was looked for in their place; those that were not found at all; and the
 *   first paragraphs.
 */
(() => {
  /** @type {Finding} */
  const {
    Corpus,
    cardsOf,
    excerptOf,
    having,
    likeliest,
    namedBy,
    naming,
    namingFirst,
    readQuestion,
  } = /** @type {any} */ (globalThis).EditionFinding;

  class EditionFinder {
    #corpus;

    /** @param {any} MiniSearch the class, of version 7 */
    constructor(MiniSearch) {
      this.#corpus = new Corpus(MiniSearch);
    }

    /**
     * Take in a piece of the data; pieces may come in any order.
     * @param {any} piece
     */
    add(piece) {
      this.#corpus.add(piece);
    }

    /**
     * Answer a reader's words. Any string has an answer.
     * @param {string} words
     * @param {number} limit how many results at most
     * @returns {Answer}
     */
    answer(words, limit = 30) {
      const corpus = this.#corpus;
      const asked = readQuestion(corpus, words);
      const cards = cardsOf(corpus, asked);
      const found = this.#paragraphs(asked, cards);
      const written = (/** @type {string[]} */ those) => those.map((one) => corpus.written(one));
      return {
        words,
        count: found.length,
        cards,
        readings: asked.readings.map((reading) => ({ ...reading, as: written(reading.as) })),
        absent: asked.absent.map(({ word, nearest, beside }) => ({
          word,
          nearest: written(nearest),
          beside: written(beside),
        })),
        results: found.slice(0, limit).map((one) => this.#result(one)),
      };
    }

    /**
     * Return the paragraphs that answer, the best first.
     * @param {Asked} asked
     * @param {Card[]} cards
     * @returns {Found[]}
     */
    #paragraphs(asked, cards) {
      const corpus = this.#corpus;
      const named = namedBy(corpus, asked);
      if (named) return naming(corpus, asked, named);
      const meant = likeliest(corpus, asked, cards);
      return meant ? namingFirst(corpus, asked.terms, meant) : having(corpus, asked.terms);
    }

    /**
     * Return a paragraph as a result.
     * @param {Found} found
     * @returns {Result}
     */
    #result({ block, terms, has, entry }) {
      const { slug, name, lang, page, id, locator, heading, line } = block;
      const byName = terms.find(
        (term) => term.kind === "name" && has.has(term) && !line.includes(` ${term.label} `),
      );
      return {
        ...{ slug, name, lang, page, id, locator, heading },
        lacks: terms.filter((term) => !has.has(term)).map((term) => term.label),
        entry: (entry ?? byName?.entries[0])?.id ?? null,
        ...excerptOf(this.#corpus, block, terms),
      };
    }
  }

  Object.assign(globalThis, { EditionFinder });
})();
