/* A query -> the posts that have it, the best first. All of its words must be there; where no post has all, those with half of the
   query's weight are found. A word that no post has is taken for the beginning of one, else for one in which a letter is other. */
import { pairs } from "./words.js";

const WORTH = [1.5, 1, 0.5]; // of a word in the title, in a name, in a heading or the deck, beside 1 at most in the text
const [BESIDE, COMPOUND, FORM, LIKE] = [1, 0.5, 0.6, 0.4]; // what is worth a pair, one in the place of a compound, another form of a word, one that is like it
const HALF = 0.5; // of a query's weight
const MOST = 24; // words that are looked for, and pairs of letters of a run
const BEGUN = 40; // words that begin with what was asked, the commonest
const [TO_BEGIN, TO_SLIP] = [4, 5]; // letters of a word that may be the beginning of another, or a slip
const STRING = 4; // letters of a run that is one word or two, of which a half is nothing
const HANGUL = /\p{Script=Hangul}/u;
const NEARLY = 1e-6; // by which sums may differ

// How much a word tells where so many posts of all have it.
const telling = (all, having) => Math.log((all + 1) / (having + 0.5));
// Weights are those of search/record.py.
const value = (weight) => WORTH.reduce((sum, worth, at) => sum + worth * ((weight >> (4 + at)) & 1), (weight & 15) / 15);

// What forms of an English word have in common.
export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const one = word.replace(/ies$/, "y").replace(/(?<=s|x|z|ch|sh)es$|(?<![siu])s$/, "");
  const bare = one.replace(/(ing|ed|e)$/, "").replace(/y$/, "i");
  return one.length < 4 ? word : bare.length > 2 && /[aeiou]/.test(bare) ? bare : one;
}

// Whether one letter is changed, lost, added or exchanged with the next.
export function isOneAway(one, other) {
  let at = 0;
  while (one[at] && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  const [next, beyond] = [a.slice(1), b.slice(1)];
  return next === beyond || a === beyond || next === b || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

// The words of a file that a word stands for, with what each is worth, and how they do where they are others.
function meant(file, word, isExact) {
  const valued = (names, worth, how) => names.length && { names: names.map((name) => [name, worth]), how };
  const forms = isExact ? [] : file.names.filter((name) => name !== word && stem(name) === stem(word));
  if (file.size(word) || forms.length) return { names: [[word, 1], ...forms.map((name) => [name, FORM])] };
  const length = isExact ? 0 : [...word].length;
  const those = (which) => file.names.filter(which).sort((a, b) => file.size(b) - file.size(a));
  return (length >= TO_BEGIN && valued(those((name) => name.startsWith(word)).slice(0, BEGUN), LIKE, "begins"))
    || (length >= TO_SLIP && valued(those((name) => isOneAway(name, word)).slice(0, 1), LIKE, "like"))
    || { names: [] };
}

// A part of the query: how much it tells, and of each post how much of it is there, and what that is worth. *values*: worth by post.
function group(index, label, values, said) {
  const posts = new Map([...values].map(([post, worth]) => [post, { share: 1, worth }]));
  return { label, total: values.size && telling(index.posts, values.size), posts, words: [], ...said };
}

async function ofWord(index, word, isExact, label = word) {
  const file = await index.words(word);
  const { names, how } = meant(file, word, isExact);
  const values = new Map();
  for (const [name, worth] of names) file.each(name, (post, weight) => raise(values, post, worth * value(weight)));
  const words = names.map(([name]) => name);
  return group(index, label, values, { words, instead: how && { label, how, words } });
}

const raise = (values, post, worth) => values.set(post, Math.max(values.get(post) ?? 0, worth));

// "e-mail" is there as "email", then as "e mail"; "l’été" as "été". What is there as neither is asked for in its words, wherever they stand.
async function ofCompound(index, { token, words, joined }, isExact, isKept) {
  const kept = words.filter(isKept).slice(0, MOST);
  const isElided = kept[1] && /^\p{L}{1,2}'/u.test(token) && !index.isStop(kept[1]);
  const bare = isElided ? kept.slice(1) : kept;
  const apart = () => Promise.all(bare.map((word) => ofWord(index, word, isExact)));
  const one = joined.length === 1 ? await ofWord(index, joined[0], isExact, token) : group(index, token, new Map());
  const values = new Map();
  const add = ({ posts, instead }, more) => instead || posts.forEach(({ worth }, post) => raise(values, post, more + worth));
  add(one, COMPOUND);
  const isWritten = values.size;
  const isRow = bare[1] && !index.isStop(bare[1]) && !(isExact && joined[0]);
  if (isRow) {
    const [first, ...others] = await Promise.all(bare.slice(1).map((word, at) => index.pair(bare[at], word)));
    for (const post of first) if (others.every((set) => set.has(post))) raise(values, post, COMPOUND);
  } else if (isElided) add((await apart())[0], 0);
  const instead = !isElided && (isRow || joined[0]) && { label: token, how: "like", words: [bare.join(" ")] };
  const isSaid = joined[0] && !isWritten;
  if (values.size) return [group(index, token, values, { words: isElided ? [...one.words, ...bare] : one.words, instead: isSaid && instead })];
  if (one.total) return [one]; // a beginning, or a slip
  const groups = isExact ? [] : await apart();
  if (groups[0] && groups.every(({ total }) => total)) groups[0].instead ||= instead;
  return groups[0] ? groups : [one];
}

// Whether the pairs that a post has of a short run have all its letters.
function isCovered(letters, had) {
  const gap = letters.findIndex((_, at) => !had.has(at - 1) && !had.has(at));
  return gap < 0 || (HANGUL.test(letters[0]) && gap >= letters.length / 2); // Korean words have endings
}

async function ofRun(index, run) {
  const terms = pairs(run).slice(0, MOST);
  const files = await Promise.all(terms.map((term) => index.letters(term)));
  const telled = files.map((file, at) => telling(index.posts, file.size(terms[at])));
  const total = telled.reduce((sum, one) => sum + one);
  const posts = new Map();
  files.forEach((file, at) => file.each(terms[at], (post, weight) => {
    const one = posts.get(post) ?? { share: 0, worth: 0, had: new Set() };
    posts.set(post, one);
    one.share += telled[at] / total;
    one.worth += (telled[at] / total) * value(weight);
    one.had.add(at);
  }));
  const letters = [...run];
  if (terms[1] && letters.length <= STRING) {
    for (const [post, one] of posts) {
      if (isCovered(letters, one.had)) one.share = Math.max(one.share, HALF);
      else posts.delete(post);
    }
  }
  return { label: run, total, posts, words: [] };
}

// What a part of the query asks for: groups, and sets of posts in which words are side by side.
async function ofPart(index, { tokens, isQuoted }, isExact, isKept) {
  const groups = tokens.slice(0, MOST).map((token) => {
    if (token.run) return ofRun(index, token.run);
    if (token.words.length > 1 && !isQuoted) return ofCompound(index, token, isExact, isKept);
    return Promise.all(token.words.filter(isKept).map((word) => ofWord(index, word, isExact || isQuoted)));
  });
  const row = tokens.flatMap((token) => (token.words ?? []).map((word) => [word, token])).filter(([word]) => !index.isStop(word)).slice(0, MOST);
  // those within a compound are asked for with it
  const beside = row.slice(1).flatMap(([word, token], at) => (isQuoted || token !== row[at][1] ? [index.pair(row[at][0], word)] : []));
  const [found, sets] = await Promise.all([groups, beside].map((all) => Promise.all(all)));
  return { groups: found.flat().map((one) => ({ ...one, isQuoted })), beside: sets, isQuoted };
}

// What has to stand in a text as it was asked; *isMust*: else the post is none of the results.
function strings({ tokens, isQuoted }) {
  if (isQuoted) return [{ tokens: tokens.flatMap((token) => token.run ?? token.words), isMust: true }];
  const runs = tokens.flatMap(({ run }) => (run && [...run].length > 2 ? [run] : []));
  return runs.map((run) => ({ tokens: [run], isMust: [...run].length < STRING && !HANGUL.test(run) }));
}

// Of each post, how much of the query it has, and what that is worth.
function sums(index, groups, beside) {
  const found = new Map();
  for (const { posts, total } of groups) {
    for (const [post, { share, worth }] of posts) {
      const sum = found.get(post) ?? { cover: 0, score: 0 };
      found.set(post, { cover: sum.cover + share * total, score: sum.score + worth * total });
    }
  }
  for (const set of beside) for (const post of set) if (found.has(post)) found.get(post).score += BESIDE * telling(index.posts, set.size);
  return found;
}

/* The posts of a folded query, the best first; what else is to be said of it: *missing* words, those that others stand for (*instead*),
   whether the posts have a part of it alone (*isPart*); and what is marked in texts: *words*, *pairs*, *strings*, *rows* of words.
   *isExact*: no word stands for another. */
export async function search(index, folded, isExact = false) {
  const asked = index.parts(folded);
  const all = asked.flatMap((part) => part.tokens);
  const isStopsAlone = all.every(({ words }) => words?.every(index.isStop));
  const found = await Promise.all(asked.map((part) => ofPart(index, part, isExact, (word) => isStopsAlone || !index.isStop(word))));
  const every = found.flatMap((part) => part.groups);
  const missing = every.filter((one) => !one.total);
  const groups = [...new Map(every.filter((one) => one.total).map((one) => [`${one.label} ${one.isQuoted}`, one])).values()];
  const sum = sums(index, groups, found.flatMap((part) => part.beside));
  const total = groups.reduce((before, one) => before + one.total, 0);
  const must = [
    ...groups.filter((one) => one.isQuoted).map(({ posts }) => ({ has: (post) => posts.get(post)?.share > 1 - NEARLY })),
    ...found.filter((part) => part.isQuoted).flatMap((part) => part.beside),
  ];
  const isNone = missing.some((one) => isExact || one.isQuoted);
  const having = (share) => [...sum.keys()].filter((post) => !isNone && sum.get(post).cover > total * share - NEARLY && must.every((set) => set.has(post)));
  const complete = having(1);
  const worth = (post) => sum.get(post).score * sum.get(post).cover;
  return {
    posts: (complete.length ? complete : having(HALF)).sort((a, b) => worth(b) - worth(a) || b - a),
    isPart: total && !complete.length,
    missing: missing.map((one) => one.label),
    instead: groups.flatMap((one) => one.instead || []),
    words: new Set(groups.flatMap((one) => one.words)),
    pairs: new Set(all.flatMap(({ run }) => (run ? pairs(run) : []))),
    strings: asked.flatMap(strings),
    rows: all.flatMap(({ words }) => (words?.[1] ? [words] : [])),
  };
}
