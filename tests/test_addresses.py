"""Slugs, permalinks, pagination."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standfirst.pagination import paginate
from standfirst.slugs import slugify


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
