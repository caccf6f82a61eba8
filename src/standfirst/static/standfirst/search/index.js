/* The files of the index -> words and the posts that have them. Their form is that of search/files.py and search/tables.py.
   What goes wrong is a Trouble: "missing", "broken", "slow" or "offline". */
import { dividing } from "./words.js";

const FORMAT = 2;
const WAIT = 15_000; // milliseconds for one file
const BEGINNING = 4; // letters of a word by which its file is chosen: what begins or is misspelt alike is in the same
const BROKEN = "broken";

class Trouble extends Error {}

// What *read* makes of the answer to a request, if it comes in time.
export async function timely(asked, read) {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(fail, WAIT, new Trouble("slow"))));
  const answer = async () => {
    const found = await asked;
    if (!found.ok) throw new Trouble("missing");
    return read(found);
  };
  try {
    return await Promise.race([answer(), late]);
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("offline");
  } finally {
    clearTimeout(timer);
  }
}

// What reads a file that may be cut off or of another form.
const whole = (read) => async (bytes) => {
  try {
    return await read(bytes);
  } catch {
    throw new Trouble(BROKEN);
  }
};

const bytesOf = async (answer) => new Uint8Array(await answer.arrayBuffer());
// what is cut off, the browser itself finds out
const unpacked = (bytes) => bytesOf(new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))));
const said = (bytes) => new TextDecoder().decode(bytes);

// CRC-32 of a text in UTF-8.
export function crc(text) {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 8; bit--; ) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return ~sum >>> 0;
}

// What reads numbers one after another.
function reader(bytes, at) {
  const take = (count) => {
    if (at + count > bytes.length) throw new Trouble(BROKEN);
    return bytes.subarray(at, (at += count));
  };
  return {
    take,
    u32: () => new DataView(take(4).slice().buffer).getUint32(0, true),
    // in planes: first the highest byte of all, last the lowest
    planes(count, size) {
      const found = new Uint32Array(take(count));
      while (--size) take(count).forEach((byte, n) => (found[n] = (found[n] << 8) | byte));
      return found;
    },
  };
}

function readWords(bytes) {
  const from = reader(bytes, 4);
  const [count, size, entries] = [from.u32(), from.u32(), from.u32()];
  const text = said(from.take(size));
  const names = count ? text.split("\n") : [];
  const counts = from.planes(count, 4);
  const weights = from.take(entries);
  const steps = from.planes(entries, 4);
  const found = new Map();
  let at = 0;
  names.forEach((name, n) => found.set(name, [at, (at += counts[n])]));
  return {
    names,
    size: (name) => (found.has(name) ? found.get(name)[1] - found.get(name)[0] : 0),
    // calls back with each post that has a word, and its weight
    each(name, call) {
      const [start, end] = found.get(name) ?? [0, 0];
      let post = 0;
      for (let n = start; n < end; n++) call((post += steps[n]), weights[n]);
    },
  };
}

function readPairs(bytes) {
  const from = reader(bytes, 4);
  const count = from.u32();
  const [steps, posts] = [from.planes(count, 2), from.planes(count, 4)];
  const found = new Map();
  let print = 0;
  steps.forEach((step, n) => {
    print += step;
    found.set(print, (found.get(print) ?? new Set()).add(posts[n]));
  });
  return found;
}

function readSimplified(bytes) {
  const from = reader(bytes, 0);
  const count = from.u32();
  const [to, traditional] = [from.planes(count, 3), from.planes(count, 3)];
  let last = 0;
  return new Map([...to].map((step, n) => [String.fromCodePoint(traditional[n]), String.fromCodePoint((last += step))]));
}

// Opens the index in a folder, of which the head is *asked* for already. *cache*: how files are fetched.
export async function open(folder, asked, cache) {
  const known = new Map(); // name of a file -> promise of what is in it
  const head = await timely(asked, whole((answer) => answer.json()));
  // A file of the build that the head is of: the last bytes of its name and of what is packed say so. One that a browser
  // or a host has kept of another build has another name.
  const file = (kind, number, read) => {
    const name = kind + number;
    if (!known.has(name)) {
      const print = head.prints[kind].slice(4 * number, 4 * number + 4);
      const found = timely(fetch(new URL(`${name}.bin?v=${print}`, folder), { cache }), bytesOf).then(whole(async (bytes) => {
        if (btoa(String.fromCharCode(...bytes.slice(-8, -5))) !== print) throw new Trouble(BROKEN);
        return read(await unpacked(bytes));
      }));
      found.catch(() => known.delete(name));
      known.set(name, found);
    }
    return known.get(name);
  };
  const table = (kind, number) => file(kind, number, (bytes) => JSON.parse(said(bytes)));

  if (head?.format !== FORMAT) throw new Trouble(BROKEN);
  return {
    ...head,
    ...dividing(head.language),
    // the file in which a word is, with those that begin as it does
    words: (word) => file("w", crc([...word].slice(0, BEGINNING).join("")) % head.files.w, readWords),
    // the file in which a letter of a script without spaces is, or a pair of them
    letters: (pair) => file("c", crc(pair) % head.files.c, readWords),
    // the posts in which two words follow each other
    async pair(one, other) {
      const log = Math.log2(head.files.p);
      const hash = (Math.imul(crc(one), 31) + crc(other)) & -256; // three of its bytes count
      const found = await file("p", log ? hash >>> (32 - log) : 0, readPairs);
      return found.get((hash >>> (16 - log)) & 0xffff) ?? new Set();
    },
    // what is shown of a post
    row: async (post) => (await table("d", post >>> (head.bits - Math.log2(head.files.d)))).rows[post] ?? [],
    // what posts are filtered and put in order by: {posts, days, facets: {name: {values, of}}}, the lists in the order of *posts*
    facets: () => table("facets", ""),
    simplified: () => file("simplified", "", readSimplified),
  };
}
