"""What `standfirst new` has written and nobody has replaced."""

from __future__ import annotations

import pytest
from publications import NOW

from standfirst.checking import checker
from standfirst.reading import leftovers
from standfirst.scaffold import new_post


def said(body):
    """Return line and message of what is reported."""
    problems = []
    leftovers.report_first(body, problems.append)
    return [(problem.line, problem.message.partition(" is still")[0]) for problem in problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("\n\n_The standfirst: two sentences that say what the article says._\n\nThe text, in Markdown, in the place of this line.\n", [(3, "'The standfirst: two sentences that say what the article says.'")]),
        ("\n*My own.*\n\nThe text, in Markdown, in the place of this line.\r\n", [(4, "'The text, in Markdown, in the place of this line.'")]),
        ("\nThe text, in Markdown, in the place of this line. And more.\n", []),
        ("\nA text.\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_first_line_that_was_not_replaced_is_named(body, expected):
    """A line that only begins with such words is the author's."""
    assert said(body) == expected


def test_a_new_post_is_named_until_it_is_written(publication, settings):
    """Its description and its text."""
    path = new_post.create(publication.root, title="T", authors=["Ada"], section="", settings=settings, now=NOW)  # fmt: skip
    before = [f.problem.line for f in checker.check(publication.root, clock=NOW)]
    text = path.read_text("utf-8").replace("Say in one sentence what the article is about.", "One.")
    text = text.replace("The standfirst: two sentences that say what the article says.", "Two.")
    path.write_text(
        text.replace("The text, in Markdown, in the place of this line.", "Three."), "utf-8"
    )

    assert before == [6, 10]
    assert checker.check(publication.root, clock=NOW) == []
