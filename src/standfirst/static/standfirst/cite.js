/* Copies citations. The buttons are hidden without it: then texts can be selected, and files downloaded.
   data-copy: id of the element whose text is copied; data-copied: what the button says afterwards. */
"use strict";
(() => {
  const SHOWN_FOR = 2000; // milliseconds
  if (!navigator.clipboard) return; // no secure context
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const label = button.firstChild;
    const text = label.data;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
      } catch {
        getSelection().selectAllChildren(source); // forbidden: one key is left to press
        return;
      }
      label.data = button.dataset.copied;
      setTimeout(() => {
        label.data = text;
      }, SHOWN_FOR);
    });
  }
})();
