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
  const CJK = /[\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}\u3105-\u312f\u31a0-\u31bf\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\uff66-\uff9f\u{1aff0}-\u{1b16f}\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]/u; // LETTERS of text/cjk.py, to which a test holds it
  const LONG = 80; // characters of an excerpt that is chosen for a Chinese word
  const BEFORE = 24; // of them, before the word
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

  // The words of a query in Chinese, the longest first, and the query itself.
  function parts(query) {
    if (!CJK.test(query)) return [];
    const words = forms(query).flatMap((form) => form.replace(/^"(.+)"$/, "$1").split(" "));
    const long = words.filter((word) => [...word].length > 1);
    return [...new Set(long.length ? long : words)].sort((a, b) => b.length - a.length);
  }

  const pattern = (words) =>
    new RegExp(`(${words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|")})`, "iu");

  // From a place in a text to another, and to the ends of what is written without a space there.
  function whole(text, start, end) {
    const before = text.slice(Math.max(0, start - BEFORE), start).match(/[\w\ud800-\udbff]*$/)[0];
    const after = text.slice(end, end + BEFORE).match(/^[\w\udc00-\udfff]*/)[0];
    return [start - before.length, end + after.length];
  }

  // Pagefind's excerpts, which are escaped, are of words as its index divides them. Words of
  // Chinese are looked for in the text itself; where there are none, Pagefind's marks count.
  function excerpt({ content: text, excerpt: html, plain_excerpt: cut }, query) {
    const plain = (part) => part.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    let start = Math.max(0, text.indexOf(plain(cut)));
    let end = start + plain(cut).length;
    let pieces = html.split(/<\/?mark>/).map(plain); // every second one is marked
    const words = parts(query).filter((word) => pattern([word]).test(text));
    if (words.length) {
      const at = text.search(pattern([words[0]]));
      if (at < start || at + words[0].length > end) start = Math.max(0, at - BEFORE);
      [start, end] = whole(text, start, Math.min(text.length, start + LONG));
      pieces = text.slice(start, end).split(pattern(words));
    }
    const item = element("p", "sf-result__excerpt");
    pieces[0] = pieces[0].replace(/^[\s.,;:!?、，。；：！？]+/, "");
    if (start && !/[.!?。！？]["'”’」』）]?\s*$/.test(text.slice(0, start))) pieces[0] = `…${pieces[0]}`;
    if (end < text.trimEnd().length) {
      const last = pieces.pop().trimEnd();
      if (!last && pieces.length) pieces.push(pieces.pop().trimEnd());
      pieces.push(`${last}…`);
    }
    for (const [at, piece] of pieces.entries()) {
      const word = at % 2 ? piece.trimEnd() : "";
      if (word) item.append(element("mark", "", word));
      item.append(piece.slice(word.length));
    }
    return item;
  }

  function shown(data, query) {
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
    item.append(excerpt(data, query));
    const sections = (data.sub_results ?? []).filter((part) => part.anchor?.id).slice(0, SECTIONS);
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
  let asked = ""; // what they were found for

  async function next(mine) {
    const count = list.children.length;
    const data = await Promise.all(results.slice(count, count + AT_ONCE).map((result) => result.data()));
    if (mine !== turn) return;
    list.append(...data.map((page) => shown(page, asked)));
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
      asked = query;
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
