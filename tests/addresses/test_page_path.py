"""Where a post is to lie, and what its Liquid says of that."""

from __future__ import annotations

import dataclasses as dc

import pytest
from markdown_it import MarkdownIt
from readings import read_with_problems

from standfirst.markdown import use_plugins
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Department


def said(settings, text, source):
    """Return the words of a text of one line, and what was reported of its Liquid."""
    markdown = MarkdownIt("commonmark").use(use_plugins)
    around = ReadContext(settings=settings)
    reading, problems = read_with_problems(text, source, around, markdown)
    words = next(t.content for t in reversed(reading.tokens) if t.type == "inline").split()
    return words, [p for p in problems if p.subtype.value == "liquid"]


@pytest.mark.parametrize(
    ("style", "source", "matter", "expected"),
    [
        # as Jekyll 4 gives them
        ("date", "posts/2026-01-02-x.md", "", "/2026/01/02/x.html /2026/01/02/x"),
        ("pretty", "posts/2026-01-02-x.md", "", "/2026/01/02/x/ /2026/01/02/x"),
        ("none", "posts/2026-01-02-x.md", "category: A", "/a/x.html /a/x"),
        ("pretty", "posts/2026-01-02-x.md", "slug: y", "/2026/01/02/y/ /2026/01/02/y"),
        ("pretty", "posts/2026-01-02-x.md", "permalink: /p/q/", "/p/q/ /p/x"),
        ("pretty", "posts/2026-01-02-x.md", "permalink: /p", "/p /x"),
        ("pretty", "posts/2026-01-02-x.md", "url: mine", "/2026/01/02/x/ /2026/01/02/x"),
        ("/:title/", "posts/2026-01-02-文.md", "", "/%E6%96%87/ /文"),
        ("date", "posts/notes/2026-01-02-x.md", "", "/n/2026-01-02-x/ /n/x"),
        ("date", "posts/2026-01-02-x.md", "section: notes", "/n/2026-01-02-x/ /n/x"),
        ("date", "posts/2026-01-02-x.md", "permalink: /../x", "/2026/01/02/x.html /2026/01/02/x"),
    ],
)  # fmt: skip
def test_a_post_knows_its_address(settings, style, source, matter, expected):
    """``page.url`` and ``page.id`` have Jekyll's values, whatever decides the address."""
    notes = Department(slug="notes", title="Notes", permalink="/n/:name/")
    settings = dc.replace(settings, permalink=style, sections=(notes,))
    text = f"---\ntitle: A\ndate: 2026-01-02\n{matter}\n---\n{{{{ page.url }}}} {{{{ page.id }}}}\n"

    assert said(settings, text, source) == (expected.split(), [])


@pytest.mark.parametrize(
    ("section", "address"),
    [
        ("", "/2026/01/02/x.html"),
        ("notes", "/n/x.html"),
        ("NOTES", "/n/x.html"),
        ("Short Pieces", "/s/x.html"),
        ("short", "/s/x.html"),
        ("!", "/2026/01/02/x.html"),
        ("other", "/2026/01/02/x.html"),
    ],
)
def test_a_post_lies_where_the_section_that_it_names_has_its_posts(settings, section, address):
    """By slug or title, however written; one that names none is in none, though a title be of signs alone."""
    sections = (
        Department(slug="notes", title="", permalink="/n/:title.html"),
        Department(slug="short", title="Short pieces", permalink="/s/:title.html"),
        Department(slug="plain", title="Other"),
    )
    settings = dc.replace(settings, permalink="date", sections=sections)
    text = f"---\ntitle: A\ndate: 2026-01-02\nsection: '{section}'\n---\n{{{{ page.url }}}}\n"

    assert said(settings, text, "posts/2026-01-02-x.md") == ([address], [])


def test_a_page_knows_its_address(settings):
    """A standing page has ``page.url``, and as in Jekyll no ``page.id``."""
    text = "---\ntitle: A\n---\n{{ page.url }}{{ page.id }}\n"
    words, problems = said(settings, text, "about.md")

    assert words == ["/about/"]
    assert len(problems) == 1
