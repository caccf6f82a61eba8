"""MyST's substitutions, as values."""

from __future__ import annotations

import pytest

from standfirst.limits.budget import Budget
from standfirst.markdown.plain_parser import plain_parser
from standfirst.reading import post, substitutions
from standfirst.reading.read_context import ReadContext


def put_in(body, values, length=0):
    """Return the text with the values, and line, type and message of each problem."""
    problems = []
    made = substitutions.put_in(body, values, problems.append, Budget(length))
    return made, [(p.line, p.subtype.value, p.message) for p in problems]


@pytest.mark.parametrize(
    ("body", "values", "expected"),
    [
        ("A {{ b }}{{b}}.", {"b": "*c*"}, "A *c**c*."),
        ("{{ n }} {{ t }} {{ e }}|", {"n": 3, "t": True, "e": None}, "3 True |"),
        ("{{ b }}", {"b": " two\nlines \n"}, "two lines"),
        ("{{ b }}", {"b": "{{ b }} {{ 7*7 }}"}, "{{ b }} {{ 7*7 }}"),
        ("`{{ b }}` {{ b }}", {"b": "c"}, "`{{ b }}` c"),
        ("```\n{{ b }}\n```\n\n    {{ b }}\n", {"b": "c"}, "```\n{{ b }}\n```\n\n    {{ b }}\n"),
        ("{{ c }} {{ b.c }} {{ b|upper }} {{ 'b' }} {% b %}", {"b": "x"}, "{{ c }} {{ b.c }} {{ b|upper }} {{ 'b' }} {% b %}"),
        ("{{ b }}", {}, "{{ b }}"),
    ],
    ids=["text", "plain values", "lines", "once", "span", "blocks", "expressions", "none"],
)  # fmt: skip
def test_a_name_is_its_value(body, values, expected):
    """Put in once, outside of code; what is more than a name is left alone, and nothing is evaluated."""
    assert put_in(body, values) == (expected, [])


@pytest.mark.parametrize("value", [["a"], {"a": "b"}, "a\n\nb", "a\n- b", "```{note}\nb\n```", "a\n# b"])  # fmt: skip
def test_more_than_a_paragraph_stays_as_it_is(value):
    """It would have other lines than the source; that is said once."""
    assert put_in("x\n\n{{ b }} {{ b }}", {"b": value}) == (
        "x\n\n{{ b }} {{ b }}",
        [(3, "markup", "the substitution {{ b }} is more than one paragraph of text; it stays as it is")],
    )  # fmt: skip


def test_they_grow_to_a_bound():
    """What values add is taken from the post's own budget."""
    made, problems = put_in("{{ b }}\n" * 300, {"b": "x" * 1000})

    assert len(made) < 110_000
    assert problems == [(101, "size", "its substitutions would add more than 100000 characters to the text; the rest stays as written")]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"myst_enable_extensions": ["substitution"], "myst_substitutions": {"a": 1}}, {"a": 1}),
        ({"myst_enable_extensions": ("substitution",)}, {}),
        ({"myst_enable_extensions": ["deflist"], "myst_substitutions": {"a": 1}}, None),
        ({"myst_substitutions": {"a": 1}}, None),
        ({}, None),
    ],
)
def test_conf_py_switches_them_on(options, expected):
    """With MyST's own options."""
    assert substitutions.declared(options) == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [({"b": "theirs", "c": "C"}, "own C {{ d }}"), (None, "{{ b }} {{ c }} {{ d }}")],
)
def test_a_posts_own_go_before_the_publications(settings, declared, expected):
    """Where there are any; else the braces are Liquid's, and stay."""
    reading = post.read_post(
        "---\ntitle: T\nmyst:\n  substitutions:\n    b: own\n---\n{{ b }} {{ c }} {{ d }}\n",
        source="posts/x.md",
        around=ReadContext(settings=settings, substitutions=declared),
        markdown=plain_parser(),
        report=lambda _: None,
    )

    assert reading.record.body.first_paragraph == expected
