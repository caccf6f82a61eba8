"""Works -> citations in words, in four styles, set by Typst's own bibliography.

Each work is a bibliography of its own, so that no other decides whether it is called 2026a.
Hundreds are set in one run: what a run costs is mostly the reading of the styles.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
from importlib import metadata
from typing import TYPE_CHECKING, Any

import nh3

from standfirst.incremental import atomic_files
from standfirst.incremental.manifest import digest
from standfirst.text import bylines
from standfirst.typesetting.typesetter import Job, RefusedError, SettingLimits, Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from standfirst.outputs.citations.work import Work
    from standfirst.text.name_parts import Parts

STYLES = {
    "Chicago": "chicago-shortened-notes",
    "APA": "apa",
    "MLA": "modern-language-association",
    "GB/T 7714": "gb-7714-2015-numeric",
}
"""Name -> Typst's name, https://typst.app/docs/reference/model/bibliography/.

In a bibliography Chicago's shortened notes are as its full ones, and take half the time.
"""
_CHINESE = "GB/T 7714"
"""The style whose terms are those of the article's language; the others' are English."""
_ENTRY = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_NUMBER = re.compile(r'<span class="prefix">[^<]*</span>\s*')
_SPECIAL = re.compile(r"[\\{}$]")
_STOPS = re.compile(r"([?!？！。…])\.(?=[”’\s<]|$)|(?<!\.)(\.)\.(?=[”’\s<]|$)")
"""A full stop after a mark that ends a title; no style wants both."""
_IN_QUOTES = frozenset({"Chicago", "MLA"})
"""Styles that put titles into quotation marks."""
_INNER = str.maketrans("“”", "‘’")
_BOUND = "\u2060 "
"""After a word that Typst is to take for no particle, a sign without width, which goes again."""
_AT_ONCE = 50


class NoCitation(ValueError):  # noqa: N818  # it says what there is
    """A work that Typst cannot typeset; the message says why."""


def version() -> str:
    """Return the version of Typst; empty where it is not installed."""
    return metadata.version("typst") if importlib.util.find_spec("typst") else ""


def entry(work: Work) -> dict[str, Any]:
    """Return *work* as Typst's bibliography takes it.

    Source: https://github.com/typst/hayagriva/blob/main/docs/file-format.md
    """
    whole = {
        "type": "periodical" if work.is_scholarly else "newspaper",
        "title": _verbatim(work.whole),
        "volume": work.volume_number,
        "serial-number": {"issn": work.issn} if work.issn else None,
    }
    said = {
        "type": "article",
        "title": _verbatim(work.title),
        "author": [_name(name) for name in work.authors],
        "date": work.date.isoformat() if work.date else "",
        "language": work.lang,
        "url": work.url,
        "serial-number": {"doi": work.doi} if work.doi else None,
        "parent": {key: value for key, value in whole.items() if value},
    }
    return {key: value for key, value in said.items() if value}


def write(entries: Iterable[dict[str, Any]]) -> list[tuple[str, ...] | NoCitation]:
    """Return for each entry its citations in the order of :data:`STYLES`, as safe HTML.

    One that cannot be set does not keep the others from it.
    """
    return _written(entries, Typesetter())


def _written(
    entries: Iterable[dict[str, Any]], typesetter: Typesetter
) -> list[tuple[str, ...] | NoCitation]:
    result: list[tuple[str, ...] | NoCitation] = []
    left = iter(entries)
    while some := list(itertools.islice(left, _AT_ONCE)):
        try:
            result += _set(some, typesetter)
        except RefusedError as exc:
            if len(some) == 1:
                result.append(NoCitation(str(exc)))
            else:
                result += [found for one in some for found in _written([one], typesetter)]
    return result


def _set(entries: Sequence[dict[str, Any]], typesetter: Typesetter) -> list[tuple[str, ...]]:
    source = "\n".join(_bibliography(one, name) for one in entries for name in STYLES)
    html = typesetter.set(Job(source=source, format="html"), SettingLimits.of(len(source))).decode()
    found = [_clean(text) for text in _ENTRY.findall(html)]
    count = len(STYLES)
    return [tuple(found[i : i + count]) for i in range(0, len(entries) * count, count)]


def _bibliography(one: dict[str, Any], style: str) -> str:
    # JSON is YAML, and a text of Typst in quotation marks takes the escapes that JSON has but for \u
    if style in _IN_QUOTES:
        one = {**one, "title": one["title"].translate(_INNER)}
    data = _text(json.dumps({"work": one}, ensure_ascii=False))
    lang = str(one.get("language", "")).partition("-")[0]
    term = "zh" if style == _CHINESE and lang in {"zh", "ja", "ko"} else "en"
    return (
        f'#[#set text(lang: "{term}")\n'
        f'#bibliography(bytes({data}), style: "{STYLES[style]}", full: true, title: none)]'
    )


def _text(text: str) -> str:
    """Return *text* as a literal of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _clean(html: str) -> str:
    """Return an entry without its number and without styles, which a policy of pages may forbid."""
    whole = html.replace(_BOUND, " ")
    plain = _STOPS.sub(lambda found: found[1] or found[2], _NUMBER.sub("", whole).strip())
    return nh3.clean(
        plain,
        tags={"a", "em", "i", "b", "strong", "sup", "sub"},
        attributes={"a": {"href"}},
        link_rel=None,
    )


def _verbatim(text: str) -> str:
    """Return *text* as it is to stand, with its capitals: braces and dollars mean something to Typst."""
    return "{" + _SPECIAL.sub(r"\\\g<0>", text) + "}"


def _name(name: Parts) -> dict[str, str]:
    # Typst takes a particle for one that drops whatever its first letter is; CSL, of small letters only
    words = name.family.split(" ")
    family = words[0] + "".join(
        (_BOUND if before in bylines.PERHAPS_PARTICLES else " ") + word
        for before, word in itertools.pairwise(words)
    )
    said = {"name": family, "given-name": name.given, "suffix": name.suffix}
    return {key: value for key, value in said.items() if value}


class Kept:
    """The citations that earlier builds have typeset: to typeset one takes as long as to write a page."""

    def __init__(self, file: Path) -> None:
        """Read the kept citations; none where the file is not ours."""
        self._file = file
        # asked once: to find what is installed takes as long as to find a hundred citations
        self.made_by = (version(), [*STYLES.values()])
        """Version and names of the styles."""
        self._before = _read(file)
        self._made: dict[str, tuple[str, ...]] = {}

    def find(self, entry: Mapping[str, Any]) -> tuple[str, ...] | None:
        """Return the citations of an entry; None where they are not kept."""
        return self.named(self.name(entry))

    def named(self, name: str) -> tuple[str, ...] | None:
        """Return the citations of the entry that has this name; None where they are not kept."""
        found = self._made.get(name) or self._before.get(name)
        if found is not None:
            self._made[name] = found
        return found

    def name(self, entry: Mapping[str, Any]) -> str:
        """Return the name of an entry's citations, another with other styles."""
        return digest(*self.made_by, entry)

    def add(self, entry: Mapping[str, Any], citations: tuple[str, ...]) -> None:
        """Keep the citations of an entry."""
        self._made[self.name(entry)] = citations

    def save(self) -> None:
        """Write the citations that this build has used or added, and drop the others.

        :raises OutputError: The file cannot be written.
        """
        if self._made.keys() != self._before.keys():
            _write(self._file, self._made)


def missing(kept: Kept, entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries that have no citations yet."""
    return [entry for entry in entries if kept.find(entry) is None]


def merge(file: Path, others: Iterable[Path]) -> None:
    """Have a file of kept citations keep those of *others* as well.

    :raises OutputError: It cannot be written.
    """
    merged: dict[str, tuple[str, ...]] = {}
    for each in (file, *others):
        merged |= _read(each)
    if merged:
        _write(file, merged)


def _write(file: Path, citations: Mapping[str, tuple[str, ...]]) -> None:
    text = json.dumps(dict(sorted(citations.items())), ensure_ascii=False, indent=0)
    atomic_files.write(file, text.encode())


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(file.read_bytes())
        return {str(name): tuple(map(str, citations)) for name, citations in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
