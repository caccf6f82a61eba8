/* Posts -> what is shown of them. An excerpt comes from the article's own page; where that cannot be had, its deck stands there. */
import { excerpt, look, read, sections } from "./excerpt.js";
import { timely } from "./index.js";

const AT_ONCE = 3; // pages that are fetched; where none of them has a string, twice as many, and so on
const [PATIENCE, FOR_STRINGS] = [700, 1_500]; // milliseconds after which a result is shown without it, until it comes; where it says whether it is one
const LOOKED = 9; // pages that are looked at for those in which a string stands, at once
const KEPT = 60; // texts of pages, at most

export const element = (name, css = "", text = "") => Object.assign(document.createElement(name), { className: css, textContent: text });

const pages = new Map(); // address -> promise of a text, or null
function page(address, title) {
  if (!pages.has(address)) {
    if (pages.size >= KEPT) pages.clear();
    const coming = timely(fetch(address), async (answer) => read(await answer.text(), title)).catch(() => null);
    pages.set(address, coming);
    coming.then((found) => found || pages.delete(address)); // asked for again the next time
  }
  return pages.get(address);
}

const link = (css, text, href) => Object.assign(element("a", css, text), { href, dir: "auto" });

// Fills what a result says below its byline. *page*: the text of its own, or null.
function fill(below, { address, lang, deck }, page, found, index) {
  const said = element("p", "sf-result__excerpt");
  const pieces = page ? excerpt(page.text, found.hits, lang, index) : [[deck]];
  said.append(...pieces.map(([text, isMarked]) => (isMarked ? element("mark", "", text) : text)));
  const list = element("ul", "sf-result__sections");
  for (const { id, heading } of page ? sections(page.places, found.hits) : []) {
    const place = element("li");
    place.append(link("", heading, `${address}#${encodeURIComponent(id)}`));
    list.append(place);
  }
  below.replaceChildren(said, list);
}

function shown({ title, address, byline, date, lang }, below) {
  const item = Object.assign(element("li", "sf-result"), { lang });
  const head = element("h2", "sf-result__head");
  head.append(link("sf-result__title", title, address));
  const about = element("p", "sf-result__about sf-parts");
  about.append(...[byline, date].filter(Boolean).flatMap((text) => [element("span", "", text), " "]));
  item.append(head, about, below);
  return item;
}

/* Results, of which the next are shown as they are asked for. *asked*: what engine.js says of the query; *isByDate*: the order is not to be changed.
   *count*: how many there are, as far as is known. */
export function results({ index, root, folding, asked, posts, isByDate }) {
  const isOrdered = !isByDate && asked.strings.length > 0; // those in which a string stands come first
  const patience = asked.strings.some(({ isMust }) => isMust) ? FOR_STRINGS : PATIENCE;
  const ready = []; // items to be shown
  const later = []; // those in which a string does not stand
  let at = 0; // of the next post

  const shownOf = async (post) => {
    const [title, href, byline, date, lang, deck] = await index.row(post);
    const address = href !== undefined && new URL(href, root);
    if (address?.origin !== root.origin) return []; // it has gone
    const row = { title, address, byline, date, lang, deck };
    const below = element("div");
    const coming = page(address.href, title);
    const see = (text) => {
      const found = text && look(text, folding, asked, index);
      fill(below, row, text, found, index);
      return found;
    };
    const text = await Promise.race([coming, new Promise((done) => setTimeout(done, patience, null))]);
    if (!text) coming.then((late) => late && see(late));
    const found = see(text);
    return !found || found.stands ? [[shown(row, below), found?.isWhole]] : [];
  };

  return {
    count: posts.length,
    get isMore() {
      return ready.length + later.length > 0 || at < posts.length;
    },
    // the next *count* items, or fewer: those that are there first
    async next(count) {
      const end = performance.now() + PATIENCE;
      let looked = 0;
      while (!ready.length && at < posts.length && ((looked < LOOKED && performance.now() < end) || !later.length)) {
        const some = posts.slice(at, at + AT_ONCE + Math.min(looked, LOOKED));
        const items = (await Promise.all(some.map(shownOf))).flat();
        at += some.length;
        looked += some.length;
        this.count -= some.length - items.length;
        for (const [item, isWhole] of items) (isOrdered && !isWhole ? later : ready).push(item);
      }
      ready.push(...later.splice(0, count - ready.length));
      return ready.splice(0, count);
    },
  };
}
