"use strict";
// Runs at the end of the header: the colours that the reader chose, before anything is painted in
// others; and buttons for what the theme opens by labels, which no keyboard reaches.
(() => {
  /** @type {any} the functions of start.js, on every page before this one */
  const kept = window;
  const chosen = kept.__md_get("__palette")?.color;
  if (chosen?.media === "(prefers-color-scheme)") {
    const media = matchMedia("(prefers-color-scheme: light)").media;
    const input = document.querySelector(`[data-md-color-media='${media}']`);
    for (const key of ["media", "scheme", "primary", "accent"]) {
      chosen[key] = input?.getAttribute(`data-md-color-${key}`);
    }
  }
  for (const [key, value] of Object.entries(chosen ?? {})) {
    document.body.setAttribute(`data-md-color-${key}`, String(value));
  }

  const contents = "__drawer";
  for (const button of document.querySelectorAll("button[data-opens]")) {
    const opened = /** @type {HTMLElement} */ (button).dataset.opens ?? "";
    const toggle = /** @type {HTMLInputElement} */ (document.getElementById(opened));
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", () => {
      button.setAttribute("aria-expanded", String(toggle.checked));
      if (opened !== contents) return;
      if (toggle.checked) document.querySelector("#__contents a")?.closest("a")?.focus();
    });
    if (opened !== contents) continue;
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked || event.defaultPrevented) return;
      event.preventDefault();
      toggle.click();
      /** @type {HTMLElement} */ (button).focus();
    });
  }
})();
