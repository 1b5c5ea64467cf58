/* The lists of the glossary: filtered by typing, kind and letter; and an entry's mentions, sorted.
   The controls stand in the page, hidden. Without this script they stay so, and the lists are whole,
   in the order in which they were made. */

(() => {
  "use strict";

  /**
   * @typedef {object} Item A line of a list of entries.
   * @property {HTMLElement} element
   * @property {string} words what it is found by, folded
   * @property {string} kind folder of its entry's kind; "" where the list has but one
   * @property {string} letter the heading that it stands under
   * @property {string} entry address of the entry
   */

  /**
   * Show whether a toggle is pressed.
   * @param {HTMLElement} button
   * @param {boolean} pressed
   */
  function showPressed(button, pressed) {
    button.setAttribute("aria-pressed", String(pressed));
  }

  /**
   * Return the buttons of a group.
   * @param {Element} group
   * @param {string} selector
   */
  function buttonsOf(group, selector) {
    return /** @type {HTMLButtonElement[]} */ ([...group.querySelectorAll(selector)]);
  }

  /**
   * Return text without case, accents and signs; vowel signs of other scripts are no accents.
   * @param {string} text
   */
  function folded(text) {
    const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    return bare
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim();
  }

  /**
   * Return the lines of a list of entries.
   * @param {Element} list
   * @returns {Item[]}
   */
  function readItems(list) {
    return [...list.querySelectorAll("h2")].flatMap((heading) =>
      [...(heading.nextElementSibling?.children ?? [])].map((line) => {
        const element = /** @type {HTMLElement} */ (line);
        const named = element.querySelectorAll("a:not(.at), .refers, .native, .gloss:not(.found)");
        const forms = element.querySelector("[data-forms]")?.getAttribute("data-forms") ?? "";
        return {
          element,
          words: folded(
            [...named]
              .map((part) => part.textContent)
              .concat(forms)
              .join(" "),
          ),
          kind: element.querySelector("[data-kind]")?.getAttribute("data-kind") ?? "",
          letter: heading.textContent,
          entry: element.querySelector("a")?.href ?? "",
        };
      }),
    );
  }

  /**
   * Let a filter work on a list of entries. What it is set to stands in the page's address.
   * @param {Element} list
   * @param {HTMLElement} controls
   */
  function addFilter(list, controls) {
    const field = controls.querySelector("input");
    const clear = /** @type {HTMLElement | null} */ (controls.querySelector(".clear"));
    const status = controls.querySelector("[role=status]");
    if (!field || !clear || !status) return;
    const items = readItems(list);
    const all = status.textContent; // how many entries there are
    const asked = new URLSearchParams(location.search);
    const kinds = new Set((asked.get("kind") ?? "").split(",").filter(Boolean));
    let letter = asked.get("letter") ?? "";
    field.value = asked.get("filter") ?? "";
    const kindButtons = new Map(
      buttonsOf(controls, "[data-kind]").map((button) => [button.dataset.kind ?? "", button]),
    );
    const letterButtons = new Map(
      buttonsOf(controls, ".letters > *").map((button) => [button.textContent, button]),
    );
    for (const kind of kinds) {
      if (!kindButtons.has(kind)) kinds.delete(kind);
    }
    if (!letterButtons.has(letter)) letter = "";

    const reset = () => {
      field.value = "";
      kinds.clear();
      letter = "";
      update();
      field.focus();
    };
    const isSet = () => field.value !== "" || kinds.size > 0 || letter !== "";

    const update = () => {
      const wanted = folded(field.value).split(" ");
      /** @param {Item} item */
      const fits = (item) =>
        wanted.every((word) => item.words.includes(word)) &&
        (kinds.size === 0 || kinds.has(item.kind));
      const fitting = items.filter(fits);
      const shown = new Set(fitting.filter((item) => !letter || item.letter === letter));
      const found = new Set([...shown].map((item) => item.entry)).size;
      for (const item of items) item.element.hidden = !shown.has(item);
      const inUse = new Set([...shown].map((item) => item.letter));
      for (const heading of list.querySelectorAll("h2")) {
        heading.hidden = !inUse.has(heading.textContent);
        heading.nextElementSibling?.toggleAttribute("hidden", heading.hidden);
      }
      const possible = new Set(fitting.map((item) => item.letter));
      for (const [own, button] of letterButtons) {
        button.disabled = !possible.has(own) && own !== letter;
        showPressed(button, own === letter);
      }
      for (const [kind, button] of kindButtons) showPressed(button, kinds.has(kind));
      clear.hidden = !isSet();
      if (!isSet()) status.textContent = all;
      else if (found) status.textContent = `${found.toLocaleString("en")} of ${all}`;
      else status.textContent = `0 of ${all}: nothing found. Clear shows all.`;
      remember();
    };

    const remember = () => {
      const address = new URL(location.href);
      const state = { filter: field.value.trim(), kind: [...kinds].join(","), letter };
      for (const [key, value] of Object.entries(state)) {
        if (value) address.searchParams.set(key, value);
        else address.searchParams.delete(key);
      }
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    };

    for (const [kind, button] of kindButtons) {
      button.addEventListener("click", () => {
        kinds.delete(kind) || kinds.add(kind);
        update();
      });
    }
    for (const [own, button] of letterButtons) {
      button.addEventListener("click", () => {
        letter = letter === own ? "" : own;
        update();
      });
    }
    field.addEventListener("input", update);
    clear.addEventListener("click", reset);
    controls.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isSet()) {
        event.preventDefault();
        reset();
      }
    });
    update();
    controls.hidden = false;
  }

  /**
   * Return the words of a text, in scripts without spaces, too.
   * @param {string} text
   * @param {string} lang
   */
  function wordsOf(text, lang) {
    const parts = new Intl.Segmenter(lang, { granularity: "word" }).segment(text);
    return [...parts].filter((part) => part.isWordLike).map((part) => part.segment);
  }

  /**
   * Return a concordance's lines in a given order.
   * @param {HTMLElement[]} lines in the order of their places
   * @param {string} by place, before or after
   * @param {string} lang
   */
  function sorted(lines, by, lang) {
    if (by === "place") return lines;
    const collator = new Intl.Collator(lang, { sensitivity: "base", numeric: true });
    const keyed = lines.map((line) => {
      const words = wordsOf(line.querySelector(`.${by}`)?.textContent ?? "", lang);
      return { line, words: by === "before" ? words.reverse() : words };
    });
    keyed.sort((one, other) => {
      const at = one.words.findIndex(
        (word, n) => n >= other.words.length || collator.compare(word, other.words[n]) !== 0,
      );
      if (at < 0) return one.words.length - other.words.length;
      return at < other.words.length ? collator.compare(one.words[at], other.words[at]) : 1;
    });
    return keyed.map(({ line }) => line);
  }

  /**
   * Let the choice of an order work on the concordances of an entry, one for each text.
   * @param {HTMLElement} controls
   * @param {HTMLElement[]} concordances
   */
  function addSort(controls, concordances) {
    const lists = concordances.map((concordance) => {
      const lines = /** @type {HTMLElement[]} */ ([...concordance.querySelectorAll("li")]);
      const lang = concordance.lang || document.documentElement.lang;
      return { list: concordance.querySelector("ul"), lines, lang };
    });
    const status = controls.querySelector("[role=status]");
    const buttons = buttonsOf(controls, "[data-by]");
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const by = button.dataset.by ?? "place";
        for (const other of buttons) showPressed(other, other === button);
        for (const { list, lines, lang } of lists) list?.append(...sorted(lines, by, lang));
        if (status) status.textContent = `Sorted by ${button.textContent}.`;
      });
    }
    controls.hidden = false;
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  const find = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
  const [list] = find(".index");
  const [filter] = find(".filter");
  if (list && filter) addFilter(list, filter);
  const [sort] = find(".sort");
  if (sort) addSort(sort, find(".concordance"));
})();
