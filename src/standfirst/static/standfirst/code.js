/* A button on each block of code, which copies it; without this script there is none.
   data-copy, data-copied: what it says, before and afterwards. */
"use strict";
(() => {
  const SHOWN_FOR = 2000; // milliseconds
  const PROMPT = "\0";
  const { copy, copied } = document.currentScript.dataset;
  if (!navigator.clipboard) return; // no secure context

  /* Of a session at a terminal, what one types, neither answers nor errors; never the numbers of lines. */
  const typed = (code) => {
    const part = code.cloneNode(true);
    for (const number of part.querySelectorAll(".linenos")) number.remove();
    for (const prompt of part.querySelectorAll(".gp")) prompt.textContent = PROMPT;
    const lines = part.textContent.split("\n");
    const asked = lines.filter((line) => line.includes(PROMPT));
    return (asked.length ? asked : lines).map((line) => line.split(PROMPT).pop()).join("\n");
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
