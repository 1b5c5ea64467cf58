"use strict";
// Puts the colours that the reader chose on the body before it is painted.
(() => {
  /** @type {any} */
  const theme = window;
  const chosen = theme.__md_get("__palette")?.color;
  if (!chosen) return;
  if (chosen.media === "(prefers-color-scheme)") {
    const media = matchMedia("(prefers-color-scheme: light)").media;
    const input = document.querySelector(`[data-md-color-media='${media}']`);
    for (const key of ["media", "scheme", "primary", "accent"]) {
      chosen[key] = input?.getAttribute(`data-md-color-${key}`);
    }
  }
  for (const [key, value] of Object.entries(chosen)) {
    document.body.setAttribute(`data-md-color-${key}`, String(value));
  }
})();
