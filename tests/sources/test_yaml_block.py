"""The block of front matter: what is read of it, however faulty it is."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.problems import PostWarning
from standfirst.sources.front_matter import yaml_block


def load(text):
    """Load a block, dedented."""
    return yaml_block.load(dedent(text).strip("\n"))


def test_every_scalar_is_text():
    """Whatever type YAML or a tag would give it; null and an empty value are None."""
    block = """
        number: 007
        answer: yes
        date: 2025-08-20
        tagged: !!binary aGVsbG8=
        object: !!python/object:os.system [ls]
        nothing: ~
        empty:
        quoted: "~"
        merged:
          <<: {a: 1, b: 2}
          b: 3
    """

    assert load(block).values == {
        "number": "007",
        "answer": "yes",
        "date": "2025-08-20",
        "tagged": "aGVsbG8=",
        "object": ["ls"],
        "nothing": None,
        "empty": None,
        "quoted": "~",
        "merged": {"a": "1", "b": "3"},
    }
    assert load(block).problems == ()


def test_one_fault_spoils_one_value():
    """The keys beside it keep their lists, mappings and folded texts."""
    loaded = load("""
        title: Harbours: a history
        description: >
          Of stone
          and water.
        image:
          path: a.png
        tags:
        - one
        - two
        subtitle: *not an alias*
    """)

    assert loaded.values == {
        "title": "Harbours: a history",
        "description": "Of stone and water.\n",
        "image": {"path": "a.png"},
        "tags": ["one", "two"],
        "subtitle": "*not an alias*",
    }
    assert loaded.lines["subtitle"] == 11
    assert [(p.line, p.column) for p in loaded.problems] == [(2, 16)]


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("title:Tight", {"title": "Tight"}),
        ("title：宽冒号\nauthor: 王一", {"title": "宽冒号", "author": "王一"}),
        ("tags:\n\t- a\n\t- b", {"tags": ["a", "b"]}),
        ("title: 'It's here'", {"title": "It's here"}),
        ('title: "Never closed\nauthor: A', {"title": '"Never closed', "author": "A"}),
        ("title: @home\ntags: [a, b: : c]", {"title": "@home", "tags": ["a", "b: : c"]}),
        ("- a\n- b", {}),
        ("a: &x [*x]", {"a": "&x [*x]"}),
    ],
)
def test_what_yaml_refuses_is_read_piece_by_piece(block, values):
    """With one problem that has line and column."""
    loaded = yaml_block.load(block)

    assert loaded.values == values
    assert [problem.subtype for problem in loaded.problems] == [PostWarning.FRONT_MATTER]
    assert loaded.problems[0].column


def test_a_quotation_that_never_ends_is_at_fault_where_it_begins():
    """And not at the end of the block."""
    assert load('a: b\ntitle: "Never closed\nc: d\n').problems[0].line == 3


def test_a_key_that_stands_twice_is_named_with_both_lines():
    """The last one counts."""
    loaded = load("a: 1\nb: 2\na: 3")

    assert loaded.values["a"] == "3"
    assert "first on line 2" in loaded.problems[0].message
    assert loaded.problems[0].line == 4


def test_escapes_hide_no_unfit_character():
    """What quotes write as an escape is removed too, in keys and in lists, with its line."""
    loaded = load('a: b\n"k\\u202e": ["\\u2028x\\u0007"]')

    assert loaded.values == {"a": "b", "k": [" x"]}
    assert {problem.subtype for problem in loaded.problems} == {PostWarning.CHARACTERS}
    assert {problem.line for problem in loaded.problems} == {3}


@pytest.mark.parametrize(
    "block", ["x: " + "[" * 100_000, "- " * 100_000 + "a", "x: " + "{a: " * 5000]
)
def test_no_depth_ends_the_process(block):
    """The composer of libyaml recurses until the stack is full."""
    assert yaml_block.load(block).problems


def test_a_rule_in_the_text_closes_no_front_matter():
    """The text before it stays text, as it does where there is no rule."""
    text = "---\ntitle: Never closed\nauthor: A\n\n# A heading\n\nThe text: it begins.\n\nIt ends.\n\n---\n\n__A__ writes.\n"
    block = yaml_block.read(text)

    assert block.values == {"title": "Never closed", "author": "A"}
    assert block.body.split("\n")[4:] == text.split("\n")[4:]
    assert "never closed" in block.problems[0].message
    assert yaml_block.read(text.replace("---\n\n__A__", "")).values == block.values
    assert yaml_block.read(text.replace("It ends.", "- It\n- ends.")).values == block.values


def test_a_post_may_begin_with_a_rule():
    """Its text is all there."""
    text = "---\n\nOne paragraph.\n\n---\n\nAnother one.\n"

    assert yaml_block.read(text).body == "\n" + text.partition("\n")[2]


def test_an_empty_line_within_faulty_front_matter_ends_it_not():
    """The keys after it count."""
    block = yaml_block.read("---\ntitle: A: b\n\nauthor: C\n---\nText.\n")

    assert block.values == {"title": "A: b", "author": "C"}
    assert block.body.strip() == "Text."


@given(st.text(max_size=300), st.sampled_from(["", "---\n", "---\na: b\n"]), st.booleans())
def test_no_line_moves(text, start, closed):
    """The body stands where the author wrote it, whatever is above it."""
    source = (start + text + ("\n---\n" if closed else "")).removeprefix("\ufeff")
    plain = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = yaml_block.read(source).body.split("\n")

    assert len(body) == len(plain)
    assert {line in {"", other} for line, other in zip(body, plain, strict=True)} == {True}
