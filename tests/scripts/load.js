/** The engine as the browser runs it, and the shipped edition's data (docs/data, which build.py --check keeps fresh). */
"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const ROOT = join(__dirname, "..", "..");
const DATA = join(ROOT, "docs", "data");
require("../../overrides/assets/engine.js");

/** The files of the engine's scripts: those of ours, and the first of the data. */
const SCRIPTS = globalThis.EditionEngine.SCRIPTS.map((path) =>
  join(ROOT, path.startsWith("data/") ? "docs" : "overrides", path),
);
for (const file of SCRIPTS.filter((path) => !path.startsWith(DATA)))
  vm.runInThisContext(readFileSync(file, "utf8"), { filename: file });

/** Return the objects of every piece in a folder of data, docs/data if none is named. */
function piecesOf(folder = DATA) {
  const files = readdirSync(folder).filter(
    (name) => name === "search.js" || name.endsWith(".search.js"),
  );
  return files.sort().map((name) => {
    const script = readFileSync(join(folder, name), "utf8");
    return JSON.parse(script.slice("editionData(".length, -");\n".length));
  });
}

/** Return a finder that has these pieces. */
function finderOf(pieces) {
  const finder = new globalThis.EditionFinder(globalThis.MiniSearch);
  for (const piece of pieces) finder.add(piece);
  return finder;
}

module.exports = { DATA, ROOT, SCRIPTS, finderOf, piecesOf };
