/* The page of an article -> a piece of its text with what was found, and the sections where it stands.
   The page is data: it is parsed, never shown, and of it texts alone are taken. */
const LEFT_OUT = ".headerlink, .sf-biographies, .sf-toc, script, style, template, [role=doc-noteref], [role=doc-backlink], [role=note] > .label, [role=note] > .backrefs";
const WITHIN_WORDS = /^(a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/;
const SPARE = /^(zh|ja|ko|th|lo|my|km)\b/; // languages that say more in a line
const LONG = [160, 80]; // characters of an excerpt; in these languages
const BEFORE = 24; // of them, before the first word
const MOST_READ = 3e6; // characters of a page
const SECTIONS = 2; // that are named
const AGAIN = 0.2; // what a word counts in a piece that has it already
const STOP = /[.!?。！？]["'”’」』）]?\s*$/; // ends sentences
const SIGNS = /^[\s.,;:!?)»”、，。；：！？」』）]*/;

// Of a page: the text without what is not searched; where its sections begin, [{at, id, heading}] in order; title and names. Null where it has none,
// or one that would take seconds.
export function read(html, title) {
  if (html.length > MOST_READ) return null;
  const page = new DOMParser().parseFromString(html, "text/html");
  const root = page.querySelector(".sf-text");
  if (!root) return null;
  const head = [...page.querySelectorAll("h1, .sf-byline")].map((one) => one.textContent).join("\n");
  for (const element of root.querySelectorAll(LEFT_OUT)) element.remove();
  const first = root.querySelector("h1");
  if (first?.textContent.trim() === title) first.remove();
  let text = "";
  const places = [];
  let last = " "; // letter of the text, kept: to look at the end of a text that grows is to copy it
  const add = (node) => {
    const more = (last === " " ? node.trimStart() : node).replace(/\s+/g, " ").normalize("NFC");
    text += more;
    last = more.at(-1) ?? last;
  };
  const walk = (node, section) => {
    if (node.nodeType === 3) add(node.data);
    if (node.nodeType !== 1) return;
    const own = (node.localName === "section" && named(node)) || section;
    const edge = WITHIN_WORDS.test(node.localName) ? "" : " ";
    add(edge);
    if (own !== section) places.push({ ...own, at: text.length });
    for (const child of node.childNodes) walk(child, own);
    add(edge);
    if (own !== section) places.push({ ...section, at: text.length });
  };
  for (const one of page.querySelectorAll(".sf-article__deck, .sf-text")) walk(one, {});
  return { text: text.trimEnd(), places, head };
}

// The id by which a section is linked, and its heading.
function named(section) {
  const heading = section.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)");
  const id = section.id || section.querySelector(":scope > span[id]")?.id;
  return heading && id && { id, heading: heading.textContent.trim() };
}

// What finds a row of tokens in a folded text.
function row(asked, { isRun, letter }) {
  const edge = (token, sign) => (isRun(token) ? "" : `(?${sign}${letter})`);
  const inner = asked.map((token, at) => (at ? `[^\\p{L}\\p{N}]${isRun(token) || isRun(asked[at - 1]) ? "*" : "+"}` : "") + token);
  return new RegExp(edge(asked[0], "<!") + inner.join("") + edge(asked.at(-1), "!"), "gu");
}

/* Where what was found stands in the text of a page: {hits, stands, isWhole}. A hit has its places, and what it is; *stands*: whether there is each string
   that must be; *isWhole*: each that was asked. */
export function look({ text, head }, folding, { words, pairs, strings, rows }, index) {
  const { text: folded, places } = folding(text);
  const hits = [];
  const hit = (what, at, weight = what.length) => hits.push({ from: places[at], to: places[at + what.length], what, weight });
  for (const { run, token, words: parts, joined, index: place } of index.tokens(folded)) {
    let at = place;
    if (run) {
      [...run].forEach((letter, n, { [n + 1]: next = "" }) => {
        const what = [letter + next, letter].find((one) => pairs.has(one));
        if (what) hit(what, at);
        at += letter.length;
      });
    } else if (joined.some((word) => words.has(word))) hit(token, place);
    else {
      for (const word of parts) {
        at = folded.indexOf(word, at);
        if (words.has(word)) hit(word, at);
      }
    }
  }
  const stands = (asked) => {
    const found = [...folded.matchAll(row(asked, index))];
    for (const { 0: what, index: at } of found) hit(what, at, what.length ** 2);
    return found[0] || row(asked, index).test(folding(head).text);
  };
  rows.forEach(stands);
  const stand = strings.map(({ tokens }) => stands(tokens));
  return { hits: merged(hits), stands: strings.every(({ isMust }, n) => stand[n] || !isMust), isWhole: stand.every(Boolean) };
}

// Those that overlap are one.
function merged(hits) {
  const found = [];
  for (const one of hits.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const before = found.at(-1);
    if (before && one.from < before.to) {
      before.to = Math.max(before.to, one.to);
      before.weight += one.weight;
    } else found.push(one);
  }
  return found;
}

function worth(hits) {
  const had = new Set();
  return hits.reduce((sum, { what, weight }) => {
    const one = weight * (had.has(what) ? AGAIN : 1);
    had.add(what);
    return sum + one;
  }, 0);
}

// The sections in which most of what was found stands: [{id, heading}], in the order of the page.
export function sections(places, hits) {
  const found = new Map();
  for (const hit of hits) {
    const section = places.findLast(({ at }) => at <= hit.from);
    if (!section?.id) continue;
    if (!found.has(section.id)) found.set(section.id, { ...section, hits: [] });
    found.get(section.id).hits.push(hit);
  }
  const best = [...found.values()].sort((a, b) => worth(b.hits) - worth(a.hits)).slice(0, SECTIONS);
  return best.sort((a, b) => a.at - b.at);
}

// The pieces of an excerpt, around the most of what was found, of which some are marked: [[text, isMarked]].
export function excerpt(text, hits, lang, { letter }) {
  const long = LONG[Number(SPARE.test(lang))];
  let [best, most, last] = [0, 0, 0];
  hits.forEach(({ from }, first) => {
    while (last <= first || hits[last]?.to <= from - BEFORE + long) last++;
    const sum = worth(hits.slice(first, last));
    if (sum > most) [best, most] = [from, sum];
  });
  let start = Math.max(0, Math.min(best - BEFORE, text.length - long));
  let end = Math.min(text.length, start + long);
  // to the ends of words
  const part = `(?:${letter}|[\\p{M}'’])*`;
  start -= text.slice(Math.max(0, start - BEFORE), start).match(new RegExp(`${part}$`, "u"))[0].length;
  start += text.slice(start, end).match(SIGNS)[0].length;
  end += text.slice(end, end + BEFORE).match(new RegExp(`^${part}`, "u"))[0].length;
  end = text.slice(0, end).trimEnd().length;
  const pieces = [[start && !STOP.test(text.slice(Math.max(0, start - 8), start)) ? "…" : ""]];
  let at = start;
  for (const { from, to } of hits) {
    if (from < at || to > end) continue;
    pieces.push([text.slice(at, from)], [text.slice(from, to), true]);
    at = to;
  }
  return [...pieces, [text.slice(at, end) + (end < text.length ? "…" : "")]];
}
