/* Makes records when they are unfolded, and the buttons that copy citations. Without it texts can be selected, and
   files downloaded, where there are some.
   data-form, data-type: which record (citation_records.js), and its MIME type.
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

  const work = JSON.parse(cite.querySelector("script").textContent);
  for (const fold of cite.querySelectorAll(".sf-cite__format")) {
    const { form, type } = fold.dataset;
    const name = fold.querySelector("summary");
    const tools = fold.querySelector(".sf-cite__tools");
    const show = () => {
      fold.removeEventListener("toggle", show);
      const text = sfCitationRecords[form](work);
      const record = document.createElement("pre");
      record.tabIndex = 0;
      record.dir = "ltr";
      record.textContent = text.trim();
      name.after(record);
      offer(record, name, (button) => tools.prepend(button));
      const link = tools.querySelector("a");
      if (!link.hasAttribute("href")) link.href = URL.createObjectURL(new Blob([text], { type }));
    };
    fold.addEventListener("toggle", show);
    fold.hidden = false;
  }
  for (const style of cite.querySelectorAll(".sf-cite__style")) {
    offer(style.querySelector(".sf-cite__text"), style.querySelector(".sf-cite__name"), (button) => style.append(button));
  }
})();
