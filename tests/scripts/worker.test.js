/** The worker's messages, with a worker's few globals made here. */
"use strict";
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { test } = require("node:test");
const { fileURLToPath, pathToFileURL } = require("node:url");
const vm = require("node:vm");
const { DATA, ROOT, SCRIPTS, finderOf, piecesOf } = require("./load.js");

const WORKER = join(ROOT, "overrides", "assets", "search-worker.js");
const DATA_ADDRESS = pathToFileURL(`${DATA}/`).href;

/** Return a worker's ears and what it has said. */
function startWorker() {
  const said = [];
  const fetched = [];
  const worker = {
    said,
    fetched,
    addEventListener: (_, listener) => {
      worker.tell = (data) => listener({ data });
    },
    postMessage: (message) => said.push(structuredClone(message)),
    importScripts: (...addresses) => {
      for (const address of addresses)
        vm.runInContext(readFileSync(fileURLToPath(address), "utf8"), worker);
    },
    fetch: async (address) => ({ blob: async () => fetched.push(address) }),
    URL,
  };
  vm.createContext(worker);
  vm.runInContext(readFileSync(WORKER, "utf8"), worker);
  return worker;
}

const scripts = SCRIPTS.map((path) => pathToFileURL(path).href);

test("a worker that has loaded the data answers as the finder does", async () => {
  const worker = startWorker();
  await worker.tell({ type: "load", scripts, data: DATA_ADDRESS });
  worker.tell({ type: "query", id: 7, words: "GDI", limit: 5 });
  const answer = finderOf(piecesOf()).answer("GDI", 5);
  assert.deepEqual(worker.said, [
    { type: "ready", texts: 1 },
    { type: "answer", id: 7, answer },
  ]);
});

test("all scripts are fetched before the first of them runs", async () => {
  const worker = startWorker();
  worker.importScripts = () => worker.postMessage({ fetched: worker.fetched });
  await worker.tell({ type: "load", scripts, data: DATA_ADDRESS });
  assert.deepEqual(worker.said[0], { fetched: scripts });
});

test("scripts that cannot be fetched beforehand run all the same", async () => {
  const worker = startWorker();
  worker.fetch = () => Promise.reject(new Error("refused"));
  await worker.tell({ type: "load", scripts, data: DATA_ADDRESS });
  assert.deepEqual(worker.said, [{ type: "ready", texts: 1 }]);
});

test("a worker that cannot load the data says so, and stays quiet when asked", async () => {
  const worker = startWorker();
  await worker.tell({ type: "load", scripts, data: pathToFileURL("/nowhere/").href });
  worker.tell({ type: "query", id: 1, words: "GDI", limit: 5 });
  assert.equal(worker.said.length, 1);
  assert.equal(worker.said[0].type, "failed");
  assert.match(worker.said[0].what, /glossary/);
});
