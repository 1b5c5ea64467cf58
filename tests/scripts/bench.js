"use strict";
// How long the search takes: to load, and to answer the forty questions, for the shipped text and
// for a folder of data given as an argument. The times are set against that of folding the text
// once, since machines differ and drift.
const { performance } = require("node:perf_hooks");
const { DATA, finderOf, piecesOf } = require("./load.js");
const questions = Object.values(require("./questions.json")).flat();

/** @param {number[]} times */
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** @param {() => unknown} work */
const timed = (work) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

for (const folder of [DATA, ...process.argv.slice(2)]) {
  const pieces = piecesOf(folder);
  const text = JSON.stringify(pieces);
  timed(() => finderOf(pieces)); // a warm-up: what runs once is not yet compiled
  const fold = median([1, 2, 3, 4, 5].map(() => timed(() => text.normalize("NFKD").toLowerCase())));
  let finder = finderOf(pieces);
  const load = median(
    [1, 2, 3].map(() =>
      timed(() => {
        finder = finderOf(pieces);
      }),
    ),
  );
  const answers = questions.map(([words]) => timed(() => finder.answer(words)));
  const [middle, slowest] = [median(answers), Math.max(...answers)];
  console.log(folder === DATA ? "the search of the shipped text" : "the search of a large text");
  console.log(
    `  to load         ${load.toFixed(1)} ms, ${(load / fold).toFixed(1)} times folding its data`,
  );
  console.log(`  median answer   ${middle.toFixed(1)} ms, ${(middle / fold).toFixed(2)} times`);
  console.log(`  slowest answer  ${slowest.toFixed(1)} ms, ${(slowest / fold).toFixed(2)} times`);
}
