/* Shows records and makes the buttons that copy citations. Without it texts can be selected, and files downloaded.
   data-record: address of what is shown when it is unfolded.
   data-copy, data-copied: what a button says, before and afterwards. */
"use strict";
(() => {
  const SHOWN_FOR = 2000; // milliseconds

  const cite = document.querySelector(".sf-cite");
  if (!cite) return; // the article is withdrawn
  const { copy, copied } = cite.dataset;

  /* Puts a button into the place that `put` knows; `name` is for those who hear the page. */
  const offer = (source, name, put) => {
    if (!navigator.clipboard) return; // no secure context
    const button = document.createElement("button");
    const label = document.createTextNode(copy);
    const what = document.createElement("span");
    button.type = "button";
    button.className = "sf-cite__button";
    what.className = "sf-cite__what";
    what.textContent = ` ${name.textContent}`;
    button.append(label, what);
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
      } catch {
        getSelection().selectAllChildren(source); // forbidden: one key is left to press
        return;
      }
      label.data = copied;
      setTimeout(() => {
        label.data = copy;
      }, SHOWN_FOR);
    });
    put(button);
  };

  // from disk nothing is fetched; files can be downloaded
  const folds = location.protocol === "file:" ? [] : cite.querySelectorAll(".sf-cite__format");
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
      const name = fold.querySelector("summary");
      name.after(record);
      offer(record, name, (button) => fold.querySelector(".sf-cite__tools").prepend(button));
    };
    fold.addEventListener("toggle", show);
  }
  for (const style of cite.querySelectorAll(".sf-cite__style")) {
    offer(style.querySelector(".sf-cite__text"), style.querySelector(".sf-cite__name"), (button) => style.append(button));
  }
})();
