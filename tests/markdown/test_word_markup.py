"""Text pasted from Microsoft Word."""

from __future__ import annotations

import pytest

from standfirst.markdown.word_markup import without_words_tags


def cleaned(text):
    """Return the text without Word's tags, and line and message of each problem."""
    problems = []
    result = without_words_tags(text, problems.append)
    return result, [(problem.line, problem.message) for problem in problems]


def test_words_tags_go_and_words_stay():
    """Said once, at the first, with the number of all; lines are as many as before."""
    text = "One<o:p></o:p>\n\n<p>Two <st1:place w:st=\n'on'>Hull</st1:place><o:p/></p>\n"

    assert cleaned(text) == (
        "One\n\n<p>Two \nHull</p>\n",
        [
            (
                1,
                "'<o:p>' is Microsoft Word's, and no HTML; all 5 such tags are taken out",
            )
        ],
    )


def test_a_single_tag_is_named_alone():
    """At its line."""
    assert cleaned("One\nTwo<o:p>") == (
        "One\nTwo",
        [(2, "'<o:p>' is Microsoft Word's, and no HTML; it is taken out")],
    )


@pytest.mark.parametrize(
    "text",
    [
        "`<o:p>`",
        "```\n<o:p>\n```\n",
        "    <o:p>\n",
        "a < o:p > b",
        "<https://o.example>",
        "<svg:rect>",
        "",
    ],
)
def test_code_and_other_text_stays(text):
    """An article about Word may show its tags."""
    assert cleaned(text) == (text, [])


def test_a_tag_between_code_goes():
    """Before and after it."""
    assert cleaned("<o:p>a `<o:p>` b<o:p>\n\n```\n<o:p>\n```\n\nc<o:p>")[0] == (
        "a `<o:p>` b\n\n```\n<o:p>\n```\n\nc"
    )
