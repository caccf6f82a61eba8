"""Every option of ``conf.py``: what is wrong falls back, what is at a bound is taken, a change rebuilds what it says."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from standfirst.policy.content_security import FURTHER
from standfirst.problems import PostWarning
from standfirst.settings import option_table
from standfirst.settings.model import Department, Settings
from standfirst.sphinx_ext import options_
from standfirst.tables.placeholders import PLACEHOLDERS, STYLES

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
    "posts_from": "hugo",
    "former_feeds": [1],
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
    "lead_pictures": [("img",)],
    "directives": "include",
    "roles": [1],
}
"""A value of the right type that cannot be used; of the other options only one of another type is wrong."""
READ_AGAIN = {"title", "tagline", "language", "timezone", "base_url", "posts", "permalink", "former_permalinks", "redirects", "redirect_pages", "paths", "default_section", "volumes", "page_size", "feed_length", "listing_feed_length", "excerpt_separators", "directives", "roles", "rst_in_posts", "hard_wrap", "defaults", "site", "license", "search", "attachment_folders", "pictures", "picture_hosts", "classes", "preview", "only", "posts_from", "former_feeds", "utc_timestamps", "kramdown_math", "lead_pictures"}  # fmt: skip
WRITTEN_AGAIN = {"related", "share", "article_type", "publisher", "issn", "web_fonts", "theme_css", "picture_widths", "picture_format", "content_policy", "content_sources", "cards_always", "menu", "footer_links", "full_text_feeds", "markdown_copies", "citation_files"}  # fmt: skip
NOTHING = {"sections", "search_index", "fetch", "editions", "cards", "fonts", "now", "host"}


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
    assert problem.message.startswith((f"standfirst_{name} ", f"standfirst_{name}: the entry "))
    assert problem.message.endswith("; the default is used")
    assert problem.remedy != option.help.rstrip(".")
    assert problem.remedy.startswith(("write ", "compare it with the ISSN"))
    assert problem.way[0] == f"standfirst_{name}"


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
        "utc_timestamps": False,
        "posts": "posts",
        "permalink": "/:year/:month/:slug/",
        "redirect_pages": True,
        "default_section": "articles",
        "page_size": 20,
        "related": 3,
        "share": ["email", "bluesky", "facebook", "linkedin", "whatsapp"],
        "feed_length": 50,
        "listing_feed_length": 20,
        "full_text_feeds": ["section", "volume"],
        "markdown_copies": "newest",
        "excerpt_separators": ["<excerpt/>", "<!--more-->"],
        "lead_pictures": ["image"],
        "rst_in_posts": False,
        "hard_wrap": False,
        "kramdown_math": False,
        "article_type": "NewsArticle",
        "search": True,
        "search_index": True,
        "host": "auto",
        "web_fonts": True,
        "theme_css": "reduced",
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
        ("posts", "é" * 127, "é" * 127),
        ("posts", "é" * 128, None),
        ("sections", [{"slug": "a", "colour": "red"}], None),
        ("menu", [["A", "about"], ("B", "b")], (("A", "about"), ("B", "b"))),
        ("menu", [("A", 1)], None),
        ("menu", ["ab"], None),
        ("now", "2026-06-01T00:00:00+08:00", "2026-06-01T00:00:00+08:00"),
        ("now", "soon", None),
        ("issn", "2049-363", None),
        ("issn", " 20493630 ", "2049-3630"),
        ("issn", "0000-0000", "0000-0000"),
        ("issn", "2049-36300", None),
        ("issn", "2049--3630", None),
        ("issn", "2434-5610", None),
        ("issn", "204X-3630", None),
        ("page_size", "1", None),
        ("page_size", 1.0, None),
        ("feed_length", 0, None),
        ("feed_length", 1, 1),
        ("feed_length", 10_000, 10_000),
        ("listing_feed_length", 0, None),
        ("listing_feed_length", 1, 1),
        ("listing_feed_length", 10_000, 10_000),
        ("listing_feed_length", 10_001, None),
        ("search", 1, None),
        ("search", False, False),
        ("title", None, None),
        ("language", "en-GB", "en-GB"),
        ("language", "en_GB", None),
        ("language", "xx", None),
        ("timezone", "../UTC", None),
        ("timezone", "", None),
        ("base_url", " https://a.example/b// ", "https://a.example/b/"),
        ("base_url", " ", ""),
        ("base_url", "//a.example/", None),
        ("volumes", "month", "month"),
        ("volumes", "year", "year"),
        ("volumes", " ", ""),
        ("article_type", "ScholarlyArticle", "ScholarlyArticle"),
        ("article_type", "", None),
        ("picture_format", "webp", "webp"),
        ("posts", "a-b_c.d", "a-b_c.d"),
        ("posts", "", None),
        ("posts", "a/..", None),
        ("posts", "a\\b", None),
        ("pictures", "/", None),
        ("attachment_folders", ("a", " . ", "b/c"), ("a", ".", "b/c")),
        ("attachment_folders", "a", None),
        ("attachment_folders", [], ()),
        ("paths", {"tag": "a b"}, None),
        ("paths", {}, OPTIONS["paths"].check({})),
        ("paths", [], None),
        ("sections", [{"slug": "a", "title": "T", "description": "D", "permalink": "P", "lang": "de"}], (Department(slug="a", title="T", description="D", permalink="P", lang="de"),)),
        ("sections", ("a", {"slug": "b-c"}), (Department(slug="a", title="A"), Department(slug="b-c", title="B-c"))),
        ("sections", [{"slug": 1}], None),
        ("sections", "a", None),
        ("redirects", {"/a/": "/b/"}, {"/a/": "/b/"}),
        ("former_feeds", ("feed.xml", "old/rss.xml"), {"feed.xml": "atom.xml", "old/rss.xml": "rss.xml"}),
        ("former_feeds", {"a.xml": "b.xml"}, {"a.xml": "b.xml"}),
        ("full_text_feeds", [" tag ", "author", "tag"], ("tag", "author")),
        ("full_text_feeds", [], ()),
        ("citation_files", ["ris", " bib", "ris"], ("ris", "bib")),
        ("citation_files", ["bibtex"], None),
        ("markdown_copies", "all", "all"),
        ("markdown_copies", "some", None),
        ("full_text_feeds", ["year"], None),
        ("full_text_feeds", "section", None),
        ("posts_from", "ablog", "ablog"),
        ("redirects", {1: "/b/"}, None),
        ("redirects", [("/a/", "/b/")], None),
        ("picture_hosts", ["a:1", " B.example:080 "], ("a:1", "b.example:080")),
        ("picture_hosts", ["[2001:DB8::1]"], ("2001:db8::1:443", "2001:db8::1:80")),
        ("picture_hosts", ["a:65535"], ("a:65535",)),
        ("picture_hosts", ["a:"], None),
        ("picture_hosts", ["a:123456"], None),
        ("picture_hosts", ["http://a"], None),
        ("picture_hosts", [""], None),
        ("picture_widths", [True], None),
        ("picture_widths", ["100"], None),
        ("picture_widths", [100.5], None),
        ("picture_widths", (300, 100, 200, 100), (100, 200, 300)),
        ("picture_widths", 100, None),
        ("defaults", ({"a": 1},), ({"a": 1},)),
        ("defaults", {"a": 1}, None),
        ("classes", ("a", "b"), ("a", "b")),
        ("site", {"a": [1]}, {"a": [1]}),
        ("site", [], None),
        ("menu", (("A", "a"),), (("A", "a"),)),
        ("menu", [], ()),
        ("menu", {"A": "a"}, None),
        ("footer_links", [["A", "a"]], (("A", "a"),)),
        ("now", "", ""),
        ("now", " 2026-06-01T00:00:00Z ", "2026-06-01T00:00:00Z"),
        ("now", "2026-06-01", None),
    ],
)  # fmt: skip
def test_what_is_at_a_bound_is_taken_and_what_is_past_it_is_not(name, value, expected):
    """In the form that settings hold."""
    found, problems = checked(**{name: value})

    assert found[name] == (
        OPTIONS[name].check(OPTIONS[name].default) if expected is None else expected
    )
    assert len(problems) == (expected is None)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("title", 1, "is not text"),
        ("search", 1, "is neither True nor False"),
        ("page_size", 0, "is not a number from 1 to 10000"),
        ("related", 13, "is not a number from 0 to 12"),
        ("language", "xx", "is not a language tag"),
        ("timezone", "Mars/X", "is not a time zone"),
        ("base_url", "a.example", "is not an http(s) address"),
        ("base_url", "http://[", "is not an http(s) address"),
        ("now", "soon", "is not a moment in ISO format"),
        ("issn", "1", "is not an ISSN"),
        ("issn", "2049-3631", "has a wrong check digit"),
        ("volumes", "week", "is none of '', 'month', 'quarter', 'year'"),
        ("article_type", "x", "is none of 'NewsArticle', 'ScholarlyArticle'"),
        ("picture_format", "gif", "is none of 'avif', 'webp'"),
        ("roles", "a", "is not a list"),
        ("defaults", "a", "is not a list"),
        ("posts", "a b", "is not a plain folder name"),
        ("sections", {}, "is not a list"),
        ("redirects", ["a"], "is not a mapping"),
        ("former_feeds", "feed.xml", "is neither a list nor a mapping"),
        ("lead_pictures", "image", "is not a list"),
        ("picture_widths", [1], "is not one to three numbers from 16 to 8000"),
        ("site", 1, "is not a mapping"),
        ("menu", "a", "is not a list"),
        ("now", "2026-06-01T00:00:00", "has no UTC offset"),
        ("share", "x", "is not a list"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_value_is_said(name, value, reason):
    """In words that name what would be right."""
    [problem] = checked(**{name: value})[1]

    assert problem.message == f"standfirst_{name} {reason} ({value!r}); the default is used"


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("title", 1, "write it in quotation marks"),
        ("search", "yes", "write True or False, without quotation marks"),
        ("page_size", "20", "write one, without quotation marks"),
        ("language", "english", "write one such as 'en', 'fr' or 'zh-Hant'"),
        ("timezone", "Paris", "write a name such as 'Europe/Paris'"),
        ("base_url", "example.org", "write one such as 'https://example.org/'"),
        ("issn", "1", "write it as in '2049-3630'"),
        ("issn", "2049-3631", "compare it with the ISSN that you were given"),
        ("volumes", "week", "write one of them"),
        ("posts", "a b", "write it in letters, digits, full stops, hyphens and underscores, such as 'texts/posts'"),
        ("roles", "a", "write it in square brackets, such as ['one', 'two']"),
        ("roles", [1], "write it in quotation marks"),
        ("former_feeds", "feed.xml", "write it in square brackets, such as ['one', 'two']"),
        ("former_feeds", [1], "write it in quotation marks"),
        ("redirects", ["a"], "write it in braces, such as {'one': 'two'}"),
        ("redirects", {"/a/": 1}, "write both as text: {'/old/': '/new/'}"),
        ("site", 1, "write it in braces, such as {'one': 'two'}"),
        ("picture_widths", [1], "write one to three whole numbers, such as [480, 960]"),
        ("now", "2026-06-01T00:00:00", "write it as in '2026-11-30T12:00:00+01:00'"),
        ("menu", [("A",)], "write one such as ('About us', 'about')"),
        ("lead_pictures", [1], "write a key as in 'image', or a pair with a folder as in ('img', 'assets/img')"),
        ("sections", [1], "write a slug, or a mapping such as {'slug': 'world-news', 'title': 'World'}"),
        ("sections", [{"slug": "a", "b": "c"}], "take it out, or write one of these"),
        ("share", ["nobody"], "write one of them, or take it out"),
        ("paths", {"tags": "u"}, "write one of them"),
        ("picture_hosts", ["a b"], "write a name as in 'files.example.com', with a port as in 'files.example.com:8080'"),
        ("content_sources", {"img-src": "x"}, "write it as in {'script-src': ['https://stats.example.com']}"),
    ],
)  # fmt: skip
def test_a_remedy_says_what_to_write(name, value, remedy):
    """With an example where a form is asked for; what an option is for says its list in the guide."""
    [problem] = checked(**{name: value})[1]

    assert problem.remedy == remedy


@pytest.mark.parametrize(
    ("name", "value", "entry", "reason", "left"),
    [
        ("menu", [("A", "a"), ("B",), ["C", "c"]], "('B',)", "is not a (label, target) pair", [("A", "a"), ["C", "c"]]),
        ("footer_links", (("A", "a"), 1), "1", "is not a (label, target) pair", (("A", "a"),)),
        ("sections", ["a", {"title": "T"}], "{'title': 'T'}", "has no 'slug'", ["a"]),
        ("sections", ["a", {"slug": "b", "colour": "red"}], "{'slug': 'b', 'colour': 'red'}", "has the unknown key 'colour'; known are slug, title, description, permalink, lang", ["a"]),
        ("sections", ["a", {"slug": "b", "title": 1}], "{'slug': 'b', 'title': 1}", "has a 'title' that is not text", ["a"]),
        ("share", ["x", "nobody"], "'nobody'", "is none of email, bluesky, facebook, linkedin, telegram, weibo, whatsapp, x", ["x"]),
        ("picture_hosts", ["a:1", "a b"], "'a b'", "is not a host or host:port", ["a:1"]),
        ("roles", ["a", 1], "1", "is not text", ["a"]),
        ("defaults", [{}, "a"], "'a'", "is not a mapping", [{}]),
        ("attachment_folders", ["a", "../b"], "'../b'", "is not a plain folder name", ["a"]),
        ("redirects", {"/a/": "/b/", "/c/": 1}, "'/c/'", "is not a path that leads to another", {"/a/": "/b/"}),
        ("former_feeds", ["feed.xml", 1], "1", "is not a path", ["feed.xml"]),
        ("former_feeds", {"a.xml": "b.xml", "c.xml": None}, "'c.xml'", "is not a path that leads to another", {"a.xml": "b.xml"}),
        ("lead_pictures", ["image", ("a",)], "('a',)", "is not a (key, folder) pair", ["image"]),
        ("lead_pictures", ["image", ("a", "../b")], "('a', '../b')", "is not a plain folder name", ["image"]),
        ("paths", {"tag": "t", "tags": "u"}, "'tags'", "is none of " + ", ".join(OPTIONS["paths"].check({})), {"tag": "t"}),
        ("content_sources", {"img-src": ["https://a.example"], "object-src": ["https://a.example"]}, "'object-src'", "names 'object-src', which is none of " + ", ".join(FURTHER), {"img-src": ["https://a.example"]}),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_used_goes_alone(name, value, entry, reason, left):
    """With its reason; the others are used."""
    problems = []
    found = option_table.usable({name: value}, problems.append)[name]
    [problem] = problems

    assert found == left
    assert problem.message == f"standfirst_{name}: the entry {entry} {reason}; it is left out"


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("permalink", "/:yaer/:title/", "unknown placeholder :yaer, perhaps for :year"),
        ("permalink", "/:Year/:title/", "unknown placeholder :Year, perhaps for :year"),
        ("permalink", "/:year/:headline/", "unknown placeholder :headline"),
        ("former_permalinks", ["/:x1/"], "unknown placeholder :x1"),
        ("sections", [{"slug": "a", "permalink": "/a/:titel"}], "unknown placeholder :titel, perhaps for :title"),
    ],
)  # fmt: skip
def test_an_unknown_placeholder_is_an_error_that_names_the_known(name, value, found):
    """All addresses would be others."""
    [problem] = checked(**{name: value})[1]

    assert problem.level == "error"
    assert found in problem.message
    assert problem.remedy == "there are " + ", ".join(f":{each}" for each in sorted(PLACEHOLDERS))


@pytest.mark.parametrize("style", [*STYLES, *STYLES.values(), "/:month_:day/:title-x", "/a/"])
def test_patterns_that_jekyll_knows_are_taken(style):
    """Its styles, and an underscore behind a placeholder."""
    assert checked(permalink=style)[1] == []


def test_a_long_value_is_cut():
    """After 200 characters."""
    [problem] = checked(title=["x" * 300])[1]

    assert problem.message == f"standfirst_title is not text (['{'x' * 198}); the default is used"


def test_settings_hold_what_is_said_and_their_own_defaults():
    """What no page is made of by itself is no setting: the menu, Liquid's values, folders of what was made."""
    made = option_table.settings({"title": "T", "menu": [("A", "a")], "site": {"a": 1}}, clock=CLOCK, report=print)  # fmt: skip

    assert made == Settings(
        now=dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC), title="T", default_section="articles"
    )


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
