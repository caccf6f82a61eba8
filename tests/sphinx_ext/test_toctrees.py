"""Which pages are beside each other, by toctrees."""

from types import SimpleNamespace

import pytest

from standfirst.sphinx_ext import toctrees


def _env(includes, titles=()):
    return SimpleNamespace(
        config=SimpleNamespace(root_doc="index"),
        toctree_includes=includes,
        titles=dict.fromkeys(titles),
    )


@pytest.mark.parametrize(
    ("includes", "expected"),
    [
        pytest.param({}, {"index": [None, None, None]}, id="no list"),
        pytest.param(
            {"index": ["a", "b"], "a": ["c"]},
            {
                "index": [None, None, "a"],
                "a": ["index", "index", "c"],
                "c": ["a", "a", "b"],
                "b": ["index", "c", None],
            },
            id="in the order of reading",
        ),
        pytest.param(
            {"guide": ["a", "b"], "other": ["c"]},
            {
                "index": [None, None, None],
                "guide": [None, None, "a"],
                "a": ["guide", "guide", "b"],
                "b": ["guide", "a", None],
                "other": [None, None, "c"],
                "c": ["other", "other", None],
            },
            id="lists that the front page does not lead to",
        ),
        pytest.param(
            {"index": ["a"], "guide": ["a", "b"]},
            {
                "index": [None, None, "a"],
                "a": ["index", "index", None],
                "guide": [None, None, "b"],
                "b": ["guide", "guide", None],
            },
            id="one of two lists",
        ),
        pytest.param(
            {"index": ["a"], "a": ["b", "index"], "b": ["a"]},
            {"index": [None, None, "a"], "a": ["index", "index", "b"], "b": ["a", "a", None]},
            id="in a circle",
        ),
    ],
)
def test_pages_above_before_and_after(includes, expected):
    """Each page has one place, whether its list begins at the front page or not."""
    assert toctrees.relations(_env(includes)) == expected


@pytest.mark.parametrize(
    ("docname", "expected"),
    [("a", ("guide", "a", "b")), ("guide", ()), ("index", ()), ("elsewhere", ())],
)
def test_pages_beside_one(docname, expected):
    """The page that has the list comes first; a page that is gone does not come."""
    env = _env({"guide": ["a", "gone", "b", "a"]}, ["index", "guide", "a", "b"])

    assert toctrees.beside(env, toctrees.relations(env), docname) == expected


@pytest.mark.parametrize(("count", "expected"), [(40, 41), (41, 0)])
def test_a_long_list_is_left_where_it_is(count, expected):
    """More than forty pages are not listed on each of them."""
    names = [f"p{number}" for number in range(count)]
    env = _env({"guide": names}, ["guide", *names])

    assert len(toctrees.beside(env, toctrees.relations(env), "p0")) == expected
