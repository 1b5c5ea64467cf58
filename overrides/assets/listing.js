/* The lists of the glossary: filtered by typing, kind and letter; and an entry's mentions, sorted.
   Without this script the lists are whole, in the order in which they were made. */

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
   * Make an element with its text and attributes.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Record<string, string>} attributes
   * @param {...(string | Node)} inner
   */
  function make(name, attributes, ...inner) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...inner);
    return element;
  }

  /**
   * Make a button that can be pressed and released.
   * @param {string} label
   * @param {() => void} press
   */
  function makeToggle(label, press) {
    const button = make("button", { type: "button", "aria-pressed": "false" }, label);
    button.addEventListener("click", press);
    return button;
  }

  /**
   * Show whether a toggle is pressed.
   * @param {HTMLElement} button
   * @param {boolean} pressed
   */
  function showPressed(button, pressed) {
    button.setAttribute("aria-pressed", String(pressed));
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
   * Put a filter before a list of entries. What it is set to stands in the page's address.
   * @param {Element} list
   * @param {Element} letters the links to the list's letters; buttons take their place
   */
  function addFilter(list, letters) {
    const items = readItems(list);
    const total = new Set(items.map((item) => item.entry)).size;
    const asked = new URLSearchParams(location.search);
    const kinds = new Set((asked.get("kind") ?? "").split(",").filter(Boolean));
    let letter = asked.get("letter") ?? "";

    const field = make("input", {
      type: "search",
      id: "filter",
      autocomplete: "off",
      spellcheck: "false",
    });
    field.value = asked.get("filter") ?? "";
    const status = make("p", { role: "status" });
    const clear = make("button", { type: "button" }, "Clear");
    const kindButtons = new Map(
      [...document.querySelectorAll("a[data-kind]")].map((link) => {
        const kind = link.getAttribute("data-kind") ?? "";
        const button = makeToggle(link.textContent, () => {
          kinds.delete(kind) || kinds.add(kind);
          update();
        });
        button.classList.add(kind);
        return [kind, button];
      }),
    );
    const letterButtons = new Map(
      [...letters.querySelectorAll("a")].map((link) => {
        const own = link.textContent;
        const button = makeToggle(own, () => {
          letter = letter === own ? "" : own;
          update();
        });
        return [own, button];
      }),
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
      const count = isSet() ? `${found} of ${total} entries` : `${total} entries`;
      status.textContent = found ? count : `${count}: nothing found. Escape shows all.`;
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

    const row = make("div", { class: "filter-field" });
    row.append(make("label", { for: "filter" }, "Filter"), field, clear, status);
    const controls = make(
      "div",
      { class: "filter", role: "group", "aria-label": "Filter the list" },
      row,
    );
    if (kindButtons.size) {
      controls.append(
        make(
          "div",
          { class: "toggles", role: "group", "aria-label": "Kind" },
          ...kindButtons.values(),
        ),
      );
    }
    controls.append(
      make(
        "div",
        { class: "letters", role: "group", "aria-label": "Letter" },
        ...letterButtons.values(),
      ),
    );
    letters.replaceWith(controls);
    field.addEventListener("input", update);
    clear.addEventListener("click", reset);
    controls.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isSet()) {
        event.preventDefault();
        reset();
      }
    });
    update();
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
   * Put the choice of an order before the concordances of an entry, one for each text.
   * @param {HTMLElement[]} concordances
   */
  function addSort(concordances) {
    const lists = concordances.map((concordance) => {
      const lines = /** @type {HTMLElement[]} */ ([...concordance.querySelectorAll("li")]);
      const lang = concordance.lang || document.documentElement.lang;
      return { list: concordance.querySelector("ul"), lines, lang };
    });
    if (lists.every(({ lines }) => lines.length < 2)) return;
    const status = make("p", { role: "status", class: "heard" });
    const orders = { place: "place", before: "the word before", after: "the word after" };
    const buttons = Object.entries(orders).map(([by, name]) => {
      const button = makeToggle(name, () => {
        for (const other of buttons) showPressed(other, other === button);
        for (const { list, lines, lang } of lists) list?.append(...sorted(lines, by, lang));
        status.textContent = `Sorted by ${name}.`;
      });
      return button;
    });
    showPressed(buttons[0], true);
    const label = make("span", { id: "sort" }, "Sort by");
    const group = make("div", { class: "toggles sort", role: "group", "aria-labelledby": "sort" });
    group.append(label, ...buttons, status);
    document.querySelector("#mentions")?.after(group);
  }

  const list = document.querySelector(".index");
  const letters = document.querySelector(".letters");
  if (list && letters) addFilter(list, letters);
  addSort([...document.querySelectorAll(".concordance")].filter((e) => e instanceof HTMLElement));
})();
