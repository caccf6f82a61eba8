"""The project's own words and their catalogues."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import standfirst
from standfirst.tables.listing_kinds import KINDS
from standfirst.text import i18n

PACKAGE = Path(standfirst.__file__).parent
CATALOGUES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/standfirst.po"))
_CALL = re.compile(r"""\b(?:w|words|sf\.words)\(\s*(["'])(.+?)\1""")
_NUMBER = re.compile(r"""\.number\(\s*(["'])(.+?)\1""")


def _of_listings():
    return {m for k in KINDS.values() for m in (k.label, k.description, k.title) if m}


def used():
    """Return every message that templates and pages use."""
    texts = [
        p.read_text(encoding="utf-8")
        for p in PACKAGE.rglob("*")
        if p.suffix in {".py", ".html", ".jinja"}
    ]
    found = {match[1] for text in texts for match in (*_CALL.findall(text), *_NUMBER.findall(text))}
    return found | _of_listings() | set(i18n.MESSAGES)


def catalogue(path):
    """Return the messages of a catalogue as written."""
    with path.open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_word_is_translated_and_compiled(path):
    """None is missing, none is fuzzy, and what is compiled is what is written."""
    written = catalogue(path)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    missing = {m for m in used() if not (found := written.get(m)) or not found.string}
    # forms of the plural are a tuple or, where there is one, the text itself
    stale = {m.id for m in written if m.id and "".join(m.string) != "".join(compiled[m.id].string)}

    assert not missing
    assert not stale
    assert not [m.id for m in written if m.id and m.fuzzy]
    assert {m.id for m in written} == {m.id for m in catalogue(PACKAGE / "locale/standfirst.pot")}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ("20 August 2025", "A, B and C", "Authors")),
        ("zh-Hans", ("2025年8月20日", "A、B、C", "作者")),
        ("zh-HK", ("2025年8月20日", "A、B、C", "作者")),
        ("fr", ("20 août 2025", "A, B et C", "Authors")),
        ("no such language", ("20 August 2025", "A, B and C", "Authors")),
    ],
)
def test_dates_lists_and_words_of_a_language(lang, expected):
    """English words where there is no catalogue; the language's own dates where Babel knows them."""
    w = i18n.words(lang)

    assert (w.date(dt.date(2025, 8, 20)), w.join(["A", "B", "C"]), w("Authors")) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Editorial Desk", "ED"),
        ("Ada Lovelace (London)", "AL"),
        ("編譯組", "編"),
        ("編 譯", "編譯"),
        ("Ursula von der Leyen", "UL"),
        ("ada", "A"),
        ("- Ada Byron Lovelace", "AL"),
        ("", ""),
        ("《獨媒》", "獨"),
        ("…", ""),
    ],
)
def test_initials_are_letters_of_the_name(name, expected):
    """Not its brackets; none where it has no letters."""
    assert i18n.Words.initials(name) == expected
