/**
 * Pieces of the edition's data in; the corpus that is searched out: its paragraphs and names, by
 * all that they are found by.
 *
 * edition/search.py says how the pieces are built. MiniSearch finds and weighs words.
 */
"use strict";
/**
 * @typedef {typeof finderCorpus} Corpora
 * @typedef {InstanceType<Corpora["Corpus"]>} Corpus
 * @typedef {{id: string, start: number, end: number}} Mention
 * @typedef {{number: number, slug: string, name: string, lang: string, page: string, id: string, locator: string,
 *   heading: string, text: string, line: string, mentions: Mention[]}} Block
 *   Its line is its words, folded, with a space around each.
 * @typedef {{form: string, key: string, words: string[], stems: string[], size: number}} Form
 *   A form of a name, its words folded, their stems, and how many of them are not little.
 * @typedef {{id: string, headword: string, kind: string, forms: Form[], native: string | null,
 *   gloss: string | null, told: string, mentions: number, lang: string | null}} Entry
 *   What is told of it, its names among that, is folded, with a space around each word.
 */
const finderCorpus = (() => {
  /** @type {import("./finder-words.js").Words} */
  const { LITTLE, keyOf, stem, wordsOf } = /** @type {any} */ (globalThis).EditionFinding;

  /** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
  function put(map, key, value) {
    const those = map.get(key);
    if (those) those.push(value);
    else map.set(key, [value]);
  }

  class Corpus {
    /** @type {Block[]} */
    blocks = [];
    /** @type {Map<string, number>} a text's place among the texts */
    order = new Map();
    /** @type {Map<string, number>} how often the texts have a word */
    words = new Map();
    /** @type {Map<string, string>} a folded word as texts and names write it */
    #written = new Map();
    /** @type {Set<string>} the stems of these */
    stems = new Set();
    /** @type {Entry[]} */
    entries = [];
    /** @type {Map<string, Entry>} */
    byId = new Map();
    /** @type {Map<string, Entry[]>} entries by each form, folded */
    byForm = new Map();
    /** @type {Map<string, Entry[]>} entries by the words of each form, sorted */
    bySortedForm = new Map();
    /** @type {Map<string, Set<Entry>>} entries by each word of their forms */
    byWord = new Map();
    /** How many words the longest form has. */
    longestForm = 1;
    /** @type {Map<string, number[]>} blocks that mention an entry */
    mentioning = new Map();
    /** @type {string[][]} words of one sense, from the thesaurus */
    groups = [];
    /** @type {Map<string, number[]>} groups of a word, by its stem, or of several words */
    groupsOf = new Map();
    /** @type {Map<string, boolean>} what is known of words in a row */
    #printed = new Map();
    /** The index of blocks by their words, stems and headings. */
    paragraphs;
    /** The index of entries by what is said of them. */
    glosses;

    /** @param {any} MiniSearch the class, of version 7 */
    constructor(MiniSearch) {
      /** @param {string[]} fields @param {Record<string, number>} boost */
      const index = (fields, boost) =>
        new MiniSearch({
          fields,
          tokenize: (/** @type {string} */ text) => text.split(" "),
          processTerm: (/** @type {string} */ word, /** @type {string} */ field) =>
            field === "text" ? word : stem(word),
          searchOptions: {
            boost,
            tokenize: (/** @type {string} */ text) => [text],
            processTerm: (/** @type {string} */ word) => word,
          },
        });
      this.paragraphs = index(["text", "stems", "headings"], { text: 1, stems: 1, headings: 0.6 });
      this.glosses = index(["gloss"], {});
    }

    /**
     * Take in a piece of the data; pieces may come in any order.
     * @param {any} piece
     */
    add(piece) {
      if (piece.kind === "texts") this.#addTexts(piece);
      else if (piece.kind === "text") this.#addText(piece);
      else if (piece.kind === "glossary") this.#addGlossary(piece);
      this.#printed.clear();
    }

    /** @param {{texts: {slug: string}[], thesaurus: string[][]}} piece */
    #addTexts(piece) {
      piece.texts.forEach(({ slug }, place) => {
        this.order.set(slug, place);
      });
      for (const group of piece.thesaurus) {
        const number = this.groups.push(group.map(keyOf)) - 1;
        for (const word of new Set(this.groups[number].map((w) => (w.includes(" ") ? w : stem(w)))))
          put(this.groupsOf, word, number);
      }
    }

    /** @param {any} piece */
    #addText(piece) {
      const { slug, name, lang, pages, units } = piece;
      for (const [id, locator, page, unit, text, mentions] of piece.blocks) {
        const words = this.#read(text);
        const number = this.blocks.length;
        const chain = units[unit] ?? [];
        // biome-ignore format: the members that only pass through stand together
        this.blocks.push({
          number, slug, name, lang, page: pages[page], id, locator, heading: chain[0] ?? "", text,
          line: ` ${words.join(" ")} `,
          mentions: mentions.map((/** @type {any[]} */ m) => ({ id: m[0], start: m[1], end: m[2] })),
        });
        for (const word of words) {
          this.words.set(word, (this.words.get(word) ?? 0) + 1);
          this.stems.add(stem(word));
        }
        for (const entry of new Set(this.blocks[number].mentions.map((m) => m.id)))
          put(this.mentioning, entry, number);
        const line = words.join(" ");
        this.paragraphs.add({
          id: number,
          text: line,
          stems: line,
          headings: keyOf(chain.join(" ")),
        });
      }
    }

    /** @param {any} piece */
    #addGlossary(piece) {
      // biome-ignore format: as search.py lists them
      for (const [id, headword, kind, forms, native, gloss, office, mentions, lang] of piece.entries) {
        // biome-ignore format: the members that only pass through stand together
        /** @type {Entry} */
        const entry = {
          id, headword, kind, native, gloss, mentions, lang: lang ?? null,
          told: ` ${keyOf([...forms, office ?? "", gloss ?? ""].join(" "))} `,
          forms: forms.map((/** @type {string} */ form) => {
            const words = this.#read(form);
            const size = words.filter((word) => !LITTLE.has(word)).length;
            return { form, key: words.join(" "), words, stems: words.map(stem), size };
          }),
        };
        this.entries.push(entry);
        this.byId.set(id, entry);
        for (const { key, words } of entry.forms) {
          put(this.byForm, key, entry);
          put(this.bySortedForm, [...words].sort().join(" "), entry);
          this.longestForm = Math.max(this.longestForm, words.length);
          for (const word of words) {
            const those = this.byWord.get(word);
            if (those) those.add(entry);
            else this.byWord.set(word, new Set([entry]));
          }
        }
        this.glosses.add({ id, gloss: entry.told.trim() });
      }
    }

    /**
     * Return the words of a text or a name, folded, and keep how they are written: of several ways
     * the last in the order of code units, which is in small letters if one of them is.
     * @param {string} text
     */
    #read(text) {
      return wordsOf(text).map(({ word, start, end }) => {
        const written = text.slice(start, end);
        if (written > (this.#written.get(word) ?? "")) this.#written.set(word, written);
        return word;
      });
    }

    /**
     * Return folded words as texts and names write them: "canton" as "Canton".
     * @param {string} words
     */
    written(words) {
      return words
        .split(" ")
        .map((word) => this.#written.get(word) ?? word)
        .join(" ");
    }

    /**
     * Tell whether texts and names write a word with a capital only, as a name.
     * @param {string} word
     */
    isNameLike(word) {
      const [first] = this.written(word);
      return first !== first.toLowerCase();
    }

    /**
     * Return the entries that are described in all of these words, the best first.
     * @param {string[]} rows words in any form, or several in a row
     * @returns {{entry: Entry, score: number}[]}
     */
    telling(rows) {
      const queries = rows.flatMap((row) => row.split(" ").map(stem));
      /** @type {{id: string, score: number}[]} */
      const found = queries.length ? this.glosses.search({ queries, combineWith: "AND" }) : [];
      return found
        .map(({ id, score }) => ({ entry: /** @type {Entry} */ (this.byId.get(id)), score }))
        .filter(({ entry }) =>
          rows.every((row) => !row.includes(" ") || entry.told.includes(` ${row} `)),
        );
    }

    /** Return every word of the texts and of the names. */
    known() {
      return [...this.words.keys(), ...this.byWord.keys()];
    }

    /**
     * Compare two blocks by reading order.
     * @param {Block} a
     * @param {Block} b
     */
    inOrder(a, b) {
      const last = this.order.size;
      const order = (this.order.get(a.slug) ?? last) - (this.order.get(b.slug) ?? last);
      return order || a.number - b.number;
    }

    /**
     * Tell whether a text has these words in a row.
     * @param {string} words
     */
    isPrinted(words) {
      if (!words.includes(" ")) return this.words.has(words);
      let printed = this.#printed.get(words);
      if (printed === undefined) {
        printed = this.blocks.some((block) => block.line.includes(` ${words} `));
        this.#printed.set(words, printed);
      }
      return printed;
    }
  }

  return { Corpus };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderCorpus);
