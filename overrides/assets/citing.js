"use strict";
// Beside every paragraph's locator a button that opens a panel: its link, its quotation, its
// citation in several forms, to be copied; and the way to report a mistake.
(() => {
  /** @type {any} */
  const citing = /** @type {any} */ (globalThis).EditionCiting;

  /** @type {[name: string, label: string, type: string, extension: string][]} */
  const FORMS = [
    ["plain", "Plain text (after OSCOLA)", "text/plain", "txt"],
    ["bibtex", "BibTeX", "application/x-bibtex", "bib"],
    ["ris", "RIS", "application/x-research-info-systems", "ris"],
    ["csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "csl.json"],
  ];

  /** @template {keyof HTMLElementTagNameMap} T @param {T} tag
   * @param {Record<string, string>} [attributes] @param {(Node | string)[]} inside */
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  /** The received words of a paragraph, exactly; a line's end is one, a cell's end is a tab.
   * @param {HTMLElement} block */
  const quote = (block) => {
    let text = "";
    for (const part of block.querySelectorAll("[data-received]")) {
      if (part.closest("td") && part.matches("td:not(:nth-child(2)) > :first-child")) text += "\t";
      const walker = document.createTreeWalker(part);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node instanceof Text) text += node.data.replace(/[ \n\r\t]+/g, " ");
        else if (node instanceof HTMLBRElement) text += "\n";
      }
    }
    return text.replace(/ *\n */g, "\n").trim();
  };

  /** @param {string} text @param {HTMLInputElement | HTMLTextAreaElement} [field] */
  const copy = async (text, field) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      field?.select(); // where the clipboard is closed to scripts, the old way, or the reader's
      return field ? document.execCommand("copy") : false;
    }
  };

  /** @type {HTMLButtonElement | null} the button that says that it has copied */
  let pressed = null;
  let pending = 0;
  const forget = () => {
    clearTimeout(pending);
    pressed?.replaceChildren("Copy");
    pressed = null;
  };

  /** A field that holds what can be copied, and its button.
   * @param {string} id @param {string} label @param {boolean} [long] */
  const offer = (id, label, long) => {
    const field = long
      ? make("textarea", { id, readonly: "", rows: "5", spellcheck: "false" })
      : make("input", { id, readonly: "", type: "text", spellcheck: "false" });
    const button = make("button", { type: "button", "aria-label": `Copy: ${label}` }, "Copy");
    button.addEventListener("click", async () => {
      const done = await copy(field.value, field);
      announce(done ? `${label}: copied` : `${label}: selected, press Ctrl+C to copy it`);
      forget();
      if (!done) return;
      button.textContent = "Copied";
      pressed = button;
      pending = setTimeout(forget, 2000);
    });
    const row = make("div", { class: "citing__row" });
    row.append(make("label", { for: id }, label), field, button);
    return { row, field, button };
  };

  const heading = make("h2", { id: "citing-heading" });
  const close = make(
    "button",
    { type: "button", class: "citing__close", "aria-label": "Close" },
    "×",
  );
  const link = offer("citing-link", "Link");
  const nowhere = make(
    "p",
    { class: "citing__nowhere" },
    "This copy has no address of its own that others could open.",
  );
  const words = offer("citing-words", "Link to the selected words");
  const quotation = offer("citing-quotation", "Quotation", true);
  const form = make("select", { id: "citing-form" });
  for (const [name, label] of FORMS) form.append(make("option", { value: name }, label));
  const formLabel = make("label", { for: "citing-form" }, "Citation as");
  const citation = offer("citing-citation", "Citation", true);
  const download = make("a", { class: "citing__download", href: "#" }, "Download");
  const share = make("button", { type: "button" }, "Share …");
  const report = make("a", { class: "citing__report" }, "Report a mistake");
  const ways = make("p", { class: "citing__ways" }, download, share, report);
  const said = make("p", { class: "citing__said", role: "status" });
  const dialog = make(
    "dialog",
    { class: "citing", "aria-labelledby": "citing-heading" },
    make("div", { class: "citing__head" }, heading, close),
    link.row,
    nowhere,
    words.row,
    quotation.row,
    make("div", { class: "citing__row" }, formLabel, form),
    citation.row,
    ways,
    said,
  );
  const outside = make("p", { class: "citing__outside", role: "status" });

  /** Say what was done, to eyes and ears. @param {string} text */
  const announce = (text) => {
    const region = dialog.open ? said : outside;
    region.textContent = text;
    setTimeout(() => region.replaceChildren(), 4000);
  };

  /** @type {Record<string, string>} */
  let forms = {};
  let file = "";
  /** @type {HTMLElement | null} */
  let opener = null;
  let address = "";

  /** The forms of the citation of one paragraph, less its address where it has none.
   * @param {any} piece @param {string} id @param {string} locator @param {string} url */
  const fill = (piece, id, locator, url) => {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    const written = day.map((part) => String(part).padStart(2, "0"));
    const long = now.toLocaleDateString("en-GB", {
      day: "numeric",
      month: "long",
      year: "numeric",
    });
    /** @param {string} text @param {string} at @param {string} accessed */
    const put = (text, at, accessed) =>
      (url ? text : text.replace(/ <XADDRESSX>.*|^.*(XADDRESSX|XACCESSEDX).*\n/gm, ""))
        .replace("XKEYX", id)
        .replace("XLOCATORX", () => at)
        .replace("XADDRESSX", () => url)
        .replace("XACCESSEDX", accessed);
    const read = url && { URL: url, accessed: { "date-parts": [day] } };
    const csl = { ...piece.csl, id: `${piece.csl.id}-${id}`, section: locator, ...read };
    return {
      plain: put(piece.plain, locator, long),
      bibtex: put(piece.bibtex, locator.replace(/[&%$#_]/g, "\\$&"), written.join("-")),
      ris: put(piece.ris, locator, written.join("/")),
      csl: JSON.stringify([csl], null, 1),
    };
  };

  const showForm = () => {
    const [name, , type, extension] = FORMS[form.selectedIndex];
    citation.field.value = forms[name] ?? "";
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([citation.field.value], { type }));
    download.download = `${file}.${extension}`;
  };

  /** @param {HTMLElement} block */
  const open = async (block) => {
    const locator = block.querySelector(".locator")?.textContent ?? "";
    const chosen = citing.linkToWords();
    address = citing.permalink(block);
    heading.textContent = `Cite ${locator}`;
    link.field.value = address;
    link.row.hidden = !address;
    nowhere.hidden = !!address;
    words.row.hidden = chosen?.block !== block;
    words.field.value = words.row.hidden ? "" : chosen.link;
    share.hidden = !navigator.share || !address;
    const where = citing.meta("report");
    report.hidden = !where;
    if (where) {
      const at = address || `${citing.slug}, ${locator}`;
      report.href = where.replace("{address}", encodeURIComponent(at));
    }
    said.replaceChildren();
    forget();
    if (!dialog.isConnected) document.body.append(dialog);
    opener = block.querySelector(".cite");
    dialog.showModal();
    [words, link, quotation].find(({ row }) => !row.hidden)?.button.focus();
    const piece = await citing.load(citing.slug);
    const source = [piece?.title ?? document.title, piece?.date, locator]
      .filter(Boolean)
      .join(", ");
    quotation.field.value = `“${quote(block)}” — ${source}${address && ` <${address}>`}`;
    quotation.field.lang = block.querySelector("[data-received]")?.getAttribute("lang") ?? "en";
    forms = piece ? fill(piece, block.id, locator, address) : {};
    file = `${citing.slug}-${block.id}`;
    showForm();
  };

  form.addEventListener("change", showForm);
  close.addEventListener("click", () => dialog.close());
  share.addEventListener("click", () =>
    navigator.share({ title: heading.textContent ?? "", url: address }).catch(() => {}),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // The site's keys (n and p turn the page) are not for one who is in the panel.
  addEventListener("keydown", (event) => dialog.open && event.stopPropagation(), true);
  dialog.addEventListener("close", () => opener?.focus());

  for (const block of document.querySelectorAll(".block[data-fingerprint]")) {
    const locator = block.querySelector(".locator");
    if (!locator || !(block instanceof HTMLElement)) continue;
    const name = `Cite ${locator.textContent}`;
    const button = make("button", {
      type: "button",
      class: "cite",
      title: name,
      "aria-label": name,
      "aria-haspopup": "dialog",
    });
    button.addEventListener("mousedown", (event) => event.preventDefault()); // a selection stays
    button.addEventListener("click", () => open(block));
    locator.after(button);
  }

  document.body.append(outside);
  Object.assign(citing, { announce, copy, open });
})();
