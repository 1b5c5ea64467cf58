/** What a reader asks and what is found, on the shipped edition and on invented pieces. */
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { finderOf, piecesOf } = require("./load.js");

const PIECES = piecesOf();
const finder = finderOf(PIECES);
const glossary = PIECES.find((piece) => piece.kind === "glossary");
const texts = PIECES.filter((piece) => piece.kind === "text");
const blocks = texts.flatMap((text) => text.blocks);

/** A glossary's entry: [id, headword, kind, forms, native, gloss, office, mentions]. */
const entries = glossary.entries.map(([id, headword, , forms]) => ({ id, headword, forms }));

const locators = (answer) => answer.results.map((result) => result.locator);
const hits = (result) => result.parts.filter(([, hit]) => hit).map(([text]) => text);
const shown = (result) => result.parts.map(([text]) => text).join("");
const ask = (words, limit) => finder.answer(words, limit);

/** Return an answer without what was typed, which alone may differ. */
function found(words) {
  const { words: asked, ...rest } = ask(words);
  assert.equal(asked, words);
  return rest;
}

/** Return a piece with a text of these paragraphs, on one page and in one unit. */
function textOf(slug, ...paragraphs) {
  const inBlocks = paragraphs.map((text, at) => [
    `sec_1__para_${at + 1}`,
    `1 ¶${at + 1}`,
    0,
    0,
    text,
    [],
  ]);
  return {
    kind: "text",
    slug,
    name: slug,
    pages: [`${slug}/1`],
    units: [["Talks"]],
    blocks: inBlocks,
  };
}

test("there are texts, entries and forms to test with", () => {
  assert.ok(blocks.length > 20 && entries.length > 50);
  assert.ok(entries.every((entry) => entry.forms.length > 0));
});

test("case, accents and how they are coded, apostrophes and hyphens change nothing", () => {
  const same = [
    ["communique", "COMMUNIQUÉ", "communiqué", "communique\u0301", "Communiqué"],
    ["People's Republic", "People’s Republic", "PEOPLEʼS REPUBLIC"],
    ["Mekong Lancang", "Mekong-Lancang", "mekong‑lancang", "Mekong – Lancang"],
  ];
  for (const [first, ...others] of same) {
    const expected = found(first);
    assert.ok(expected.count > 0, first);
    for (const other of others) assert.deepEqual(found(other), expected, other);
  }
});

test("accents are taken off every letter that can do without, wherever it stands", () => {
  const invented = finderOf([textOf("invented", "Phạm Văn Đồng met Čapek and Žižek in Łódź.")]);
  const expected = ["Phạm Văn Đồng", "Čapek", "Łódź"];
  for (const typed of ["pham van dong capek lodz ", "PHẠM VĂN ĐỒNG ČAPEK ŁÓDŹ ".normalize("NFD")]) {
    const answer = invented.answer(typed);
    assert.deepEqual([answer.readings, answer.absent], [[], []]);
    assert.deepEqual(hits(answer.results[0]), expected);
  }
});

test("a phrase gives exactly the paragraphs with these words in this order", () => {
  for (const phrase of ["Belt and Road", "in the South China Sea", "both sides agreed"]) {
    const pattern = new RegExp(`(?<![a-z])${phrase.replaceAll(" ", "[ -]")}(?![a-z])`, "iu");
    const expected = blocks.filter((block) => pattern.test(block[4])).map((block) => block[1]);
    assert.ok(expected.length > 0);
    for (const typed of [
      `"${phrase}"`,
      `“${phrase}”`,
      `„${phrase.toUpperCase()}“`,
      `«${phrase}»`,
    ]) {
      const answer = ask(typed);
      assert.deepEqual(locators(answer).sort(), [...expected].sort(), typed);
      assert.equal(answer.count, expected.length);
      for (const result of answer.results) {
        assert.deepEqual(result.lacks, []);
        for (const hit of hits(result)) assert.match(hit, pattern);
      }
    }
  }
  assert.deepEqual(locators(ask('"Road and Belt"')), []);
  assert.deepEqual(ask('"the Road"').cards, []);
  assert.deepEqual(ask('"Road and" Sihanouk').cards, []);
  assert.equal(ask('"Belt and Road"').cards[0].headword, "Belt and Road");
});

test("a phrase is required and the words beside it rank", () => {
  const phrase = locators(ask('"Belt and Road"'));
  const answer = ask('"Belt and Road" trafficking');
  assert.deepEqual(locators(answer).sort(), [...phrase].sort());
  assert.equal(answer.results[0].locator, "4(c) ¶1");
  assert.deepEqual(answer.results[0].lacks, []);
  assert.deepEqual(answer.results[1].lacks, ["trafficking"]);
  assert.ok(ask("education").count > 1);
  assert.deepEqual(locators(ask('"Belt and Road" education')).sort(), [...phrase].sort());
});

test("a quotation mark not yet closed opens a phrase whose last word may go on", () => {
  assert.deepEqual(ask('"belt and ro').results, ask('"belt and road').results);
  assert.deepEqual(locators(ask('"belt and ro"')), []);
  assert.deepEqual(locators(ask('"belt and ro ')), []);
});

test("paragraphs with all words come first, then those that lack one and say which", () => {
  const answer = ask("education vaccines airport", 100);
  const lacks = answer.results.map((result) => result.lacks.length);
  assert.deepEqual(lacks, [...lacks].sort());
  assert.equal(answer.results[0].locator, "4(d) ¶3");
  assert.deepEqual(answer.results[0].lacks, ["airport"]);
  for (const result of answer.results) {
    const text = blocks.find((block) => block[0] === result.id)[4].toLowerCase();
    for (const word of ["vaccines", "airport"])
      assert.equal(result.lacks.includes(word), !text.includes(word.slice(0, -1)), result.locator);
  }
});

test("a paragraph with all words stands before one that speaks more of a few of them", () => {
  const much = "Peace, peace, peace and again peace.";
  const all = `Of ${"much else ".repeat(40)}they spoke, of peace and of rice.`;
  const others = Array.from({ length: 30 }, () => "Rice grows.");
  const invented = finderOf([textOf("invented", much, all, ...others)]);
  assert.deepEqual(locators(invented.answer("peace rice", 2)), ["1 ¶2", "1 ¶1"]);
});

test("as many results are given as are wanted, and all are counted", () => {
  const answer = ask("China", 3);
  assert.equal(answer.results.length, 3);
  assert.equal(answer.count, ask("China", 100).results.length);
  assert.equal(answer.cards.length, 8);
});

test("a very long question is read up to its thirty-second word", () => {
  assert.deepEqual(ask(`${"peace ".repeat(32)}gambling`).results, ask("peace").results);
});

test("little words are not required, unless nothing else is asked", () => {
  assert.deepEqual(locators(ask("who did the gambling")), locators(ask("gambling")));
  assert.ok(ask("of the").count > 10);
});

test("a little word alone is searched as a word, not as part of a name", () => {
  for (const word of ["of", "the", "and", "a"]) {
    const having = blocks.filter((block) => new RegExp(`\\b${word}\\b`, "i").test(block[4]));
    assert.ok(having.length > 10);
    const answer = ask(word, 100);
    assert.deepEqual(locators(answer).sort(), having.map((block) => block[1]).sort(), word);
    assert.ok(answer.results.every((result) => result.entry === null));
  }
});

test("words of one family are found by each other, and other words are not", () => {
  const forms = "active activity security secure hospital hospitality human humanity";
  const other = "internal international commit committee new news universal university";
  const all = `${forms} ${other}`.split(" ");
  const invented = finderOf([textOf("invented", ...all)]);
  const given = (word) =>
    invented
      .answer(`${word} `)
      .results.map((result) => hits(result)[0])
      .sort();
  for (const [one, two] of [
    ["active", "activity"],
    ["secure", "security"],
  ])
    for (const word of [one, two]) assert.deepEqual(given(word), [one, two]);
  for (const word of all.slice(4)) assert.deepEqual(given(word), [word]);
  assert.deepEqual(locators(ask("hospitality")), ["8 ¶1"]);
});

test("words that only look alike are never read as one another", () => {
  const alike =
    "internal/international communication/community committee/commitment hospital/hospitality " +
    "general/generations positive/position organ/organization universal/university " +
    "person/personality personal/personality conversion/conversation author/authority " +
    "major/majority create/creative real/realize new/news human/humanity human/humane " +
    "unit/united plan/plane success/succession transit/transition good/goods";
  const families =
    "cooperate/cooperation/cooperating/cooperates/cooperated organize/organisation/organised " +
    "plan/planned/plans agree/agreed/agreeing country/countries country/country's apply/applied " +
    "process/processes bilateral/bilaterally commit/committed construct/construction";
  const words = [...new Set(`${alike} ${families}`.split(/[ /]/))];
  const invented = finderOf([textOf("invented", ...words)]);
  const given = (word) => invented.answer(`${word} `).results.flatMap(hits);
  for (const pair of alike.split(" ")) {
    const [one, two] = pair.split("/");
    assert.ok(given(one).includes(one) && given(two).includes(two), pair);
    assert.ok(!given(one).includes(two) && !given(two).includes(one), pair);
  }
  for (const family of families.split(" "))
    for (const word of family.split("/"))
      for (const other of family.split("/")) assert.ok(given(word).includes(other), family);
});

test("every headword and variant, as typed, in lower case, without accents, gives its entry first", () => {
  let tried = 0;
  for (const { id, forms } of entries)
    for (const form of forms) {
      const bare = form.normalize("NFD").replace(/(\p{sc=Latin})\p{M}+/gu, "$1");
      for (const typed of [form, form.toLowerCase(), bare]) {
        const [card] = ask(typed).cards;
        assert.equal(card?.id, id, typed);
        assert.equal(card.exact, true, typed);
        tried++;
      }
    }
  assert.ok(tried > 300);
});

test("a name gives its card, then its mentions in reading order, whichever form they use", () => {
  const asked = {
    "institutions/communist-party-of-china": ["CPC", "ccp", "Chinese Communist Party"],
    "projects/global-development-initiative": ["GDI"],
    "projects/global-security-initiative": ["GSI"],
    "agreements/declaration-on-the-conduct-of-parties": ["DOC"],
    "agreements/code-of-conduct": ["COC"],
    "agreements/rcep": ["RCEP"],
    "people/li-keqiang": ["Li", "Keqiang Li", "Premier Keqiang", "李克强", "克强"],
    "people/xi-jinping": ["Xi", "Jinping Xi", "xi jinping"],
    "people/mao-zedong": ["Mao", "Mao Tse-tung", "Tse-tung Mao", "Zedong"],
    "concepts/community-with-a-shared-future-for-mankind": [
      "Community with a Shared Future for Mankind",
    ],
    "agreements/one-china-policy": ["policy One-China"],
    "people/hun-sen": ["Hun", "Sen Hun", "hun sen"],
  };
  for (const [id, all] of Object.entries(asked)) {
    const mentioning = blocks.filter((block) => block[5].some((mention) => mention[0] === id));
    assert.ok(mentioning.length > 0, id);
    for (const words of all) {
      const answer = ask(words);
      assert.equal(answer.cards[0].id, id, words);
      const first = answer.results.slice(0, mentioning.length);
      assert.deepEqual(
        first.map((result) => result.id),
        mentioning.map((block) => block[0]),
        words,
      );
      for (const [at, result] of first.entries()) {
        const [, , , , text, mentions] = mentioning[at];
        const wordings = mentions.filter((m) => m[0] === id).map((m) => text.slice(m[1], m[2]));
        assert.equal(result.entry, id);
        assert.ok(hits(result).length > 0 && hits(result).every((hit) => wordings.includes(hit)));
      }
    }
  }
});

test("after the mentions of a name come other paragraphs that have all its words", () => {
  const forms = ["Arven Sea Union", "ASU"];
  const entry = ["institutions/asu", forms[0], "institution", forms, null, null, null, 1];
  const text = textOf("invented", "A union by the Arven sea.", "The Arven Sea.", "The ASU met.");
  text.blocks[2][5] = [["institutions/asu", 4, 7]];
  const invented = finderOf([text, { kind: "glossary", entries: [entry] }]);
  for (const words of ["Arven Sea Union", "union arven sea"]) {
    const answer = invented.answer(words);
    assert.deepEqual(locators(answer), ["1 ¶3", "1 ¶1"]);
    assert.deepEqual(
      answer.results.map((result) => [result.entry, result.lacks.length]),
      [
        ["institutions/asu", 0],
        [null, 0],
      ],
    );
  }
});

test("a name of many lets the reader choose: the King Father first, and all the others beside him", () => {
  const answer = ask("Sihanouk");
  const cards = answer.cards.map((card) => card.id);
  assert.equal(cards[0], "people/norodom-sihanouk");
  for (const id of [
    "people/norodom-monineath-sihanouk",
    "places/sihanouk-province",
    "projects/preah-sihanouk-provincial-referral-hospital-project",
    "projects/sihanoukville-special-economic-zone",
  ])
    assert.ok(cards.includes(id), id);
  assert.equal(answer.cards[0].exact, false);
  assert.ok(answer.results.length > 3);
  for (const result of answer.results) assert.match(shown(result), /Sihanouk/);
});

test("of a name of many, the paragraphs come first that name the first card's entry", () => {
  for (const words of ["Sihanouk", "sihanuk", "King", "Norodom"]) {
    const answer = ask(words);
    const [{ id }] = answer.cards;
    const mentioning = blocks.filter((block) => block[5].some((mention) => mention[0] === id));
    const first = answer.results.slice(0, mentioning.length);
    assert.deepEqual(
      first.map((result) => result.id),
      mentioning.map((block) => block[0]),
      words,
    );
    assert.ok(first.every((result) => result.entry === id && !result.lacks.length));
    assert.ok(answer.count > first.length, words);
    assert.ok(answer.results.slice(first.length).every((result) => result.entry === null));
  }
});

test("words that texts write small, and names among others, say nothing of which entry is first", () => {
  assert.equal(ask("trade").results[0].entry, null);
  assert.ok(ask("trade").cards.length > 0);
  const answer = ask("Cambodia China", 100);
  const lacks = answer.results.map((result) => result.lacks.length);
  assert.deepEqual(lacks, [...lacks].sort());
  assert.ok(answer.results.every((result) => result.entry !== answer.cards[0].id));
});

test("a misspelling is read as the right word, and the answer says so", () => {
  for (const [typed, right, id] of [
    ["Sihanukville", "Sihanoukville", "projects/sihanoukville-special-economic-zone"],
    ["Kequiang", "Keqiang", "people/li-keqiang"],
    ["agricluture", "agriculture", null],
  ]) {
    const answer = ask(typed);
    const readings = [{ word: typed.toLowerCase(), as: [right], why: "spelling" }];
    assert.deepEqual(answer.readings, readings);
    if (id) assert.equal(answer.cards[0].id, id);
    assert.ok(answer.count > 0);
  }
});

test("the last word may be unfinished, and the answer says what it may be", () => {
  const answer = ask("free trad");
  assert.equal(answer.cards[0].id, "agreements/cambodia-china-free-trade-agreement");
  assert.ok(answer.results[0].parts.some(([text, hit]) => hit && text === "Free Trade"));
  assert.equal(ask("infrastr ").count, 0);
  for (const [words, word, as] of [
    ["free trad", "trad", ["trade"]],
    ["trad", "trad", ["traditional", "trade"]],
    ["infrastr", "infrastr", ["infrastructure"]],
    ["Norodom Sihan", "sihan", ["Sihanouk"]],
  ]) {
    const begun = ask(words);
    assert.ok(begun.count > 0);
    assert.deepEqual([begun.readings, begun.absent], [[{ word, as, why: "beginning" }], []], words);
  }
});

test("of a word that is begun or whole nothing is said, unless it is clear what is meant", () => {
  for (const words of ["free t", "free tr", "tra", "trade", "student", "agree", "c", "x"]) {
    const answer = ask(words);
    assert.ok(answer.count > 0, words);
    assert.deepEqual([answer.readings, answer.absent], [[], []], words);
  }
});

test("a word that is nowhere is said to be absent, with the nearest, and nothing is put in its place", () => {
  const answer = ask("xylophone");
  assert.equal(answer.count, 0);
  assert.equal(answer.absent[0].word, "xylophone");
  assert.deepEqual(answer.absent[0].beside, ["wreathes", "Year"]); // where an index would have it
  assert.deepEqual(ask("edukasion").absent, [
    { word: "edukasion", nearest: ["education"], beside: [] },
  ]);
  assert.deepEqual(locators(ask("gambling xylophone")), locators(ask("gambling")));
  assert.equal(ask("gambling xylophone").absent.length, 1);
});

test("the nearest are words spelled so like what was typed that they may be meant, written as they are", () => {
  const far = "Ukraine dam Vietnam corruption debt death penalty xylophone zebra quantum";
  for (const word of far.split(" ")) assert.deepEqual(ask(`${word} `).absent[0].nearest, [], word);
  const entry = ["places/vey", "Vey", "place", ["Vey"], null, null, null, 0];
  const text = textOf("invented", "Canton, sovereignties, regions and rice.");
  const known = { kind: "texts", texts: [], thesaurus: [["mice", "rodents"]] };
  const invented = finderOf([text, known, { kind: "glossary", entries: [entry] }]);
  for (const [typed, nearest] of [
    ["ve", []],
    ["mice", []],
    ["vei", ["Vey"]],
    ["vae", []],
    ["rize", ["rice"]],
    ["cante", []],
    ["cantos", ["Canton"]],
    ["rekyons", ["regions"]],
    ["rekyonz", []],
    ["sovareigntyes", ["sovereignties"]],
    ["sofareigntues", ["sovereignties"]],
    ["sofareikntues", []],
  ]) {
    const answer = invented.answer(`${typed} `);
    const given = answer.absent[0]?.nearest ?? answer.readings[0].as;
    assert.deepEqual(given, nearest, typed);
  }
});

test("an entry whose description alone has what no text has is a card that says so", () => {
  const told = (words) => ask(words).cards.map((card) => [card.headword, card.told]);
  assert.ok(ask("death").cards.some(({ id, told }) => id === "people/zhou-enlai" && told));
  assert.deepEqual(told("death penalty"), []);
  for (const words of ["Vietnam", "Viet Nam", "Myanmar"])
    assert.deepEqual(told(words), [["Mekong-Lancang Cooperation", true]], words);
  assert.deepEqual(told("Mao Zedong death")[0], ["Mao Zedong", false]);
  const cards = entries.flatMap(({ headword }) => ask(headword).cards);
  assert.ok(cards.every((card) => !card.told));
});

test("a word that no text has is looked for by others of its sense, and the answer says so", () => {
  const answer = ask("army");
  assert.equal(answer.readings[0].why, "sense");
  assert.ok(answer.readings[0].as.includes("military"));
  assert.equal(answer.results[0].locator, "4(c) ¶1");
  const [result] = ask("global warming").results;
  assert.ok(hits(result).includes("climate change"));
});

test("a string of a script without spaces is found as part of a word, vowel signs and all", () => {
  const invented = finderOf([
    textOf(
      "invented",
      "The sides met.",
      "Premier 李克强总理 spoke in 金边。",
      "ព្រះរាជាណាចក្រកម្ពុជា និង សាធារណរដ្ឋ",
      "𠀀字 is rare.",
    ),
  ]);
  for (const [typed, locator] of [
    ["克强", "1 ¶2"],
    ["金", "1 ¶2"],
    ["កម្ពុជា", "1 ¶3"],
    ['"李克强总理 spoke"', "1 ¶2"],
    ["𠀀", "1 ¶4"],
  ]) {
    const answer = invented.answer(typed);
    assert.deepEqual(locators(answer), [locator], typed);
    assert.ok(hits(answer.results[0]).length > 0, typed);
  }
  assert.deepEqual(hits(invented.answer("克强").results[0]), ["克强"]);
  assert.deepEqual(locators(invented.answer("កម្ពជា")), []);
  assert.deepEqual(locators(invented.answer("premier")), ["1 ¶2"]);
  const rare = finderOf([textOf("rare", `字${"𠀀".repeat(500)}克${"𠀀".repeat(500)}`)]);
  const [result] = rare.answer("克").results;
  assert.ok(result.before && result.after && shown(result).length < 300);
  for (const [text] of result.parts) assert.ok(text.isWellFormed());
});

test("a quoted string of a script without spaces is required, and not found by the name alone", () => {
  const text = textOf(
    "invented",
    "Trade in 金边。",
    "Trade grew.",
    "The city has 金边 on its map.",
  );
  text.blocks[1][5] = [["places/city", 0, 5]];
  const entry = ["places/city", "City", "place", ["City", "金边"], "金边", null, null, 1];
  const invented = finderOf([text, { kind: "glossary", entries: [entry] }]);
  assert.deepEqual(locators(invented.answer('"金边" trade')), ["1 ¶1", "1 ¶3"]);
  assert.deepEqual(locators(invented.answer('"金边的" trade')), []);
  assert.deepEqual(locators(ask('"洪森" trade')), []);
});

test("pieces may come in any order", () => {
  const others = finderOf([...PIECES].reverse());
  for (const words of ["GDI", "army", "Sihanouk", "climate change"])
    assert.deepEqual(others.answer(words), ask(words));
});

test("texts are read in the order in which the edition lists them", () => {
  const list = { kind: "texts", texts: [{ slug: "b" }, { slug: "a" }], thesaurus: [] };
  const both = finderOf([textOf("a", "Peace."), textOf("b", "Peace."), list]);
  assert.deepEqual(
    both.answer("peace").results.map((result) => result.slug),
    ["b", "a"],
  );
});

test("an excerpt is the paragraph's own words, whole hits, and says whether the text goes on", () => {
  for (const words of ["cooperation", "Sihanouk", '"Hun Sen"', "King", "army internet", "2022"])
    for (const result of ask(words, 100).results) {
      const text = blocks.find((block) => block[0] === result.id)[4];
      const part = shown(result);
      assert.ok(text.includes(part), words);
      assert.equal(result.before, !text.startsWith(part));
      assert.equal(result.after, !text.endsWith(part));
      assert.ok(hits(result).length > 0, words);
      assert.ok(part.split(/\s+/).length < 60);
      for (const mark of result.marks) assert.ok(text.includes(mark));
    }
});

test("an excerpt never cuts a hit", () => {
  const filler = "and so it went on and on with no end to be seen of it all ".repeat(3);
  const phrase = "a row of words that is long";
  for (let length = 0; length < filler.length; length += 7) {
    const text = `${filler}peace ${filler.slice(0, length)} ${phrase} ${filler}`;
    const [result] = finderOf([textOf("invented", text)]).answer(`peace "${phrase}"`).results;
    assert.ok(hits(result).every((hit) => ["peace", phrase, `peace ${phrase}`].includes(hit)));
    const cut = shown(result).includes("a row of") || shown(result).includes("that is long");
    assert.equal(cut, hits(result).join().includes(phrase), String(length));
  }
  const before = `${filler}${phrase} now peace ${filler.split(" ").slice(0, 18).join(" ")} rice tea ${filler}`;
  const asked = `"${phrase}" peace rice tea`;
  const [result] = finderOf([textOf("invented", before)]).answer(asked).results;
  assert.deepEqual(hits(result), [phrase, "peace", "rice tea"]);
});

test("no words make it fail, and each is answered by plain data", () => {
  const odd = [
    "",
    " ",
    '"',
    '""',
    '"""',
    "“”„",
    "'",
    "’s",
    "\\",
    "(.*)+$[",
    "👩‍👩‍👧",
    "\ud800",
    "é\u0301\u0301",
    "\u0301",
    "\u200b\u00ad",
    "½ ㎏ № ﬁ ß İ ﷺ",
    "__proto__ constructor toString",
    "AND OR NOT * ? ~",
    "한국 조선",
    "<script>alert(1)</script>",
    "a".repeat(10_000),
    "peace ".repeat(2_000),
    '"peace '.repeat(2_000),
    "李".repeat(10_000),
    Array.from({ length: 300 }, (_, code) => String.fromCharCode(code)).join(""),
  ];
  const alphabet = [
    "peace",
    "Li",
    " ",
    '"',
    "“",
    "'",
    "é",
    "\u0301",
    "克",
    "ក",
    "្",
    "-",
    "😀",
    "the",
    "0",
  ];
  let seed = 1958;
  const chance = (most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % most;
  };
  for (let round = 0; round < 300; round++)
    odd.push(Array.from({ length: chance(12) }, () => alphabet[chance(alphabet.length)]).join(""));
  const empty = finderOf([]);
  for (const words of odd)
    for (const one of [finder, empty]) {
      const answer = one.answer(words);
      assert.equal(answer.words, words);
      assert.deepEqual(structuredClone(answer), answer);
      assert.ok(answer.count >= answer.results.length && answer.results.length <= 30);
      assert.ok(answer.cards.length <= 8);
    }
});

test("forty questions that a reader would ask have the right section among the first three", () => {
  const questions = Object.values(require("./questions.json")).flat();
  assert.equal(questions.length, 40);
  const misses = questions.filter(
    ([words, section]) => !locators(ask(words, 3)).some((at) => at.startsWith(`${section} ¶`)),
  );
  for (const [words, section] of misses)
    console.log(`missed: ${words} → ${section}, got ${locators(ask(words, 3))}`);
  assert.ok(questions.length - misses.length >= 38);
});

test("a word of which only another form stands in a text says so, and which", () => {
  const { readings } = ask("cooperating");
  assert.deepEqual(readings, [{ word: "cooperating", as: ["cooperation"], why: "form" }]);
  assert.deepEqual(ask("airports").readings, []); // one for many needs no words
  for (const [one, other] of [
    ["general", "generations"],
    ["internal", "international"],
    ["committee", "commitment"],
    ["positive", "position"],
  ]) {
    const exact = locators(ask(`"${one}"`, 99));
    assert.deepEqual(locators(ask(one, 99)).sort(), exact.sort(), `${one}, ${other}`);
  }
});

test("short words that are like a word of a name are not read as it", () => {
  for (const word of [
    "gold",
    "bold",
    "load",
    "roam",
    "ring",
    "wing",
    "kind",
    "sent",
    "tear",
    "ream",
  ])
    assert.deepEqual(
      ask(word).readings.filter((reading) => reading.why === "spelling"),
      [],
      word,
    );
  assert.deepEqual(ask("Kequiang").readings[0].as, ["Keqiang"]);
});

test("quoted words of a script without spaces are asked for exactly, too", () => {
  const mixed = finderOf([textOf("mixed", "洪森 met them on trade", "a trade of theirs")]);
  assert.deepEqual(locators(mixed.answer('"洪森" trade')), ["1 ¶1"]);
  assert.equal(mixed.answer('"习近平" trade').count, 0);
});

test("a word that is nowhere does not hide the names that the others have", () => {
  const zone = "Sihanoukville Special Economic Zone";
  assert.ok(ask("Sihanoukvile SEZ").cards.some((card) => card.headword === zone));
});

test("other words of the same sense bring paragraphs, but no names", () => {
  for (const word of ["drugs", "naval", "loyal"]) {
    const { cards, readings } = ask(word);
    if (readings.some((reading) => reading.why === "sense")) assert.deepEqual(cards, [], word);
  }
  assert.deepEqual(ask("army").readings[0].why, "sense");
  assert.deepEqual(ask("army").cards, []);
});

test("a card tells the language of the name in its own script, a result that of its text", () => {
  assert.equal(ask("Hun Sen").cards[0].lang, "km");
  assert.equal(ask("GDI").cards[0].lang, "zh");
  assert.equal(ask("trade").results[0].lang, "en");
});
