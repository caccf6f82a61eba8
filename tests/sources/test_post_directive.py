"""ABlog's directive ``{post}``, read as front matter."""

from __future__ import annotations

import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.sources.front_matter import post_directive, reader

UTC = ZoneInfo("UTC")
OPTIONS = """\
:author: Rosa Brandt, Ivo Kern
:category: Rivers, Maps
:tags: low water, gauges
:language: English
:location: Ghent
:excerpt: 2
:image: 1
:redirect: old/a, old/b
:nocomments:
"""


def read(text: str, name: str = "gauges.md", **more):
    """Return a post's reading, and what is said of it but for title, byline and description."""
    reading = reader.read(text, name=name, tz=UTC, **more)
    missing = {"title", "author", "description"}
    problems = [p for p in reading.problems if p.subtype.value not in missing]
    return reading, [(p.line, p.subtype.value, p.message) for p in problems]


@pytest.mark.parametrize(
    "text",
    [
        "```{post} Apr 5, 2025\n" + OPTIONS + "```\n\n# A heading\n",
        "# A heading\n\n```{post} 2025-04-05\n" + OPTIONS + "```\n",
        "# A heading\n\n:::{post} 5 April 2025\n" + OPTIONS + ":::\n",
        "~~~~ {POST}   April 05 2025 \n" + OPTIONS + "~~~~\n# A heading\n",
        "```{post} Apr 5, 2025\n---\n" + OPTIONS.replace("\n:", "\n")[1:] + "---\n```\n# A heading\n",
        "---\nkey: of nobody\n---\n# A heading\n```{post} Apr 5, 2025\n" + OPTIONS + "```\n",
    ],
    ids=["before", "after", "colons", "tildes", "YAML", "under front matter"],
)  # fmt: skip
def test_its_options_are_front_matter(text):
    """Wherever it stands and however it is written; nothing of it is left in the text, whose lines stay."""
    reading, problems = read(text)
    matter = reading.matter

    assert problems == []
    assert (str(matter.date), matter.authors, matter.categories, matter.tags) == (
        "2025-04-05 00:00:00+00:00",
        ("Rosa Brandt, Ivo Kern",),
        ("Rivers", "Maps"),
        ("low water", "gauges"),
    )
    assert (matter.lang, matter.redirect_from, matter.excerpt, matter.image, matter.hidden) == (
        "en",
        ("old/a", "old/b"),
        "",
        "",
        False,
    )
    lines = reading.body.split("\n")
    assert [line for line in lines if line] == ["# A heading"]
    assert lines.index("# A heading") == text.split("\n").index("# A heading")
    assert len(lines) == len(text.split("\n"))


def test_front_matter_goes_before_it():
    """Where both say something; where only one does, that counts."""
    matter = read("---\ndate: 2025-01-01\ntags: [a]\n---\n```{post} 2024-01-01\n:tags: b\n:author: C\n```\n")[0].matter  # fmt: skip

    assert (str(matter.date)[:10], matter.tags, matter.authors) == ("2025-01-01", ("a",), ("C",))


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("```{post}\n:author: A\n```\n", "x.md", []),
        ("```{post}\n:author: A\n```\n", "2025-01-01-x.md", []),
        ("```{post}\n```", "x.md", []),
        ("---\nblogpost: true\n---\n", "x.md", []),
        (
            "\n```{post} soon\n```\n",
            "x.md",
            [(2, "date", "the directive {post}: 'soon' is not a date such as 2025-08-20 or 2025-08-20 12:00:00 +0800; the post counts as a draft")],
        ),
    ],
)  # fmt: skip
def test_without_a_date_it_is_a_draft(text, name, said):
    """As to ABlog, also where the file's name has a date; nothing is said of that."""
    reading, problems = read(text, name)

    assert reading.matter.hidden
    assert problems == said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("---\ndate: 2025-01-01\n---\n```{post}\n```\n", "x.md"),
        ("---\nblogpost: true\n---\n", "2025-01-01-x.md"),
        ("---\ntitle: X\n---\n", "x.md"),
        ("---\ndraft: false\n---\n```{post}\n```\n", "x.md"),
    ],
)
def test_what_is_no_draft(text, name):
    """Front matter has a date, or the file's name has; a post of Jekyll's needs none; the author says so."""
    assert not read(text, name)[0].matter.hidden


@pytest.mark.parametrize(
    "text",
    [
        "````md\n```{post}\n```\n````\n",
        "    ```{post}\n    ```\n",
        "``{post}`` is a directive\n",
        "```{postlist}\n```\n",
        "<!--\n```{post}\n```\n-->\n",
        "``` {post} `x`\n",
        ":::: note\n:::{post}\n:::\n::::\n",
    ],
    ids=["code", "indented", "span", "another", "comment", "paragraph", "within"],
)
def test_what_is_no_directive_of_the_text(text):
    """It stays as it is, and the post is none of ABlog's."""
    reading, _ = read(text)

    assert (reading.body, reading.matter.hidden) == (text, False)


@pytest.mark.parametrize(
    ("text", "body", "said"),
    [
        ("```{post} 2025-01-01\n\nIn short.\n```\nMore\n", "\n\nIn short.\n\nMore\n", []),
        ("```{post} 2025-01-01\n:exclude:\n\nIn short.\n```\nMore\n", "\n\n\n\n\nMore\n", []),
        (
            "```{post} 2025-01-01\n:tags: a\n\nAll of it.\n\nMore\n",
            "\n\n\nAll of it.\n\nMore\n",
            [(1, "front_matter", "the directive {post} is never closed; what follows its options is the text")],
        ),
        (
            "```{post} 2025-01-01\n:colour: red\n```\n",
            "\n\n\n",
            [(2, "front_matter", "the directive {post} has no option 'colour'; what it says is left out")],
        ),
        (
            "```{post} 2025-01-01\n" + "".join(f":{name}: x\n" for name in "abcdefgh") + "```\n",
            "\n" * 10,
            [(2, "front_matter", "the directive {post} has no option 'a', 'b', 'c', 'd', 'e'; what it says is left out")],
        ),
        (
            "```{post} 2025-01-01\n```\n\n```{post} 2024-01-01\n```\n",
            "\n\n\n```{post} 2024-01-01\n```\n",
            [(4, "front_matter", "the directive {post} appears 2 times; the first counts")],
        ),
        (
            "```{post} 2025-01-01\n```\n" + "```{post}\n```\n" * 2,
            "\n\n" + "```{post}\n```\n" * 2,
            [(3, "front_matter", "the directive {post} appears 3 times; the first counts")],
        ),
        (
            "---\na: b\n---\n```{post} 2025-01-01\n---\ntags: 'x\n---\n```\n",
            "\n\n\n\n\n\n\n\n",
            [(6, "front_matter", "the front matter is not YAML (found unexpected end of stream); what can be read of it line by line is used")],
        ),
    ],
    ids=["excerpt", "excerpt alone", "open", "option", "many", "two", "three", "no YAML"],
)  # fmt: skip
def test_what_it_holds_and_what_is_wrong_with_it(text, body, said):
    """Its text is the excerpt, and stays; each fault is said with its line, and takes no word away."""
    reading, problems = read(text)

    assert (reading.body, problems) == (body, said)


def test_what_was_kept_of_it_is_what_is_read():
    """A reading that discovery has kept gives the same body."""
    text = "---\na: b\n---\n# X\n```{post} 2025-01-01\n\nIn short.\n```\nMore\n"
    kept, reading = reader.Parsed(), read(text)[0]
    kept.keep("posts/x.md", text, reading)

    assert kept.take("posts/x.md", text) == reading


@given(st.text(alphabet="`:~{}post -\n\t<!>a", max_size=80))
def test_no_text_breaks_it(text):
    """Whatever stands there, the body has as many lines."""
    assert read(text)[0].body.count("\n") == text.count("\n")


@pytest.mark.parametrize("unit", ["```{post}\n", "```{post}\n```\n", "```{post}\n:a:" + " " * 99 + "b\n", "<!--{post}\n", ":" * 99 + "{post}\n"])  # fmt: skip
def test_its_cost_grows_with_the_text(unit):
    """A text of ten thousand takes about ten times as long as one of a thousand."""

    def spent(times: int) -> float:
        started = time.process_time()
        post_directive.take(unit * times)
        return time.process_time() - started

    assert spent(10_000) < 40 * max(spent(1_000), 0.005)
