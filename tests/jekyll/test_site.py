"""A Jekyll site's configuration: what each key becomes, and what is said of what cannot be used."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import yaml

from standfirst.jekyll import site
from standfirst.jekyll.site import DataError, JekyllSite, load, read_site

URL = "url: https://a.example\n"
NO_URL = ("_config.yml: url", "is not an http(s) address; https://example.org/ is used until you set standfirst_base_url")  # fmt: skip


def read(folder, text, name="_config.yml"):
    """Return what a site is that has this configuration."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_site(folder)


def test_each_key_has_its_meaning(tmp_path):
    """And what is Jekyll's alone is named, in its order."""
    text = """
title: A  title
description: Of it
url: https://a.example/
baseurl: /b/
collections: {posts: {permalink: "/p/:title/"}, notes: {output: true}, bare: }
collections_dir: /_c/
include: [_pages, /well]
exclude: [/old, 7, "", [a]]
excerpt_separator: <cut>
permalink: pretty
author: {name: Ada}
defaults: [{scope: {path: ""}}, text]
timezone: Asia/Hong_Kong
locale: zh_TW
repo: a/b
number: 3
rate: 1.5
flag: true
plugins: [a]
sass: {a: b}
"""
    assert read(tmp_path, text) == JekyllSite(
        title="A title",
        description="Of it",
        base_url="https://a.example/b/",
        takes_bare=True,
        collections={"posts": {"permalink": "/p/:title/"}, "notes": {"output": True}, "bare": {}},
        collections_dir="_c",
        include=(".htaccess", "_pages", "well"),
        exclude=("old", "7"),
        excerpt_separator="<cut>",
        permalink="pretty",
        post_permalink="/p/:title/",
        author="Ada",
        about_author={"name": "Ada"},
        defaults=({"scope": {"path": ""}},),
        timezone="Asia/Hong_Kong",
        lang="zh-TW",
        values={"author": {"name": "Ada"}, "repo": "a/b", "number": 3, "rate": 1.5, "flag": True},
        left=(
            ("_config.yml: plugins", "has no meaning here"),
            ("_config.yml: sass", "has no meaning here"),
        ),
    )


NOTHING = {"base_url": "https://example.org/", "takes_bare": True, "include": (".htaccess",)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "is not there; Jekyll's defaults are used"),
        ("- a\n", "has no keys and values; Jekyll's defaults are used"),
        ("text", "has no keys and values; Jekyll's defaults are used"),
        ("", None),
        ("# only a comment\n", None),
        ("{}", None),
    ],
)
def test_a_site_that_says_nothing_has_jekylls_defaults(tmp_path, text, reason):
    """It is told why, where that may be a fault."""
    found = read_site(tmp_path) if text is None else read(tmp_path, text)
    left = (*([("_config.yml", reason)] if reason else []), NO_URL)

    assert found == JekyllSite(**NOTHING, left=left)
    assert (found.permalink, found.post_permalink, found.timezone, found.lang) == ("date", "date", "UTC", "en")  # fmt: skip


@pytest.mark.parametrize(
    "key",
    ["author", "exclude", "feed", "future", "include", "title", "description", "url", "baseurl", "collections", "collections_dir", "excerpt_separator", "permalink", "defaults", "timezone", "lang", "locale", "source"],
)  # fmt: skip
def test_a_key_with_a_meaning_of_its_own_is_no_value_of_liquids(tmp_path, key):
    """Nor is it named as one without a meaning; templates ask for the author as well."""
    found = read(tmp_path, f"{key}: x\n")

    assert found.values == ({"author": "x"} if key == "author" else {})
    assert "has no meaning here" not in [reason for _, reason in found.left]


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["_config.yml", "_config.yaml", "_config.toml"], "_config.yml"),
        (["_config.yaml", "_config.toml"], "_config.yaml"),
        (["_config.toml"], "_config.toml"),
    ],
)
def test_the_first_of_the_configurations_is_read(tmp_path, names, title):
    """In the form that its name says."""
    for name in names:
        text = f'title = "{name}"' if name.endswith("toml") else f"title: {name}"
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert read_site(tmp_path).title == title


def test_a_configuration_that_cannot_be_read_is_named(tmp_path):
    """Whichever it is, with the reason."""
    [(name, reason), other] = read(tmp_path, "title = ", "_config.toml").left

    assert name == "_config.toml"
    assert reason.startswith("cannot be read (Invalid value")
    assert reason.endswith("); Jekyll's defaults are used")
    assert other == NO_URL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("url: https://a.example", "https://a.example/"),
        ("url: http://a.example//", "http://a.example/"),
        ("url: https://a.example\nbaseurl: b", "https://a.example/b/"),
        ("url: https://a.example\nbaseurl: /b/c/", "https://a.example/b/c/"),
        ("url: https://a.example\nbaseurl: /", "https://a.example/"),
        ("url: a.example\nbaseurl: /b", None),
        ("url: https:///b\nbaseurl: /b", None),
        ("url: ftp://a.example\nbaseurl: /b", None),
        ("url: ''\nbaseurl: /b", None),
        ("url: [https://a.example]\nbaseurl: /b", None),
    ],
)
def test_url_and_baseurl_are_one_address(tmp_path, text, expected):
    """With a slash at its end; another host stands in for one that is none, and it is said so."""
    found = read(tmp_path, text)

    assert found.base_url == (expected or "https://example.org/b/")
    assert found.left == (() if expected else (NO_URL,))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("title: A\nname: B", "title", "A"),
        ("name: B", "title", "B"),
        ("lang: de\nlocale: fr", "lang", "de"),
        ("locale: fr", "lang", "fr"),
        ("lang: zh_Hant", "lang", "zh-Hant"),
        ("lang: no language", "lang", "en"),
        ("lang: [de]", "lang", "en"),
        ("author: Ada", "author", "Ada"),
        ("author: {email: a@a.example}", "author", ""),
        ("author: [Ada]", "author", ""),
        ("author: {name: Ada, email: a@a.example}", "author", "Ada"),
        ("author: {name: Ada, email: a@a.example}", "about_author", {"name": "Ada", "email": "a@a.example"}),
        ("author: Ada", "about_author", {}),
        ("permalink: none", "post_permalink", "none"),
        ("permalink: none\ncollections: {posts: {permalink: ''}}", "post_permalink", "none"),
        ("permalink: [a]", "permalink", "date"),
        ("collections: [b, a]", "collections", {"b": {}, "a": {}}),
        ("collections: {a: true, 2026: {output: true}}", "collections", {"a": {}, "2026": {"output": True}}),
        ("collections: a", "collections", {}),
        ("include: a", "include", (".htaccess", "a")),
        ("exclude: ", "exclude", ()),
        ("exclude: [//a/, true]", "exclude", ("a/",)),
        ("defaults: {scope: {path: ''}}", "defaults", ()),
        ("timezone: ''", "timezone", "UTC"),
        ("timezone: Europe/London", "timezone", "Europe/London"),
        ("a: 2026-01-02\nb: [1]\nc: .inf\nd: -1\n3: x", "values", {"b": [1], "d": -1, "3": "x"}),
    ],
)  # fmt: skip
def test_each_form_of_a_key_is_understood(tmp_path, text, name, expected):
    """As Jekyll and its themes take it, or as if it were not there."""
    assert getattr(read(tmp_path, text), name) == expected


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [
        ("[[[[[[1]]]]]]", True),
        ("[[[[[[[1]]]]]]]", False),
        ("{a: {b: {c: {d: {e: {f: 1}}}}}}", True),
        ("{a: {b: {c: {d: {e: {f: {g: 1}}}}}}}", False),
        (f"[1{', 1' * 498}]", True),
        (f"[1{', 1' * 499}]", False),
        (f"[1{', []' * 498}]", True),
        (f"[1{', []' * 499}]", False),
        ("[null, b, 1.5, true]", True),
        ("[{a: [{}]}]", True),
    ],
)
def test_values_of_a_site_are_as_many_and_as_deep_as_conf_py_says(tmp_path, value, is_kept):
    """Six levels, and five hundred together."""
    assert read(tmp_path, f"a: {value}").values == ({"a": yaml.safe_load(value)} if is_kept else {})


def test_keys_of_a_site_s_values_are_texts(tmp_path):
    """As ``conf.py`` has them."""
    assert read(tmp_path, "a: [{1: b}]").values == {"a": [{"1": "b"}]}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("timezone: Mars/X", [("_config.yml: timezone", "'Mars/X' is not a time zone; UTC is used")]),
        ("timezone: ../UTC", [("_config.yml: timezone", "'../UTC' is not a time zone; UTC is used")]),
        ("timezone: UTC", []),
        ("future: true\nkramdown: [a]", [("_config.yml: kramdown", "has no meaning here"), ("_config.yml: future", "posts with a future date wait for it here")]),
        ("future: 1", []),
        ("markdown: kramdown", []),
        *(
            (f"kramdown: {{parse_block_html: true{other}}}", [("_config.yml: parse_block_html", 'what is in a block of HTML is Markdown between empty lines only; write markdown="1" into the tags of others')])
            for other in ("", ", hard_wrap: true", ", input: GFM")
        ),
        ("markdown: CommonMark\nkramdown: {parse_block_html: true}", [("_config.yml: kramdown", "has no meaning here")]),
        ("kramdown: {parse_block_html: false}", [("_config.yml: kramdown", "has no meaning here")]),
        ("nav: [{a: {b: [1, null, x]}}]", []),
        ("nav: [[[[[[[1]]]]]]]", [("_config.yml: nav", "has no meaning here")]),
        (f"nav: [{', '.join(['1'] * 500)}]", [("_config.yml: nav", "has no meaning here")]),
        ("a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b]", [("_config.yml: c", "has no meaning here")]),
        ("day: 2026-01-02", [("_config.yml: day", "has no meaning here")]),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_named(tmp_path, text, left):
    """With what is done in its place."""
    assert read(tmp_path, f"{URL}{text}\n").left == tuple(left)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.yml", b"a: [1, x]", {"a": [1, "x"]}),
        ("a.yaml", b"\xef\xbb\xbfa: \xe5\xad\x97", {"a": "字"}),
        ("a.json", b'{"a": null}', {"a": None}),
        ("a.toml", b"a = 2026-01-02", {"a": dt.date(2026, 1, 2)}),
        ("a.yml", b"a = 1", "a = 1"),
        ("a.yml", b'a: ""\t# x\nb:\t1', {"a": "", "b": 1}),
        ("a.yml", b"a: 2026-02-31", {"a": "2026-02-31"}),
        ("a.yml", b"a: !!python/name:os.system", {"a": ""}),
        ("a.yml", b"", None),
    ],
)
def test_data_is_read_by_the_files_name(tmp_path, name, content, expected):
    """TOML by its suffix, all else as YAML, of which JSON is a part; in UTF-8."""
    (tmp_path / name).write_bytes(content)

    assert load(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.yml", b"a: [", "is no YAML (line 2: "),
        ("a.yml", b"a: \xff", "cannot be read ("),
        ("a.yml", b"[" * 1_000, "is no YAML (line 1: "),
        ("a.toml", b"a: 1", "cannot be read ("),
        ("a.yml", None, "cannot be read ("),
    ],
)
def test_what_is_no_data_has_its_reason_in_a_line(tmp_path, name, content, what):
    """Of no more than 200 characters."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=rf"^{re.escape(what)}.{{1,200}}\)$") as caught:
        load(tmp_path / name)

    assert "  " not in str(caught.value)


def test_a_long_reason_is_cut(tmp_path):
    """After 200 characters."""
    (tmp_path / "a.yml").write_text(f"? *{'a' * 500}", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(tmp_path / "a.yml")

    assert len(str(caught.value)) == len("is no YAML (line 1: )") + 200


@pytest.mark.parametrize(
    ("value", "expected", "is_plain"),
    [
        (" a\n b ", "a b", True),
        (3, "3", True),
        (1.5, "1.5", True),
        (True, "", True),
        (False, "", True),
        (None, "", False),
        (["a"], "", False),
        ({"a": 1}, "", False),
        (float("inf"), "inf", False),
        (float("nan"), "nan", False),
        (dt.date(2026, 1, 2), "", False),
    ],
)
def test_a_value_is_a_line_of_text_or_not(value, expected, is_plain):
    """And one that conf.py can say, or not."""
    assert site.text_of(value) == expected
    assert site.is_plain(value) is is_plain


@pytest.mark.parametrize(
    ("text", "is_hard"),
    [
        ("kramdown: {hard_wrap: true}\n", True),
        ("markdown: kramdown\nkramdown: {hard_wrap: true, input: GFM}\n", True),
        ("markdown: CommonMark\ncommonmark: {options: [SMART, HARDBREAKS]}\n", True),
        ("kramdown: {hard_wrap: false}\n", False),
        ("kramdown: {hard_wrap: 'yes'}\n", False),
        ("kramdown: hard_wrap\n", False),
        ("commonmark: {options: [HARDBREAKS]}\n", False),
        ("markdown: CommonMark\nkramdown: {hard_wrap: true}\n", False),
        ("markdown: 3\n", False),
    ],
)
def test_a_site_may_end_lines_where_its_source_does(tmp_path, text, is_hard):
    """By the option of the converter that it uses, of which then nothing is said."""
    found = read(tmp_path, URL + text)

    assert found.hard_wrap == is_hard
    assert not (is_hard and found.left)


@pytest.mark.parametrize(
    ("said", "source", "left"),
    [
        ("src", "src", ()),
        ("./src/", "src", ()),
        (".", "", ()),
        ("gone", "", ("is no folder of the site; the site's own is read",)),
        ("..", "", ("is no folder of the site; the site's own is read",)),
        ("/etc", "", ("is no folder of the site; the site's own is read",)),
    ],
)
def test_the_folder_that_jekyll_reads_lies_within_the_site(tmp_path, said, source, left):
    """One that does not is named, and the site's own is read."""
    (tmp_path / "src").mkdir()
    found = read(tmp_path, f"url: https://a.example\nsource: {said}\n")

    assert (found.source, found.left) == (source, tuple(("_config.yml: source", why) for why in left))  # fmt: skip


@pytest.mark.parametrize(
    ("config", "gemfile", "expected"),
    [
        ("", None, True),
        ("", "gem 'jekyll'", False),
        ("", 'gem "github-pages", group: :jekyll_plugins', True),
        ("plugins: [jekyll-optional-front-matter]", "gem 'jekyll'", True),
        ("gems: [jekyll-optional-front-matter]", "gem 'jekyll'", True),
        ("plugins: jekyll-feed", "gem 'jekyll'", False),
    ],
)
def test_github_makes_pages_of_markdown_without_front_matter(tmp_path, config, gemfile, expected):
    """So does its plugin; Jekyll alone copies such files."""
    if gemfile is not None:
        (tmp_path / "Gemfile").write_text(gemfile, encoding="utf-8")

    assert read(tmp_path, config).takes_bare is expected
