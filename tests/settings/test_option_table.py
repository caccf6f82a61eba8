"""Every option of ``conf.py``: what is wrong falls back, what is at a bound is taken, a change rebuilds what it says."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from standfirst.problems import PostWarning
from standfirst.settings import option_table
from standfirst.settings.model import Department
from standfirst.sphinx_ext import options_

CLOCK = dt.datetime(2026, 6, 1, 9, 30, tzinfo=dt.UTC)
OPTIONS = {option.name: option for option in option_table.OPTIONS}
WRONG = {
    "language": "no language",
    "timezone": "Nowhere/Land",
    "base_url": "example.org",
    "posts": "../posts",
    "volumes": "week",
    "page_size": 0,
    "related": 13,
    "share": ["nobody"],
    "feed_length": 10_001,
    "listing_feed_length": True,
    "article_type": "BlogPosting",
    "issn": "2049-3631",
    "attachment_folders": ["../a"],
    "pictures": "a b",
    "picture_hosts": ["a b"],
    "picture_widths": [15],
    "picture_format": "gif",
    "content_sources": {"object-src": ["https://a.example"]},
    "now": "2026-06-01T00:00:00",
    "menu": [("one",)],
    "footer_links": [("a", "b", "c")],
    "paths": {"nothing": "x"},
    "sections": [{"title": "without a slug"}],
    "redirects": {"/a/": 1},
    "defaults": ["x"],
    "classes": [1],
    "former_permalinks": [1],
    "excerpt_separators": [1],
    "directives": "include",
    "roles": [1],
}
"""A value of the right type that cannot be used; of the other options only one of another type is wrong."""
READ_AGAIN = {"title", "tagline", "language", "timezone", "base_url", "posts", "permalink", "former_permalinks", "redirects", "redirect_pages", "paths", "sections", "default_section", "volumes", "page_size", "feed_length", "listing_feed_length", "excerpt_separators", "directives", "roles", "rst_in_posts", "defaults", "site", "license", "search", "attachment_folders", "pictures", "picture_hosts", "classes", "preview", "only"}  # fmt: skip
WRITTEN_AGAIN = {"related", "share", "article_type", "publisher", "issn", "web_fonts", "picture_widths", "picture_format", "content_policy", "content_sources", "cards_always", "menu", "footer_links"}  # fmt: skip
NOTHING = {"search_index", "fetch", "editions", "cards", "fonts", "now"}


def checked(**values):
    """Return the options' values, and what is wrong with those that are given."""
    problems = []
    return option_table.checked(values, problems.append), problems


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("of", ["value", "type"])
def test_what_cannot_be_used_falls_back_and_is_named(name, of):
    """With the option, the value and the default in its place; nothing else changes."""
    option = OPTIONS[name]
    value = WRONG.get(name, object()) if of == "value" else object()
    found, problems = checked(**{name: value})
    [problem] = problems

    assert found == checked()[0]
    assert problem.subtype is PostWarning.CONFIG
    assert problem.level == "warning"
    assert problem.message.startswith(f"standfirst_{name} ")
    assert problem.message.endswith(f" ({value!r:.200}); the default is used")
    assert problem.remedy == option.help.rstrip(".")


def test_a_publication_that_says_nothing_has_these():
    """Who changes one of them changes the pages of everybody who has said nothing."""
    found = {
        name: option.default
        for name, option in OPTIONS.items()
        if option.default not in ("", [], {}) and name != "attachment_folders"
    }

    assert found == {
        "title": "A publication",
        "language": "en",
        "timezone": "UTC",
        "posts": "posts",
        "permalink": "/:year/:month/:slug/",
        "redirect_pages": True,
        "default_section": "articles",
        "page_size": 20,
        "related": 3,
        "share": ["email", "bluesky", "facebook", "linkedin", "whatsapp"],
        "feed_length": 50,
        "listing_feed_length": 20,
        "excerpt_separators": ["<excerpt/>", "<!--more-->"],
        "rst_in_posts": False,
        "article_type": "NewsArticle",
        "search": True,
        "search_index": True,
        "web_fonts": True,
        "pictures": "pictures",
        "fetch": False,
        "picture_widths": [480, 800, 1600],
        "picture_format": "avif",
        "content_policy": True,
        "preview": False,
        "cards_always": False,
    }


@pytest.mark.parametrize("name", OPTIONS)
def test_a_default_is_a_value(name):
    """Of the types that Sphinx is told, and good in itself; it stands for what is not said."""
    option = OPTIONS[name]

    assert isinstance(option.default, option.types)
    assert checked(**{name: option.default}) == checked()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", " A title ", "A title"),
        ("language", "zh-Hant", "zh-Hant"),
        ("timezone", "Europe/London", ZoneInfo("Europe/London")),
        ("base_url", "http://a.example/b", "http://a.example/b/"),
        ("base_url", "https://a.example//", "https://a.example/"),
        ("posts", "/a/b.c/", "a/b.c"),
        ("paths", {"tag": "t/"}, {**OPTIONS["paths"].check({}), "tag": "t"}),
        ("sections", ["a-b"], (Department(slug="a-b", title="A b"),)),
        ("sections", ({"slug": "ab"},), (Department(slug="ab", title="Ab"),)),
        ("volumes", "quarter", "quarter"),
        ("page_size", 1, 1),
        ("page_size", 10_000, 10_000),
        ("related", 0, 0),
        ("related", 12, 12),
        ("issn", "2434561x", "2434-561X"),
        ("attachment_folders", [".", "a/"], (".", "a")),
        ("picture_hosts", ["A.example", "[::1]:65535"], ("a.example:443", "a.example:80", "::1:65535")),
        ("picture_widths", [8000, 16, 16], (16, 8000)),
        ("picture_widths", [3, 2, 1], None),
        ("picture_widths", [100, 200, 300], (100, 200, 300)),
        ("picture_widths", [100, 200, 300, 400], None),
        ("picture_widths", [8001], None),
        ("picture_widths", [], None),
        ("picture_hosts", ["a:65536"], None),
        ("picture_hosts", ["a:b"], None),
        ("page_size", 10_001, None),
        ("related", -1, None),
        ("related", True, None),
        ("base_url", "https:///a", None),
        ("base_url", "ftp://a.example/", None),
        ("posts", "a//b", None),
        ("sections", [{"slug": "a", "colour": "red"}], None),
        ("sections", ["a", 1], None),
        ("menu", [["A", "about"], ("B", "b")], (("A", "about"), ("B", "b"))),
        ("menu", [("A", 1)], None),
        ("menu", ["ab"], None),
        ("now", "2026-06-01T00:00:00+08:00", "2026-06-01T00:00:00+08:00"),
        ("now", "soon", None),
        ("issn", "2049-363", None),
    ],
)  # fmt: skip
def test_what_is_at_a_bound_is_taken_and_what_is_past_it_is_not(name, value, expected):
    """In the form that settings hold."""
    found, problems = checked(**{name: value})

    assert found[name] == (
        OPTIONS[name].check(OPTIONS[name].default) if expected is None else expected
    )
    assert len(problems) == (expected is None)


def test_the_moment_is_the_clocks_hour_where_none_is_said():
    """Else it is what is said."""
    of = [option_table.settings({"now": said}, clock=CLOCK, report=print).now for said in ("", "2026-01-02T03:04:05+00:00")]  # fmt: skip

    assert of == [dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC), dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)]  # fmt: skip


def test_a_change_rebuilds_what_it_has_to():
    """Posts are read again, or pages written again, or neither; Sphinx is told so of each option, with its types."""
    told = {}

    class App:
        events = type("", (), {"listeners": {"config-inited": []}})

        def add_config_value(self, name, default, rebuild, types):
            told[name.removeprefix("standfirst_")] = (default, rebuild, types)

        def connect(self, *_args, **_kwargs):
            pass

    options_.setup_configuration(App())
    expected = {"env": READ_AGAIN, "html": WRITTEN_AGAIN, "": NOTHING}

    assert {
        kind: {n for n, (_, rebuild, _) in told.items() if rebuild == kind} for kind in expected
    } == expected
    assert {name: (option.default, option.types) for name, option in OPTIONS.items()} == {
        name: (default, types) for name, (default, _, types) in told.items()
    }


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_build_goes_on_with_the_default(publication, name):
    """No later reader of the configuration meets the bad value."""
    publication.write(
        "conf.py", f"{publication.conf}\n        standfirst_{name} = {WRONG[name]!r}\n"
    )

    assert publication.config()[f"standfirst_{name}"] == OPTIONS[name].default
