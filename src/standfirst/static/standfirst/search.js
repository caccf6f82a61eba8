/* The search. On every page: "/" and Ctrl-K lead to it. On the search page: results as one types.
   data-search: address of Pagefind's script; data-none, -one, -several, -searching, -unavailable, -file:
   what is said; {query} and {n} are filled in. */
"use strict";
(() => {
  const form = document.querySelector("form[data-search]");
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    const link = document.querySelector('a[rel~="search"]');
    const field = document.querySelector('form[role="search"] input[type="search"]');
    if (!field && !link) return;
    event.preventDefault();
    if (field) field.select();
    else location.assign(link.href);
  });
  if (!form) return;

  const AT_ONCE = 6; // results; each is fetched by itself, with the whole text of its page
  const SECTIONS = 2; // of one page that are named
  const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{323af}]/u;
  const PAUSE = 150; // milliseconds after the last key
  const SENT = 200; // characters of a query
  const RANKED = 60; // places from the top where the order of two lists of results is merged
  const bundle = new URL(form.dataset.search, location.href);
  const root = new URL("../", bundle);
  const field = form.elements.q;
  const status = document.querySelector(".sf-search__status");
  const list = document.querySelector(".sf-results");
  const more = document.querySelector(".sf-search__more");
  const filters = [...form.querySelectorAll("select")].filter((select) => select.name !== "sort");
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const element = (name, css, text = "") => Object.assign(document.createElement(name), { className: css, textContent: text });

  const language = document.documentElement.lang;

  let pagefind;
  const load = () => (pagefind ??= import(bundle).then(async (module) => {
    await module.options({ excerptLength: 24, ranking: { metaWeights: { title: 10, grams: 10, names: 5, href: 0, lang: 0 } } });
    // on a page in Chinese Pagefind itself would divide every query, which forms() does
    document.documentElement.lang = "en";
    const ready = module.init(); // reads the language before it returns
    document.documentElement.lang = language;
    await ready;
    fill(await module.filters());
    return module;
  }));

  function fill(found) {
    for (const select of filters) {
      const order = select.name === "year" ? (a, b) => b.localeCompare(a) : (a, b) => a.localeCompare(b);
      const values = Object.keys(found[select.name] ?? {}).sort(order);
      select.append(...values.map((value) => new Option(value, value)));
      select.parentElement.hidden = values.length < 2;
      select.value = values.includes(wanted.get(select.name)) ? wanted.get(select.name) : "";
    }
    form.querySelector(".sf-search__filters").hidden = false;
  }

  // Words of Chinese are not divided in a query as in the index, where it is more than one:
  // it is asked whole and divided, and what either finds is shown.
  function forms(query) {
    if (!CJK.test(query) || !Intl.Segmenter) return [query];
    const words = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(query)];
    const divided = words.filter((word) => word.isWordLike).map((word) => word.segment).join(" ");
    const quote = /^".+"$/.test(query) ? '"' : ""; // exactly these words
    return divided ? [...new Set([query, quote + divided + quote])] : [query];
  }

  function merge(lists) {
    const seen = new Map();
    for (const results of lists) {
      results.forEach((result, place) => {
        const there = seen.get(result.id) ?? { result, rank: 0 };
        // of the two, the one that has the words in the text, for the excerpt
        if (result.words?.length > there.result.words?.length) there.result = result;
        there.rank += 1 / (10 + Math.min(place, RANKED)); // reciprocal rank fusion
        seen.set(result.id, there);
      });
    }
    return [...seen.values()].sort((a, b) => b.rank - a.rank).map((entry) => entry.result);
  }

  async function find(module, query, filters, sort) {
    const lists = [];
    for (const text of query ? forms(query) : [null]) lists.push((await module.search(text, { filters })).results);
    const found = lists.length > 1 ? merge(lists) : lists[0];
    if (!sort) return found;
    const all = (await module.search(null, { sort: { date: sort } })).results;
    const places = new Map(all.map((result, place) => [result.id, place]));
    const place = (result) => places.get(result.id) ?? Infinity; // standing pages, which have no date
    return found.sort((a, b) => place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0);
  }

  // excerpts are Pagefind's: escaped text with <mark> in it, which is taken as text and marks
  function excerpt(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    const text = element("p", "sf-result__excerpt");
    const first = parsed.firstChild;
    if (first?.nodeType === Node.TEXT_NODE) first.data = first.data.replace(/^[\s.,;:!?、，。；：！？]+/, "");
    for (const node of parsed.childNodes) {
      const word = node.nodeName === "MARK" ? node.textContent.trimEnd() : "";
      if (word) text.append(element("mark", "", word));
      text.append(node.textContent.slice(word.length));
    }
    return text;
  }

  function shown({ meta, excerpt: html, sub_results: parts }) {
    const item = element("li", "sf-result");
    const address = new URL(meta.href, root);
    const title = Object.assign(element("a", "sf-result__title", meta.title), { href: address, dir: "auto" });
    const head = element("h2", "sf-result__head");
    head.append(title);
    item.append(head);
    const about = [meta.byline, meta.date].filter(Boolean).map((text) => element("span", "", text));
    if (about.length) {
      const line = element("p", "sf-result__about sf-parts");
      about.forEach((part, at) => line.append(...(at ? [" ", part] : [part])));
      item.append(line);
    }
    item.append(excerpt(html));
    const sections = (parts ?? []).filter((part) => part.anchor?.id).slice(0, SECTIONS);
    if (sections.length) {
      const places = element("ul", "sf-result__sections");
      for (const part of sections) {
        const place = document.createElement("li");
        const target = new URL(address);
        target.hash = part.anchor.id;
        place.append(Object.assign(element("a", "", part.title.replace(/#$/, "")), { href: target }));
        places.append(place);
      }
      item.append(places);
    }
    if (meta.lang) item.lang = meta.lang;
    return item;
  }

  const wanted = new URLSearchParams(location.search);
  let turn = 0; // of the newest search: what an earlier one finds is not shown
  let results = [];

  async function next(mine) {
    const count = list.children.length;
    const data = await Promise.all(results.slice(count, count + AT_ONCE).map((result) => result.data()));
    if (mine !== turn) return;
    list.append(...data.map(shown));
    more.hidden = list.children.length >= results.length;
  }

  async function search() {
    const mine = ++turn;
    const query = field.value.trim().slice(0, SENT);
    const chosen = Object.fromEntries(filters.filter((select) => select.value).map((select) => [select.name, select.value]));
    const sort = { newest: "desc", oldest: "asc" }[form.elements.sort.value];
    remember(query, chosen);
    if (!/^(zh|ja|ko)\b/.test(language)) field.lang = CJK.test(query) ? "zh" : language; // for its fonts
    if (!query && !Object.keys(chosen).length) {
      list.replaceChildren();
      more.hidden = true;
      say("");
      return;
    }
    try {
      if (!list.children.length) say(form.dataset.searching);
      const module = await load();
      const found = await find(module, query, chosen, sort);
      if (mine !== turn) return;
      results = found;
      list.replaceChildren();
      await next(mine);
      if (mine !== turn) return;
      say(results.length > 1 ? form.dataset.several.replace("{n}", results.length.toLocaleString(language || undefined))
        : results.length ? form.dataset.one : form.dataset.none.replace("{query}", () => query));
    } catch {
      if (mine === turn) unavailable(form.dataset.unavailable);
    }
  }

  function unavailable(text) {
    list.replaceChildren();
    more.hidden = true;
    say(text);
  }

  function remember(query, chosen) {
    const kept = new URLSearchParams(query ? { q: query, ...chosen } : chosen);
    if (form.elements.sort.value) kept.set("sort", form.elements.sort.value);
    const text = kept.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  }

  if (location.protocol === "file:") {
    for (const control of form.elements) control.disabled = true;
    say(form.dataset.file);
    return;
  }

  let timer;
  field.addEventListener("input", (event) => {
    if (event.isComposing) return; // letters that become Chinese
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  field.addEventListener("compositionend", search);
  field.addEventListener("focus", () => load().catch(() => unavailable(form.dataset.unavailable)), { once: true });
  form.addEventListener("change", (event) => { if (event.target !== field) search(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await search();
    list.querySelector("a")?.focus();
  });
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await next(turn);
    list.children[first]?.querySelector("a").focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.target !== field && event.target !== more && !list.contains(event.target))) return;
    const links = [...list.querySelectorAll(".sf-result__title"), ...(more.hidden ? [] : [more])];
    const at = links.indexOf(event.target.closest(".sf-result")?.querySelector(".sf-result__title") ?? event.target);
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else if (event.key === "Escape" && at >= 0) field.focus();
    else if (event.key === "Escape" && field.value) {
      field.value = "";
      search();
    } else return;
    event.preventDefault();
  });

  field.value = wanted.get("q") ?? "";
  form.elements.sort.value = ["newest", "oldest"].includes(wanted.get("sort")) ? wanted.get("sort") : "";
  if (document.activeElement === field || location.search.length > 1) {
    load().then(search).catch(() => unavailable(form.dataset.unavailable));
  }
})();
