/** The finder, filled with the shipped edition's data (docs/data, which build.py --check keeps fresh). */
"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..", "..");
const DATA = join(ROOT, "docs", "data");
const MiniSearch = require("minisearch");
require("../../overrides/assets/finder.js");

/** Return the objects of every piece in docs/data. */
function shippedPieces() {
  const files = readdirSync(DATA).filter(
    (name) => name === "search.js" || name.endsWith(".search.js"),
  );
  return files.sort().map((name) => {
    const script = readFileSync(join(DATA, name), "utf8");
    return JSON.parse(script.slice("editionData(".length, -");\n".length));
  });
}

/** Return a finder that has these pieces. */
function finderOf(pieces) {
  const finder = new globalThis.EditionFinder(MiniSearch);
  for (const piece of pieces) finder.add(piece);
  return finder;
}

module.exports = { DATA, ROOT, finderOf, shippedPieces };
