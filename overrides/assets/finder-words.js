/**
 * A text or a word in; what it is compared by out: folded words, stems, how many letters differ.
 */
"use strict";
/**
 * @typedef {typeof finderWords} Words
 */
const finderWords = (() => {
  // Words that say little of what is asked.
  const LITTLE = new Set(
    (
      "a about after against all also am among an and any are as at be been before being between " +
      "both but by can could did do does done during each for from had has have he her here his how " +
      "i if in into is it its may me my no not of on or our out over shall she should so some such " +
      "than that the their them then there these they this those through to towards under up upon us " +
      "was we were what when where which while who whom whose why will with within would you your s"
    ).split(" "),
  );

  const APOSTROPHES = "’‘ʼ′`´";
  /** @type {Record<string, string>} */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th" };
  const ACCENTED = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u;
  const UNSPACED =
    "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Khmer}\\p{sc=Thai}\\p{sc=Lao}" +
    "\\p{sc=Myanmar}\\p{sc=Tibetan}";
  const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const SPACED_LETTERS = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`;
  const WORD = new RegExp(`${SPACED_LETTERS}(?:'${SPACED_LETTERS})*|[${UNSPACED}\\p{M}]+`, "gu");
  const PLAIN_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*/g;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the bounds of ASCII
  const PLAIN = /^[\x00-\x7f]*$/;

  /**
   * Fold a text for comparing: lower case, kinds of apostrophes made one, accents taken off the
   * letters of the scripts that can do without them (a vowel sign of Khmer is not an accent).
   * @param {string} text
   * @returns {{folded: string, at: number[]}} `at` says for every unit where it was in the text.
   */
  function fold(text) {
    let folded = "";
    /** @type {number[]} */
    const at = [];
    let accented = false;
    for (let place = 0; place < text.length; ) {
      const char = String.fromCodePoint(text.codePointAt(place) ?? 0);
      const same = APOSTROPHES.includes(char) ? "'" : char;
      for (const part of same < "\x80" ? same : same.normalize("NFKD")) {
        let kept = part.toLowerCase();
        if (part >= "\x80") {
          if (/\p{M}/u.test(part)) kept = accented ? "" : part;
          else if (/\p{Cf}/u.test(part)) kept = "";
          else accented = ACCENTED.test(part);
          kept = LETTERS[kept] ?? kept;
        } else accented = true;
        folded += kept;
        for (let unit = 0; unit < kept.length; unit++) at.push(place);
      }
      place += char.length;
    }
    at.push(text.length);
    return { folded, at };
  }

  /**
   * Return the words of a text, folded, with where each stands in it.
   * @param {string} text
   * @returns {{word: string, start: number, end: number}[]}
   */
  function wordsOf(text) {
    const { folded, at } = fold(text);
    return [...folded.matchAll(PLAIN.test(folded) ? PLAIN_WORD : WORD)].map((found) => {
      const last = found.index + found[0].length - 1;
      return { word: found[0], start: at[found.index], end: endOf(text, at, last) };
    });
  }

  /**
   * Return where the character ends that a folded unit comes from, with the marks on it.
   * @param {string} text
   * @param {number[]} at what `fold` says
   * @param {number} unit
   */
  function endOf(text, at, unit) {
    if (at[unit + 1] > at[unit]) return at[unit + 1];
    return at[unit] + String.fromCodePoint(text.codePointAt(at[unit]) ?? 0).length;
  }

  /** @param {string} text */
  const keyOf = (text) =>
    wordsOf(text)
      .map((found) => found.word)
      .join(" ");

  // Words that the endings would make of a family that they are not of, and what they are of.
  /** @type {Record<string, string>} */
  // biome-ignore format: a table
  const APART = {
    news: "news", goods: "goods", arms: "arms", customs: "customs", means: "means",
    series: "series", species: "species", plane: "plane", planes: "plane", humane: "humane",
    unite: "unite", unites: "unite", united: "unite", uniting: "unite", evening: "evening",
    according: "according", question: "question", champion: "champion", transition: "transition",
    succession: "succession", procession: "procession", recession: "recession",
  };

  /**
   * Return what an English word has in common with the others of its family: a rough stem.
   * @param {string} word folded
   */
  function stem(word) {
    let stemmed = STEMS.get(word);
    if (stemmed === undefined) {
      stemmed = stemOf(word);
      STEMS.set(word, stemmed);
    }
    return stemmed;
  }

  /** @type {Map<string, string>} every stem that was asked for: texts repeat their words */
  const STEMS = new Map();

  /**
   * Take off the endings of one noun (plural, possessive), one verb (-e, -ed, -ing, -ion) or one
   * adjective (-ly): others make another word of it, as "international" is of "internal".
   * @param {string} word
   */
  function stemOf(word) {
    let stemmed = word.replace(/'s$/, "").replaceAll("'", "");
    if (!/^[a-z]{4,}$/.test(stemmed)) return stemmed;
    if (Object.hasOwn(APART, stemmed)) return APART[stemmed];
    stemmed = stemmed.replace(/(..)ies$/, "$1y").replace(/(ss|sh|ch|x)es$/, "$1");
    stemmed = stemmed.replace(/([^sui])s$/, "$1").replace(/(....)ly$/, "$1");
    if (Object.hasOwn(APART, stemmed)) return APART[stemmed];
    // "activity" is of the family of "active"; but "hospitality" is not of that of "hospital".
    stemmed = stemmed.replace(/(iv|ur)ity$/, "$1e");
    const bare = stemmed
      .replace(/(..)ied$/, "$1y")
      .replace(/(..ee)(d|ing)$/, "$1")
      .replace(/(....)(ed|ing)$/, "$1")
      .replace(/(.....)ion$/, "$1")
      .replace(/(...[^e])e$/, "$1");
    if (bare === stemmed) return stemmed;
    return bare
      .replace(/([bdgmnprt])\1$/, "$1")
      .replace(/i[sz]at$/, "iz")
      .replace(/(..)is$/, "$1iz");
  }

  /**
   * Return how many letters have to be put in, taken out, changed or exchanged with the next.
   * @param {string} a
   * @param {string} b
   * @param {number} most beyond this any number is as good
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let above = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
      const line = [row];
      for (let column = 1; column <= b.length; column++) {
        const same = a[row - 1] === b[column - 1];
        let least = Math.min(
          above[column] + 1,
          line[column - 1] + 1,
          above[column - 1] + (same ? 0 : 1),
        );
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
          least = Math.min(least, before[column - 2] + 1);
        line.push(least);
      }
      if (Math.min(...line) > most) return most + 1;
      before = above;
      above = line;
    }
    return above[b.length];
  }

  return { LITTLE, HAS_UNSPACED, fold, wordsOf, endOf, keyOf, stem, distance };
})();
Object.assign(globalThis, { EditionFinding: { ...finderWords } });
