/* What is settled before the first paint: colour mode and fonts. Loaded in <head>, blocking, small.
   Keys and attributes of the mode are the theme's (pydata-sphinx-theme.js): it carries out the buttons.
   data-fonts: the fonts that the page begins with. */
"use strict";
(() => {
  const root = document.documentElement;
  const own = document.currentScript;
  const fromDisk = location.protocol === "file:";

  if (fromDisk) {
    // there is no preloading, and "optional" leaves a file no time: each font is waited for, a few milliseconds
    document.addEventListener("load", ({ target }) => {
      if (target.rel !== "stylesheet") return;
      let rules;
      try {
        rules = [...target.sheet.cssRules];
      } catch {
        // Chromium lets no script read a sheet from disk. A page that it has laid out before this event keeps the
        // system's fonts, whatever is said of the faces afterwards: taken off and put on, the sheet has new ones
        target.sheet.disabled = true;
        document.fonts.forEach(() => {}); // what is off is taken away when it is asked for
        target.sheet.disabled = false;
        for (const face of document.fonts) face.display = "block";
        return;
      }
      // Firefox gives a sheet's faces no other display, and takes another rule in the place of theirs
      rules.forEach((rule, at) => {
        if (!(rule instanceof CSSFontFaceRule)) return;
        target.sheet.deleteRule(at);
        target.sheet.insertRule(rule.cssText.replace("font-display: optional", "font-display: block"), at);
      });
    }, true);
  } else {
    for (const font of own.dataset.fonts?.split(" ") ?? []) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" });
      link.href = new URL(`fonts/${font}.woff2`, own.src);
      own.after(link);
    }
  }

  // WebKit tells a picture nothing of the page: drawings that have colours for dark pages are another file there
  if (CSS.supports("-webkit-hyphens", "none")) {
    const dress = () => {
      for (const image of document.querySelectorAll("img[data-dark]")) {
        image.dataset.light ??= image.getAttribute("src");
        const wanted = root.dataset.theme === "dark" ? image.dataset.dark : image.dataset.light;
        if (image.getAttribute("src") !== wanted) image.src = wanted;
      }
    };
    document.addEventListener("DOMContentLoaded", dress);
    new MutationObserver(dress).observe(root, { attributeFilter: ["data-theme"] });
  }

  // a copy may lack what only <source> names (wget follows <img>): then the file for all browsers is shown
  document.addEventListener("error", ({ target }) => {
    const sources = target.tagName === "IMG" ? [...target.parentElement.querySelectorAll(":scope > source")] : [];
    for (const source of sources) source.remove();
  }, true);

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
