"""The Markdown within directives is read with its own lines, without MyST."""

from __future__ import annotations

import pytest

from standfirst.markdown.context import DEEPEST, ParseContext
from standfirst.markdown.plain_parser import plain_parser, unfolded
from standfirst.policy.refusals import Refusals

MD = plain_parser()


def read(text):
    """Return type, 1-based line and content of each token that opens or stands alone, and what is told with its line."""
    problems = []
    refusals = Refusals(report=problems.append)
    env = {"standfirst": ParseContext(report=problems.append, refusals=refusals)}
    tokens = list(unfolded(MD.parse(text, env), MD, env))
    refusals.report_classes()
    found = [(t.type, t.map[0] + 1, t.content) for t in tokens if t.map and t.type != "paragraph_open"]  # fmt: skip
    return found, [(p.message, p.line) for p in problems]


def words(text):
    """Return the text of each paragraph and its line."""
    return [(content, line) for kind, line, content in read(text)[0] if kind == "inline"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n```{note}\nb\n\n- c\n```\n\nd\n", [("a", 1), ("b", 4), ("c", 6), ("d", 9)]),
        (":::{note}\nb\n:::\n", [("b", 2)]),
        (":::\nb\n:::\n", [("b", 2)]),
        ("::: lead\nb\n:::\n", [("b", 2)]),
        ("```\nb\n```\n", []),
        ("```python\nb\n```\n", []),
        ("```{code} python\nb\n```\n", []),
        ("```{include}\nb\n```\n", []),
        (":::{nosuch}\nb\n:::\n", []),
        ("```{note}\n:class: lead\n:name: x\n\nb\n```\n", [("b", 5)]),
        ("```{note}\n---\nclass: lead\n---\nb\n```\n", [("b", 5)]),
        ("```{note}\n---\nclass: lead\n```\nb\n", [("b", 5)]),
        ("```{note}\n\n:class: lead\nb\n```\n", [(":class: lead\nb", 3)]),
        ("```{note}\n:class: lead\n```\n", []),
        ("```{note}\nb\n:class: lead\n```\n", [("b\n:class: lead", 2)]),
        ("````{note}\n:::{tip}\nb\n:::\n````\n", [("b", 3)]),
        (":::::{note}\n:class: lead\n::::{tip}\n:::{hint}\nb\n:::\n::::\nc\n:::::\n", [("b", 5), ("c", 8)]),
        ("- a\n\n  ```{note}\n  b\n  ```\n", [("a", 1), ("b", 4)]),
        ("```{note}\n[b][x]\n```\n\n[x]: /y\n", [("[b][x]", 2)]),
    ],
)  # fmt: skip
def test_what_a_directive_holds_is_markdown_where_it_is_that(text, expected):
    """Behind its options, on the lines of the whole text; code and what may not be used hold none."""
    assert words(text) == expected


def test_directives_within_one_another_are_read_to_a_depth():
    """Deeper ones are what they are: a fence."""
    text = "".join(f"{':' * (40 - n)}{{note}}\na{n}\n" for n in range(20))
    text += "".join(f"{':' * (40 - n)}\n" for n in reversed(range(20)))

    assert words(text) == [(f"a{n}", 2 * n + 2) for n in range(DEEPEST)]


def test_what_is_refused_in_a_directive_is_told_on_its_line():
    """A class, a link, and HTML; and a definition of the text around is known within."""
    text = "::::{note}\n:::{tip}\n[a](bad:b)\n\n<b>c\n\nd\n{: .w-100}\n\n[e][f]\n:::\n::::\n\n[f]: /g\n"
    found, problems = read(text)

    assert [line for message, line in problems if "bad:b" in message] == [3]
    assert ("<b> was never closed; it was closed here", 5) in problems
    assert [line for message, line in problems if "w-100" in message] == [7]
    links = [t for t in found if t[0] == "inline"]
    assert links[-1] == ("inline", 10, "[e][f]")
