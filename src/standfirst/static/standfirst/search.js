/* The search. On every page: "/" and Ctrl-K lead to it. On the search page: results as one types.
   data-search, -query: addresses of Pagefind's script and of search_query.js; data-none, -one, -several, -searching, -unavailable, -file:
   what is said; {query} and {n} are filled in. data-author and what follows: labels of what is made here. */
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
  const UNSPACED = /^(zh|ja|ko|th|lo|my|km)\b/; // languages
  const LONG = [160, 80]; // characters of an excerpt; in these languages
  const BEFORE = 24; // of them, before the first word
  const ASKED = 20; // words of a query that nothing has as it stands
  const PAUSE = 150; // milliseconds after the last key
  const SENT = 200; // characters of a query
  const bundle = new URL(form.dataset.search, location.href);
  const root = new URL("../", bundle);
  const field = form.elements.q;
  const status = document.querySelector(".sf-search__status");
  const list = document.querySelector(".sf-results");
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const element = (name, css, text = "") => Object.assign(document.createElement(name), { className: css, textContent: text });

  const language = document.documentElement.lang;

  // what narrows a search and what shows more of it, hidden until there is something to choose
  const select = (name, ...options) => {
    const made = Object.assign(document.createElement("select"), { name });
    made.append(...options.map(([value, text]) => new Option(text, value)));
    element("label", "sf-search__filter", `${form.dataset[name]} `).append(made);
    return made;
  };
  const { all, relevance, newest, oldest } = form.dataset;
  const filters = ["author", "section", "year", "volume", "language"].map((name) => select(name, ["", all]));
  const order = select("sort", ["", relevance], ["newest", newest], ["oldest", oldest]);
  const choices = Object.assign(element("div", "sf-search__filters"), { hidden: true });
  choices.append(...[...filters, order].map(({ parentElement }) => parentElement));
  form.append(choices);
  const more = Object.assign(element("button", "sf-search__button sf-search__more", form.dataset.more), { type: "button", hidden: true });
  list.after(more);

  let texts; // search_query.js
  let pagefind;
  const load = () => (pagefind ??= Promise.all([import(bundle), import(new URL(form.dataset.query, location.href))]).then(async ([module, other]) => {
    texts = other;
    await module.options({ ranking: { metaWeights: { title: 10, words: 10, names: 5, href: 0, lang: 0 } } });
    // on a page in Chinese Pagefind itself would divide every query
    document.documentElement.lang = "en";
    const ready = module.init(); // reads the language before it returns
    document.documentElement.lang = language;
    await ready;
    fill(await module.filters());
    return module;
  }));

  function fill(found) {
    for (const select of filters) {
      const direction = select.name === "year" ? (a, b) => b.localeCompare(a) : (a, b) => a.localeCompare(b);
      const values = Object.keys(found[select.name] ?? {}).sort(direction);
      select.append(...values.map((value) => new Option(value, value)));
      select.parentElement.hidden = values.length < 2;
      select.value = values.includes(wanted.get(select.name)) ? wanted.get(select.name) : "";
    }
    choices.hidden = false;
  }

  // The results for a query, and the strings to be marked in them where Pagefind's words are pairs of letters.
  // All of them have each string of such letters as it stands; where none has, they have its words.
  async function find(module, query, filters) {
    const ask = async (text) => (await module.search(text, { filters })).results;
    if (!query) return { results: await ask(null), marked: [] };
    // kana and Thai differ in what are accents elsewhere
    await module.options({ exactDiacritics: texts.isUnspaced(query) });
    const withPhrase = async (string) => new Set((await ask(`"${texts.row(string)}"`)).map((result) => result.id));
    const keep = async (results, strings) => {
      for (const string of results.length ? strings : []) {
        const ids = await withPhrase(string);
        results = results.filter((result) => ids.has(result.id));
      }
      return results;
    };
    const { words, quoted, runs, others, marked } = texts.asked(query);
    const results = await keep(await ask(words), [...quoted, ...runs]);
    if (results.length || !runs.length) return { results, marked };
    const parts = [];
    for (const word of runs.flatMap(texts.words).slice(0, ASKED)) {
      for (const part of texts.beginnings(word)) {
        if (!(await withPhrase(part)).size) continue;
        parts.push(part);
        break;
      }
    }
    if (!parts.length) return { results, marked };
    const again = texts.asked([...quoted.map((string) => `"${string}"`), ...others, ...parts].join(" "));
    return { results: await keep(await ask(again.words), [...quoted, ...parts]), marked: again.marked };
  }

  async function inOrder(module, results, sort) {
    if (!sort) return results;
    const all = (await module.search(null, { sort: { date: sort } })).results;
    const places = new Map(all.map((result, place) => [result.id, place]));
    const place = (result) => places.get(result.id) ?? Infinity; // standing pages, which have no date
    return results.sort((a, b) => place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0);
  }

  // A piece of the text with the most of what was found, which is marked.
  function excerpt({ content, meta, weighted_locations }, marked) {
    const { text, places } = texts.whole(content);
    const strings = texts.found(text, marked);
    const found = strings.length ? strings
      : weighted_locations.map(({ location, balanced_score: weight }) => ({ place: places[location] ?? [0, 0], weight }));
    const { start, end } = texts.cut(text, found, LONG[Number(UNSPACED.test(meta.lang))], BEFORE);
    const item = element("p", "sf-result__excerpt");
    let at = start;
    const plain = (to) => item.append(text.slice(at, to));
    if (start && !/[.!?。！？]["'”’」』）]?\s*$/.test(text.slice(Math.max(0, start - 8), start))) item.append("…");
    for (const { place: [from, to] } of found) {
      if (from < at || to > end || from === to) continue;
      plain(from);
      item.append(element("mark", "", text.slice(from, to)));
      at = to;
    }
    plain(end);
    if (end < text.length) item.append("…");
    return item;
  }

  function shown(data, marked) {
    const { meta } = data;
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
    item.append(excerpt(data, marked));
    const sections = (data.sub_results ?? []).filter((part) => part.anchor?.id).slice(0, SECTIONS);
    if (sections.length) {
      const places = element("ul", "sf-result__sections");
      for (const part of sections) {
        const place = document.createElement("li");
        const target = new URL(address);
        target.hash = part.anchor.id;
        place.append(Object.assign(element("a", "", texts.whole(part.title).text), { href: target }));
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
  let marks = []; // strings to be marked in them

  async function next(mine) {
    const count = list.children.length;
    const data = await Promise.all(results.slice(count, count + AT_ONCE).map((result) => result.data()));
    if (mine !== turn) return;
    list.append(...data.map((page) => shown(page, marks)));
    more.hidden = list.children.length >= results.length;
  }

  async function search() {
    const mine = ++turn;
    const query = field.value.trim().slice(0, SENT);
    const chosen = Object.fromEntries(filters.filter((select) => select.value).map((select) => [select.name, select.value]));
    const sort = { newest: "desc", oldest: "asc" }[order.value];
    remember(query, chosen);
    if (!query && !Object.keys(chosen).length) {
      list.replaceChildren();
      more.hidden = true;
      say("");
      return;
    }
    try {
      if (!list.children.length) say(form.dataset.searching);
      const module = await load();
      if (!/^(zh|ja|ko)\b/.test(language)) field.lang = texts.isUnspaced(query) ? "zh" : language; // for its fonts
      const found = await find(module, query, chosen);
      const sorted = await inOrder(module, found.results, sort);
      if (mine !== turn) return;
      results = sorted;
      marks = found.marked;
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
    if (order.value) kept.set("sort", order.value);
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
  order.value = ["newest", "oldest"].includes(wanted.get("sort")) ? wanted.get("sort") : "";
  if (document.activeElement === field || location.search.length > 1) {
    load().then(search).catch(() => unavailable(form.dataset.unavailable));
  }
})();
