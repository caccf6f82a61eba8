/* The search page: results as one types. What is asked of the index and how results look is in modules of their own,
   which the first key brings. data-index: address of the index's folder; data-none and what follows: what is said, {query}, {found} and {n} filled in. */
"use strict";
{
  const PAUSE = 150; // milliseconds after the last key
  const SENT = 200; // characters of a query
  const [STEP, AT_ONCE] = [3, 6]; // results that are fetched together, and that are shown until more are asked for
  const AHEAD = 200; // pixels below the window, where the end of the list is as good as seen
  const HAN = /\p{Script=Han}/u;

  const form = document.querySelector("form[data-index]");
  const labels = { ...form.dataset, lang: document.documentElement.lang || "en" };
  const folder = new URL(form.dataset.index, location.href);
  const root = new URL("../", folder);
  const field = form.elements.q;
  const status = document.querySelector(".sf-search__status");
  const list = document.querySelector(".sf-results");
  const wanted = new URLSearchParams(location.search);
  const made = (name, said) => Object.assign(document.createElement(name), said);
  const ways = made("p", { className: "sf-search__ways" }); // to the exact query, to the archive
  const more = made("button", { className: "sf-search__button sf-search__more", type: "button", hidden: true, textContent: labels.more });
  status.after(ways);
  list.after(more);

  const filled = (label, values) => label.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const archive = made("a", { href: labels.archive, textContent: labels.archiveName });

  function say(text, ...links) {
    if (status.textContent !== text) status.textContent = text;
    ways.replaceChildren(...links);
  }

  let turn = 0; // of the newest search: what an earlier one finds is not shown
  let current; // what is shown: {query, index, asked, results}
  let limit = AT_ONCE; // of results that are shown
  let isExact = wanted.has("exact");
  let isAnew = false; // nothing of the index is taken from the browser's cache
  let filters;
  let later = 1_000; // milliseconds after the results, for whose sake nobody waits, until it is known what there is to choose
  let tools; // promise of the engine, with the index

  function load() {
    if (tools) return tools;
    const cache = isAnew ? "reload" : undefined;
    const head = fetch(new URL("head.json", folder), { cache: cache ?? "no-cache" });
    head.catch(() => {}); // which the engine says
    tools = import("./search_engine.js").then(async (engine) => {
      const index = await engine.open(folder, head, cache);
      filters ??= engine.filters(form, labels, Object.fromEntries(wanted));
      filters.show(index.filters);
      return { ...engine, index };
    });
    tools.catch(() => (tools = undefined)); // the next key tries again
    return tools;
  }

  // What there is for a query: what the engine says, and results.
  async function answer(query) {
    const { index, search: ask, results } = await load();
    const { chosen } = filters;
    const hasHan = HAN.test(query.normalize("NFKC"));
    const [facets, simplified] = await Promise.all([Object.keys(chosen)[0] && index.facets(), hasHan ? index.simplified() : undefined]);
    const all = facets && filters.know(facets);
    const fold = index.folding(simplified);
    const asked = await ask(index, fold(query.normalize("NFC")).text.normalize("NFC"), isExact);
    const posts = facets ? filters.applied(query ? asked.posts : all, query ? "" : "newest") : asked.posts;
    return { index, query, asked, results: results({ index, root, folding: fold, asked, posts, isByDate: chosen.sort }) };
  }

  async function search(shown = 0) {
    const mine = ++turn;
    const query = [...field.value.trim()].slice(0, SENT).join("");
    try {
      if (query || filters?.narrow || location.search) await load();
      if (mine !== turn) return;
      remember(query, shown && history.state);
      if (!query && !filters?.narrow) {
        clear("");
        return;
      }
      if (!list.children.length) say(labels.searching);
      if (!/^(zh|ja|ko)\b/.test(labels.lang)) field.lang = HAN.test(query) ? "zh" : labels.lang; // for its fonts
      const found = await answer(query);
      const items = [];
      do items.push(...(await found.results.next(STEP)));
      while (items.length < shown && found.results.isMore);
      if (mine !== turn) return;
      current = found;
      isAnew = false;
      limit = Math.max(AT_ONCE, shown);
      list.replaceChildren(...items);
      tell();
      grow();
      setTimeout(count, later, mine);
    } catch (error) {
      if (mine !== turn) return;
      if (isOther(error)) await search(shown);
      else clear(labels[error.message] ?? labels.broken, archive);
    }
  }

  // Whether a file is not of the index's build: then it is asked once more, with all files from the server.
  function isOther({ message }) {
    if (!tools || isAnew || !/broken|missing/.test(message)) return false;
    isAnew = true;
    tools = undefined;
    return true;
  }

  function clear(text, ...links) {
    current = undefined;
    list.replaceChildren();
    more.hidden = true;
    say(text, ...links);
  }

  // Says how many there are, and what was looked for that was not asked.
  function tell() {
    const { query, asked, results: { count: n } } = current;
    if (!n) {
      const none = filled(labels.none, { query: query || filters.narrow });
      const { length } = asked.posts;
      const all = made("a", { href: `?${new URLSearchParams({ q: query })}`, textContent: `${labels.all} (${length.toLocaleString(labels.lang)})` });
      say(query ? `${none} ${labels.hint}` : none, ...(length ? [all] : []), archive);
      return;
    }
    const said = [n > 1 ? filled(labels.several, { n: n.toLocaleString(labels.lang) }) : labels.one];
    for (const { label, how, words } of asked.instead) said.push(filled(labels[how], { query: label, found: words[0] }));
    for (const word of asked.missing) said.push(filled(labels.without, { query: word }));
    if (asked.isPart) said.push(labels.part);
    if ([...field.value.trim()].length > SENT) said.push(labels.long);
    say(said.join(" · "), ...(asked.instead.length ? [toExact(query)] : []));
  }

  function toExact(query) {
    const link = made("a", { href: `?${new URLSearchParams({ q: query, exact: "1" })}`, textContent: filled(labels.exact, { query }) });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      isExact = true;
      field.focus();
      search();
    });
    return link;
  }

  // Says how many each choice would leave.
  async function count(mine) {
    try {
      if (mine !== turn) return;
      const { index, asked, query } = current;
      const facets = await index.facets();
      if (mine !== turn) return;
      const all = filters.know(facets);
      later = 0;
      filters.count(query ? asked.posts : all);
    } catch {} // the results are there without
  }

  const isNear = () => list.getBoundingClientRect().bottom < innerHeight + AHEAD;
  let isGrowing = false;

  // Shows more while the end of the list is in sight, or once where it *isAsked*.
  async function grow(isAsked = false) {
    const { results } = current ?? {};
    const isFull = list.children.length >= limit;
    more.hidden = !results?.isMore || !isFull;
    if (isGrowing || !results?.isMore || isFull || !(isAsked || isNear())) return;
    isGrowing = true;
    try {
      const items = await results.next(STEP);
      more.textContent = labels.more;
      if (results === current?.results) {
        list.append(...items);
        tell();
      }
    } catch (error) {
      limit = list.children.length; // what is there stays, and the button tries again
      more.textContent = labels[error.message] ?? labels.broken;
      if (isOther(error)) search(limit);
    }
    isGrowing = false;
    await grow();
  }

  // Keeps the query in the address.
  function remember(query, state) {
    const kept = new URLSearchParams({ ...(query && { q: query, ...(isExact && { exact: 1 }) }), ...filters?.chosen });
    history.replaceState(state, "", `?${kept}`.replace(/^\?$/, location.pathname));
  }

  // Keeps what one comes back to.
  function keepPlace() {
    const links = [...list.querySelectorAll(".sf-result__title")];
    history.replaceState({ shown: links.length, top: scrollY, at: links.indexOf(document.activeElement) }, "");
  }

  async function begin() {
    const { shown = 0, top = 0, at = -1 } = history.state ?? {};
    field.value = wanted.get("q") ?? "";
    if (!location.search) return;
    await search(shown);
    if (!shown) return;
    list.querySelectorAll(".sf-result__title")[at]?.focus({ preventScroll: true });
    scrollTo({ top, behavior: "instant" });
  }

  let timer;

  function listen() {
    field.addEventListener("input", (event) => {
      if (event.isComposing) return; // letters that become Chinese
      isExact = false;
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    });
    field.addEventListener("compositionend", () => search());
    // while one types on
    for (const kind of ["keydown", "pointerdown"]) field.addEventListener(kind, () => load().catch(() => {}), { once: true });
    form.addEventListener("change", (event) => { if (event.target !== field) search(); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      await search();
      list.querySelector("a")?.focus();
    });
    more.addEventListener("click", async () => {
      const first = list.children.length;
      limit += AT_ONCE;
      await grow(true);
      list.children[first]?.querySelector("a").focus({ preventScroll: true });
    });
    list.addEventListener("click", keepPlace);
    let scrolled;
    addEventListener("scroll", () => {
      grow();
      clearTimeout(scrolled);
      scrolled = setTimeout(keepPlace, PAUSE);
    });
    document.addEventListener("keydown", onKey);
  }

  function onKey(event) {
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
  }

  const fault = location.protocol === "file:" ? "file" : "DecompressionStream" in globalThis ? "" : "old";
  if (fault) {
    for (const control of form.elements) control.disabled = true;
    say(labels[fault], archive);
  } else {
    listen();
    begin();
  }
}
