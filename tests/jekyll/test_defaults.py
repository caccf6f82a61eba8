"""A Jekyll site's front matter defaults, and those that folders of posts mean: pure."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.jekyll.defaults import PostDefaults, moved, plain
from standfirst.jekyll.site import JekyllSite

HOMES = {
    "_posts": "posts",
    "_drafts": "posts/drafts",
    "_notes": "posts/my-notes",
    "news/_drafts": "posts/drafts/news",
    "news/_posts": "posts/news",
}


def scopes(scope, **site):
    """Return path and type of what one of the site's scopes becomes."""
    made = JekyllSite(defaults=({"scope": scope, "values": {"a": "b"}},), **site)
    found = list(moved(made, HOMES))

    made_of = [entry["scope"] for entry in found]
    assert found == [{"scope": each, "values": {"a": "b"}} for each in made_of]
    return made_of


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({}, [{"path": ""}]),
        (None, [{"path": ""}]),
        ("posts", [{"path": ""}]),
        ({"path": None, "type": None}, [{"path": ""}]),
        ({"path": "", "type": "posts"}, [{"path": "", "type": "posts"}]),
        ({"type": "post"}, [{"path": "", "type": "posts"}]),
        ({"type": "pages"}, [{"path": "", "type": "pages"}]),
        ({"type": "page"}, [{"path": "", "type": "pages"}]),
        ({"type": "drafts"}, [{"path": "posts/drafts/"}]),
        ({"type": "draft"}, [{"path": "posts/drafts/"}]),
        ({"path": "_drafts/a", "type": "drafts"}, [{"path": "posts/drafts/a"}]),
        ({"path": "news", "type": "drafts"}, [{"path": "posts/drafts/news/"}]),
        ({"path": "about", "type": "drafts"}, []),
        ({"path": "about", "type": "notes"}, []),
        ({"path": "_notes-of-others", "type": "notes"}, []),
        ({"type": "notes"}, [{"path": "posts/my-notes/"}]),
        ({"path": "_notes", "type": "notes"}, [{"path": "posts/my-notes/"}]),
        ({"path": "_notes/deep/", "type": "notes"}, [{"path": "posts/my-notes/deep"}]),
        ({"path": "_notes/deep"}, [{"path": "posts/my-notes/deep"}]),
        ({"type": "nothing"}, []),
        ({"path": "_posts"}, [{"path": "posts/", "type": "posts"}]),
        ({"path": "/_posts/"}, [{"path": "posts/", "type": "posts"}]),
        ({"path": "_posts/2026", "type": "posts"}, [{"path": "posts/2026", "type": "posts"}]),
        ({"path": "_posts-of-others"}, [{"path": "_posts-of-others"}]),
        ({"path": "news/_posts", "type": "posts"}, [{"path": "posts/news/", "type": "posts"}]),
        ({"path": "news"}, [{"path": "news"}, {"path": "posts/drafts/news/"}, {"path": "posts/news/"}]),
        ({"path": "news", "type": "posts"}, [{"path": "news", "type": "posts"}, {"path": "posts/drafts/news/", "type": "posts"}, {"path": "posts/news/", "type": "posts"}]),
        ({"path": "news", "type": "pages"}, [{"path": "news", "type": "pages"}]),
        ({"path": "about"}, [{"path": "about"}]),
    ],
)  # fmt: skip
def test_a_scope_is_where_its_files_are_now(scope, expected):
    """A folder of posts and pages is two; what reached nothing reaches nothing."""
    assert scopes(scope) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("_c/_notes", "posts/my-notes/"), ("_notes", "posts/my-notes/"), ("_c/_posts/a", "posts/a"), ("c/_notes", "c/_notes")],
)  # fmt: skip
def test_the_folder_of_collections_is_no_part_of_a_path(path, expected):
    """Jekyll takes scopes with it and without."""
    found = scopes({"path": path}, collections_dir="_c")

    assert [scope["path"] for scope in found] == [expected]


def test_a_scope_without_values_has_none():
    """Nor has one whose values are no mapping."""
    site = JekyllSite(defaults=({"scope": {"path": "a"}}, {"values": ["x"]}))

    assert list(moved(site, {})) == [
        {"scope": {"path": "a"}, "values": {}},
        {"scope": {"path": ""}, "values": {}},
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        (float("inf"), "inf"),
        (dt.date(2026, 1, 2), "2026-01-02"),
        ({1: [dt.date(2026, 1, 2), {"a": None}]}, {"1": ["2026-01-02", {"a": None}]}),
    ],
)
def test_a_value_is_one_that_conf_py_can_say(value, expected):
    """At every depth."""
    assert plain(value) == expected


@pytest.mark.parametrize(("levels", "inmost"), [(1, "x"), (10, "x"), (11, "")])
@pytest.mark.parametrize("within", [lambda value: [value], lambda value: {"a": value}])
def test_ten_levels_of_a_value_are_kept(levels, inmost, within):
    """Aliases may make one that has no end."""
    value, expected = "x", inmost
    for _ in range(levels):
        value, expected = within(value), within(expected)

    assert plain(value) == expected


NEWS, DRAFT = {"categories": ["news"]}, {"draft": "true"}


def entry(path, **values):
    """Return a default of one path."""
    return {"scope": {"path": path}, "values": values}


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([("posts/a.md", "posts", {})], []),
        ([("posts/n/a.md", "posts/n", NEWS)], [entry("posts/n/", categories=["news"])]),
        (
            [("posts/z/a.md", "posts/z", NEWS), ("posts/b/a.md", "posts/b", DRAFT)],
            [entry("posts/b/", draft="true"), entry("posts/z/", categories=["news"])],
        ),
        (
            [("posts/n/z.md", "posts", {}), ("posts/n/b.md", "posts", {}), ("posts/n/c.md", "posts/n", {**NEWS, **DRAFT})],
            [entry("posts/n/", categories=["news"], draft="true"), entry("posts/n/b.md", categories=[], draft="false"), entry("posts/n/z.md", categories=[], draft="false")],
        ),
        (
            [("posts/n/a.md", "posts/n", NEWS), ("posts/n/b.md", "posts/n", DRAFT)],
            [entry("posts/n/", categories=["news"]), entry("posts/n/b.md", categories=[], draft="true")],
        ),
        (
            [("posts/n/a.md", "posts/n", NEWS), ("posts/n/m/b.md", "posts/n/m", DRAFT)],
            [entry("posts/n/", categories=["news"]), entry("posts/n/m/", draft="true")],
        ),
    ],
)  # fmt: skip
def test_folders_of_posts_have_defaults(added, expected):
    """Those of the first file in each; a file with others than its nearest folder has its own, which undo the folder's."""
    defaults = PostDefaults()
    for file, folder, values in added:
        defaults.add(file, folder, values)

    assert list(defaults.entries([])) == expected


@pytest.mark.parametrize(
    ("said", "scope", "expected"),
    [
        (["all", "news"], {"path": ""}, ["news", "all"]),
        ("b a", {"path": "posts/n", "type": "posts"}, ["news", "b", "a"]),
        (["all"], {"path": "", "type": "pages"}, ["news"]),
        (["all"], {"path": "posts/m"}, ["news"]),
        (None, {"path": ""}, ["news"]),
    ],
)
def test_categories_of_the_site_come_after_those_of_a_folder(said, scope, expected):
    """Each once, where the scope reaches the folder's posts."""
    defaults = PostDefaults()
    defaults.add("posts/n/a.md", "posts/n", NEWS)
    under = [{"scope": scope, "values": {"categories": said}}]

    assert list(defaults.entries(under)) == [entry("posts/n/", categories=expected)]
    assert NEWS == {"categories": ["news"]}
