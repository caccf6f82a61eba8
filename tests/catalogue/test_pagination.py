"""Slugs, permalinks, pagination."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.catalogue.pagination import paginate
from standfirst.text.slugs import is_reserved, jekyll_slug, slugify


@given(st.text(min_size=1))
def test_a_slug_is_one_safe_segment(text):
    """Never empty, no slash, no dots alone, and its own slug."""
    slug = slugify(text)

    assert slug
    assert "/" not in slug
    assert slug not in {".", ".."}
    assert slugify(slug) == slug


def test_names_of_programming_languages_stay_apart():
    """C, C++ and C# have three addresses."""
    assert len({slugify("C"), slugify("C++"), slugify("C#")}) == 3


@given(st.integers(0, 90), st.integers(1, 12), st.integers(0, 30))
def test_a_full_page_stays_as_it_is(count, size, added):
    """Every post stands once; numbered pages do not change when posts are added."""
    before = paginate("x", [str(n) for n in range(count, 0, -1)], size)
    after = paginate("x", [str(n) for n in range(count + added, 0, -1)], size)

    assert [post for page in before for post in page.posts] == [str(n) for n in range(count, 0, -1)]
    full = {page.page: page.posts for page in after}
    assert [full[page.page] for page in before[1:]] == [page.posts for page in before[1:]]
    assert len(before[0].posts) < 2 * size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 80),
        ("文" * 66 + "ab", "文" * 66 + "ab"),
        ("文" * 66 + "abc", "文" * 66 + "ab"),
        ("文" * 67, "文" * 66),
        ("😀" * 3 + "é" * 81, "é" * 80),
        (f"{'a' * 40}-{'b' * 40}", "a" * 40),
        (f"{'a' * 39}-{'b' * 41}", f"{'a' * 39}-{'b' * 40}"),
        (f"{'a' * 40}-{'b' * 39}-c", f"{'a' * 40}-{'b' * 39}"),
        (f"{'a' * 80}-b", "a" * 80),
    ],
)
def test_a_slug_is_cut_at_its_bounds(text, expected):
    """80 characters and 200 bytes, at a hyphen that stands 40 in or further; an address that was published stays."""
    assert slugify(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("G♯ minor", "g-sharp-minor"),
        ("# 1 + 2", "1-2"),
        ("Ａ１ ①", "a1-1"),
        ("İstanbul", "i̇stanbul"),
        ("-- a_b --", "a-b"),
        ("\u0301x", "x"),
        ("con", "con-name"),
        ("Con", "con-name"),
        ("lpt9", "lpt9-name"),
        ("com10", "com10"),
        ("console", "console"),
        ("!", "n-bb7208bc"),
        ("", "n-e3b0c442"),
    ],
)
def test_a_slug_is_of_the_letters_of_its_text(text, expected):
    """In lower case; what has none is a hash, and what Windows keeps for devices has another name."""
    assert slugify(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("con", True), ("CON.html", True), ("aux .x", True), ("COM¹", True), ("lpt0.a.b", True), ("conx", False), ("com", False), ("a.con", False), ("", False)],
)  # fmt: skip
def test_names_of_devices_are_reserved(name, expected):
    """Whatever their ending."""
    assert is_reserved(name) is expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("The _config.yml file!", {}, "the-config-yml-file"),
        ("The _config.yml file!", {"pretty": True}, "the-_config.yml-file!"),
        ("The _config.yml file!", {"cased": True}, "The-config-yml-file"),
        ("½ ² ١", {}, "١"),
        ("!!", {}, ""),
    ],
)
def test_jekylls_slugs_are_jekylls(text, form, expected):
    """Decimal digits count, other numbers do not; a text may have none."""
    assert jekyll_slug(text, **form) == expected
