/* A button on each block of code, which copies it; without this script there is none.
   data-copy, data-copied: what it says, before and afterwards. */
"use strict";
(() => {
  const SHOWN_FOR = 2000; // milliseconds
  const { copy, copied } = document.currentScript.dataset;
  if (!navigator.clipboard) return; // no secure context

  /* Of a session at a terminal, what one types; never the numbers of lines. */
  const typed = (code) => {
    const part = code.cloneNode(true);
    const isSession = part.querySelector(".gp") !== null;
    for (const other of part.querySelectorAll(".linenos, .gp, .go")) {
      if (isSession || other.matches(".linenos")) other.remove();
    }
    return isSession ? part.textContent.replace(/\n{2,}/g, "\n").trim() : part.textContent;
  };

  for (const code of document.querySelectorAll(".sf-text .highlight pre:not(.linenodiv pre)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sf-copy";
    button.textContent = copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(typed(code));
      } catch {
        getSelection().selectAllChildren(code); // forbidden: one key is left to press
        return;
      }
      button.textContent = copied;
      setTimeout(() => {
        button.textContent = copy;
      }, SHOWN_FOR);
    });
    code.parentElement.classList.add("sf-copied");
    code.after(button);
  }
})();
