"""Segments of addresses, ours and Jekyll's."""

from __future__ import annotations

import pytest

from standfirst.text import slugs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", "hello-world"),
        ("--a--b_c--", "a-b-c"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C♯", "c-sharp"),
        ("++C # a_+", "c-a"),
        ("ÀÉ文ﬁ１２①ⅷ", "àé文fi121viii"),
        ("½", "1-2"),
        ("\u0301a-\u0301b", "a-b"),
        *((name.upper(), f"{name}-name") for name in ("con", "prn", "aux", "nul", "com0", "lpt9")),
        ("com10", "com10"),
        ("con.x", "con-x"),
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 80),
        ("文" * 66, "文" * 66),
        ("文" * 67, "文" * 66),
        ("a" * 39 + "-" + "b" * 50, "a" * 39 + "-" + "b" * 40),
        ("a" * 40 + "-" + "b" * 50, "a" * 40),
        ("a" * 80 + "-b", "a" * 80),
        ("a" * 79 + "-b", "a" * 79),
        ("a" * 50 + "-" + "b" * 29 + "-c", "a" * 50 + "-" + "b" * 29),
    ],
)
def test_a_slug_has_letters_and_digits(text, expected):
    """80 characters and 200 bytes at most, cut at a hyphen in the second half; and no device's name."""
    assert slugs.slugify(text) == expected
    assert slugs.slugify(expected) == expected


def test_what_has_no_letter_has_a_slug_of_its_own():
    """Of eight digits."""
    one, other = slugs.slugify("…"), slugs.slugify("!")

    assert [len(slug) for slug in (one, other)] == [10, 10]
    assert one != other
    assert one.startswith("n-")


@pytest.mark.parametrize(
    ("text", "plain", "pretty", "cased"),
    [
        ("Hello, World!", "hello-world", "hello,-world!", "Hello-World"),
        ("a_b.c", "a-b-c", "a_b.c", "a-b-c"),
        ("a._~!$&'()+,;=@b", "a-b", "a._~!$&'()+,;=@b", "a-b"),
        ("a*b:c/d?e#f%g", "a-b-c-d-e-f-g", "a-b-c-d-e-f-g", "a-b-c-d-e-f-g"),
        ("-É文１-", "é文１", "é文１", "É文１"),
        ("½①ⅷ", "", "", ""),
        ("e\u0301", "e\u0301", "e\u0301", "e\u0301"),
    ],
)
def test_jekylls_slugs(text, plain, pretty, cased):
    """Letters, marks and decimal digits; https://jekyllrb.com/docs/liquid/filters/#options-for-the-slugify-filter."""
    assert slugs.jekyll_slug(text) == plain
    assert slugs.jekyll_slug(text, pretty=True) == pretty
    assert slugs.jekyll_slug(text, cased=True) == cased


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        *((name, True) for name in ("con", "PRN", "Aux", "nul", "com0", "COM9", "com¹", "com²", "lpt³", "lpt5")),
        *((f"con{end}", True) for end in (" ", ".txt", " .a.b")),
        *((name, False) for name in ("", "com", "lptx", "com10", "conx", "x.con", " con")),
    ],
)  # fmt: skip
def test_names_of_devices(segment, expected):
    """With any ending."""
    assert slugs.is_reserved(segment) is expected
