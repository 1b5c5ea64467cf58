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
    new Promise((resolve, fail) => {
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
      const reject = (/** @type {Error} */ error) => {
        worker.terminate();
        fail(error);
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => {
        if (data.type === "ready") resolve({ texts: data.texts, find });
        if (data.type === "failed") reject(new Error(data.what));
        if (data.type === "answer") {
          waiting.get(data.id)?.(data.answer);
          waiting.delete(data.id);
        }
      };
      const scripts = SCRIPTS.map((path) => new URL(path, base).href);
      worker.postMessage({ type: "load", scripts, data: new URL("data/", base).href });
    });

  // What a page has run it keeps, also when another script failed: none can be run twice.
  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();
  /** @type {any[]} */
  const pieces = [];

  /** @param {string} path @param {URL} base @returns {Promise<void>} */
  const run = (path, base) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, base).href;
      script.async = false; // they come at once, and run one after another
      script.onload = () => resolve();
      script.onerror = () => {
        scripts.delete(path);
        reject(new Error(path));
      };
      document.head.append(script);
    });

  /**
   * In the page: a page that is a file may not start a worker.
   * @param {URL} base @returns {Promise<Engine>}
   */
  const inPage = async (base) => {
    page.editionData = (/** @type {any} */ piece) => pieces.push(piece);
    const load = (/** @type {string} */ path) => {
      const running = scripts.get(path) ?? run(path, base);
      scripts.set(path, running);
      return running;
    };
    await Promise.all(SCRIPTS.map(load));
    const { texts } = pieces.find((piece) => piece.kind === "texts");
    const names = ["glossary", ...texts.map((/** @type {any} */ text) => text.slug)];
    await Promise.all(names.map((name) => load(`data/${name}.search.js`)));
    const finder = new page.EditionFinder(page.MiniSearch);
    for (const piece of pieces) finder.add(piece);
    return { texts: texts.length, find: async (words, limit) => finder.answer(words, limit) };
  };

  /** @type {Promise<Engine> | undefined} */
  let engine;
  /** @param {URL} base where the site begins */
  const load = (base) => {
    engine ??= (location.protocol === "file:" ? inPage(base) : inWorker(base)).catch((error) => {
      engine = undefined; // the next who asks tries again
      throw error;
    });
    return engine;
  };

  page.EditionEngine = { SCRIPTS, load };
})();
