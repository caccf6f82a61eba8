/* What the page knows of its article -> what reference managers read. The same as `outputs/citations/formats.py`
   writes, where each field is explained; tests hold one against the other.
   work: `record()` there, without what is empty; names are [family, given, suffix]. */
"use strict";
const sfCitationRecords = (() => {
  const LATEX = { "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}", "^": "{\\textasciicircum}", "~": "{\\textasciitilde}" };
  const escaped = (text = "") => text.replace(/[\\{}^~&%$#_]/g, (mark) => LATEX[mark] ?? `\\${mark}`);
  const present = (...parts) => parts.filter((part) => part);
  const said = (fields) => fields.filter(([, value]) => (Array.isArray(value) ? value.length : value));
  const year = (work) => work.date && String(Number(work.date.slice(0, -6)));
  const inverted = (name) => present(name[0], name[1], name[2]).join(", ");
  const words = (text) => escaped(text).split(/\s+/).filter((word) => word).join(" ");

  const latexName = ([family, given, suffix]) => {
    const last = given ? words(family) : `{${escaped(family)}}`;
    return present(last, words(suffix), words(given)).join(", ");
  };
  const latexNameInLine = ([family, given, suffix]) =>
    given ? present(escaped(family), escaped(suffix), escaped(given)).join(", ") : `{${escaped(family)}}`;
  const inLetters = (url) =>
    url.replace(/(?:%[89A-Fa-f][0-9A-Fa-f])+/g, (escapes) => {
      try {
        const text = decodeURIComponent(escapes);
        return /[\p{C}\p{Z}]/u.test(text) ? escapes : text;
      } catch {
        return escapes; // no UTF-8
      }
    });
  const verbatim = (text = "") => (text.includes("%") ? `${text}\n` : text);

  const bib = (work) => {
    const month = work.date?.slice(-5, -3);
    const fields = said([
      ["author", (work.authors ?? []).map(latexName).join(" and ")],
      ["title", `{${escaped(work.title)}}`],
      ["journal", escaped(work.whole)],
      ["entrysubtype", work.scholarly ? "" : "newspaper"],
      ["year", year(work)],
      ["month", month && String(Number(month))],
      ["date", work.date],
      ["volume", work.number],
      ["issue", work.number ? "" : escaped(work.volume)],
      ["issn", work.issn],
      ["doi", verbatim(work.doi)],
      ["url", verbatim(inLetters(work.url ?? ""))],
      ["language", work.lang],
      ["translator", (work.translators ?? []).map(latexNameInLine).join(" and ")],
      ["keywords", escaped((work.keywords ?? []).join(", "))],
      ["abstract", escaped(work.abstract)],
    ]);
    const quoted = (text) => (text.includes('"') ? `{${text}}` : `"${text}"`);
    return `@article{${work.key}${fields.map(([name, value]) => `,\n    ${name} = ${quoted(value)}`).join("")}\n}\n`;
  };

  const ris = (work) => {
    const lines = [
      ["TY", work.scholarly ? "JOUR" : "NEWS"],
      ...said([["ID", work.key], ["TI", work.title]]),
      ...(work.authors ?? []).map((name) => ["AU", inverted(name)]),
      ...(work.translators ?? []).map((name) => ["A4", inverted(name)]),
      ...said([
        ["T2", work.whole],
        ["PB", work.publisher ?? work.whole],
        ["PY", year(work)],
        ["DA", work.date && year(work) + work.date.slice(-6).replaceAll("-", "/")],
        ["VL", work.volume],
        ["SE", work.section],
        ["SN", work.issn],
        ["DO", work.doi],
        ["UR", work.url?.replaceAll(";", "%3B")],
        ["LA", work.lang],
        ["AB", work.abstract],
      ]),
      ...(work.keywords ?? []).map((word) => ["KW", word]),
      ["ER", ""],
    ];
    return `${lines.map(([tag, value]) => `${tag}  - ${value}`).join("\n")}\n`;
  };

  const cslName = ([family, given, suffix]) =>
    given
      ? Object.fromEntries(said([["family", family], ["given", given], ["suffix", suffix]]))
      : { literal: present(family, suffix).join(" ") };
  const json = (work) => {
    const item = said([
      ["id", work.key],
      ["type", work.scholarly ? "article-journal" : "article-newspaper"],
      ["title", work.title],
      ["author", (work.authors ?? []).map(cslName)],
      ["translator", (work.translators ?? []).map(cslName)],
      ["container-title", work.whole],
      ["publisher", work.publisher ?? work.whole],
      ["issued", work.date ? { "date-parts": [work.date.split("-").map(Number)] } : ""],
      ["volume", work.volume],
      ["section", work.section],
      ["ISSN", work.issn],
      ["DOI", work.doi],
      ["URL", work.url],
      ["language", work.lang],
      ["abstract", work.abstract],
      ["keyword", (work.keywords ?? []).join(", ")],
    ]);
    return `${JSON.stringify([Object.fromEntries(item)], null, 1)}\n`;
  };

  return { bib, ris, json };
})();
