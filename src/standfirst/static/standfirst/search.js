/* On every page: "/" and Ctrl-K lead to the search. What is done on its page is search_page.js's. */
"use strict";
document.addEventListener("keydown", (event) => {
  const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isK) return;
  const link = document.querySelector('a[rel~="search"]');
  const field = document.querySelector('form[role="search"] input[type="search"]');
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.select();
  else location.assign(link.href);
});
