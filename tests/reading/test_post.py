"""A post, read; and what its reading takes from the rest of the publication."""

from __future__ import annotations

import dataclasses as dc

import pytest
from markdown_it import MarkdownIt
from readings import read_with_problems

from standfirst.markdown import use_plugins
from standfirst.markdown.plain_parser import plain_parser
from standfirst.reading import post
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Department


def read(settings, text, source="posts/2026-01-02-x.md", markdown=None):
    """Return a post's reading and its problems."""
    markdown = markdown or MarkdownIt("commonmark").use(use_plugins)
    return read_with_problems(text, source, ReadContext(settings=settings), markdown)


def test_a_post_is_named_by_its_file_with_and_without_folders(settings):
    """Composed; of two with one name the last. Jekyll's tags find it so, its ``_posts`` being our folder."""
    paths = ["posts/a/x.md", "posts/b/x.md", "posts/cafe\u0301.mkd"]
    stems = post.stems(paths, "posts")
    around = ReadContext(settings=settings, stems=stems)

    assert stems == {"x": paths[1], "a/x": paths[0], "b/x": paths[1], "caf\u00e9": paths[2]}
    assert [around.post_url(name) for name in (" /a/x/ ", "cafe\u0301", "c")] == [
        "/posts/a/x.md",
        "/posts/cafe\u0301.mkd",
        None,
    ]
    assert [around.link(path) for path in ("_posts/a/x.md", " /b/x.md", "about.md", "")] == [
        "/posts/a/x.md",
        "/posts/b/x.md",
        "/about.md",
        "/",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((f"---\n{key}: x\n---\n", True) for key in ("title", "layout", "permalink")),
        ("\ufeff--- \t\r\na: b\r\ntitle : x\r\n---\r\n", True),
        ("---\n" + "a: b\n" * 60 + "title: x\n---\n", True),
        ("---\n" + "a: b\n" * 61 + "title: x\n---\n", False),
        ("---\ntocdepth: 2\n---\ntitle: x\n", False),
        ("---\na: b\n---\n\n---\ntitle: x\n---\n", False),
        ("---\n subtitle: x\n---\n", False),
        ("\n---\ntitle: x\n---\n", False),
        ("title: x\n", False),
    ],
)
def test_a_standing_page_says_what_jekylls_pages_say(text, expected):
    """Title, layout or permalink, in the first 61 lines of its front matter; else it is MyST's."""
    assert post.is_standing_page(text) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("about.md", "pages"),
        ("postscript/a.md", "pages"),
        ("posts/a.md", "posts"),
        ("posts/notes/a.md", "notes"),
        ("posts/essays/a.md", "posts"),
        ("posts/other/a.md", "posts"),
    ],
)
def test_a_file_is_of_a_type_of_jekylls_defaults(settings, source, expected):
    """A section with addresses of its own is a collection."""
    sections = (
        Department(slug="notes", title="Notes", permalink="/n/:name/"),
        Department(slug="essays", title="Essays"),
    )

    assert post.kind(source, dc.replace(settings, sections=sections)) == expected


KEPT = ["title", "permalink", "redirect_from", "translation_of", "image", "section", "volume", "date",
        "authors", "author", "translator", "translators", "categories", "category", "tags", "tag",
        "last_modified_at", "updated", "lang", "language", "locale"]  # fmt: skip


def test_lines_of_keys_that_a_later_warning_may_name_are_kept(settings):
    """And no others."""
    keys = [*KEPT, "subtitle", "mine"]
    text = "---\n" + "".join(f"{key}:\n" for key in keys) + "---\n"
    lines = dict(read(settings, text)[0].record.lines)

    assert lines == {key: number for number, key in enumerate(KEPT, 2)}


WITHDRAWN = """\
---
title: A
author: Ada
date: 2026-01-02
subtitle: secret
description: secret
excerpt: secret
series: secret
position: left
image: {path: secret.png, caption: secret, alt: secret, credit: secret, license: secret}
tags: kept
volume: Kept
withdrawn: 2026-02-03, why
---
Secret words.

---

**Bo Di** is secret.
"""


def test_of_a_withdrawn_post_its_words_are_gone(settings):
    """Title, names, and where it belongs stay; a standing page is not withdrawn."""
    reading, _ = read(settings, WITHDRAWN)
    plain, text = post.read_plainly(WITHDRAWN, source="posts/2026-01-02-x.md", settings=settings)
    page, shown = post.read_plainly(WITHDRAWN, source="about.md", settings=settings)
    record = reading.record

    assert "secret" not in f"{record!r}{plain!r}{text}{reading.tokens!r}".lower()
    assert [(bio.name, bio.markdown) for bio in record.body.biographies] == [("Bo Di", "")]
    assert (record.matter.title, record.matter.authors, record.matter.tags, record.matter.volume) == ("A", ("Ada",), ("kept",), "Kept")  # fmt: skip
    assert (record.matter.position, record.matter.withdrawn_reason) == ("", "why")
    assert [token.content for token in reading.tokens if token.type == "inline"] == ["A"]
    assert page.matter.subtitle == "secret"
    assert shown.strip().startswith("Secret words.")


@pytest.mark.parametrize(
    ("source", "matter", "text", "expected"),
    [
        ("posts/a.md", "lang: fr", "这是时间", "fr"),
        ("posts/a.md", "title: A", "这是时间这是时间", "zh-Hans"),
        ("posts/a.md", "title: A", "Words.", "de"),
        ("posts/notes/a.md", "title: A", "Words.", "es"),
        ("posts/a.md", "title: A", "文字 https://a.example/words/of/an/alphabet", "zh-Hans"),
        ("posts/a.md", "title: A", "![文](words-of-an-alphabet.png) 字", "zh-Hans"),
        ("posts/a.md", "title: A", "w" * 4000 + "这是时间" * 2000, "de"),
    ],
)
def test_a_post_is_in_the_language_that_its_beginning_tells(settings, source, matter, text, expected):  # fmt: skip
    """Addresses tell none; the section's, else the publication's stands where its script does not."""
    notes = Department(slug="notes", title="Notes", lang="es")
    settings = dc.replace(settings, language="de", sections=(notes,))
    reading, _ = read(settings, f"---\n{matter}\n---\n{text}\n", source)

    assert reading.record.body.lang == expected


@pytest.mark.parametrize(("text", "expected"), [("{{ site.time }}", True), ("{{ site.title }}", False), ("", False)])  # fmt: skip
def test_a_post_that_asks_for_now_is_known(settings, text, expected):
    """It is read anew in each build."""
    assert read(settings, f"---\ntitle: A\n---\n{text}\n")[0].asks_for_now is expected


def test_characters_that_were_removed_are_told(settings):
    """With the line of the first."""
    _, problems = read(settings, "---\ntitle: A\n---\n\nOne \x07.\n")

    assert [(p.line, p.message, p.remedy) for p in problems if p.subtype.value == "characters"] == [
        (5, "the text has control characters; they were removed", "delete them in the source")
    ]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("posts/2026-01-02-x.html", "<h2>One</h2>", [8, 8]),
        ("posts/2026-01-02-x.html", "<p><img src='/a.png'></p>", [8, 8]),
        ("posts/2026-01-02-x.md", "<div><img src='/a.png'></div>", [8, 8, 8]),
        ("posts/2026-01-02-x.md", "One\nTwo\n: Three", [8, 8, 8, 9, 9, 10, 10, 10]),
        ("posts/2026-01-02-x.md", "| One |\n|---|\n| <ul><li>Two<li>Three</ul> |", [8, 8, 8, 8, 8, *[10] * 15]),
    ],
)  # fmt: skip
def test_each_token_has_its_line_of_the_source(settings, source, text, expected):
    """0-based, however many are made of one line; Liquid has made more lines above them."""
    loop = "{% for i in (1..9) %}\n<!-- {{ i }} -->\n\n{% endfor %}"
    reading, _ = read(settings, f"---\ntitle: A\n---\n{loop}\n\n{text}\n", source, plain_parser())
    tokens = [token for token in reading.tokens[3:] if token.type != "html_block"]

    assert [token.map[0] for token in tokens if token.map] == expected
