/**
 * What is asked and the corpus in; the paragraphs that answer out, best first.
 */
"use strict";
/**
 * @typedef {typeof finderParagraphs} Paragraphs
 * @typedef {import("./finder-corpus.js").Corpus} Corpus
 * @typedef {import("./finder-corpus.js").Block} Block
 * @typedef {import("./finder-corpus.js").Entry} Entry
 * @typedef {import("./finder-question.js").Asked} Asked
 * @typedef {import("./finder-question.js").Term} Term
 * @typedef {{block: Block, terms: Term[], has: Set<Term>, entry: Entry | null, score: number}}
 *   Found
 *   A block with what was looked for, what of it the block has, and the entry that it names.
 */
const finderParagraphs = (() => {
  /** @type {import("./finder-words.js").Words & import("./finder-question.js").Question} */
  const { HAS_UNSPACED, LITTLE, newTerm, stem } = /** @type {any} */ (globalThis).EditionFinding;

  const WEIGHT_OF_GLOSSES = 0.15;

  /**
   * Return the paragraphs that name an entry, in reading order, then others with all the words.
   * @param {Corpus} corpus
   * @param {Asked} asked
   * @param {Entry} entry
   * @returns {Found[]}
   */
  function naming(corpus, { terms, content }, entry) {
    const name = newTerm("name", entry.headword, { entries: [entry] });
    const first = mentioning(corpus, entry, [name]);
    const those = new Set(first.map((found) => found.block));
    const parts = terms.filter((term) => term.kind === "part");
    const words = content.filter((word) => !HAS_UNSPACED.test(word) && !LITTLE.has(word));
    const wanted = [...parts, ...words.map((word) => newTerm("word", word))];
    const others = having(corpus, wanted).filter(
      (found) => found.has.size === wanted.length && !those.has(found.block),
    );
    return [...first, ...others];
  }

  /**
   * Return the paragraphs that name an entry, in reading order, then others that have what is
   * asked.
   * @param {Corpus} corpus
   * @param {Term[]} asked
   * @param {Entry} entry
   * @returns {Found[]}
   */
  function namingFirst(corpus, asked, entry) {
    const terms = [newTerm("name", entry.headword, { entries: [entry] }), ...asked];
    const first = mentioning(corpus, entry, terms);
    const those = new Set(first.map((found) => found.block));
    return [...first, ...having(corpus, asked).filter((found) => !those.has(found.block))];
  }

  /**
   * Return the paragraphs that name an entry, in reading order, as having all terms.
   * @param {Corpus} corpus
   * @param {Entry} entry
   * @param {Term[]} terms
   * @returns {Found[]}
   */
  function mentioning(corpus, entry, terms) {
    return (corpus.mentioning.get(entry.id) ?? [])
      .map((number) => corpus.blocks[number])
      .sort((a, b) => corpus.inOrder(a, b))
      .map((block) => ({ block, terms, has: new Set(terms), entry, score: 0 }));
  }

  /**
   * Return the paragraphs that have what is asked: all that is quoted, and of the rest the more the
   * better; those that lack as little as one another by how much they speak of it.
   * @param {Corpus} corpus
   * @param {Term[]} terms
   * @returns {Found[]}
   */
  function having(corpus, terms) {
    /** @type {Map<number, {score: number, has: Set<Term>}>} */
    const sums = new Map();
    for (const term of terms)
      for (const [number, { score, has }] of matches(corpus, term)) {
        const sum = sums.get(number) ?? { score: 0, has: new Set() };
        sum.score += score;
        if (has) sum.has.add(term);
        sums.set(number, sum);
      }
    const quoted = terms.filter((term) => term.quoted);
    const rows = terms.slice(1).map((term, at) => ` ${terms[at].label} ${term.label} `);
    const told = toldOf(corpus, terms);
    /** @type {Found[]} */
    const found = [];
    for (const [number, { score, has }] of sums) {
      if (!has.size || !quoted.every((term) => has.has(term))) continue;
      const block = corpus.blocks[number];
      const together = rows.filter((row) => block.line.includes(row)).length;
      let most = 0;
      for (const { id } of block.mentions) most = Math.max(most, told.get(id) ?? 0);
      found.push({ block, terms, has, entry: null, score: score * (1 + together / 2) + most });
    }
    return found.sort(
      (a, b) => b.has.size - a.has.size || b.score - a.score || corpus.inOrder(a.block, b.block),
    );
  }

  /**
   * Return how much the names and glosses of entries speak of what is asked, at a low weight.
   * @param {Corpus} corpus
   * @param {Term[]} terms
   * @returns {Map<string, number>}
   */
  function toldOf(corpus, terms) {
    const stems = [...new Set(terms.flatMap((t) => t.label.split(" ").map(stem)))];
    const queries = stems.filter((word) => !LITTLE.has(word));
    /** @type {{id: string, score: number}[]} */
    const found = queries.length ? corpus.glosses.search({ queries, combineWith: "OR" }) : [];
    return new Map(found.map(({ id, score }) => [id, score * WEIGHT_OF_GLOSSES]));
  }

  /**
   * Return the blocks that a term speaks for, each with its weight, and whether the block has
   * the term itself or only its heading does.
   * @param {Corpus} corpus
   * @param {Term} term
   * @returns {Map<number, {score: number, has: boolean}>}
   */
  function matches(corpus, term) {
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
      const rare = Math.log(1 + corpus.blocks.length / (numbers.length + 0.5));
      for (const number of numbers) add(number, 2 * rare);
    };
    const printing = (/** @type {string} */ row) =>
      corpus.blocks.flatMap((block, number) => (block.line.includes(row) ? [number] : []));
    const naming = (/** @type {Iterable<Entry>} */ entries) => [
      ...new Set([...entries].flatMap((entry) => corpus.mentioning.get(entry.id) ?? [])),
    ];
    if (term.kind === "part")
      addAll([...new Set([...printing(term.label), ...naming(term.entries)])]);
    else if (term.kind === "phrase") addAll(printing(` ${term.label}${term.open ? "" : " "}`));
    else if (term.kind === "name")
      addAll([...new Set([...printing(` ${term.label} `), ...naming(term.entries)])]);
    else
      for (const word of term.looked) {
        if (word.includes(" ")) addAll(printing(` ${word} `));
        else if (!corpus.stems.has(stem(word)) && !term.prefix)
          addAll(naming(corpus.byWord.get(word) ?? []));
        else
          for (const { id, score, match } of corpus.paragraphs.search({
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

  return { having, naming, namingFirst };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderParagraphs);
