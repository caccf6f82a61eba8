/* The colour mode, before the first paint. Loaded in <head>, blocking, small.
   Keys and attributes are the theme's (pydata-sphinx-theme.js): it carries out the buttons. */
"use strict";
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is forbidden: the system's mode serves
    }
  };
  const stored = read("mode");
  const mode = stored === "light" || stored === "dark" ? stored : "auto";
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";

  const show = (chosen) => {
    for (const button of document.querySelectorAll("button[data-mode]")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === chosen));
    }
  };
  document.addEventListener("DOMContentLoaded", () => show(mode));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-mode]");
    if (button) show(button.dataset.mode);
  });
})();
