/**
 * Messages of a page in, answers out: loads the edition's data in a worker and asks the finder.
 *
 * `{type: "load", scripts, data}` loads the scripts (the addresses of what engine.js lists), then
 * the glossary and each text from the folder `data`, and is answered with `{type: "ready", texts}`,
 * their number, or `{type: "failed", what}`; `{type: "query", id, words, limit}` is answered with
 * `{type: "answer", id, answer}`. The data are scripts that call `editionData`.
 */
"use strict";
(() => {
  const worker = /** @type {any} */ (globalThis);
  /** @type {any} */
  let finder = null;

  /**
   * Run scripts in their order. A worker would also fetch them one after another: first they are
   * all fetched at once, so that it finds them in the browser's cache.
   * @param {string[]} addresses
   */
  async function run(addresses) {
    await Promise.allSettled(addresses.map(async (address) => (await fetch(address)).blob()));
    worker.importScripts(...addresses);
  }

  /** @param {{scripts: string[], data: string}} message */
  async function load({ scripts, data }) {
    /** @type {any[]} */
    const pieces = [];
    worker.editionData = (/** @type {any} */ piece) => pieces.push(piece);
    await run(scripts);
    const { texts } = pieces[0];
    const names = ["glossary", ...texts.map((/** @type {{slug: string}} */ text) => text.slug)];
    await run(names.map((name) => new URL(`${name}.search.js`, data).href));
    finder = new worker.EditionFinder(worker.MiniSearch);
    for (const piece of pieces) finder.add(piece);
    return texts.length;
  }

  worker.addEventListener("message", async (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "load") {
      try {
        worker.postMessage({ type: "ready", texts: await load(data) });
      } catch (error) {
        worker.postMessage({ type: "failed", what: String(error) });
      }
    } else if (data.type === "query" && finder) {
      const answer = finder.answer(data.words, data.limit);
      worker.postMessage({ type: "answer", id: data.id, answer });
    }
  });
})();
