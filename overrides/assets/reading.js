"use strict";
// A switch that puts the marks on names out, and the place where the reader left off.
(() => {
  /** @type {any} the functions of start.js, on every page before this one */
  const kept = window;
  const root = document.documentElement;
  const off = () => root.classList.contains("names-off");
  /** With names out, a mention is text: no link, no stop of the keyboard, no card. */
  const apply = () => {
    for (const link of document.querySelectorAll("[data-received] a.mention")) {
      const held = /** @type {HTMLAnchorElement} */ (link);
      if (off() && held.href) {
        held.dataset.entry = held.getAttribute("href") ?? "";
        held.removeAttribute("href");
      } else if (!off() && held.dataset.entry) {
        held.setAttribute("href", held.dataset.entry);
      }
    }
  };
  for (const button of document.querySelectorAll(".names-switch")) {
    const tell = () => button.setAttribute("aria-pressed", String(!off()));
    button.addEventListener("click", () => {
      root.classList.toggle("names-off");
      kept.__md_set("names", off() ? "off" : "on");
      tell();
      apply();
    });
    tell();
  }
  if (off()) apply();

  const reading = /** @type {HTMLElement | null} */ (document.querySelector(".tools[data-text]"));
  if (reading) {
    const blocks = [...document.querySelectorAll(".block[id]")];
    const remember = () => {
      if (scrollY < 200) return; // at the head of a page nothing has been read yet
      const at = blocks.find((block) => block.getBoundingClientRect().bottom > 80);
      const locator = at?.querySelector(".locator")?.textContent;
      if (at && locator) {
        const address = `${location.pathname}#${at.id}`;
        kept.__md_set(`reading.${reading.dataset.text}`, { address, locator });
      }
    };
    addEventListener("pagehide", remember);
    document.addEventListener("visibilitychange", remember);
  }
  for (const place of document.querySelectorAll(".continue[data-text]")) {
    const was = kept.__md_get(`reading.${/** @type {HTMLElement} */ (place).dataset.text}`);
    const link = place.querySelector("a");
    if (!was?.address || !link) continue;
    link.href = was.address;
    link.append(` ${was.locator}`);
    /** @type {HTMLElement} */ (place).hidden = false;
  }
})();
