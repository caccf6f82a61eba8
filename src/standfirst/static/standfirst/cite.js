/* Shows records and copies citations. Without it texts can be selected, and files downloaded.
   data-record: address of what is shown when it is unfolded.
   data-copied: what a button says afterwards. What it copies stands beside it: identifiers may be an article's. */
"use strict";
(() => {
  const SHOWN_FOR = 2000; // milliseconds

  const arm = (button, source) => {
    if (!navigator.clipboard) return; // no secure context
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
  };

  // from disk nothing is fetched; files can be downloaded
  const folds = location.protocol === "file:" ? [] : document.querySelectorAll(".sf-cite__format");
  for (const fold of folds) {
    const show = async () => {
      if (!fold.open) return;
      fold.removeEventListener("toggle", show);
      const record = document.createElement("pre");
      record.tabIndex = 0;
      record.dir = "ltr";
      try {
        const answer = await fetch(fold.dataset.record);
        if (!answer.ok) return;
        record.textContent = (await answer.text()).trim();
      } catch {
        fold.addEventListener("toggle", show); // offline: when it is unfolded again
        return;
      }
      fold.querySelector("summary").after(record);
      arm(fold.querySelector("button"), record);
    };
    fold.addEventListener("toggle", show);
  }
  for (const style of document.querySelectorAll(".sf-cite__style")) {
    arm(style.querySelector("button"), style.querySelector(".sf-cite__text"));
  }
})();
