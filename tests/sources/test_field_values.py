"""What the values of front matter mean, each field's by itself."""

from __future__ import annotations

import pytest

from standfirst.sources.front_matter import field_values
from standfirst.sources.front_matter.field_values import FieldError


def refused(convert, value):
    """Return what is said of a value that a field cannot take."""
    with pytest.raises(FieldError) as caught:
        convert(value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("a\n b", "a b"),
        ("一\n二", "一二"),
        (" a\x07b ", "ab"),
        (7, "7"),
        (True, "True"),
    ],
)
def test_a_text_is_one_clean_line(value, expected):
    """Whatever type it came as."""
    assert field_values.text(value) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "is a list, not text"),
        ((1,), "is a list, not text"),
        ({1}, "is a list, not text"),
        ({}, "is a mapping, not text"),
    ],
)
def test_what_holds_others_is_no_text(value, said):
    """Though it be empty."""
    assert refused(field_values.text, value) == said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ("a, b", ("a, b",)),
        (["a", "", None, " b "], ("a", "b")),
        (("a", "a"), ("a", "a")),
        ({"name": "A", "url": "x"}, ("A",)),
        ({"name": None}, ()),
        ([{"name": "A", "url": "x"}, {"B": "c"}, {"D": None}], ("A", "B: c", "D:")),
    ],
)
def test_texts_are_a_text_or_a_list(value, expected):
    """Of a mapping its name; an item without quotes may have a colon."""
    assert field_values.texts(value) == expected


@pytest.mark.parametrize("value", [{"x": 1}, {}, [{}], [["a"]], [{"a": ["b"]}], [{"a": {"b": "c"}}], [{"a": "b", "c": "d"}]])  # fmt: skip
def test_a_mapping_without_a_name_is_no_text(value):
    """Nor is a list in a list."""
    assert refused(field_values.texts, value).endswith(", not text")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("A1", True), ("王", True), ("Trueman", True), ("42", False), ("True", False), ("false", False), ("-", False), ("", False)],
)  # fmt: skip
def test_a_name_has_a_letter(value, expected):
    """And is no yes or no of YAML's."""
    assert field_values.is_name(value) is expected


@pytest.mark.parametrize(
    ("value", "words", "label"),
    [
        ("a b  c", ("a", "b", "c"), ("a b c",)),
        ("a, b c,,a", ("a", "b c"), ("a", "b c")),
        ("a，b c", ("a", "b c"), ("a", "b c")),
        ("a、b c", ("a", "b c"), ("a", "b c")),
        (["a b", "a, b", "a b"], ("a b", "a, b"), ("a b", "a, b")),
        (("a b",), ("a b",), ("a b",)),
        (",", (), ()),
        ("  ", (), ()),
        (None, (), ()),
        (7, ("7",), ("7",)),
    ],
)
def test_labels_are_divided_by_commas_or_by_spaces(value, words, label):
    """Under a singular key by commas alone; each of them once."""
    assert field_values.words(value) == words
    assert field_values.label(value) == label


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ()),
        ({"categories": "b, a", "category": "a"}, ("b,", "a")),
        ({"category": "c d"}, ("c d",)),
        ({"categories": ["a b", ["c", {"x": 1}, None]], "category": ["d", "c"]}, ("a b", "c", "d")),
        ({"categories": {"a": 1}, "category": None}, ()),
        ({"categories": ("a\x07",), "category": 7}, ("a", "7")),
    ],
)
def test_jekyll_has_categories_of_both_keys(values, expected):
    """The plural's first, a text of its divided by spaces alone; clean, and each of them once."""
    assert field_values.jekyll_categories(values) == expected


@pytest.mark.parametrize("word", ["true", "yes", "on", "1", "y", "TRUE", " Yes ", True])
def test_each_word_that_says_yes(word):
    """In any case."""
    assert (field_values.says_yes(word), field_values.says_no(word)) == (True, False)
    assert field_values.flag(word) is True


@pytest.mark.parametrize("word", ["false", "no", "off", "0", "n", "False", " NO ", False])
def test_each_word_that_says_no(word):
    """In any case."""
    assert (field_values.says_yes(word), field_values.says_no(word)) == (False, True)
    assert field_values.flag(word) is False


@pytest.mark.parametrize("word", ["maybe", "t", "yes no", "10", ["a"]])
def test_other_words_say_neither(word):
    """Nothing at all is no yes."""
    assert refused(field_values.flag, word) == "is neither true nor false"
    assert [field_values.flag(nothing) for nothing in ("", None, [])] == [False, False, False]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((f"2026-01-31 {sign} why{sign} why", ("2026-01-31", f"why{sign} why")) for sign in ",，;；"),
        ("2026-01-31", ("2026-01-31", "")),
        ("", ("", "")),
        ({"date": "d", "reason": "r"}, ("d", "r")),
        ({}, ("", "")),
        (["d"], ("d", "")),
        (("d", "r", "", None, "s"), ("d", "r, s")),
        ([], ("", "")),
    ],
)  # fmt: skip
def test_a_day_and_a_reason(value, expected):
    """At the first comma or semicolon, as items or by name."""
    assert field_values.day_and_reason(value) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a\\b", "has a backslash"),
        ("a%5Cb", "has a backslash"),
        ("http://a", "is not a path"),
        ("mailto:a", "is not a path"),
        ("//a/b", "is not a path"),
        ("../a", "leads out of its folder with '..'"),
        ("a/../b", "leads out of its folder with '..'"),
        ("a/%2e%2e", "leads out of its folder with '..'"),
    ],
)
def test_a_path_stays_below_its_folder(value, said):
    """Percent-encoded or not; a permalink is such a path too."""
    assert refused(field_values.local_path, value) == said
    assert refused(field_values.permalink, value) == said


@pytest.mark.parametrize("value", ["a/b.png", "/a/b", "a/..b/...c", "a%20b", "a b/", "文"])
def test_any_other_path_is_as_written(value):
    """Dots and spaces in names are no fault."""
    assert field_values.local_path(value) == value
    assert field_values.permalink(value) == value
    assert field_values.picture(value) == value


@pytest.mark.parametrize("sign", [*'<>"|*\x00\x1f\n', "%00", "%1F", "%3C", "%2A"])
def test_a_permalink_has_no_character_that_no_file_may_have(sign):
    """Percent-encoded neither."""
    assert refused(field_values.permalink, f"/a{sign}b") == "has characters that no path may have"


@pytest.mark.parametrize("value", ["/a?b", "?", "/a#b", "#"])
def test_a_permalink_has_no_query_and_no_fragment(value):
    """Unless they are percent-encoded, and so part of the path."""
    assert refused(field_values.permalink, value) == "has a query or a fragment"
    assert field_values.permalink("/a%3Fb%23c") == "/a%3Fb%23c"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        ("//a.example/b", "https://a.example/b"),
        ("http://a.example/b c", "http://a.example/b%20c"),
        ("HTTPS://a.example/b", "HTTPS://a.example/b"),
    ],
)
def test_a_picture_of_the_web(value, expected):
    """Has http(s) and a host."""
    assert field_values.picture(value) == expected


NO_PICTURE = "is neither an http(s) address nor a path"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("ftp://a.example/b", NO_PICTURE),
        ("http:///b", NO_PICTURE),
        ("javascript:x", NO_PICTURE),
        ("data:image/png;x", NO_PICTURE),
        ("http://[", "is not an address (Invalid IPv6 URL)"),
        ("a\\b.png", "has a backslash"),
    ],
)
def test_what_is_no_picture_says_why(value, said):
    """A scheme of another kind, no host, or a path that leads out."""
    assert refused(field_values.picture, value) == said


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", ""), ("en", "en"), ("zh_TW", "zh-TW"), ("zh_Hant_TW", "zh-Hant-TW"), ("de-DE-1996", "de-DE-1996")],
)  # fmt: skip
def test_a_language_tag(value, expected):
    """With hyphens."""
    assert field_values.language(value) == expected


@pytest.mark.parametrize("value", ["xx-bogus", "klingon", "e", "en_US_"])
def test_no_language_tag(value):
    """One of no language, or of another form."""
    assert refused(field_values.language, value) == "is not a language tag such as 'en' or 'zh-Hant'"  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        *((f"{start}10.1000/182", "10.1000/182") for start in
          ("", "doi:", "DOI: ", "https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "HTTPS://DOI.ORG/")),
        ("10.1234/a(b)c", "10.1234/a(b)c"),
        ("10.123456789/a", "10.123456789/a"),
        ("10.1000/a.,;", "10.1000/a"),
    ],
)  # fmt: skip
def test_a_doi_is_bare(value, expected):
    """However it is introduced, and without the stop of the sentence that it was copied from."""
    assert field_values.doi(value) == expected


@pytest.mark.parametrize(
    "value",
    ["10.123/a", "10.1234567890/a", "10.1000/", "x10.1000/1", "http://doi.com/10.1000/1", *(f"10.1000/a{sign}b" for sign in ' <>"{}|\\^`')],
)  # fmt: skip
def test_what_is_no_doi(value):
    """Four to nine digits name whoever registered it; signs that no address may have are in none."""
    assert refused(field_values.doi, value) == "is not a DOI such as 10.1000/182"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ("", "")),
        ("The Paper", ("The Paper", "")),
        ("https://a.example/x", ("a.example", "https://a.example/x")),
        ("See https://a.example/x here", ("See https://a.example/x here", "https://a.example/x")),
        ("[The Paper](http://a.example/x)", ("The Paper", "http://a.example/x")),
        ("In [A](<https://a.example/x>), 2020", ("In A, 2020", "https://a.example/x")),
        ("[a](https://a.example/) [b](https://b.example/)", ("a b", "https://a.example/")),
        ("[x](/a)", ("[x](/a)", "")),
        ("[x](javascript:alert(1))", ("x", "javascript:alert(1)")),
        ("[x](<tel:1>) [y](https://a.example/)", ("x y", "tel:1")),
        ({"title": "T", "name": "N", "url": "https://a.example/"}, ("T", "https://a.example/")),
        ({"title": "", "name": "N", "url": "http://a.example/"}, ("N", "http://a.example/")),
        ({"name": "N", "url": "/a"}, ("N", "")),
        ({"title": "T", "url": "javascript:x"}, ("T", "javascript:x")),
    ],
)
def test_where_a_post_first_appeared(value, expected):
    """Title and address of a text, a link or a mapping; one to which none may lead is told to whoever says so."""
    assert field_values.source(value) == expected
