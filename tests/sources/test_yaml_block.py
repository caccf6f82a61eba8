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


@pytest.mark.parametrize(
    ("text", "values", "height"),
    [
        ("---\na: b\n---\nx", {"a": "b"}, 3),
        ("--- \t\na: b\n...  \nx", {"a": "b"}, 3),
        ("---\na: b\n------ \nx\n---\n", {"a": "b"}, 3),
        ("\ufeff---\r\na: b\r---\rx", {"a": "b"}, 3),
        ("---\n---\nx", {}, 2),
        (" ---\na: b\n---\n", {}, 0),
        ("----\na: b\n---\n", {}, 0),
        ("---x\na: b\n---\n", {}, 0),
        ("", {}, 0),
    ],
)
def test_front_matter_stands_between_two_rules(text, values, height):
    """The first in the first line, the second of hyphens or stops; blanks may be after either."""
    block = yaml_block.read(text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert (block.values, block.height, block.problems) == (values, height, ())
    assert block.lines == dict.fromkeys(values, 2)
    assert block.body.split("\n") == [""] * height + lines[height:]
    assert yaml_block.body(text, height) == block.body


@pytest.mark.parametrize(
    ("text", "values", "height"),
    [
        ("---\na: b\nc: d", {"a": "b", "c": "d"}, 3),
        ("---\na:\n  - b\n# note\n- c\ntext\n", {"a": ["b", "c"]}, 5),
        ("---\na: {\n b: c\n}\ntext\n", {"a": {"b": "c"}}, 4),
        ("---\na: [\n b\n]\ntext: x\n\ny: z", {"a": ["b"], "text": "x"}, 5),
        ("---\nA text.\n---\n", {}, 1),
        ("---\na: b\n\nA text.\n-----\n", {"a": "b"}, 2),
        ("---", {}, 1),
    ],
)
def test_front_matter_that_is_never_closed_ends_where_the_text_begins(text, values, height):
    """At an empty line, or at one that is neither a key, an item, a note nor the rest of a value."""
    block = yaml_block.read(text)
    first = block.problems[0]

    assert (block.values, block.height) == (values, height)
    assert block.body == "\n".join([*[""] * height, *text.split("\n")[height:]])
    assert (first.subtype, first.line, first.column) == (PostWarning.FRONT_MATTER, 1, 1)
    assert (first.message, first.remedy) == (
        "the front matter is never closed; its lines up to the first other one are read",
        "write a line --- after it",
    )


READ = "what can be read of it line by line is used"
QUOTE = "put the value in quotes, or mend its indentation"


@pytest.mark.parametrize(
    ("block", "said", "remedy", "place"),
    [
        ("a: b: c", f"the front matter is not YAML (mapping values are not allowed in this context); {READ}", QUOTE, (2, 5)),
        ("a: b\nc: *x", f"the front matter is not YAML (found undefined alias 'x'); {READ}", QUOTE, (3, 4)),
        ("a: b\n--- \nc: d", f"the front matter is not YAML (found another document); {READ}", QUOTE, (3, 1)),
        ("? [a]\n: b", f"the front matter is not YAML (a key is not text); {READ}", QUOTE, (2, 5)),
        ("a: 'b\nc: d", f"the front matter is not YAML (found unexpected end of stream); {READ}", QUOTE, (2, 4)),
        ("a: " + "[" * 50 + "]" * 50, f"the front matter is not YAML (is nested too deeply); {READ}", QUOTE, (2, 53)),
        ("- a", f"the front matter is not a list of keys and values; {READ}", "write one `key: value` a line", (2, 1)),
        ("a: 1\nb: 2\na: 3", "the key 'a' appears twice (first on line 2); the last one counts", "remove one", (4, None)),
        ("a: b\nc: \x07d", "the front matter has control characters; they were removed", "delete them in the source", (3, None)),
        ('a: "\\u2028"', "the front matter has Unicode line separators; they were removed", "delete them in the source", (2, None)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_block_is_told_with_its_place(block, said, remedy, place):
    """Each by a sentence of its own, and what would help."""
    [problem] = yaml_block.load(block).problems

    assert (problem.message, problem.remedy) == (said, remedy)
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("x: y: z\na:\n- 'b: c'\n- \"d\"\n", {"x": "y: z", "a": ["b: c", "d"]}),
        ('a:\n- b: c: d\n-e: f: g\n- "h": i: j\n', {"a": ["b: c: d", '"h": i: j']}),
        ("a: b: c\n# note\n  more\n- x", {"a": "b: c more - x"}),
        ("a: 'x: y\nb: 'q' r: s", {"a": "'x: y", "b": "'q' r: s"}),
        ("a: [x, 'y: @', @z, , ]", {"a": ["x", "y: @", "@z"]}),
        ("a: [@x", {"a": "[@x"}),
        ("a: @x]", {"a": "@x]"}),
        ("a: '@'x'", {"a": "@'x"}),
        ("k.e-y_1 : @a", {"k.e-y_1": "@a"}),
        ("1a: b: c", {}),
        ("http://x: y: z", {}),
        ("a:@b\n\n\nc: @d", {"a": "@b", "c": "@d"}),
        ("a: |\n  b: c\n  d\nq: r: s", {"a": "b: c\nd\n", "q": "r: s"}),
    ],
)
def test_a_line_that_yaml_refuses(block, values):
    """Is a key and the rest, the items below it, or what quotes and brackets hold."""
    assert yaml_block.load(block).values == values


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("nUll", "nUll"), ("''", ""), ('""', ""), ("!!str", ""), ("!!str ~", "~"), ("'~'", "~"), ("no", "no")],
)  # fmt: skip
def test_nothing_is_what_yaml_has_for_it(value, expected):
    """Without quotes and without a tag."""
    assert yaml_block.load(f"a: {value}").values == {"a": expected}


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("<<: {a: 1, b: 2}\nb: 3", {"a": "1", "b": "3"}),
        ("<<: [{a: 1}, {a: 2, c: 3}]\nb: 4", {"a": "1", "c": "3", "b": "4"}),
        ("<<: x\nb: 1", {"<<": "x", "b": "1"}),
        ("<<: [{a: 1}, x]", {"<<": [{"a": "1"}, "x"]}),
        ("a: [<<, b]", {"a": ["<<", "b"]}),
    ],
)
def test_a_merge_puts_mappings_below_a_mapping(block, values):
    """The first of several counts; what is no mapping is merged with nothing."""
    assert yaml_block.load(block).values == values


def test_an_alias_stands_for_what_its_anchor_marks():
    """A text, a list or a mapping; the last of a name, and none within itself."""
    loaded = load("""
        a: &x 1
        b: [*x, &x {c: d}]
        e: *x
    """)

    assert loaded.values == {"a": "1", "b": ["1", {"c": "d"}], "e": {"c": "d"}}
    assert yaml_block.load("a: &x 1\nb: &x [*x]").problems != ()


@pytest.mark.parametrize(("keys", "read"), [(999, 999), (1000, 1000), (1001, 0)])
def test_a_block_has_a_thousand_keys_at_most(keys, read):
    """Of more it is said how many there are; empty lines are none."""
    block = "\n".join(f"k{n}: v" for n in range(keys))
    loaded = yaml_block.load(f"{block}\n\n\n")
    said = f"the front matter has {keys} keys, and may have 1000; none of them is read"

    assert len(loaded.values) == read
    assert [(p.subtype.value, p.message, p.line, p.column) for p in loaded.problems] == (
        [] if read else [("size", said, 2, 1)]
    )


def test_a_value_is_49_lists_deep_at_most():
    """The mapping around it is the fiftieth."""
    assert yaml_block.load("a: " + "[" * 49 + "]" * 49).problems == ()


@pytest.mark.parametrize(("items", "fits"), [(19_998, True), (19_999, False)])
def test_a_block_has_20_000_values_at_most(items, fits):
    """The list and the mapping that hold them are two."""
    loaded = yaml_block.load("a: [" + "x," * items + "]")

    assert [(p.subtype.value, p.message, p.remedy) for p in loaded.problems] == (
        []
        if fits
        else [
            (
                "size",
                f"the front matter has more than 20000 values, or aliases that multiply; {READ}",
                "write less, and no aliases",
            )
        ]
    )


def test_aliases_make_as_much_text_as_a_post_may_add():
    """100,000 characters besides four for each of its own."""
    text = "x" * 1000
    uses = [yaml_block.load(f"a: &a {text}\nb: [{', '.join(['*a'] * n)}]") for n in (105, 106)]

    assert [[p.message for p in block.problems] for block in uses] == [
        [],
        [f"the front matter has aliases that multiply; {READ}"],
    ]


UNOPENED = (
    "the front matter does not begin with a line --- at the very top; it is read as if it did"
)


@pytest.mark.parametrize(
    ("before", "line"), [("", 1), ("\n\n---\n", 4), ("--\n", 2), ("----\n", 2), ("—-\n", 2), (" ---\n", 2)]
)  # fmt: skip
def test_an_opening_that_is_missing_or_misspelt_is_named(before, line):
    """What follows it is front matter, its lines are those of the file, and so is the text's place."""
    block = yaml_block.read(f"{before}title: X\nauthor: A #1\n---\nText.\n")

    assert (block.values, block.lines) == (
        {"title": "X", "author": "A"},
        {"title": line, "author": line + 1},
    )
    assert [(problem.line, problem.message) for problem in block.problems] == [
        (1, UNOPENED),
        (line + 1, "author: '#1' is not read, since YAML takes it for a comment"),
    ]
    assert block.body == "\n" * (line + 2) + "Text.\n"


@pytest.mark.parametrize(
    ("key", "is_matter"),
    [
        *((key, True) for key in ("title", "layout", "date", "author", "authors", "permalink", "description", "tags", "categories")),
        *((key, False) for key in ("subtitle", "excerpt", "tag", "image", "note", "Title", "DATE")),
    ],
)  # fmt: skip
def test_keys_that_every_site_has_make_front_matter_without_an_opening(key, is_matter):
    """One of them among others is enough."""
    block = yaml_block.read(f"note: b\n{key}: a\n---\nText.\n")

    assert (block.values == {"note": "b", key: "a"}, block.height == 3) == (is_matter, is_matter)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Title: a\n---\nText.\n",
        "note: a\n---\nText.\n",
        "title: a\n\nText.\n",
        "title: a\n\nText.\n\n---\n",
        "* title: a\n---\n",
        "\n\n",
        "",
        "title: a\n" + "x: y\n" * 100 + "---\n",
    ],
)
def test_a_text_without_front_matter_stays_one(text):
    """Also where its first lines look a little like keys, or a rule follows."""
    assert yaml_block.read(text) == yaml_block.Block(body=text)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("title: The #1 tide", "title: '#1 tide' is not read, since YAML takes it for a comment"),
        ("title: #1 tide", "title: '#1 tide' is not read, since YAML takes it for a comment"),
        ("tags:\n- tide #1", "tags: '#1' is not read, since YAML takes it for a comment"),
        ("title: The tide # of today", None),
        ("title: 'The #1 tide'", None),
        ("title: C# and F#", None),
        *(
            (f"{key}: Tide #1", f"{key}: '#1' is not read, since YAML takes it for a comment")
            for key in ("title", "subtitle", "description", "excerpt", "author", "authors", "tag", "tags", "category", "categories", "section", "series", "volume")
        ),
        *((f"{key}: a #1", None) for key in ("layout", "date", "lang", "image", "permalink", "slug", "Title")),
    ],
)  # fmt: skip
def test_words_that_yaml_takes_for_a_comment_are_named(line, said):
    """Where the sign has something right after it, and the key is one of words."""
    problems = yaml_block.read(f"---\n{line}\n---\n").problems

    assert [problem.message for problem in problems] == ([said] if said else [])
