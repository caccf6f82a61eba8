/* A text -> its words, as the index has them: the browser's half of search/words.py, to which a test holds it.
   The modules of this folder are joined into search_engine.js, in the order of sphinx_ext/html/scripts.py. */
const THOUSANDS = /(?<![0-9])(?<![0-9][,.])[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3})+(?![0-9])/g;
const LONGEST = 32; // letters of a word
const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”«»「」『』]/gu;

const cutWord = (word) => [...word].slice(0, LONGEST).join("");

// What a compound such as "e-mail" is as one word, in each of its parts.
function joined(token) {
  let parts = token.split(".");
  if (parts.length > 1 && parts.every((part) => /^[^0-9]$/u.test(part))) parts = [parts.join("-")]; // U.S.
  const bare = parts.map((part) => part.replace(/'s$/, "")).filter((part) => /[-'·]/.test(part));
  return bare.map((part) => part.replace(/[-'·]/g, "")).filter((word) => [...word].length <= LONGEST);
}

// Each two neighbours of a run, or its one letter.
export function pairs(run) {
  const letters = [...run];
  return letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;
}

// What divides texts as those of an index were; the classes of characters are in its head.
export function dividing({ gone, strokes, unspaced, signs, stops }) {
  const letter = `(?:(?![${unspaced}])[\\p{L}\\p{N}${signs}])`;
  const [all, run, without] = [`[${unspaced}]+|${letter}+(?:[-'·.]${letter}+)*`, `^[${unspaced}]`, `[${gone}]+`].map((text) => new RegExp(text, "gu"));
  const stop = new Set(stops.split(" "));
  const isRun = (token) => token.search(run) === 0;

  // The tokens of a folded text, in order, with their places: {run} of a script without spaces, or {words, joined}.
  function* tokens(folded) {
    for (const { 0: token, index } of folded.matchAll(all)) {
      yield isRun(token) ? { run: token, index } : { token, words: token.split(/[-'·.]/).map(cutWord), joined: joined(token), index };
    }
  }

  return {
    letter,
    isRun,
    isStop: (word) => stop.has(word),
    tokens,
    // a folded query in parts; those in quotation marks, which are every second piece, are to be found as they stand
    parts: (folded) => folded.split(QUOTED).map((text, at) => ({ tokens: [...tokens(text)], isQuoted: at % 2 > 0 })).filter((part) => part.tokens.length),
    // What makes one of characters that are read alike: a text -> {text, places}, the folded one, and where in the text each letter of it was.
    // *simplified*: traditional character -> simplified.
    folding(simplified = new Map()) {
      const known = new Map();
      const one = (char) => {
        const bare = char.toLowerCase().normalize("NFD").replace(without, "");
        const folded = [...bare].map((part) => strokes[part] ?? part).join("").normalize("NFC");
        return simplified.get(folded) ?? folded;
      };
      return (text) => {
        const places = [];
        let [folded, at] = ["", 0];
        // the separators are gone, and all keeps its place
        for (const char of text.replace(THOUSANDS, (number) => number.replace(/[^0-9]/g, "\u200b"))) {
          if (!known.has(char)) known.set(char, [...char.normalize("NFKC")].map(one).join(""));
          folded += known.get(char);
          while (places.length < folded.length) places.push(at);
          at += char.length;
        }
        return { text: folded, places: [...places, at] };
      };
    },
  };
}
