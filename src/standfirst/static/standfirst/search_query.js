/* What is asked of the index, and its texts as they were: the browser's half of outputs/search_words.py.
   A module without state, of which search.js has the address (data-query). */
const LETTER = /[\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}\u3105-\u312f\u31a0-\u31bf\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\uff66-\uff9f\u{1aff0}-\u{1b16f}\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/u; // LETTERS of search_words.py, to which a test holds it
const IN = LETTER.source.slice(1, -1);
const PIECES = new RegExp(`[${IN}]+|[^${IN}\\s]+`, "gu");
const PAIR = new RegExp(`^[${IN}]{2}$`, "u");
const SELECTORS = new RegExp(`(?<=[${IN}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]+`, "gu");
const QUOTED = /["“”„«「『]([^"“”„«»「」『』]+)["“”»」』]/gu;
const SPACED = `(?:(?![${IN}])[\\p{L}\\p{M}\\p{N}'’])*`; // of scripts with spaces
const [BEGINS, ENDS] = [new RegExp(`^${SPACED}`, "u"), new RegExp(`${SPACED}$`, "u")];
const [BEFORE, AFTER] = [/^[^\p{L}\p{M}\p{N}]*/u, /[^\p{L}\p{M}\p{N}]+$/u]; // of a word
const BREAKS = /['\u2019]|(?![\x00-\x7f\u2010\u2011\u00b7])\p{P}/gu; // what words end at, and Pagefind takes out of a query without a space
const WORDS = /[^\p{P}\s$+<=>^`|~]/u; // what Pagefind leaves of a string: of signs alone, nothing that could be looked for
const SHORTER = 4; // letters by which a word may be shorter than it was asked

// Whether a query has letters of a script without spaces.
export const isUnspaced = (query) => LETTER.test(query);

const normal = (query) => query.normalize("NFC").replace(SELECTORS, "");
const divided = (text) => text.replace(BREAKS, " ").match(PIECES) ?? [];

// Each letter with the one after it; the last by itself where something follows, or nothing is before it.
function pairs(run, isLast) {
  const letters = [...run];
  const found = letters.map((letter, at) => letter + (letters[at + 1] ?? ""));
  return isLast && found.length > 1 ? found.slice(0, -1) : found;
}

const isPhrase = (string) => [...string].length > 1;

// A string as the index has it: its words and pairs, of which a phrase is a row.
export function row(string) {
  const pieces = divided(string);
  return pieces.flatMap((piece, at) => {
    const isLast = at === pieces.length - 1;
    if (!LETTER.test(piece)) return [piece];
    // one letter at the end may be that of a pair, whose other is not known
    return at && isLast && !isPhrase(piece) ? [] : pairs(piece, isLast);
  }).join(" ");
}

// What a query asks for: words, by which results are ordered; strings that each result has as they stand; what of these need not be.
export function asked(query) {
  const text = normal(query);
  const quoted = [...text.matchAll(QUOTED)].map((match) => match[1].trim()).filter((string) => isPhrase(string) && WORDS.test(string));
  const pieces = divided(text.replace(QUOTED, " $1 "));
  const free = divided(text.replace(QUOTED, " "));
  return {
    words: pieces.map((piece) => LETTER.test(piece) ? pairs(piece, true).join(" ") : piece).join(" "),
    quoted,
    runs: free.filter((piece) => LETTER.test(piece) && isPhrase(piece)),
    others: free.filter((piece) => !LETTER.test(piece)),
    marked: [...new Set([...quoted, ...(isUnspaced(text) ? free : [])])].sort((a, b) => b.length - a.length),
  };
}

// The words of a run by the browser's dictionary, those of one letter aside.
export function words(run) {
  if (!Intl.Segmenter) return [run];
  const found = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(run)].map((word) => word.segment);
  const long = found.filter(isPhrase);
  return long.length ? long : [run];
}

// A word, and its beginnings, the longest first: where none has an ending, others may.
export function beginnings(word) {
  const letters = [...word];
  const shortest = Math.max(2, letters.length - SHORTER);
  return letters.map((_, at) => letters.slice(0, letters.length - at).join("")).filter((part) => [...part].length >= shortest);
}

// The text of what the index has, and where in it the word of each of its pieces begins and ends.
export function whole(content) {
  let text = "";
  const places = content.split(" ").map((piece) => {
    const isPair = PAIR.test(piece);
    const isGlued = piece.length > 1 && piece.endsWith("`");
    const shown = isPair ? [...piece][0] : isGlued ? piece.slice(0, -1) : piece;
    const word = isPair ? piece : shown.replace(AFTER, "");
    const start = text.length + word.match(BEFORE)[0].length;
    const end = Math.max(start, text.length + word.length);
    text += isPair || isGlued ? shown : `${shown} `;
    return [start, end];
  });
  return { text: text.trimEnd(), places };
}

// Where strings stand in a text, from the first to the last.
export function found(text, strings) {
  if (!strings.length) return [];
  const one = strings.map((string) => string.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  return [...text.matchAll(new RegExp(one, "giu"))].map((match) =>
    ({ place: [match.index, match.index + match[0].length], weight: match[0].length ** 2 }));
}

// From where to where a text is shown, at most *long*: around the most of what was found, and to the ends of its words.
export function cut(text, places, long, before) {
  let [best, most, sum, last] = [0, -1, 0, 0];
  for (const [first, { place: [start], weight }] of places.entries()) {
    for (; last < places.length && places[last].place[1] <= start - before + long; last++) sum += places[last].weight;
    if (sum > most) [best, most] = [start, sum];
    if (last > first) sum -= weight;
    else last = first + 1;
  }
  let start = Math.max(0, Math.min(best - before, text.length - long));
  let end = Math.min(text.length, start + long);
  start -= text.slice(Math.max(0, start - before), start).match(ENDS)[0].length;
  start += text.slice(start, end).match(/^[\s.,;:!?)»”、，。；：！？」』）]*/)[0].length;
  end += text.slice(end, end + before).match(BEGINS)[0].length;
  return { start, end: text.slice(0, end).trimEnd().length };
}
