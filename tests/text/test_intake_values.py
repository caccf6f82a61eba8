"""Dates, clean text, names, bylines, languages, reading time: small pure functions."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.text import bylines, cleaning, dates, language_detection, reading_time
from standfirst.text.name_folding import fold, folded, same_person


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-02-29", "2024-02-29T00:00:00+00:00"),
        ("2024-02-29 09:30:00 +0100", "2024-02-29T09:30:00+01:00"),
        ("2024-2-9 9:05 -05:30", "2024-02-09T09:05:00-05:30"),
        ("2024/02/29T09:30:00Z", "2024-02-29T09:30:00+00:00"),
        (dt.date(2024, 2, 29), "2024-02-29T00:00:00+00:00"),
        ("2024-02-29 09:30 EST", "2024-02-29T09:30:00-05:00"),
        ("2024-02-29 09:30 Asia/Shanghai", "2024-02-29T09:30:00+08:00"),
        ("2024年2月29日", "2024-02-29T00:00:00+00:00"),
        ("February 29th, 2024", "2024-02-29T00:00:00+00:00"),
        ("2024-02-29 09:30 PM", "2024-02-29T21:30:00+00:00"),
        ("2024-02-29 12:30 am +0800", "2024-02-29T00:30:00+08:00"),
        ("2024-02-29 09:30:00 +0100 CET", "2024-02-29T09:30:00+01:00"),
        ("29 Feb 2024 9:30 pm +0800", "2024-02-29T21:30:00+08:00"),
    ],
)
def test_a_date_always_has_an_offset(written, expected):
    """What front matter writes becomes a time with its offset."""
    assert dates.parse(written, tz=dt.UTC).isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        "0000-00-00",
        "2025-04-31",
        "2025-01-01 25:00",
        "soon",
        "Monday 2025",
        "May 32, 2025",
        "May 1, 2025 12:00 Nowhere",
        "2025-01-01 Nowhere/City",
        "2025-01-01 nonsense",
        "2025-01-01 12:00 +9900",
    ],
)
def test_a_day_that_does_not_exist_is_refused(written):
    """The reason is an error of our own, never a traceback of Python's."""
    with pytest.raises(dates.DateError):
        dates.parse(written, tz=dt.UTC)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024-02-29-leap-day.md", ("2024-02-29", "leap-day")),
        ("about.md", (None, "about")),
        ("0000-00-00-x.md", (None, "x")),
    ],
)
def test_file_name_gives_date_and_slug(name, expected):
    """Jekyll's file names hold both."""
    date, slug = dates.from_file_name(name, tz=dt.UTC)

    assert (date.date().isoformat() if date else None, slug) == expected


@given(
    st.text(max_size=40)
    | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:]{4,8} ?[+A-Z/a-z0-9-]{0,9}\Z")
)
def test_any_text_is_a_date_or_none(text):
    """Refused with an error of our own; what is taken has an offset."""
    with contextlib.suppress(dates.DateError):
        assert dates.parse(text, tz=dt.UTC).utcoffset() is not None


@given(st.text())
def test_a_clean_line_is_fit_for_xml(text):
    """No control character, surrogate, separator or override is left; cleaning twice changes nothing."""
    cleaned, _ = cleaning.clean(text)

    assert not re.search("[\x00-\x1f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]", cleaned)
    assert cleaning.clean(cleaned) == (cleaned, "")


@given(st.text())
def test_a_clean_body_has_as_many_lines(text):
    """Line numbers of later warnings stay true."""
    assert cleaning.clean_body(text)[0].count("\n") == text.count("\n")


@given(st.text(), st.integers(min_value=5, max_value=50))
def test_shortened_text_keeps_its_limit(text, limit):
    """No longer than asked, and a beginning of the text."""
    short = cleaning.shorten(text, limit)

    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane Q. Doe", "jane q doe", True),
        ("《晨報》", "晨報", True),
        ("Ｊane Doe", "Jane-Doe", True),
        ("C", "C++", False),
        ("C++", "C#", False),
        ("Ann Lee", "Anne Lee", False),
        ("J.R.R. Tolkien", "J R R Tolkien", True),
        ("Jane Doe Jr.", "Jane Doe Jr", True),
        ("Jane Doe, Ph.D.", "Jane Doe, PhD", True),
        ("Python 3.11", "Python 311", False),
        ("Node.js", "Nodejs", False),
        ("-", "·", False),
    ],
)
def test_names_that_differ_only_in_spelling_are_one(one, other, same):
    """Case, width, spaces, hyphens, brackets and initials' stops make no other name."""
    assert (fold(one) == fold(other)) is same


@pytest.mark.parametrize(
    ("text", "names", "more"),
    [
        ("Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Ann Lee, Bo Chen, and Cy Dee", ("Ann Lee", "Bo Chen", "Cy Dee"), False),
        ("Ann Lee & Bo Chen", ("Ann Lee", "Bo Chen"), False),
        ("Editorial Desk and Data Desk", ("Editorial Desk", "Data Desk"), False),
        ("王一、李二", ("王一", "李二"), False),
        ("Ann Lee, et al.", ("Ann Lee",), True),
        ("王一/晨报", ("王一/晨报",), False),
        ("Centre for Trade and Security", ("Centre for Trade and Security",), False),
        ("Ann Lee, PhD", ("Ann Lee, PhD",), False),
        ("Ursula van der Berg and Ann Lee", ("Ursula van der Berg", "Ann Lee"), False),
        ("Ann and Bo", ("Ann", "Bo"), False),
        ("Ann, Bo and Cy", ("Ann", "Bo", "Cy"), False),
        ("Lee, Ann", ("Lee, Ann",), False),
        ("Smith & Jones LLP", ("Smith & Jones LLP",), False),
        ("甲、乙", ("甲", "乙"), False),
        ("王一/晨报、李二", ("王一/晨报", "李二"), False),
        ("李和平", ("李和平",), False),
        ("王一、李二等", ("王一", "李二"), True),
        ("et al.", (), True),
        ("，", ("，",), False),
    ],
)
def test_bylines_are_split_only_where_it_is_safe(text, names, more):
    """Persons are told apart, organisations stay whole."""
    assert bylines.split(text) == (names, more)


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["Ann", "Lee", ",", " and ", "&", "、", "PhD", "王一", " ", "et al.", "等", "/", "Desk"]
        ),
        max_size=9,
    ).map("".join)
)
def test_any_byline_is_split(text):
    """No name is empty, and no letter is lost or made up."""
    names, _ = bylines.split(text)

    plain = " ".join(text.split())

    assert [name for name in names if not name.strip()] == []
    assert [p for name in names for p in name.split(", ") if p not in plain] == []


@given(st.text(max_size=30))
def test_a_folded_name_is_never_empty(text):
    """And folding it again changes nothing that would make it another name."""
    assert bool(fold(text)) is bool(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann B. Lee", "Ann Lee", True),
        ("Dr. Ann Lee, PhD", "Ann Lee", True),
        ("Jose M. Macias III", "Jose Macias", True),
        ("Ann Lee", "Ben Lee", False),
        ("Ann Mary Lee", "Ann Rose Lee", False),
        ("Lee", "Ann Lee", False),
    ],
)
def test_a_persons_name_may_have_initials_and_degrees(one, other, same):
    """In one post, where a byline and a biography name the same people."""
    assert same_person(one, other) is same


def test_a_known_name_is_never_split():
    """What authors/ names stays one name."""
    assert bylines.split("Ann Lee and Bo Chen", whole=folded(["Ann Lee and Bo Chen"]))[0] == (
        "Ann Lee and Bo Chen",
    )


def test_an_open_byline_is_completed_from_the_biographies():
    """In their order, nobody twice."""
    signed = ["Ann B. Lee", "Bo Chen, PhD", "Bo  Chen"]

    assert bylines.complete(("Ann Lee",), signed, are_one=same_person) == ("Ann Lee", "Bo Chen")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quick brown fox", "en"),
        ("这是一个关于时间的问题，我们没有答案。", "zh-Hans"),
        ("這是一個關於時間的問題，我們沒有答案。", "zh-Hant"),
        ("これはペンです。私の本ではありません。", "ja"),
        ("이것은 책입니다", "ko"),
        ("", "en"),
    ],
)
def test_the_script_tells_the_language(text, expected):
    """As far as it does; else the default stands."""
    assert language_detection.detect(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [
        ("这是时间", "zh", "zh"),
        ("这是时间", "zh-SG", "zh-SG"),
        ("这是时间", "zh-Hans-CN", "zh-Hans-CN"),
        ("这是时间", "zh-HK", "zh-Hans"),
        ("這是時間", "zh-HK", "zh-HK"),
        ("這是時間", "zh-Hant-TW", "zh-Hant-TW"),
        ("這是時間", "zh", "zh-Hant"),
        ("人口", "zh-HK", "zh-HK"),
        ("人口", "en", "zh-Hans"),
        ("Words of an alphabet", "fr", "fr"),
        ("Words of an alphabet", "zh-Hant", "en"),
        ("Слова", "ja", "en"),
        ("人口 abcdefghijklmn", "en", "en"),
        ("人口 abcdefgh", "en", "zh-Hans"),
        ("人口人口人口人口人の", "en", "zh-Hans"),
        ("人口人口人口人のの", "en", "ja"),
        ("책 abcdef", "en", "en"),
        ("책 abc", "en", "ko"),
        ("123", "zh", "zh"),
    ],
)
def test_the_default_stands_where_the_script_says_no_other(text, default, expected):
    """A place's tag stays with its own orthography; a language is not that of letters it is not written with."""
    assert language_detection.detect(text, default) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        *((lang, "zh-Hant") for lang in ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-SG")),
        *((lang, "zh-Hans") for lang in ("zh", "zh-CN", "zh-SG", "zh-Hans")),
        *((lang, "ja") for lang in ("ja", "ja-JP")),
        *((lang, "ko") for lang in ("ko", "ko-KR")),
        *((lang, "") for lang in ("en", "en-TW", "zhx", "")),
    ],
)
def test_a_language_has_a_script(lang, expected):
    """Besides the Latin one, as far as its font is another."""
    assert language_detection.script_key(lang) == expected


@pytest.mark.parametrize(
    ("default", "text", "expected"),
    [
        ("zh-CN", "这是时间", "zh-CN"),
        ("zh-MO", "這是時間", "zh-MO"),
        ("zh-TW", "這是時間", "zh-TW"),
        ("zh-CN", "這是時間", "zh-Hant"),
        ("ko-KR", "Words", "en"),
        ("ja-JP", "Words", "en"),
        ("ko", "人口", "zh-Hans"),
        ("en", "这這", "zh-Hans"),
    ],
)
def test_a_place_has_its_orthography(default, text, expected):
    """Its tag stays with that alone."""
    assert language_detection.detect(text, default) == expected


def test_reading_time_counts_both_kinds_of_text():
    """Words of alphabets and Han characters, at least a minute."""
    assert reading_time.count("Two words 三个字") == (2, 3)
    assert reading_time.minutes(0, 0) == 1
    assert reading_time.minutes(460, 400) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0)),
        ("it’s a well-known U.S fact", (5, 0)),
        ("it's snake_case 3.11", (4, 0)),
        ("two two -- two", (3, 0)),
        ("三个字 word かな 한국어 ㄅ", (2, 6)),
        ("三word四word", (2, 2)),
    ],
)
def test_what_is_a_word(text, expected):
    """Stops, hyphens and apostrophes within one divide it not; a repeated one counts each time."""
    assert reading_time.count(text) == expected


@given(st.text("aB1'-.,_ ’‘“—…\t"))
def test_words_of_english_are_counted_as_any_others(line):
    """There is a quicker way for lines without other letters."""
    words, han = reading_time.count(f"{line} é")

    assert reading_time.count(line) == (words - 1, han)


@pytest.mark.parametrize(
    ("words", "han", "expected"),
    [(344, 0, 1), (346, 0, 2), (0, 599, 1), (0, 601, 2), (230, 201, 2), (574, 0, 2), (576, 0, 3)],
)
def test_minutes_are_whole(words, han, expected):
    """230 words or 400 characters each, rounded to the nearest."""
    assert reading_time.minutes(words, han) == expected
