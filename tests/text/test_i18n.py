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
    ("lang", "day", "said"),
    [
        ("fr", 1, "1er juin 2026"),
        ("fr-CA", 1, "1er juin 2026"),
        ("fr", 11, "11 juin 2026"),
        ("fr", 21, "21 juin 2026"),
        ("en", 1, "1 June 2026"),
        ("zh-Hant", 1, "2026年6月1日"),
        ("de", 1, "1. Juni 2026"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(lang, day, said):
    """On no other day, and in no other language."""
    assert i18n.words(lang).date(dt.date(2026, 6, day)) == said


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ("20 August 2025", "A, B and C", "Authors")),
        ("zh-Hans", ("2025年8月20日", "A、B、C", "作者")),
        ("zh-HK", ("2025年8月20日", "A、B、C", "作者")),
        ("fr", ("20 août 2025", "A, B et C", "Auteurs")),
        ("fr-CA", ("20 août 2025", "A, B et C", "Auteurs")),
        ("de", ("20. August 2025", "A, B und C", "Authors")),
        ("no such language", ("20 August 2025", "A, B and C", "Authors")),
    ],
)
def test_dates_lists_and_words_of_a_language(lang, expected):
    """English words where there is no catalogue; the language's own dates where Babel knows them."""
    w = i18n.words(lang)

    assert (w.date(dt.date(2025, 8, 20)), w.join(["A", "B", "C"]), w("Authors")) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Address: x"),
        ("ko", "Address: x"),
        ("zh-Hant", "網址：x"),
        ("fr-BE", "Adresse\u00a0: x"),
    ],
)
def test_a_word_and_what_it_says_stand_apart_as_the_language_has_it(lang, expected):
    """Chinese needs no space after its colon, French one before it, at which no line breaks."""
    w = i18n.words(lang)

    assert w("Address") + w.colon + "x" == expected


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


@pytest.mark.parametrize(
    ("lang", "locale", "names", "direction"),
    [
        ("en", "en_001", ["en_Latn", "en"], "ltr"),
        ("en-US", "en_US", ["en_Latn", "en"], "ltr"),
        ("en-XX", "en_001", ["en_Latn", "en"], "ltr"),
        ("", "en_001", ["en_Latn", "en"], "ltr"),
        ("xx-bogus", "en_001", ["en_Latn", "en"], "ltr"),
        ("zh", "zh", ["zh_Hans", "zh"], "ltr"),
        ("zh-Hant", "zh_Hant", ["zh_Hant", "zh"], "ltr"),
        ("zh-TW", "zh_Hant_TW", ["zh_Hant", "zh"], "ltr"),
        ("zh-SG", "zh_Hans_SG", ["zh_Hans", "zh"], "ltr"),
        ("zh-Hant-x", "zh_Hant", ["zh_Hant", "zh"], "ltr"),
        ("de-DE-1996", "de_DE", ["de_Latn", "de"], "ltr"),
        ("ar", "ar", ["ar_Arab", "ar"], "rtl"),
        ("he-IL", "he_IL", ["he_Hebr", "he"], "rtl"),
        ("uz-AF", "uz_Arab_AF", ["uz_Arab", "uz"], "rtl"),
    ],
)
def test_a_tag_has_a_locale_and_catalogues(lang, locale, names, direction):
    """As much of the tag as is known, in the script that is likely; English of the world where nothing is."""
    found = i18n.parse_locale(lang)

    assert (str(found), i18n.catalogues(found)) == (locale, names)
    assert (i18n.words(lang).lang, i18n.words(lang).direction) == (lang, direction)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "1 kB"),
        (1499, "1 kB"),
        (1501, "2 kB"),
        (999_499, "999 kB"),
        (1_000_000, "1 MB"),
        (1_049_999, "1 MB"),
        (1_060_000, "1.1 MB"),
        (12_345_678, "12.3 MB"),
    ],
)
def test_a_size_is_rounded(size, expected):
    """To kilobytes of a thousand bytes, one at least; from a million on to tenths of megabytes."""
    assert i18n.words("en").bytes(size) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ("August 2025", "2025", "August 2025 – September 2025", "A and B", "A")),
        ("zh-Hans", ("2025年8月", "2025年", "2025年8月 – 2025年9月", "A、B", "A")),
        ("ja", ("2025年8月", "2025年", "2025年8月 – 2025年9月", "A、B", "A")),
        ("fr", ("août 2025", "2025", "août 2025 – septembre 2025", "A et B", "A")),
    ],
)
def test_months_years_and_lists(lang, expected):
    """A period of one month is that month."""
    w, start = i18n.words(lang), dt.date(2025, 8, 1)
    said = (w.month(start), w.year(start), w.period(start, dt.date(2025, 9, 1)), w.join(["A", "B"]), w.join(["A"]))  # fmt: skip

    assert said == expected
    assert w.period(start, dt.date(2025, 8, 31)) == expected[0]


def test_words_are_filled_in():
    """Where there is something to fill in; the words of another language are its own."""
    w = i18n.words("en")

    assert (w("100 %"), w("%(title)s, page %(number)s", title="A", number=2)) == ("100 %", "A, page 2")  # fmt: skip
    assert w.of("en") is w
    assert w.of("fr").lang == "fr"
    assert w.number("%(n)s article", "%(n)s articles", 1) == "1 article"
    assert w.number("%(n)s article", "%(n)s articles", 12345) == "12,345 articles"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("王", "王"), ("김철수", "김"), ("Ann 王一", "A王"), ("3D Desk", "3D"), ("ann b lee", "AL"), ("(Ann) Lee", "L")],
)  # fmt: skip
def test_initials_of_a_first_and_a_last_word(name, expected):
    """Or the first character of a name in characters of Chinese, Japanese or Korean."""
    assert i18n.Words.initials(name) == expected


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "English"), ("fr", "Français"), ("zh-Hans", "中文 (简体)"), ("ar", "العربية"), ("de-AT", "Deutsch (Österreich)")],
)  # fmt: skip
def test_a_language_is_called_as_its_speakers_call_it(lang, name):
    """With a capital, where its letters have some."""
    assert i18n.words(lang).own_name == name
