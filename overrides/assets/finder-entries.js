/**
 * What is asked and the corpus in; the entries that it names out, as cards.
 */
"use strict";
/**
 * @typedef {typeof finderEntries} Entries
 * @typedef {import("./finder-corpus.js").Corpus} Corpus
 * @typedef {import("./finder-corpus.js").Entry} Entry
 * @typedef {import("./finder-corpus.js").Form} Form
 * @typedef {import("./finder-question.js").Asked} Asked
 * @typedef {import("./finder-question.js").Term} Term
 * @typedef {{id: string, headword: string, kind: string, native: string | null,
 *   lang: string | null, gloss: string | null, mentions: number, form: string | null, exact: boolean,
 *   told: boolean}} Card
 *   Its form is the form of the name that was asked for, if that is not the headword; it is exact
 *   if all words asked are a form of the name, and told if only its description has any of them.
 * @typedef {{word: string, stem: string, part: boolean}[]} Wanted
 *   A word that a name should have, or one of those looked for in its place.
 */
const finderEntries = (() => {
  /** @type {import("./finder-words.js").Words} */
  const { LITTLE, stem } = /** @type {any} */ (globalThis).EditionFinding;

  const MOST_CARDS = 8;
  const MOST_TOLD = 3; // cards for words of descriptions
  const TOLD = 1; // what these are worth, and up to one more

  /**
   * Return the entries that the words name, the best first: those of whose names they are a
   * form; those that have all the words in a form; those named among other words; those whose
   * description has all the words that no text has.
   * @param {Corpus} corpus
   * @param {Asked} asked
   * @returns {Card[]}
   */
  function cardsOf(corpus, { all, terms, quoted, asMeant, content, absent, readings }) {
    /** @type {Map<Entry, {score: number, form: string | null}>} */
    const cards = new Map();
    const offer = (/** @type {Entry} */ entry, /** @type {number} */ score, form = "") => {
      if (score <= (cards.get(entry)?.score ?? 0)) return;
      cards.set(entry, { score, form: form && form !== entry.headword ? form : null });
    };
    const whole = all.join(" ");
    const rows = quoted ? [whole, ...terms.map((t) => t.label)] : [whole, asMeant.join(" ")];
    for (const row of rows)
      for (const entry of corpus.byForm.get(row) ?? []) {
        const place = entry.forms.findIndex((form) => form.key === row);
        offer(entry, (row === whole ? 90 : 80) - Math.min(place, 9), entry.forms[place].form);
      }
    if (!quoted) {
      const there = content.filter((word) => !absent.some((missing) => missing.word === word));
      const wanted = there.map((word) => wantedFor(word, terms, readings));
      if (there.some((word) => !LITTLE.has(word)))
        for (const entry of corpus.entries) {
          const { score, form } = likeness(entry, wanted);
          if (score) offer(entry, 20 + score, form);
        }
      for (const term of terms)
        for (const entry of term.entries) offer(entry, 10 + term.label.length / 100);
      const told = corpus.telling(absent.map((word) => word.told)).slice(0, MOST_TOLD);
      for (const { entry, score } of told) offer(entry, TOLD + score / (1 + score));
    }
    return [...cards]
      .sort((a, b) => b[1].score - a[1].score || b[0].mentions - a[0].mentions)
      .slice(0, MOST_CARDS)
      .map(([entry, { score, form }]) => ({
        id: entry.id,
        headword: entry.headword,
        kind: entry.kind,
        native: entry.native,
        lang: entry.lang,
        gloss: entry.gloss,
        mentions: entry.mentions,
        form,
        exact: entry.forms.some((f) => f.key === whole),
        told: score < TOLD + 1,
      }));
  }

  /**
   * Return the entry that the reader most likely means by words that are in the names of several:
   * that of the first card, if a form of its name has them all and texts write them with capitals.
   * @param {Corpus} corpus
   * @param {Asked} asked
   * @param {Card[]} cards
   * @returns {Entry | undefined}
   */
  function likeliest(corpus, { terms, content }, cards) {
    if (!cards.length || !content.length || terms.some((term) => term.kind !== "word"))
      return undefined;
    const entry = corpus.byId.get(cards[0].id);
    const isNamed = entry?.forms.some((form) => content.every((w) => form.words.includes(w)));
    return isNamed && content.every((word) => corpus.isNameLike(word)) ? entry : undefined;
  }

  /**
   * Return what a name may have for it to have a word of the question: not another word of the
   * same sense, which would make it the name of something else.
   * @param {string} asked
   * @param {Term[]} terms
   * @param {Asked["readings"]} readings
   * @returns {Wanted}
   */
  function wantedFor(asked, terms, readings) {
    const term = terms.find((t) => t.label === asked && t.kind !== "name");
    const part = term?.kind === "part";
    const isSense = readings.some(({ word, why }) => word === asked && why === "sense");
    const words = new Set([asked, ...(isSense ? [] : (term?.looked ?? []))]);
    return [...words].map((word) => ({ word, stem: stem(word), part }));
  }

  /**
   * Return the one entry that all words together name: by a form of its name, by its words in
   * another order, or, for a person or a part of a word, by some of them that are no other's.
   * @param {Corpus} corpus
   * @param {Asked} asked
   * @returns {Entry | undefined}
   */
  function namedBy(corpus, { terms, quoted, asMeant, content, absent, readings }) {
    if (quoted || absent.length || !content.length) return undefined;
    const inOrder = corpus.byForm.get(asMeant.join(" "));
    const sorted = corpus.bySortedForm.get([...asMeant].sort().join(" "));
    if (inOrder || sorted) return (inOrder ?? sorted)?.[0];
    if (terms.length === 1 && terms[0].kind === "part")
      return terms[0].entries.length === 1 ? terms[0].entries[0] : undefined;
    if (content.every((word) => LITTLE.has(word))) return undefined;
    if (readings.some((reading) => reading.why === "sense")) return undefined;
    const having = [...(corpus.byWord.get(content[0]) ?? [])].filter(
      (entry) =>
        entry.kind === "person" &&
        entry.forms.some((form) => content.every((word) => form.words.includes(word))),
    );
    return having.length === 1 ? having[0] : undefined;
  }

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

  return { cardsOf, likeliest, namedBy };
})();
Object.assign(/** @type {any} */ (globalThis).EditionFinding, finderEntries);
