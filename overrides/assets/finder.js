/**
 * Pieces of the edition's data and a reader's words in; entries and paragraphs that answer, out.
 *
 * No page and no worker is known here. edition/search.py says how the pieces are built; an answer
 * is plain data, described at `Answer`. MiniSearch finds and weighs words; what this adds is how
 * words are compared, phrases, names, other words for those that no text has, and excerpts.
 */
"use strict";
(() => {
  /**
   * @typedef {{id: string, start: number, end: number}} Mention
   * @typedef {{number: number, slug: string, name: string, page: string, id: string, locator: string,
   *   heading: string, text: string, line: string, mentions: Mention[]}} Block
   * @typedef {{form: string, key: string, words: string[], stems: string[], size: number}} Form
   *   A form of a name, its words folded, their stems, and how many of them are not little.
   * @typedef {{id: string, headword: string, kind: string, forms: Form[], native: string | null,
   *   gloss: string | null, mentions: number}} Entry
   * @typedef {{word: string, as: string[], why: "spelling" | "sense"}} Reading
   * @typedef {{word: string, nearest: string[]}} Absent
   * @typedef {{id: string, headword: string, kind: string, native: string | null,
   *   gloss: string | null, mentions: number, form: string | null, exact: boolean}} Card
   * @typedef {{slug: string, name: string, page: string, id: string, locator: string,
   *   heading: string, lacks: string[], entry: string | null, parts: [string, boolean][],
   *   before: boolean, after: boolean, marks: string[]}} Result
   * @typedef {{words: string, count: number, cards: Card[], readings: Reading[],
   *   absent: Absent[], results: Result[]}} Answer
   * @typedef {{label: string, kind: "phrase" | "part" | "name" | "word", looked: string[],
   *   entries: Entry[], prefix: boolean, open: boolean}} Term
   *   What a paragraph may have or lack: words in a row, a part of a word, a name in any of its
   *   forms, or one of the words `looked` for.
   * @typedef {{start: number, end: number, term: Term}} Hit
   * @typedef {{word: string, stem: string, part: boolean}[]} Wanted
   *   A word that a name should have, or one of those looked for in its place.
   * @typedef {{block: Block, terms: Term[], has: Set<Term>, entry: Entry | null, score: number}}
   *   Found
   *   A block with what was looked for, what of it the block has, and the entry that it names.
   * @typedef {{all: string[], terms: Term[], quoted: boolean, asMeant: string[],
   *   content: string[], readings: Reading[], absent: Absent[]}} Asked
   *   All words asked; what to look for; whether a part is quoted; the words outside of quotation
   *   marks with misspellings mended, and those of them that are not little.
   */

  const LIMIT_OF_WORDS = 32; // a longer question is read up to here
  const LONGEST_THING = 4; // words of a group of the thesaurus
  const LONGEST_WORD = 40; // letters; what is longer is no misspelling
  const MOST_CARDS = 8;
  const EXCERPT = 30; // words
  const LEAD = 6; // words before the first hit
  const WEIGHT_OF_GLOSSES = 0.15;
  const LITTLE = new Set(
    (
      "a about after against all also am among an and any are as at be been before being between " +
      "both but by can could did do does done during each for from had has have he her here his how " +
      "i if in into is it its may me my no not of on or our out over shall she should so some such " +
      "than that the their them then there these they this those through to towards under up upon us " +
      "was we were what when where which while who whom whose why will with within would you your s"
    ).split(" "),
  );

  // ---- How words are compared -------------------------------------------------------------

  const APOSTROPHES = "’‘ʼ′`´";
  const QUOTES = /["“”„‟«»″＂]/u;
  /** @type {Record<string, string>} */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th" };
  const ACCENTED = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u;
  const UNSPACED =
    "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Khmer}\\p{sc=Thai}\\p{sc=Lao}" +
    "\\p{sc=Myanmar}\\p{sc=Tibetan}";
  const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const SPACED_LETTERS = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`;
  const WORD = new RegExp(`${SPACED_LETTERS}(?:'${SPACED_LETTERS})*|[${UNSPACED}\\p{M}]+`, "gu");
  const PLAIN_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*/g;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the bounds of ASCII
  const PLAIN = /^[\x00-\x7f]*$/;

  /**
   * Fold a text for comparing: lower case, kinds of apostrophes made one, accents taken off the
   * letters of the scripts that can do without them (a vowel sign of Khmer is not an accent).
   * @param {string} text
   * @returns {{folded: string, at: number[]}} `at` says for every unit where it was in the text.
   */
  function fold(text) {
    let folded = "";
    /** @type {number[]} */
    const at = [];
    let accented = false;
    for (let place = 0; place < text.length; ) {
      const char = String.fromCodePoint(text.codePointAt(place) ?? 0);
      const same = APOSTROPHES.includes(char) ? "'" : char;
      for (const part of same < "\x80" ? same : same.normalize("NFKD")) {
        let kept = part.toLowerCase();
        if (part >= "\x80") {
          if (/\p{M}/u.test(part)) kept = accented ? "" : part;
          else if (/\p{Cf}/u.test(part)) kept = "";
          else accented = ACCENTED.test(part);
          kept = LETTERS[kept] ?? kept;
        } else accented = true;
        folded += kept;
        for (let unit = 0; unit < kept.length; unit++) at.push(place);
      }
      place += char.length;
    }
    at.push(text.length);
    return { folded, at };
  }

  /**
   * Return the words of a text, folded, with where each stands in it.
   * @param {string} text
   * @returns {{word: string, start: number, end: number}[]}
   */
  function wordsOf(text) {
    const { folded, at } = fold(text);
    return [...folded.matchAll(PLAIN.test(folded) ? PLAIN_WORD : WORD)].map((found) => {
      const last = found.index + found[0].length - 1;
      return { word: found[0], start: at[found.index], end: endOf(text, at, last) };
    });
  }

  /** Return where the character ends that a folded unit comes from, with the marks on it.
   * @param {string} text @param {number[]} at @param {number} unit */
  function endOf(text, at, unit) {
    if (at[unit + 1] > at[unit]) return at[unit + 1];
    return at[unit] + String.fromCodePoint(text.codePointAt(at[unit]) ?? 0).length;
  }

  /** @param {string} text */
  const keyOf = (text) =>
    wordsOf(text)
      .map((found) => found.word)
      .join(" ");

  /** @type {[string, number][]} endings, each with how many letters must be left */
  // biome-ignore format: a table
  const ENDINGS = [
    ["ation", 4], ["ative", 4], ["ating", 4], ["ated", 4], ["ate", 4], ["ment", 4], ["ness", 4],
    ["ity", 5], ["ion", 5], ["ive", 5], ["ial", 5], ["ing", 4], ["al", 5], ["ic", 5], ["ed", 4],
    ["ly", 4], ["iz", 4], ["is", 4], ["e", 4], ["y", 6], ["i", 6],
  ];

  /**
   * Return what an English word has in common with the others of its family: a rough stem.
   * @param {string} word folded
   */
  function stem(word) {
    let stemmed = STEMS.get(word);
    if (stemmed === undefined) {
      stemmed = stemOf(word);
      STEMS.set(word, stemmed);
    }
    return stemmed;
  }

  /** @type {Map<string, string>} every stem that was asked for: texts repeat their words */
  const STEMS = new Map();

  /** @param {string} word */
  function stemOf(word) {
    let stemmed = word.replace(/'s$/, "").replaceAll("'", "");
    if (!/^[a-z]{4,}$/.test(stemmed)) return stemmed;
    stemmed = stemmed.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1");
    stemmed = stemmed.replace(/([^sui])s$/, "$1");
    for (let pass = 0; pass < 3; pass++) {
      const ending = ENDINGS.find(
        ([e, left]) => stemmed.endsWith(e) && stemmed.length - e.length >= left,
      );
      if (!ending) break;
      stemmed = stemmed.slice(0, -ending[0].length).replace(/([bdgmnprt])\1$/, "$1");
    }
    return stemmed;
  }

  /**
   * Return how many letters have to be put in, taken out, changed or exchanged with the next.
   * @param {string} a
   * @param {string} b
   * @param {number} most beyond this any number is as good
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let above = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
      const line = [row];
      for (let column = 1; column <= b.length; column++) {
        const same = a[row - 1] === b[column - 1];
        let least = Math.min(
          above[column] + 1,
          line[column - 1] + 1,
          above[column - 1] + (same ? 0 : 1),
        );
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
          least = Math.min(least, before[column - 2] + 1);
        line.push(least);
      }
      if (Math.min(...line) > most) return most + 1;
      before = above;
      above = line;
    }
    return above[b.length];
  }

  /** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
  function put(map, key, value) {
    const those = map.get(key);
    if (those) those.push(value);
    else map.set(key, [value]);
  }

  class EditionFinder {
    /** @type {Block[]} */
    #blocks = [];
    /** @type {Map<string, number>} a text's place among the texts */
    #order = new Map();
    /** @type {Map<string, number>} how often the texts have a word */
    #words = new Map();
    /** @type {Set<string>} */
    #stems = new Set();
    /** @type {Entry[]} */
    #entries = [];
    /** @type {Map<string, Entry>} */
    #byId = new Map();
    /** @type {Map<string, Entry[]>} entries by each form, folded, and by its words sorted */
    #byForm = new Map();
    /** @type {Map<string, Entry[]>} */
    #bySortedForm = new Map();
    /** @type {Map<string, Set<Entry>>} entries by each word of their forms */
    #byWord = new Map();
    #longestForm = 1;
    /** @type {Map<string, number[]>} blocks that mention an entry */
    #mentioning = new Map();
    /** @type {string[][]} */
    #groups = [];
    /** @type {Map<string, number[]>} groups of a word, by its stem, or of several words */
    #groupsOf = new Map();
    /** @type {Map<string, boolean>} */
    #printed = new Map();
    #paragraphs;
    #glosses;

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
      this.#paragraphs = index(["text", "stems", "headings"], { text: 1, stems: 1, headings: 0.6 });
      this.#glosses = index(["gloss"], {});
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
        this.#order.set(slug, place);
      });
      for (const group of piece.thesaurus) {
        const number = this.#groups.push(group.map(keyOf)) - 1;
        for (const word of new Set(
          this.#groups[number].map((w) => (w.includes(" ") ? w : stem(w))),
        ))
          put(this.#groupsOf, word, number);
      }
    }

    /** @param {any} piece */
    #addText(piece) {
      const { slug, name, pages, units } = piece;
      for (const [id, locator, page, unit, text, , mentions] of piece.blocks) {
        const words = wordsOf(text).map((found) => found.word);
        const number = this.#blocks.length;
        const chain = units[unit] ?? [];
        // biome-ignore format: the members that only pass through stand together
        this.#blocks.push({
          number, slug, name, page: pages[page], id, locator, heading: chain[0] ?? "", text,
          line: ` ${words.join(" ")} `,
          mentions: mentions.map((/** @type {any[]} */ m) => ({ id: m[0], start: m[1], end: m[2] })),
        });
        for (const word of words) {
          this.#words.set(word, (this.#words.get(word) ?? 0) + 1);
          this.#stems.add(stem(word));
        }
        for (const entry of new Set(this.#blocks[number].mentions.map((m) => m.id)))
          put(this.#mentioning, entry, number);
        const line = words.join(" ");
        this.#paragraphs.add({
          id: number,
          text: line,
          stems: line,
          headings: keyOf(chain.join(" ")),
        });
      }
    }

    /** @param {any} piece */
    #addGlossary(piece) {
      for (const [id, headword, kind, forms, native, gloss, office, mentions] of piece.entries) {
        // biome-ignore format: the same
        /** @type {Entry} */
        const entry = {
          id, headword, kind, native, gloss, mentions,
          forms: forms.map((/** @type {string} */ form) => {
            const key = keyOf(form);
            const words = key.split(" ");
            const size = words.filter((word) => !LITTLE.has(word)).length;
            return { form, key, words, stems: words.map(stem), size };
          }),
        };
        this.#entries.push(entry);
        this.#byId.set(id, entry);
        for (const { key, words } of entry.forms) {
          put(this.#byForm, key, entry);
          put(this.#bySortedForm, [...words].sort().join(" "), entry);
          this.#longestForm = Math.max(this.#longestForm, words.length);
          for (const word of words) {
            const those = this.#byWord.get(word);
            if (those) those.add(entry);
            else this.#byWord.set(word, new Set([entry]));
          }
        }
        const told = keyOf([...forms, office ?? "", gloss ?? ""].join(" "));
        this.#glosses.add({ id, gloss: told });
      }
    }

    /**
     * Answer a reader's words. Any string has an answer.
     * @param {string} words
     * @param {number} limit how many results at most
     * @returns {Answer}
     */
    answer(words, limit = 30) {
      const asked = this.#read(words);
      const cards = this.#cards(asked);
      const named = this.#named(asked);
      const found = named ? this.#naming(asked, named) : this.#having(asked.terms);
      return {
        words,
        count: found.length,
        cards,
        readings: asked.readings,
        absent: asked.absent,
        results: found.slice(0, limit).map((one) => this.#result(one)),
      };
    }

    /**
     * Return a paragraph as a result: where it stands, what it lacks, and its words around the hits.
     * @param {Found} found
     * @returns {Result}
     */
    #result({ block, terms, has, entry }) {
      const { slug, name, page, id, locator, heading, text, line } = block;
      const naming = terms.find(
        (term) => term.kind === "name" && has.has(term) && !line.includes(` ${term.label} `),
      );
      return {
        ...{ slug, name, page, id, locator, heading },
        lacks: terms.filter((term) => !has.has(term)).map((term) => term.label),
        entry: (entry ?? naming?.entries[0])?.id ?? null,
        ...excerpt(text, this.#hits(block, terms)),
      };
    }

    // ---- What is asked --------------------------------------------------------------------

    /**
     * Read a reader's words: phrases between quotation marks, names, and words.
     * @param {string} asked
     * @returns {Asked}
     */
    #read(asked) {
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
          terms.push(newTerm(HAS_UNSPACED.test(row) ? "part" : "phrase", row, { open }));
        }
      }
      const quoted = terms.length > 0;
      const how = {
        typing: pieces.length % 2 === 1 && /[\p{L}\p{N}\p{M}]$/u.test(asked),
        little: quoted || loose.some((word) => !LITTLE.has(word)),
      };
      /** @type {Asked} */
      const read = { all, terms, quoted, asMeant: [], content: [], readings: [], absent: [] };
      for (let at = 0; at < loose.length; ) {
        const { length, made, reading, missing } = this.#next(loose, at, how);
        const words = loose.slice(at, at + length);
        const meant = reading?.why === "spelling" ? reading.as[0].split(" ") : words;
        read.asMeant.push(...meant);
        if (reading?.why === "sense") read.content.push(reading.word);
        else if (made || missing) read.content.push(...meant);
        if (made && !terms.some((t) => t.label === made.label)) terms.push(made);
        if (reading && !read.readings.some((r) => r.word === reading.word))
          read.readings.push(reading);
        if (missing && !read.absent.some((a) => a.word === missing.word)) read.absent.push(missing);
        at += length;
      }
      return read;
    }

    /**
     * Read the next word, or the next words if they are one name or one thing.
     * @param {string[]} words
     * @param {number} at
     * @param {{typing: boolean, little: boolean}} how whether the last word may be unfinished, and
     *   whether little words are passed over
     * @returns {{length: number, made?: Term, reading?: Reading, missing?: Absent}}
     */
    #next(words, at, { typing, little }) {
      const word = words[at];
      for (let length = Math.min(this.#longestForm, words.length - at); length > 0; length--) {
        const run = words.slice(at, at + length).join(" ");
        const entries = this.#byForm.get(run);
        if (entries && !(little && LITTLE.has(run)))
          return { length, made: newTerm("name", run, { entries }) };
      }
      for (let length = Math.min(LONGEST_THING, words.length - at); length > 1; length--) {
        const run = words.slice(at, at + length).join(" ");
        const looked = this.#isPrinted(run) ? [] : this.#sense(run);
        if (looked.length) {
          const reading = newReading(run, looked, "sense");
          return { length, made: newTerm("word", run, { looked }), reading };
        }
      }
      if (little && LITTLE.has(word)) return { length: 1 };
      if (HAS_UNSPACED.test(word)) {
        const entries = this.#entries.filter((e) => e.forms.some((f) => f.key.includes(word)));
        const known = entries.length || this.#blocks.some((block) => block.line.includes(word));
        if (!known) return { length: 1, missing: { word, nearest: [] } };
        return { length: 1, made: newTerm("part", word, { entries }) };
      }
      return { length: 1, ...this.#word(word, typing && at === words.length - 1) };
    }

    /**
     * Find what to look for when a word is asked: itself, else other words of its sense, else
     * what it may be the beginning of, else words spelled nearly so.
     * @param {string} word
     * @param {boolean} unfinished
     * @returns {{made?: Term, reading?: Reading, missing?: Absent}}
     */
    #word(word, unfinished) {
      if (this.#words.has(word) || this.#stems.has(stem(word)) || this.#byWord.has(word))
        return { made: newTerm("word", word) };
      const sense = this.#sense(word);
      if (sense.length) {
        const reading = newReading(word, sense, "sense");
        return { made: newTerm("word", word, { looked: sense }), reading };
      }
      if (unfinished && this.#known().some((other) => other.startsWith(word)))
        return { made: newTerm("word", word, { prefix: true }) };
      // A word of a gloss is spelled as it should be: its entry is shown, and no other word.
      const near = this.#glosses.search(stem(word)).length ? [] : this.#misspelled(word);
      if (near.length) {
        const reading = newReading(word, near, "spelling");
        return { made: newTerm("word", word, { looked: near }), reading };
      }
      const nearest = this.#nearest(word, Math.ceil(word.length / 2)).map(([other]) => other);
      return { missing: { word, nearest } };
    }

    /** Return every word of the texts and of the names. */
    #known() {
      return [...this.#words.keys(), ...this.#byWord.keys()];
    }

    /**
     * Return the words of one sense with these that the texts have.
     * @param {string} asked a word, or several
     */
    #sense(asked) {
      const key = asked.includes(" ") ? asked : stem(asked);
      const groups = (this.#groupsOf.get(key) ?? []).flatMap((number) => this.#groups[number]);
      return [...new Set(groups)].filter((word) => word !== asked && this.#isPrinted(word));
    }

    /**
     * Tell whether a text has these words in a row.
     * @param {string} words
     */
    #isPrinted(words) {
      if (!words.includes(" ")) return this.#words.has(words);
      let printed = this.#printed.get(words);
      if (printed === undefined) {
        printed = this.#blocks.some((block) => block.line.includes(` ${words} `));
        this.#printed.set(words, printed);
      }
      return printed;
    }

    /**
     * Return what a word that no text has is a misspelling of, or two words written as one.
     * @param {string} word
     */
    #misspelled(word) {
      for (let cut = 1; cut < word.length; cut++) {
        const halves = [word.slice(0, cut), word.slice(cut)];
        if (halves.every((half) => this.#words.has(half)) && this.#isPrinted(halves.join(" ")))
          return [halves.join(" ")];
      }
      // A word that is known and no text has is not misspelled; nor is a number.
      if (this.#groupsOf.has(stem(word)) || /\p{N}/u.test(word)) return [];
      const near = this.#nearest(word, 2).filter(([other, far]) => {
        const least = this.#byWord.has(other) ? 4 : 6; // letters: who asks may not know how a name is spelled
        return far === 1 ? word.length >= least : word.length >= least + 4 && word[0] === other[0];
      });
      return near.filter(([, far]) => far === near[0][1]).map(([other]) => other);
    }

    /**
     * Return the up to three words of texts and names that are spelled most like a word, each with
     * how many letters differ.
     * @param {string} word
     * @param {number} most how many may
     * @returns {[string, number][]}
     */
    #nearest(word, most) {
      if (word.length > LONGEST_WORD) return [];
      /** @type {Map<string, number>} */
      const near = new Map();
      for (const other of this.#known()) {
        if (other.length < 3 || LITTLE.has(other)) continue;
        const far = distance(word, other, most);
        if (far <= most) near.set(other, far);
      }
      const often = (/** @type {string} */ other) => this.#words.get(other) ?? 0;
      return [...near].sort((a, b) => a[1] - b[1] || often(b[0]) - often(a[0])).slice(0, 3);
    }

    // ---- Entries --------------------------------------------------------------------------

    /**
     * Return the entries that the words name, the best first: those of whose names they are a
     * form; those that have all the words in a form; those named among other words; those whose
     * gloss has a word that no text has.
     * @param {Asked} asked
     * @returns {Card[]}
     */
    #cards({ all, terms, quoted, asMeant, content, absent }) {
      /** @type {Map<Entry, {score: number, form: string | null}>} */
      const cards = new Map();
      const offer = (/** @type {Entry} */ entry, /** @type {number} */ score, form = "") => {
        if (score <= (cards.get(entry)?.score ?? 0)) return;
        cards.set(entry, { score, form: form && form !== entry.headword ? form : null });
      };
      const whole = all.join(" ");
      const rows = quoted ? [whole, ...terms.map((t) => t.label)] : [whole, asMeant.join(" ")];
      for (const row of rows)
        for (const entry of this.#byForm.get(row) ?? []) {
          const place = entry.forms.findIndex((form) => form.key === row);
          offer(entry, (row === whole ? 90 : 80) - Math.min(place, 9), entry.forms[place].form);
        }
      if (!quoted) {
        const wanted = content.map((word) => this.#wanted(word, terms));
        if (content.some((word) => !LITTLE.has(word)) && !absent.length)
          for (const entry of this.#entries) {
            const { score, form } = likeness(entry, wanted);
            if (score) offer(entry, 20 + score, form);
          }
        for (const term of terms)
          for (const entry of term.entries) offer(entry, 10 + term.label.length / 100);
        for (const { word } of absent)
          for (const found of this.#glosses.search(stem(word)).slice(0, 3)) {
            const entry = this.#byId.get(found.id);
            if (entry) offer(entry, 1 + found.score / 1000);
          }
      }
      return [...cards]
        .sort((a, b) => b[1].score - a[1].score || b[0].mentions - a[0].mentions)
        .slice(0, MOST_CARDS)
        .map(([entry, { form }]) => ({
          id: entry.id,
          headword: entry.headword,
          kind: entry.kind,
          native: entry.native,
          gloss: entry.gloss,
          mentions: entry.mentions,
          form,
          exact: entry.forms.some((f) => f.key === whole),
        }));
    }

    /**
     * Return what a name may have for it to have a word of the question.
     * @param {string} asked
     * @param {Term[]} terms
     * @returns {Wanted}
     */
    #wanted(asked, terms) {
      const term = terms.find((t) => t.label === asked && t.kind !== "name");
      const part = term?.kind === "part";
      const words = new Set([asked, ...(term?.looked ?? [])]);
      return [...words].map((word) => ({ word, stem: stem(word), part }));
    }

    /**
     * Return the one entry that all words together name: by a form of its name, by its words in
     * another order, or, for a person or a part of a word, by some of them that are no other's.
     * @param {Asked} asked
     * @returns {Entry | undefined}
     */
    #named({ terms, quoted, asMeant, content, absent, readings }) {
      if (quoted || absent.length || !content.length) return undefined;
      const inOrder = this.#byForm.get(asMeant.join(" "));
      const sorted = this.#bySortedForm.get([...asMeant].sort().join(" "));
      if (inOrder || sorted) return (inOrder ?? sorted)?.[0];
      if (terms.length === 1 && terms[0].kind === "part")
        return terms[0].entries.length === 1 ? terms[0].entries[0] : undefined;
      if (readings.some((reading) => reading.why === "sense")) return undefined;
      const having = [...(this.#byWord.get(content[0]) ?? [])].filter(
        (entry) =>
          entry.kind === "person" &&
          entry.forms.some((form) => content.every((word) => form.words.includes(word))),
      );
      return having.length === 1 ? having[0] : undefined;
    }

    // ---- Paragraphs -----------------------------------------------------------------------

    /**
     * Return the paragraphs that name an entry, in reading order, then others with all the words.
     * @param {Asked} asked
     * @param {Entry} entry
     * @returns {Found[]}
     */
    #naming({ terms, content }, entry) {
      const name = newTerm("name", entry.headword, { entries: [entry] });
      const first = [...(this.#mentioning.get(entry.id) ?? [])]
        .map((number) => this.#blocks[number])
        .sort((a, b) => this.#before(a, b))
        .map((block) => ({ block, terms: [name], has: new Set([name]), entry, score: 0 }));
      const those = new Set(first.map((found) => found.block));
      const parts = terms.filter((term) => term.kind === "part");
      const words = content.filter((word) => !HAS_UNSPACED.test(word) && !LITTLE.has(word));
      const wanted = [...parts, ...words.map((word) => newTerm("word", word))];
      const others = this.#having(wanted).filter(
        (found) => found.has.size === wanted.length && !those.has(found.block),
      );
      return [...first, ...others];
    }

    /**
     * Return the paragraphs that have what is asked: all phrases, and of the rest the more the
     * better; those that lack as little as one another by how much they speak of it.
     * @param {Term[]} terms
     * @returns {Found[]}
     */
    #having(terms) {
      /** @type {Map<number, {score: number, has: Set<Term>}>} */
      const sums = new Map();
      for (const term of terms)
        for (const [number, { score, has }] of this.#matches(term)) {
          const sum = sums.get(number) ?? { score: 0, has: new Set() };
          sum.score += score;
          if (has) sum.has.add(term);
          sums.set(number, sum);
        }
      const phrases = terms.filter((term) => term.kind === "phrase");
      const rows = terms.slice(1).map((term, at) => ` ${terms[at].label} ${term.label} `);
      const told = this.#told(terms);
      /** @type {Found[]} */
      const found = [];
      for (const [number, { score, has }] of sums) {
        if (!has.size || !phrases.every((phrase) => has.has(phrase))) continue;
        const block = this.#blocks[number];
        const together = rows.filter((row) => block.line.includes(row)).length;
        let most = 0;
        for (const { id } of block.mentions) most = Math.max(most, told.get(id) ?? 0);
        found.push({ block, terms, has, entry: null, score: score * (1 + together / 2) + most });
      }
      return found.sort(
        (a, b) => b.has.size - a.has.size || b.score - a.score || this.#before(a.block, b.block),
      );
    }

    /**
     * Return how much the names and glosses of entries speak of what is asked, at a low weight.
     * @param {Term[]} terms
     * @returns {Map<string, number>}
     */
    #told(terms) {
      const stems = [...new Set(terms.flatMap((t) => t.label.split(" ").map(stem)))];
      const queries = stems.filter((word) => !LITTLE.has(word));
      /** @type {{id: string, score: number}[]} */
      const found = queries.length ? this.#glosses.search({ queries, combineWith: "OR" }) : [];
      return new Map(found.map(({ id, score }) => [id, score * WEIGHT_OF_GLOSSES]));
    }

    /**
     * Return the blocks that a term speaks for, each with its weight, and whether the block has
     * the term itself or only its heading does.
     * @param {Term} term
     * @returns {Map<number, {score: number, has: boolean}>}
     */
    #matches(term) {
      /** @type {Map<number, {score: number, has: boolean}>} */
      const found = new Map();
      const add = (/** @type {number} */ number, /** @type {number} */ score, has = true) => {
        const before = found.get(number);
        found.set(number, {
          score: before ? Math.max(before.score, score) + Math.min(before.score, score) / 4 : score,
          has: has || (before?.has ?? false),
        });
      };
      const addAll = (/** @type {number[]} */ numbers) => {
        const rare = Math.log(1 + this.#blocks.length / (numbers.length + 0.5));
        for (const number of numbers) add(number, 2 * rare);
      };
      const printing = (/** @type {string} */ row) =>
        this.#blocks.flatMap((block, number) => (block.line.includes(row) ? [number] : []));
      const naming = (/** @type {Iterable<Entry>} */ entries) => [
        ...new Set([...entries].flatMap((entry) => this.#mentioning.get(entry.id) ?? [])),
      ];
      if (term.kind === "part")
        addAll([...new Set([...printing(term.label), ...naming(term.entries)])]);
      else if (term.kind === "phrase") addAll(printing(` ${term.label}${term.open ? "" : " "}`));
      else if (term.kind === "name")
        addAll([...new Set([...printing(` ${term.label} `), ...naming(term.entries)])]);
      else
        for (const word of term.looked) {
          if (word.includes(" ")) addAll(printing(` ${word} `));
          else if (!this.#stems.has(stem(word)) && !term.prefix)
            addAll(naming(this.#byWord.get(word) ?? []));
          else
            for (const { id, score, match } of this.#paragraphs.search({
              combineWith: "OR",
              queries: [
                { queries: [word], fields: ["text"], prefix: term.prefix },
                { queries: [stem(word)], fields: ["stems", "headings"] },
              ],
            }))
              add(
                id,
                score,
                Object.values(match)
                  .flat()
                  .some((field) => field !== "headings"),
              );
        }
      return found;
    }

    /**
     * Compare two blocks by reading order.
     * @param {Block} a
     * @param {Block} b
     */
    #before(a, b) {
      const last = this.#order.size;
      const order = (this.#order.get(a.slug) ?? last) - (this.#order.get(b.slug) ?? last);
      return order || a.number - b.number;
    }

    /**
     * Return where in a block's text the terms are, in order and without overlaps.
     * @param {Block} block
     * @param {Term[]} terms
     * @returns {Hit[]}
     */
    #hits(block, terms) {
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
            if (!this.#stems.has(wanted)) mention(this.#byWord.get(word) ?? [], term);
          }
      }
      hits.sort((a, b) => a.start - b.start || b.end - a.end);
      /** @type {Hit[]} */
      const apart = [];
      for (const hit of hits) if (hit.start >= (apart.at(-1)?.end ?? 0)) apart.push(hit);
      return apart;
    }
  }

  // ---- Small parts --------------------------------------------------------------------------

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
    ...more,
  });

  /**
   * @param {string} word
   * @param {string[]} as
   * @param {Reading["why"]} why
   * @returns {Reading}
   */
  const newReading = (word, as, why) => ({ word, as, why });

  /**
   * Return how well a form of an entry's name answers all wanted words, 0 to about 1.5; a form of
   * few other words does better, and a headword better than a variant.
   * @param {Entry} entry
   * @param {Wanted[]} wanted
   */
  function likeness(entry, wanted) {
    let best = { score: 0, form: "" };
    for (const [place, form] of entry.forms.entries()) {
      let sum = 0;
      for (const those of wanted) {
        const fit = Math.max(...those.map((one) => fitOf(one, form)));
        sum = fit ? sum + fit : Number.NaN;
        if (!fit) break;
      }
      const weight = (entry.kind === "person" ? 1.2 : 1) * (place ? 1 : 1.1);
      const score = (sum / Math.max(form.size, wanted.length)) * weight;
      if (score > best.score) best = { score, form: form.form };
    }
    return best;
  }

  /**
   * Return how well an asked word fits a form: 1 if it is one of its words, or several of them in
   * a row, less if it is of their family, half if one of them only begins so.
   * @param {Wanted[0]} asked
   * @param {Form} form
   */
  function fitOf({ word, stem, part }, { key, words, stems }) {
    if (part) return key.includes(word) ? 1 : 0;
    if (words.includes(word)) return 1;
    if (word.includes(" ")) return ` ${key} `.includes(` ${word} `) ? 1 : 0;
    if (stems.includes(stem)) return 0.9;
    return word.length > 1 && words.some((other) => other.startsWith(word)) ? 0.5 : 0;
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
   * Return the words around the hits of a text, whole hits only, and all that is marked in it.
   * @param {string} text
   * @param {Hit[]} hits in order, apart
   */
  function excerpt(text, hits) {
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

  Object.assign(globalThis, { EditionFinder });
})();
