/* Footnotes as side notes: beside the line that refers to them where the margin is wide enough,
   else opened in place. Without this script they stand at the end of the article. */
"use strict";
(() => {
  const text = document.querySelector(".sf-article .sf-text");
  const references = [...(text?.querySelectorAll("a.footnote-reference") ?? [])];
  const note = (reference) => document.getElementById(decodeURIComponent(reference.hash.slice(1)));
  const notes = [...new Map(references.map((reference) => [note(reference), reference]).filter(([element]) => element).reverse())].reverse();
  if (!notes.length) return;
  const wide = matchMedia("(min-width: 75rem)");
  const GAP = 12; // pixels between two notes

  const place = () => {
    if (!wide.matches) {
      delete text.dataset.notes;
      text.style.removeProperty("min-block-size");
      for (const [element] of notes) element.style.removeProperty("top");
      return;
    }
    for (const open of text.querySelectorAll(".sf-note--open")) open.remove();
    if (!text.dataset.notes) {
      text.dataset.notes = "beside";
      // an element that comes anew has nowhere moved from (https://wicg.github.io/layout-instability/)
      for (const [element] of notes) element.parentNode.insertBefore(element, element.nextSibling);
    }
    const top = text.getBoundingClientRect().top;
    // what already stands in the margin keeps its place
    const taken = [...text.querySelectorAll(".sf-beside")].map((element) => element.getBoundingClientRect());
    // all are measured before one is moved, or the browser would lay the page out for each
    const measured = notes.map(([element, reference]) => [element, reference.getBoundingClientRect().top - top - 4, element.offsetHeight]);
    let free = 0;
    for (const [element, beside, height] of measured) {
      let y = Math.max(free, beside);
      for (const box of taken) {
        if (y < box.bottom - top + GAP && y + height > box.top - top - GAP) y = box.bottom - top + GAP;
      }
      element.style.top = `${y}px`; // set by script: allowed where style attributes are not
      free = y + height + GAP;
    }
    // the last notes may be longer than the text
    text.style.minBlockSize = `${free}px`;
  };

  text.addEventListener("click", (event) => {
    const reference = event.target.closest("a.footnote-reference");
    const element = reference && note(reference);
    if (!element || wide.matches) return;
    const block = [...text.querySelectorAll("p, li, table, blockquote, figure, h2, h3, h4")].findLast((one) => one.contains(reference));
    if (!block) return;
    event.preventDefault();
    const id = `${element.id}-here`;
    const shown = document.getElementById(id);
    if (shown) {
      shown.remove();
      reference.setAttribute("aria-expanded", "false");
      return;
    }
    const copy = document.createElement("div");
    copy.id = id;
    copy.className = "sf-note--open";
    copy.setAttribute("role", "note");
    copy.append(...[...element.children].filter((child) => !child.matches(".label")).map((child) => child.cloneNode(true)));
    for (const inner of copy.querySelectorAll("[id]")) inner.removeAttribute("id");
    (block.closest("table, ul, ol") ?? block).after(copy);
    reference.setAttribute("aria-expanded", "true");
  });

  wide.addEventListener("change", place);
  new ResizeObserver(() => { if (wide.matches) place(); }).observe(text);
  document.fonts?.ready.then(place);
  place();
})();
