"use strict";
// A card for each mention of a name, made of what the page's own list of names says.
(() => {
  /** @typedef {"pointer" | "focus" | "touch" | null} How it came to be shown */
  const list = document.querySelector(".named");
  const HOVER = 180; // milliseconds that the pointer rests on a name before its card shows
  const LEAVE = 250; // and that it may be away before the card goes

  /** @param {string} tag @param {string} className @param {string} [text] */
  const make = (tag, className, text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  /** @type {Map<string, HTMLElement>} the items of the list by the address of their entry */
  const items = new Map();
  for (const item of list?.querySelectorAll("li") ?? []) {
    const link = item.querySelector("a");
    if (link) items.set(link.href, item);
  }

  const card = make("div", "card");
  card.id = "__card";
  card.setAttribute("role", "dialog");
  card.hidden = true;
  /** @type {HTMLAnchorElement | null} the mention whose card is shown */
  let mention = null;
  /** @type {How} */
  let by = null;
  let timer = 0;

  /** @param {HTMLAnchorElement} link @param {HTMLElement} item @param {How} how */
  const fill = (link, item, how) => {
    const entry = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    const head = make("p", "card__head");
    const title = make("a", "card__title", entry.textContent ?? "");
    title.setAttribute("href", entry.href);
    head.append(title);
    const words = (link.textContent ?? "").replace(/\s+/g, " ").trim();
    const more = /** @type {HTMLElement} */ (item.querySelector(".named__more")).cloneNode(true);
    card.className = `card ${[...link.classList].filter((name) => name !== "mention").join(" ")}`;
    card.setAttribute("aria-label", `${entry.textContent}: who or what is named here`);
    card.replaceChildren(head, .../** @type {HTMLElement} */ (more).children);
    const same = words === entry.textContent;
    const read = same ? "Named here in this form." : `“${words}” is read here as this entry.`;
    card.append(make("p", "card__read", read));
    if (how === "focus")
      card.append(make("p", "card__keys", "↓ to go into the card, Esc to close it"));
    if (how === "touch") {
      const close = make("button", "card__close", "×");
      close.setAttribute("type", "button");
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => hide(true));
      head.append(close);
    }
  };

  /** @param {HTMLAnchorElement} link @param {How} how */
  const show = (link, how) => {
    const item = items.get(link.href);
    if (!item) return;
    clearTimeout(timer);
    if (mention === link && !card.hidden) return;
    hide(false);
    fill(link, item, how);
    mention = link;
    by = how;
    link.setAttribute("aria-describedby", card.id);
    document.body.append(card);
    card.hidden = false;
    place(link);
  };

  /** Puts the card under the mention's last line, or over its first where there is no room. @param {HTMLElement} link */
  const place = (link) => {
    card.style.removeProperty("left");
    card.style.removeProperty("top");
    if (matchMedia("(max-width: 44.98em)").matches) {
      // It lies at the window's foot: the words that it is about stay in view above it.
      const hidden = link.getBoundingClientRect().bottom + 12 - card.getBoundingClientRect().top;
      if (hidden > 0) scrollBy(0, hidden);
      return;
    }
    const lines = [...link.getClientRects()];
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below =
      last.bottom + card.offsetHeight + 12 < innerHeight || first.top < card.offsetHeight;
    const line = below ? last : first;
    const top = below ? line.bottom + 6 : line.top - card.offsetHeight - 6;
    card.style.left = `${Math.max(8, Math.min(line.left, room)) + scrollX}px`;
    card.style.top = `${Math.max(8, top) + scrollY}px`;
  };

  /** @param {boolean} back whether the focus goes back to the mention */
  const hide = (back) => {
    clearTimeout(timer);
    if (!mention) return;
    const link = mention;
    mention = null;
    card.hidden = true;
    link.removeAttribute("aria-describedby");
    if (back) {
      silent = true;
      link.focus();
      silent = false;
    }
  };
  let silent = false; // the focus that comes back to a mention does not open its card again
  let touched = false; // the last pointer that came down was a finger

  /** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
  const mentionAt = (target) =>
    target instanceof Element ? target.closest("[data-received] a.mention") : null;

  if (items.size) {
    const page = document.querySelector(".md-content") ?? document.body;
    page.addEventListener("pointerover", (event) => {
      const link = mentionAt(event.target);
      if (!link || /** @type {PointerEvent} */ (event).pointerType === "touch") return;
      clearTimeout(timer);
      timer = setTimeout(() => show(link, "pointer"), HOVER);
    });
    page.addEventListener("pointerout", (event) => {
      if (!mentionAt(event.target) || by === "touch") return;
      clearTimeout(timer);
      if (by === "pointer") timer = setTimeout(() => hide(false), LEAVE);
    });
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => {
      if (by === "pointer" && !card.contains(document.activeElement)) {
        timer = setTimeout(() => hide(false), LEAVE);
      }
    });
    addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch";
      if (
        mention &&
        !card.contains(/** @type {Node} */ (event.target)) &&
        mentionAt(event.target) !== mention
      ) {
        hide(false);
      }
    });
    page.addEventListener("click", (event) => {
      const link = mentionAt(event.target);
      if (!link || !touched || !items.has(link.href)) return;
      event.preventDefault(); // a tap opens the card, whose head leads on to the entry
      show(link, "touch");
    });
    page.addEventListener("focusin", (event) => {
      const link = mentionAt(event.target);
      if (link && !silent && !touched && link.matches(":focus-visible")) show(link, "focus");
    });
    addEventListener("focusin", (event) => {
      const target = /** @type {Node} */ (event.target);
      if (mention && by !== "touch" && target !== mention && !card.contains(target)) hide(false);
    });
    addEventListener("keydown", (event) => {
      if (!mention) return;
      if (event.key === "Escape") {
        event.preventDefault();
        hide(card.contains(document.activeElement) || document.activeElement === mention);
      } else if (event.key === "ArrowDown" && document.activeElement === mention) {
        event.preventDefault();
        card.querySelector("a")?.focus();
      } else if (event.key === "Tab" && card.contains(document.activeElement)) {
        const links = [...card.querySelectorAll("a, button")];
        const at = links.indexOf(/** @type {Element} */ (document.activeElement));
        if (event.shiftKey ? at === 0 : at === links.length - 1) {
          if (event.shiftKey) event.preventDefault();
          hide(true); // the next stop is the one after the mention
        }
      }
    });
    addEventListener("resize", () => hide(false));
  }
})();
