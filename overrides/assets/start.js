"use strict";
// Runs in the head, before anything is painted: what the theme's own script expects to find, and
// the reader's choices that would else show late. Storage may be forbidden; then nothing is kept.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const scope = new URL(script.dataset.base ?? ".", location.href);

  /** @param {string} name @param {Storage} [store] @param {URL} [where] @returns {any} */
  const get = (name, store, where = scope) => {
    try {
      return JSON.parse((store ?? localStorage).getItem(`${where.pathname}.${name}`) ?? "null");
    } catch {
      return null;
    }
  };

  /** @param {string} name @param {unknown} value @param {Storage} [store] @param {URL} [where] */
  const set = (name, value, store, where = scope) => {
    try {
      (store ?? localStorage).setItem(`${where.pathname}.${name}`, JSON.stringify(value));
    } catch {
      // the choice holds for this page
    }
  };

  /** @param {string} text */
  const hash = (text) => [...text].reduce((sum, c) => ((sum << 5) - sum + c.charCodeAt(0)) | 0, 0);

  Object.assign(window, { __md_scope: scope, __md_get: get, __md_set: set, __md_hash: hash });
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  root.classList.toggle("names-off", get("names") === "off");
})();
