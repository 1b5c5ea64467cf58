/**
 * Messages of a page in, answers out: loads the edition's data in a worker and asks the finder.
 *
 * `{type: "load", scripts, data}` loads the scripts (the addresses of minisearch.js, finder.js and
 * data/search.js), then the glossary and each text from the folder `data`, and is answered with
 * `{type: "ready", texts}`, their number, or `{type: "failed", what}`; `{type: "query", id, words,
 * limit}` is answered with `{type: "answer", id, answer}`. The data are scripts that call
 * `editionData`.
 */
"use strict";
(() => {
  const worker = /** @type {any} */ (globalThis);
  /** @type {any} */
  let finder = null;

  /** @param {{scripts: string[], data: string}} message @returns {number} */
  function load({ scripts, data }) {
    /** @type {any[]} */
    const pieces = [];
    worker.editionData = (/** @type {any} */ piece) => pieces.push(piece);
    worker.importScripts(...scripts);
    const { texts } = pieces[0];
    const names = ["glossary", ...texts.map((/** @type {{slug: string}} */ text) => text.slug)];
    worker.importScripts(...names.map((name) => new URL(`${name}.search.js`, data).href));
    finder = new worker.EditionFinder(worker.MiniSearch);
    for (const piece of pieces) finder.add(piece);
    return texts.length;
  }

  worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "load") {
      try {
        worker.postMessage({ type: "ready", texts: load(data) });
      } catch (error) {
        worker.postMessage({ type: "failed", what: String(error) });
      }
    } else if (data.type === "query" && finder) {
      const answer = finder.answer(data.words, data.limit);
      worker.postMessage({ type: "answer", id: data.id, answer });
    }
  });
})();
