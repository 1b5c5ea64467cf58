"use strict";
// Where the site is comes in; the search engine, loaded when it is first asked for, goes out.

/**
 * @typedef {import("./finder.js").Answer} Answer
 * @typedef {{texts: number, find: (words: string, limit: number) => Promise<Answer>}} Engine
 */
(() => {
  /** @type {any} */
  const page = globalThis;

  /** What the engine is made of, each script after those that it stands on. */
  const SCRIPTS = [
    "assets/packages/minisearch.js",
    "assets/finder-words.js",
    "assets/finder-corpus.js",
    "assets/finder-readings.js",
    "assets/finder-question.js",
    "assets/finder-entries.js",
    "assets/finder-paragraphs.js",
    "assets/finder-excerpts.js",
    "assets/finder.js",
    "data/search.js",
  ];

  /** In a worker, which leaves the page free. @param {URL} base @returns {Promise<Engine>} */
  const inWorker = (base) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("assets/search-worker.js", base));
      /** @type {Map<number, (answer: Answer) => void>} */
      const waiting = new Map();
      let asked = 0;
      /** @param {string} words @param {number} limit @returns {Promise<Answer>} */
      const find = (words, limit) =>
        new Promise((answered) => {
          asked += 1;
          waiting.set(asked, answered);
          worker.postMessage({ type: "query", id: asked, words, limit });
        });
      const fail = (/** @type {string} */ what) => {
        worker.terminate();
        reject(new Error(what));
      };
      worker.onerror = (event) => fail(event.message);
      worker.onmessage = ({ data }) => {
        if (data.type === "ready") resolve({ texts: data.texts, find });
        if (data.type === "failed") fail(data.what);
        if (data.type === "answer") {
          waiting.get(data.id)?.(data.answer);
          waiting.delete(data.id);
        }
      };
      const scripts = SCRIPTS.map((path) => new URL(path, base).href);
      worker.postMessage({ type: "load", scripts, data: new URL("data/", base).href });
    });

  /**
   * In the page: a page that is a file may not start a worker. Others that load data at the same
   * time get their pieces, too.
   * @param {URL} base @returns {Promise<Engine>}
   */
  const inPage = async (base) => {
    /** @type {any[]} */
    const pieces = [];
    const before = page.editionData;
    page.editionData = (/** @type {any} */ piece) => {
      pieces.push(piece);
      before?.(piece);
    };
    const load = (/** @type {string} */ path) =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(path, base).href;
        script.async = false; // they come at once, and run one after another
        script.onload = resolve;
        script.onerror = () => reject(new Error(path));
        document.head.append(script);
      });
    await Promise.all(SCRIPTS.map(load));
    const { texts } = pieces.find((piece) => piece.kind === "texts");
    const names = ["glossary", ...texts.map((/** @type {any} */ text) => text.slug)];
    await Promise.all(names.map((name) => load(`data/${name}.search.js`)));
    page.editionData = before;
    const finder = new page.EditionFinder(page.MiniSearch);
    for (const piece of pieces) finder.add(piece);
    return { texts: texts.length, find: async (words, limit) => finder.answer(words, limit) };
  };

  /** @type {Promise<Engine> | undefined} */
  let engine;
  /** @param {URL} base where the site begins */
  const load = (base) => {
    engine ??= (location.protocol === "file:" ? inPage(base) : inWorker(base)).catch((error) => {
      engine = undefined; // the next time it is tried again
      throw error;
    });
    return engine;
  };

  page.EditionEngine = { SCRIPTS, load };
})();
