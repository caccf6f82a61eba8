"""Straight marks become those of the article's language."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown.autolinks import autolinks_plugin
from standfirst.markdown.quotes import quotes_plugin, smarten

MD = MarkdownIt("commonmark").use(autolinks_plugin).use(quotes_plugin)


def shown(markdown: str, lang: str = "en") -> str:
    """Return the HTML within the only paragraph."""
    context = SimpleNamespace(lang=lang, separators=(), report=print)
    html = MD.render(markdown, {"standfirst": context})
    return html.removeprefix("<p>").removesuffix("</p>\n")


_TWO_LOW = "„“‚‘"
_ANGLES = "«»“”"
_SMALL_ANGLES = "«»‹›"
_ENGLISH = "“”‘’"


@pytest.mark.parametrize(
    ("langs", "marks"),
    [
        ("en en-GB xx zh zh-Hans zh-CN ko pt pt-BR nl he", _ENGLISH),
        ("bg cs de de-AT et hr is lt lv sk sl", _TWO_LOW),
        ("ca el es es-MX eu gl it pt-PT sq", _ANGLES),
        ("de-CH fa fr-CH", _SMALL_ANGLES),
        ("ja zh-Hant zh-TW", _ENGLISH),
        ("da", "”””’"),
        ("fi sv", "””’’"),
        ("hu", "„”»«"),
        ("nb nn no", "«»‘’"),
        ("pl ro", "„”«»"),
        ("ru uk", "«»„“"),
        ("sr", "„“‘’"),
    ],
)
def test_languages(langs: str, marks: str):
    """Each language has its own marks, English ones where it has none in the table."""
    double, end, single, single_end = marks
    said = f"{double}a {single}b{single_end} c{end}"

    assert {lang: smarten("\"a 'b' c\"", lang) for lang in langs.split()} == dict.fromkeys(
        langs.split(), said
    )


@pytest.mark.parametrize("lang", ["ja", "zh-HK", "zh-Hant", "zh-Hant-TW", "zh-MO", "zh-TW"])
def test_corners_stand_around_east_asian_words(lang: str):
    """Around others the English ones."""
    assert smarten("\"甲'乙'丙\"", lang) == "「甲『乙』丙」"
    assert smarten("\"甲'乙'丙\"", "zh-Hans") == "“甲‘乙’丙”"


def test_french_has_spaces_within_its_marks_as_within_typed_ones():
    """Whole ones, at which no line breaks."""
    expected = "«\u00a0a “b” c\u00a0»"

    assert smarten("\"a 'b' c\"", "fr") == smarten("« a 'b' c »", "fr") == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ('他说"你好"然后走了。', "zh-Hans", "他说“你好”然后走了。"),
        ('他說"你好"然後走了。', "zh-Hant", "他說「你好」然後走了。"),
        ("他說\"你'好'嗎\"。", "zh-TW", "他說「你『好』嗎」。"),
        ('他說"Hello"和"好"。', "zh-HK", "他說“Hello”和「好」。"),
        ('《"書"》', "zh-Hant", "《「書」》"),
        ('1990"年代"和COVID"疫情"', "zh-Hans", "1990“年代”和COVID“疫情”"),
        ('"A"、"3"號', "zh-Hans", "“A”、“3”號"),
        ("他说：\"你好，'老师'。\"", "zh-Hans", "他说：“你好，‘老师’。”"),
    ],
)
def test_chinese(text: str, lang: str, expected: str):
    """Marks between Chinese characters open and close in turn; corners enclose Chinese only."""
    assert smarten(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's the dogs' bone", "It’s the dogs’ bone"),
        ("the '90s and 1990's", "the ’90s and 1990’s"),
        ("rock 'n' roll, 'tis", "rock ’n’ roll, ’tis"),
        ("a 5'11\" man", "a 5'11\" man"),
        ("6' and 5\" wide", "6' and 5\" wide"),
        ('in "1984", he', "in “1984”, he"),
        ('("a")—"b"', "(“a”)—“b”"),
        ('"a "b" c"', "“a “b” c”"),
        ('"opened only', "“opened only"),
        ("⭐\"a\" and '⭐'", "⭐“a” and ‘⭐’"),
        ("😀\"a\" and 😀'b'", "😀“a” and 😀‘b’"),
        ('❤\ufe0f"a"', "❤\ufe0f“a”"),
        ('"20°" and "5°"-c', "“20°” and “5°”-c"),
        ("“a” 'b' “c ’d’”", "“a” ‘b’ “c ’d’”"),
        ('see "https://example.org/a--b"', "see “https://example.org/a--b”"),
        ("1990--95 and---so", "1990–95 and—so"),
        ("wait... and...... and....", "wait… and…… and...."),
        ("---- --> <-- -", "---- --> <-- -"),
        ("", ""),
    ],
)
def test_english(text: str, expected: str):
    """Apostrophes, decades, primes, dashes and dots are told from quotations."""
    assert smarten(text, "en") == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('"*a*" and *"b"*', "“<em>a</em>” and <em>“b”</em>"),
        ('"a\nb"', "“a\nb”"),
        ('"`"c" --`"', "“<code>&quot;c&quot; --</code>”"),
        ('<i title="a">"b"</i>', '<i title="a">“b”</i>'),
        ('\\"a\\"', "&quot;a&quot;"),
        ('![a "b"](c)', '<img src="c" alt="a “b”" />'),
        ('"[a](b)"', '“<a href="b">a</a>”'),
        (
            '"https://example.org/a--b"',
            '“<a href="https://example.org/a--b">https://example.org/a--b</a>”',
        ),
        ("**it**'s", "<strong>it</strong>’s"),
        ("[it's](a)", '<a href="a">it’s</a>'),
        (
            "'<o'hara@example.org>'",
            "‘<a href=\"mailto:o'hara@example.org\">o'hara@example.org</a>’",
        ),
    ],
)
def test_tokens(markdown: str, expected: str):
    """A quotation may go over emphasis, links and lines; code, addresses and HTML stay."""
    assert shown(markdown) == expected


def test_language_of_the_article():
    """Text takes the marks of the article's language, not of the site's."""
    assert shown('"a"', "de") == "„a“"


def test_a_word_without_its_beginning_begins_a_word():
    """Behind a space, an opening mark or a hyphen; the mark in it is an apostrophe, whatever is closed later."""
    for before in ("", " ", "(", "-", "“"):
        assert smarten(f"{before}'tis b'", "en") == f"{before}’tis b’"
    assert [smarten(f"{before}'90s b'", "en") for before in (".", ")")] == [".'90s b’", ")'90s b’"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qui ? Lui ; non !", "Qui\u202f? Lui\u202f; non\u202f!"),
        ("Voici : 3,5 % et 20 €.", "Voici\u00a0: 3,5\u00a0% et 20\u00a0€."),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("«oui» mais ! «\u202fnon\u202f»", "«oui» mais\u202f! «\u202fnon\u202f»"),
        ('Il dit "oui" ?', "Il dit «\u00a0oui\u00a0»\u202f?"),
        ("voir https://a.example/?b=1 : ici", "voir https://a.example/?b=1\u00a0: ici"),
        ("{{ page.title | default : x }}", "{{ page.title | default : x }}"),
        ("Quoi?", "Quoi?"),
        ("prix $5 %d", "prix $5 %d"),
    ],
)
def test_french_keeps_its_spaces_with_their_marks(text, expected):
    """No line begins with a mark; what has no space gets none, and other languages keep theirs."""
    assert smarten(text, "fr") == smarten(text, "fr-CA") == expected
    assert smarten("Who ? « yes » 5 %", "en") == "Who ? « yes » 5 %"


@given(st.text(alphabet="\"'a字 .-(1*[]", max_size=60), st.sampled_from(["en", "fr", "zh-Hant"]))
@settings(deadline=None, max_examples=300)
def test_any_text(text: str, lang: str):
    """Nothing but marks changes, and what was made is not changed again."""
    done = smarten(text, lang)

    assert [c for c in done if c in "a字1*[]("] == [c for c in text if c in "a字1*[]("]
    assert shown(text, lang) is not None


def test_long_runs_take_linear_time():
    """A text of nothing but marks is read in one pass."""
    assert len(smarten('"' * 100_000, "en")) == 100_000
