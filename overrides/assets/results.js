"use strict";
// An answer of the search engine comes in; what the reader sees of it goes out, as nodes. Words
// of an answer only ever become text nodes.

/**
 * @typedef {import("./finder.js").Answer} Answer
 * @typedef {import("./finder.js").Card} Card
 * @typedef {import("./finder.js").Result} Result
 * @typedef {(stem: string, query?: string, hash?: string) => string} Address
 */
(() => {
  const LONG = 40; // letters of a word that are repeated

  /** Kinds as a reader calls them, where that is not their own name. @type {Record<string, string>} */
  const KINDS = { concept: "set phrase" };

  /**
   * What is said before and after the words that one was read as.
   * @type {Record<Answer["readings"][0]["why"], (word: string) => [string, string]>}
   */
  const READ = {
    // The same from letter to letter, as long as the word is being typed.
    beginning: () => ["Did you mean ", "? Shown here."],
    form: (word) => [`No text has “${word}”. Also looked for `, "."],
    sense: (word) => [`No text has “${word}”. Also looked for `, "."],
    spelling: (word) => [`No text has “${word}”. Did you mean `, "? Shown here."],
  };

  /** The language of words, if it is known. @param {string | null} lang @returns {Record<string, string>} */
  const langOf = (lang) => (lang ? { lang } : {});

  /**
   * @param {string} tag its name and classes: "p.gloss"
   * @param {(Node | string)[]} children
   * @param {Record<string, string>} [attributes]
   */
  const make = (tag, children, attributes = {}) => {
    const [name, ...classes] = tag.split(".");
    const node = document.createElement(name);
    if (classes.length) node.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  /** @param {number} n @param {string} one */
  const counted = (n, one) => `${n || "No"} ${one}${n > 1 ? "s" : ""}`;

  /** @param {(Node | string)[][]} items @returns {(Node | string)[]} */
  const listed = (items) => items.flatMap((item, i) => (i ? [", ", ...item] : item));

  /** What stands before a word that the reader typed, it, and what follows. @param {string} words @param {string} word */
  const around = (words, word) => {
    const folded = words.toLowerCase();
    const isLetter = (/** @type {number} */ at) => /[\p{L}\p{N}]/u.test(folded[at] ?? "");
    const isWhole = (/** @type {number} */ at) => !isLetter(at - 1) && !isLetter(at + word.length);
    let at = folded.indexOf(word);
    while (at >= 0 && !isWhole(at)) at = folded.indexOf(word, at + 1);
    if (at < 0) return ["", word, ""];
    const end = at + word.length;
    return [words.slice(0, at), words.slice(at, end), words.slice(end)];
  };

  /** A word as the reader typed it, not without end. @param {string} words @param {string} word */
  const asTyped = (words, word) => {
    const letters = [...around(words, word)[1]];
    return letters.length > LONG ? `${letters.slice(0, LONG).join("")}…` : letters.join("");
  };

  /** Words to search for instead. @param {Answer} answer @param {string} word @param {string[]} others */
  const offers = (answer, word, others) => {
    const [before, , after] = around(answer.words, word);
    const offer = (/** @type {string} */ other) => {
      const words = { type: "button", "data-words": before + other + after };
      return make("button.edition-search__words", [other], words);
    };
    return listed(others.map((other) => [offer(other)]));
  };

  /** How many there are, and what was read otherwise than it was typed. @param {Answer} answer */
  const meta = (answer) => [
    make("p", [
      counted(answer.count, "paragraph"),
      ...(answer.cards.length ? [` · ${counted(answer.cards.length, "name")}`] : []),
    ]),
    ...answer.readings.map(({ word, as, why }) => {
      const [before, after] = READ[why](asTyped(answer.words, word));
      return make("p", [before, ...offers(answer, word, as), after]);
    }),
    ...answer.absent.map(({ word, nearest, beside }) =>
      make("p", [
        `“${asTyped(answer.words, word)}” stands in no text.`,
        ...(nearest.length ? [" Nearest: ", ...offers(answer, word, nearest), "."] : []),
        ...(beside.length
          ? [" Nearest in the alphabet: ", ...offers(answer, word, beside), "."]
          : []),
      ]),
    ),
  ];

  /** @param {Card} card @param {Address} address @param {boolean} large */
  const oneCard = (card, address, large) => {
    const page = `glossary/${card.id}`;
    const kind = make("span.edition-card__kind", [KINDS[card.kind] ?? card.kind]);
    const mentions = card.mentions ? counted(card.mentions, "mention") : "not mentioned";
    const about = make(`li.edition-card.${card.kind}${large ? ".edition-card--large" : ""}`, [
      make(
        "a.edition-card__name",
        [make("span.edition-card__headword", [card.headword]), " ", kind],
        {
          href: address(page),
          "data-stop": "",
        },
      ),
    ]);
    if (card.form) {
      const read = large && card.exact ? ` is read as ${card.headword}` : "";
      about.append(make("p.edition-card__form", [`“${card.form}”${read}`]));
    }
    if (card.told) about.append(make("p.edition-card__form", ["In the description of the entry"]));
    if (large && card.native) {
      about.append(make("p.native", [card.native], { dir: "auto", ...langOf(card.lang) }));
    }
    if (large && card.gloss) about.append(make("p.edition-card__gloss", [card.gloss]));
    about.append(
      make("p.edition-card__mentions", [
        card.mentions && large
          ? make("a", [mentions], { href: address(page, "", "mentions") })
          : mentions,
      ]),
    );
    return about;
  };

  /** The likeliest name large, the others beside it. @param {Card[]} cards @param {Address} address */
  const names = (cards, address) =>
    make(
      "ul.edition-cards",
      cards.map((card, place) => oneCard(card, address, place === 0)),
      { "aria-label": "Names" },
    );

  /** @param {Result} result @param {Address} address @param {boolean} several texts there are */
  const paragraph = (result, address, several) => {
    const marks = result.marks.map((mark) => encodeURIComponent(mark.replaceAll("~", " ")));
    const query = marks.length ? `?h=${marks.join("~")}` : "";
    const words = result.parts.map(([text, hit]) => (hit ? make("mark", [text]) : text));
    const remarks = [
      ...(result.entry ? [" ", make("span.edition-result__named", ["named here"])] : []),
      ...(result.lacks.length
        ? [" ", make("span.md-search-result__terms", [`lacks: ${result.lacks.join(", ")}`])]
        : []),
    ];
    return make("li.md-search-result__item", [
      make(
        "a.md-search-result__link",
        [
          make("span.md-search-result__article", [
            make("span.md-search-result__title", [
              make("span.edition-result__at", [result.locator]),
              ...(result.heading
                ? [" ", make("span.edition-result__heading", [result.heading])]
                : []),
              ...(several ? [" ", make("span.edition-result__text", [result.name])] : []),
              ...remarks,
            ]),
            make("span.md-search-result__teaser", [
              ...(result.before ? ["… "] : []),
              make("span", words, { "data-received": "", dir: "auto", ...langOf(result.lang) }),
              ...(result.after ? [" …"] : []),
            ]),
          ]),
        ],
        { href: address(result.page, query, result.id), "data-stop": "" },
      ),
    ]);
  };

  /**
   * @param {Answer} answer
   * @param {Address} address of a page by its stem, a query and an id
   * @param {boolean} several whether there are several texts, so that each result names its own
   * @returns {{meta: Node[], body: Node[]}}
   */
  const show = (answer, address, several) => {
    const found = answer.results.map((result) => paragraph(result, address, several));
    const more = answer.count - found.length;
    return {
      meta: meta(answer),
      body: [
        ...(answer.cards.length ? [names(answer.cards, address)] : []),
        make("ol.md-search-result__list", found, { "aria-label": "Paragraphs" }),
        ...(more > 0 && found.length
          ? [
              make("button.edition-search__more", [`Show more: ${more} left`], {
                type: "button",
                "data-stop": "",
              }),
            ]
          : []),
      ],
    };
  };

  Object.assign(globalThis, { EditionResults: { show, make } });
})();
