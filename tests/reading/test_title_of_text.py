"""The title that a text gives itself, where its front matter has none."""

from __future__ import annotations

import pytest
from readings import read_with_problems

from standfirst.markdown.plain_parser import plain_parser
from standfirst.reading.read_context import ReadContext


def read(settings, text, source="posts/low-water.md"):
    """Return title and headings of a post (level, text, id), the whole text, and what is said of the title."""
    around = ReadContext(settings=settings)
    reading, problems = read_with_problems(text, source, around, plain_parser())
    tokens = reading.tokens
    found = [
        (token.tag, tokens[n + 1].content, token.attrs.get("id"))
        for n, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    said = [p.message for p in problems if p.subtype.value == "title"]
    return reading.record.matter.title, found, said


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A river *falls*\n\nText.\n", "A river falls"),
        ("A `river`\n=====\n\nText.\n", "A river"),
        ('---\nauthor: A\n---\n\n# It\'s "low"\n', "It’s “low”"),
        ("---\ntitle:\n---\n# Low & lower\n", "Low & lower"),
        ("<!-- a comment -->\n\n# Low\n", "Low"),
        ("(low-water)=\n# Low\n", "Low"),
        ("```{post} 2025-01-01\n```\n\n# Low\n", "Low"),
        ("```{index} river; low\n```\n\n# Low\n", "Low"),
        ("[a]: https://example.org/\n\n# Low\n", "Low"),
        ("```{post} 2025-01-01\n\nIn short.\n\n* more\n```\n\n(dry)=\n# Low\n", "Low"),
    ],
)
def test_the_first_heading_of_level_one_is_the_title(settings, text, title):
    """As plain text; what shows nothing may stand before it. It is not repeated, and nothing is said."""
    found, headings, said = read(settings, text)

    assert (found, said) == (title, [])
    assert [text for _, text, _ in headings] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\n# Low\n",
        "## Low\n",
        "Text.\n",
        "",
        "![](a.png)\n\n# Low\n",
        "> # Low\n",
        "#\n\nText.\n",
        "```{note}\nText.\n```\n\n# Low\n",
        "# " + "x" * 301 + "\n",
    ],
)
def test_what_is_no_title(settings, text):
    """A later heading, one of another level, an empty one, one of more than a line: the file name gives the title."""
    found, _, said = read(settings, text)

    assert found == "Low water"
    assert said == ["there is no title; 'Low water' is made from the file name"]


def test_a_title_in_the_front_matter_goes_before_it(settings):
    """The heading is then one of the text, but where it says the same."""
    assert read(settings, "---\ntitle: Dry\n---\n# Low\n")[:2] == (
        "Dry",
        [("h1", "Dry", "dry"), ("h2", "Low", "low")],
    )
    assert read(settings, "---\ntitle: Low\n---\n<!-- aside -->\n\n# Low\n")[1] == [
        ("h1", "Low", "low")
    ]


def test_a_second_heading_of_level_one_stays(settings):
    """Below the title, with those below it."""
    assert read(settings, "# One\n\nText.\n\n# Two\n\n## Three\n")[1] == [
        ("h1", "One", "one"),
        ("h2", "Two", "two"),
        ("h3", "Three", "three"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["# Low [water](https://example.org/)", "# ![a gauge](a.png) Low water", "# Low water[^1]", "# Low <a href='https://example.org/'>water</a>"],
)  # fmt: skip
def test_nothing_that_a_heading_leads_to_is_lost(settings, heading):
    """A title is words alone: with a link, a picture or a note the heading stays in the text too."""
    title, headings, said = read(settings, f"{heading}\n\n[^1]: A note.\n", "posts/x.md")

    assert (title, [tag for tag, _, _ in headings], said) == ("Low water", ["h1", "h2"], [])


def test_links_to_the_heading_lead_to_the_title(settings):
    """Its own id is the title's."""
    assert read(settings, "# Low {#dry}\n")[1] == [("h1", "Low", "dry")]


def test_a_standing_page_has_its_heading_too(settings):
    """Jekyll's pages without a title; one of a file's name would be its second."""
    assert read(settings, "---\nlayout: page\n---\n# About us\n", "about.md") == (
        "About us",
        [("h1", "About us", "about-us")],
        [],
    )


def test_what_stands_in_ablogs_directive_is_the_excerpt(settings):
    """And a part of the text, below the title, wherever it is written."""
    text = "```{post} 2025-01-01\n\nIn *short*.\n\n* a list\n```\n\n# Low\n\nText.\n"
    around = ReadContext(settings=settings)
    reading, _ = read_with_problems(text, "posts/x.md", around, plain_parser())

    assert reading.record.body.excerpt == "In short.\na list"
    assert [token.content for token in reading.tokens if token.type == "inline"] == [
        "Low",
        "In *short*.",
        "a list",
        "Text.",
    ]
