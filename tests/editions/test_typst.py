"""Documents as Typst: text stays text, and every kind of node has a form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from docutils import nodes
from edition_documents import around
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx import addnodes

from standfirst.editions import html_to_nodes
from standfirst.editions.typst import fonts
from standfirst.editions.typst.code import BREAK, Code, block, call, pieces, string, text, value
from standfirst.editions.typst.compiler import TEMPLATE
from standfirst.editions.typst.inlines import short_address
from standfirst.editions.typst.translator import translate
from standfirst.editions.typst.translator_base import LinkTarget
from standfirst.text.language_detection import script_of

typst = pytest.importorskip("typst", reason="needs typst; pip install typst")

HOSTILE = [
    "#import",
    "$x$",
    "@a",
    "\\",
    '"',
    "// x",
    "/* x",
    "<a>",
    "*_`~=",
    "- a",
    "1. a",
    "]",
    "}",
]
_ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(HOSTILE)


def document(*children):
    """Return a document with a section and its title."""
    result = nodes.document(None, None)
    result += nodes.section("", nodes.title("", "Title"), *children, ids=["title"])
    return result


def query(source, name):
    """Return what Typst itself says of the elements of *name* in a source."""
    return json.loads(typst.query(source.encode(), name, ignore_system_fonts=True))


@given(_ANY)
@settings(max_examples=300)
def test_typst_gives_every_text_back_as_it_was(content):
    """Whatever an author writes is text."""
    source = f"#metadata({string(content)}) <it>\n"

    assert query(source, "<it>")[0]["value"] == content


@given(st.lists(_ANY.filter(lambda text: "\x00" not in text), min_size=1, max_size=5))
@settings(max_examples=100)
def test_a_paragraph_has_the_text_of_its_document_and_nothing_else(contents):
    """Also where lines may be broken within it, and after other text; docutils takes out U+0000."""
    doc = document(nodes.paragraph("", "", *map(nodes.Text, contents)))
    source = (
        f"#let {BREAK} = box(width: 0pt)\n#let anchor(name) = none\n#{translate(doc, around())}\n"
    )
    found = query(source, "par")
    expected = "".join(contents).replace("\n", " ")

    assert "".join(_texts(found)) == expected


def _texts(value):
    if isinstance(value, dict):
        if value.get("func") == "text":
            yield value["text"]
        elif value.get("func") == "space":
            yield " "
        else:
            for part in value.values():
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


@given(st.text())
def test_pieces_are_the_text(content):
    """Only places to break a line are put between them."""
    assert "".join(pieces(content)) == content
    assert {
        len(piece) <= 24 or " " in piece or not piece.isascii() for piece in pieces(content)
    } == {True}


def test_a_long_word_and_a_long_address_can_be_broken():
    """After punctuation, else after some characters."""
    address = text("https://example.org/" + "a" * 22)

    assert f'"org/";{BREAK};"{"a" * 20}";{BREAK};"aa"' in address
    assert text("a" * 200).count(f";{BREAK};") == 9
    assert BREAK not in text("an ordinary sentence of words")


def test_values_are_typst_s_own():
    """Of one element, and of none, too."""
    assert value(["a"]) == '("a",)'
    assert value([]) == "()"
    assert value({}) == "(:)"
    assert value({"a b": None, "c": True}) == '("a b":none,"c":true)'
    assert call("f", "x", some_name=1) == 'f(some-name:1,"x")'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (["H", "<sub>", nodes.Text("2"), "</sub>", "O"], "<subscript>2</subscript>"),
        (["a<br>b"], "line-break"),
        (["<s>", nodes.Text("gone"), "</s>"], "struck"),
        (["<a href='https://example.org/'>x</a>"], 'refuri="https://example.org/"'),
        (["<b>", nodes.emphasis("", "x"), "</b>"], "<strong><emphasis>x</emphasis></strong>"),
        (["</b>x</i>"], "x"),
        (["a<input>b<i>c</i>"], "<inline/>b<emphasis>c</emphasis>"),
        (["<address>x</address>"], "<container>x</container>"),
        (["<i>a</i> <u>b</u>"], "<emphasis>a</emphasis> <inline>b</inline>"),
        (["<ol type=a start=3><li>x</ol>"], 'enumtype="loweralpha" start="3"'),
        (["<abbr title='Hyper'>H</abbr>"], 'explanation="Hyper"'),
    ],
)
def test_html_becomes_nodes(html, expected):
    """Also where one element begins and ends in different nodes."""
    parts = [nodes.raw("", p, format="html") if isinstance(p, str) else p for p in html]
    doc = document(nodes.paragraph("", "", *parts))
    html_to_nodes.fold(doc)

    assert expected in str(doc)
    assert not list(doc.findall(nodes.raw))


def test_loose_html_keeps_the_spaces_between_its_words():
    """Where HTML makes a block of its own, no paragraph holds its text."""
    doc = document(nodes.raw("", "<i>a</i> <u>b</u>\n<kbd>c</kbd>", format="html"))
    html_to_nodes.fold(doc)

    assert [str(n) for n in doc[0].children if isinstance(n, nodes.Text)] == [" ", " "]


def test_html_terms_have_their_meanings():
    """Several terms of one meaning, and several meanings of one term, too."""
    first = "<dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd>"
    html = f"<dl>{first}<dt>e</dt><dd>f</dd></dl>"
    doc = document(nodes.raw("", html, format="html"))
    html_to_nodes.fold(doc)
    items = list(doc.findall(nodes.definition_list_item))
    code = translate(document(nodes.raw("", html, format="html")), around())

    assert [item.astext().split() for item in items] == [["a", "b", "c", "d"], ["e", "f"]]
    assert 'term(({"a"},{"b"},)' in code


def test_a_table_in_a_table_is_set_once():
    """Its rows are its own."""
    html = "<table><tr><td>outer<table><tr><td>inner</td></tr></table></td></tr></table>"
    code = translate(document(nodes.raw("", html, format="html")), around())

    assert code.count('"inner"') == 1
    assert code.count("heads:0") == 2


def test_a_short_run_of_digits_breaks_in_a_narrow_cell_and_a_word_does_not():
    """A word is hyphenated; figures would run into the next cell."""
    assert pieces("123,456,789", 7) == ["123,", "456,", "789"]
    assert pieces("columns,", 7) == ["columns,"]
    assert pieces("“Counterrevolutionary”") == ["“Counterrevolutionary”"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_spaces_that_hold_together_do_not_hold_for_ever(space):
    """A few do; a line of them would leave the page."""
    assert pieces(f"12{space}000{space}km") == [f"12{space}000{space}km"]
    assert len(pieces(space.join(["word"] * 60))) > 40


def test_an_abbreviation_says_once_what_it_stands_for():
    """Paper shows nothing to who points at it."""
    short = [nodes.abbreviation("", "HTML", explanation="Hypertext") for _ in range(2)]
    code = translate(document(nodes.paragraph("", "", *short)), around())

    assert code.count('" (Hypertext)"') == 1


def test_a_note_without_a_place_has_its_mark():
    """A mark in a caption leads to it."""
    note = nodes.footnote("", nodes.label("", "7"), nodes.paragraph("", "said"), ids=["n"])
    code = translate(document(note), around())

    assert 'stray-note("7",{"said"})' in code


def test_what_a_program_has_stands_with_its_signature():
    """As code, its arguments in brackets."""
    signature = addnodes.desc_signature(
        "",
        "",
        addnodes.desc_name("", "f"),
        addnodes.desc_parameterlist("", "", addnodes.desc_parameter("", "x")),
    )
    node = addnodes.desc("", signature, addnodes.desc_content("", nodes.paragraph("", "what")))
    found = []
    code = translate(document(node), around(found))

    assert 'term(({raw("f(x)")},)' in code
    assert found == []


def test_an_option_of_a_command_stands_with_what_it_does():
    """The option as code."""
    option = nodes.option_list_item(
        "",
        nodes.option_group("", nodes.option("", nodes.option_string("", "-a"))),
        nodes.description("", nodes.paragraph("", "all of them")),
    )
    code = translate(document(nodes.option_list("", option)), around())

    assert 'term(({raw("-a")},),{par({"all of them"})})' in code


def test_an_html_table_becomes_a_table():
    """With head, spans and caption, in one piece or in several."""
    rows = "<tr><td colspan=2>c</td></tr></table>"
    head = "<table><caption>What</caption><tr><th>a</th><th>b</th></tr>"
    doc = document(nodes.raw("", head, format="html"), nodes.raw("", rows, format="html"))
    html_to_nodes.fold(doc)
    table = next(iter(doc.findall(nodes.table)))

    assert [e.astext() for e in table.findall(nodes.entry)] == ["a", "b", "c"]
    assert next(iter(table.findall(nodes.thead))).astext() == "a\n\nb"
    assert [e.get("morecols") for e in table.findall(nodes.entry)] == [None, None, 1]
    assert next(iter(table.findall(nodes.title))).astext() == "What"


def test_a_link_to_the_web_has_its_address_in_a_note_once():
    """A second one has the mark of the first; one that shows its address needs none."""
    url = "https://www.example.org/report/?q=1"
    links = [nodes.reference("", "report", refuri=url) for _ in range(2)]
    plain = nodes.reference("", "https://example.org", refuri="https://example.org")
    code = translate(document(nodes.paragraph("", "", *links, plain)), around())

    assert code.count("link-note(") == 1
    assert code.count("note-again(") == 1
    assert '{"example.";brk;"org/";brk;"report/?";brk;"q=";brk;"1"}' in code


def test_links_that_are_neither_to_the_web_nor_to_a_page_are_text():
    """What would run something is not a link in a PDF."""
    link = nodes.reference("", "x", refuri="javascript:alert(1)")
    code = translate(document(nodes.paragraph("", "", link)), around())

    assert "link(" not in code
    assert '"x"' in code


def test_a_link_within_the_publication_names_its_places_in_the_edition():
    """Best first, and its address on the web for an edition that has neither."""
    place = LinkTarget(labels=("posts/b#part", "posts/b#"), url="https://example.org/b/#part")
    link = nodes.reference("", "there", refuri="page:b")
    code = translate(document(nodes.paragraph("", "", link)), around(place=lambda _: place))

    assert (
        'xref(page:true,note:"example.org/b",quiet:false,("posts/b#part","posts/b#",),"https://example.org/b/#part"'
        in code
    )


def test_notes_are_set_at_their_marks():
    """The second mark of a note repeats it; a note without a mark stands by itself."""
    marks = [nodes.footnote_reference("", "1", refid="n1") for _ in range(2)]
    notes = [
        nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", f"Note {name}."), ids=[name])
        for name in ("n1", "n2")
    ]
    code = translate(document(nodes.paragraph("", "", *marks), *notes), around())

    assert code.count('note({"Note n1."},"posts/a#n1")') == 1
    assert code.count('note-again("posts/a#n1")') == 1
    assert "stray-note(" in code


def test_a_link_in_a_note_has_its_address_in_brackets():
    """A note of a note would lead nowhere on paper."""
    link = nodes.reference("", "report", refuri="https://example.org/report")
    mark = nodes.footnote_reference("", "1", refid="n1")
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "", link), ids=["n1"])

    assert '" (example.org/report)"' in translate(
        document(nodes.paragraph("", "", mark), note), around()
    )


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            nodes.paragraph("", "", nodes.math("", "x\n <")),
            'par({formula(alt:"x <",room:20,({sign("x");sign("<")},),{raw("x\\u{a} <")})})',
        ),
        (
            nodes.rubric("", "", nodes.math("", "x")),
            'rubric({formula(alt:"x",room:20,({sign("x")},),{raw("x")})})',
        ),
        (
            nodes.section("", nodes.title("", "", nodes.math("", "x")), ids=["s"]),
            '{math.equation(alt:"x",{{sign("x")}})}',
        ),
        (
            nodes.math_block("", "x", ids=["e"], number=3),
            'anchor("posts/a#e");display-formula(alt:"x",number:"(3)",({sign("x")},),code-block("x"))',
        ),
    ],
    ids=["line", "title of a box", "heading", "block"],
)
def test_formulas_are_set_with_what_was_written_beside_them(formula, expected):
    """As alternative text, and for where there is no room; with the number that the web has."""
    found = []

    assert expected in translate(document(formula), around(found))
    assert found == []


@pytest.mark.parametrize(
    "formulas",
    [
        [nodes.paragraph("", "", nodes.math("", r"\foo{1}{2}"), nodes.math("", "&"))],
        [nodes.math_block("", r"\foo{1}{2}"), nodes.math_block("", "&")],
    ],
    ids=["line", "block"],
)
def test_formulas_that_cannot_be_set_stand_as_they_are_written_and_are_reported_once(formulas):
    """Nothing is lost."""
    found = []
    code = translate(document(*formulas), around(found))

    assert r'("\\foo{1}{2}")' in code
    assert [problem.message for problem in found] == [
        "a formula that cannot be set is printed as written, in LaTeX"
    ]


def test_a_note_that_marks_itself_ends():
    """Or two that mark one another."""
    mark = nodes.footnote_reference("", "1", refid="n1")
    inner = nodes.footnote_reference("", "1", refid="n1")
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "", inner), ids=["n1"])

    assert translate(document(nodes.paragraph("", "", mark), note), around()).count("super(") == 1


def test_a_node_that_is_not_known_leaves_its_text_and_one_warning():
    """Of a kind, however many there are."""

    class strange(nodes.Element):  # noqa: N801  # as docutils names its nodes
        pass

    found = []
    code = translate(
        document(*(strange("", nodes.paragraph("", "kept")) for _ in range(3))), around(found)
    )

    assert code.count('"kept"') == 3
    assert [problem.subtype.value for problem in found] == ["edition"]
    assert "strange" in found[0].message


def test_a_picture_that_cannot_be_shown_is_a_frame_with_its_text_and_address():
    """Never a hole."""
    image = nodes.image(uri="https://example.org/a.png", alt="A chart")
    code = translate(document(nodes.paragraph("", "", image)), around())

    assert 'no-picture(inline:false,"A chart","https://example.org/a.png"' in code


def test_a_picture_that_is_missing_is_a_frame_too():
    """With its text, as on a page; the name of a file is none."""
    text = nodes.inline("", "A", classes=["sf-missing-picture"], alt="A", uri="gone.png")
    code = translate(document(nodes.paragraph("", "", text)), around())

    assert 'no-picture(inline:false,"A","","")' in code


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ({"width": "30%"}, 30),
        ({"classes": ["sf-width-45"]}, 45),
        ({"width": "300"}, 100),
        ({"width": "999999%"}, 100),
        ({"width": "²%"}, 100),
        ({}, 100),
    ],
)
def test_a_picture_is_as_wide_as_its_author_says(given, share):
    """In parts of a line; never wider than it."""
    image = nodes.image(uri="a.png", alt="A", **given)
    code = translate(document(nodes.paragraph("", "", image)), around(picture=lambda uri: uri))

    assert f"share:{share}," in code


def test_deep_lists_are_not_set_in_for_ever():
    """Typst refuses what is nested too deep, and a page has no room for it."""
    item = nodes.list_item("", nodes.paragraph("", "deepest"))
    for _ in range(40):
        item = nodes.list_item("", nodes.paragraph("", "x"), nodes.bullet_list("", item))
    code = translate(document(nodes.bullet_list("", item)), around())

    assert code.count("flat-list(") == 35
    assert '"deepest"' in code


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://user:secret@example.org/a?b=c#d", "example.org/a?b=c"),
        ("https://example.org/watch?utm_source=x&v=7&fbclid=y#/t", "example.org/watch?v=7#/t"),
        ("https://example.org/?p=12", "example.org/?p=12"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("https://example.org/%E4%B8%AD", "example.org/中"),
    ],
)
def test_printed_addresses_are_short(url, expected):
    """Without what only a machine needs."""
    assert short_address(url) == expected


@given(st.text(max_size=3000))
def test_printed_addresses_are_never_long(path):
    """Whatever they are; of a query and a fragment, 200 characters."""
    assert len(short_address(f"https://example.org/{path}")) < 80 + 200


def test_every_template_file_is_part_of_the_package():
    """The wheel has them beside the code."""
    folder = TEMPLATE

    assert {path.name for path in folder.glob("*.typ")} >= {"standfirst.typ", "design.typ"}


def test_the_fonts_of_a_machine_have_one_key(tmp_path):
    """Whatever order a process has its sets in; else all editions would be made anew."""
    code = (
        "import sys; from pathlib import Path; from standfirst.editions.typst import fonts;"
        "print(fonts.known(), fonts.find(None, Path(sys.argv[1])).digest)"
    )
    said = {
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True, check=True).stdout
        for seed in "123"
    }  # fmt: skip

    assert len(said) == 1


@pytest.mark.parametrize(
    ("lang", "there"),
    [
        ("zh-Hans", ["Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "FandolSong", "AR PL UMing CN"]),
        ("zh-Hant", ["Noto Serif CJK TC", "Source Han Serif TC", "Noto Serif TC", "Songti TC", "AR PL UMing TW"]),
        ("ja", ["Noto Serif CJK JP", "Source Han Serif JP", "Noto Serif JP", "IPAexMincho", "IPAMincho", "Hiragino Mincho ProN"]),
        ("ko", ["Noto Serif CJK KR", "Source Han Serif KR", "Noto Serif KR", "UnBatang", "Baekmuk Batang", "AppleMyungjo"]),
    ],
)  # fmt: skip
def test_a_script_has_the_best_font_that_is_there(monkeypatch, tmp_path, lang, there):
    """Of Linux, macOS or TeX, in this order; another script's is none."""
    found = []
    for number in range(len(there) + 1):
        files = []
        for name in ["Noto Serif", "Noto Sans CJK SC", *there[number:][::-1]]:
            (tmp_path / name).touch()
            files.append(SimpleNamespace(family=name, path=str(tmp_path / name)))
        machine = SimpleNamespace(fonts=lambda files=files: files)
        monkeypatch.setattr(fonts.typst, "Fonts", lambda *_, machine=machine: machine)
        found.append(fonts.find(None, tmp_path / "work").serif[lang])

    assert found == [*((name,) for name in there), ()]


@pytest.mark.parametrize(
    ("content", "longest", "expected"),
    [
        ("1" * 20, 20, ["1" * 20]),
        ("1" * 21, 20, ["1" * 20, "1"]),
        ("1" * 40, 20, ["1" * 20, "1" * 20]),
        ("1" * 41, 20, ["1" * 20, "1" * 20, "1"]),
        ("a" * 24, 20, ["a" * 24]),
        ("a" * 25, 20, ["a" * 20, "a" * 5]),
        ("“(" + "a" * 20 + ")!”", 22, ["“(" + "a" * 20 + ")!”"]),
        ("1" * 18 + "x" + "-" + "1", 20, ["1" * 18 + "x-", "1"]),
        ("a/b_c.d-e?f&g=h,i:j;k+l@m#n%o", 8, ["a/", "b_", "c.", "d-", "e?", "f&", "g=", "h,", "i:", "j;", "k+", "l@", "m#", "n%", "o"]),
        ("a\u00a0b\u2007c\u202fd", 5, ["a\u00a0", "b\u2007", "c\u202f", "d"]),
        ("1/" * 5, 8, ["1/"] * 5),
        ("字" * 30, 8, ["字" * 30]),
        ("12345 67890\t12345\n67890", 8, ["12345 67890\t12345\n67890"]),
        ("12345\u00ad67890", 8, ["12345\u00ad67890"]),
        ("", 8, [""]),
    ],
)  # fmt: skip
def test_a_run_is_broken_after_its_marks_and_where_it_is_full(content, longest, expected):
    """One that is as long as there is room, or has spaces, or is a word, in one piece."""
    assert pieces(content, longest) == expected


def test_characters_that_typst_would_read_are_escaped():
    """What ends or escapes a literal, what is not seen, and half characters."""
    assert string('\\"') == r'"\\\""'
    assert string("\x00\x1f\x7f\x9f\u2028\u2029\ufeff\xa0 ~") == (
        '"\\u{0}\\u{1f}\\u{7f}\\u{9f}\\u{2028}\\u{2029}\\u{feff}\xa0 ~"'
    )
    assert string("a\ud800b\udfff") == '"a\ufffdb\ufffd"'
    assert (value(1.5), value(False), value(Code("x"))) == ("1.5", "false", "x")
    assert (block([]), block(["a", "b"])) == ("[]", "{a;b}")
    with pytest.raises(TypeError, match=r"^object has no form in Typst$"):
        value(object())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("e.org/" + "a" * 64, "e.org/" + "a" * 64),
        ("e.org/" + "a" * 65, "e.org/…/" + "a" * 61 + "…"),
        ("e.org/b/" + "a" * 62, "e.org/b/" + "a" * 62),
        ("e.org/bb/" + "a" * 62, "e.org/…/" + "a" * 62),
        ("e.org/bbbb/" + "a" * 63, "e.org/…/" + "a" * 61 + "…"),
        ("e.org/" + "b" * 70 + "/aa/", "e.org/…/aa"),
        ("e" * 70 + "/" + "a" * 12, "e" * 70 + "/…/" + "a" * 12),
        ("e" * 70 + "/" + "a" * 13, "e" * 70 + "/…/" + "a" * 11 + "…"),
    ],
)
def test_of_a_long_address_the_host_and_the_last_part_are_printed(address, expected):
    """Of more than seventy characters; of the last part as much as has room, twelve at least."""
    assert short_address(f"https://{address}") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        *(
            (f"<{tag}>x</{tag}>", "<container>x</container>")
            for tag in ("article", "aside", "center", "details", "div", "footer", "header", "main", "nav", "section")
        ),
        *((f"<{tag}>x</{tag}>", "<strong>x</strong>") for tag in ("b", "strong")),
        *((f"<{tag}>x</{tag}>", "<emphasis>x</emphasis>") for tag in ("cite", "dfn", "em", "i", "var")),
        *((f"<{tag}>x</{tag}>", "<literal>x</literal>") for tag in ("code", "kbd", "samp", "tt")),
        *((f"<{tag}>x</{tag}>", '<inline classes="struck">x</inline>') for tag in ("s", "del", "strike")),
        *((f"<{tag}>x</{tag}>", "<inline>x</inline>") for tag in ("ins", "mark", "small", "span", "u")),
        ("<blockquote>x</blockquote>", "<block_quote>x</block_quote>"),
        ("<figure><figcaption>x</figcaption></figure>", "<figure><caption>x</caption></figure>"),
        ("<ul><li>x</li></ul>", "<bullet_list><list_item>x</list_item></bullet_list>"),
        ("<summary>x</summary>", "<rubric>x</rubric>"),
        ("<sub>x</sub>", "<subscript>x</subscript>"),
        ("<sup>x</sup>", "<superscript>x</superscript>"),
        ("<hr>", "<transition/>"),
        ("<br>", "<inline classes=\"['line-break']\"/>"),
        ("<p id=i>a\n b &amp; c</p>", '<paragraph ids="i">a b & c</paragraph>'),
        ("<pre>a\n  b</pre>", '<literal_block xml:space="preserve">a\n  b</literal_block>'),
        ("<img src=a alt=b>", '<image alt="b" uri="a"/>'),
        ("<img>", '<image alt="" uri=""/>'),
        ("<a href=u id=i>x</a>", '<reference ids="i" refuri="u">x</reference>'),
        ("<a id=i>x</a>", '<inline ids="i">x</inline>'),
        ("<abbr id=i title=t>x</abbr>", '<abbreviation explanation="t" ids="i">x</abbreviation>'),
        *(
            (f"<ol type={kind}></ol>", f'<enumerated_list enumtype="{name}"/>')
            for kind, name in (("a", "loweralpha"), ("A", "upperalpha"), ("i", "lowerroman"), ("I", "upperroman"))
        ),
        ("<ol type=1></ol>", "<enumerated_list/>"),
        ("<ol start=123456789></ol>", '<enumerated_list start="123456789"/>'),
        ("<ol start=1234567890></ol>", "<enumerated_list/>"),
        ("<ol start=-1></ol>", "<enumerated_list/>"),
        ("<ul start=3 type=a></ul>", "<bullet_list/>"),
        ("<div> <p>a</p> </div>", "<container><paragraph>a</paragraph></container>"),
        ("<table><tr></tr></table>", "<table/>"),
        ("<table><caption>c</caption></table>", "<table><title>c</title></table>"),
    ],
)  # fmt: skip
def test_an_element_of_html_becomes_the_node_that_means_the_same(html, expected):
    """With what of its attributes the node has; what has no node of its own is its text."""
    doc = document(nodes.raw("", html, format="html"))
    html_to_nodes.fold(doc)

    assert "".join(map(str, doc[0].children[1:])) == expected


@pytest.mark.parametrize(
    ("html", "heads", "rows"),
    [
        ("<thead><tr><td>a</td></tr></thead><tr><th>b</th></tr>", [["a"]], [["b"]]),
        ("<tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr>", [["a", "b"]], [["c", "d"]]),
        ("<tr><th>a</th><td>b</td></tr>", [], [["a", "b"]]),
        ("<tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot>", [], [["a"], ["b"]]),
        ("<tr><th>a</th></tr><tr><th>b</th></tr>", [["a"]], [["b"]]),
    ],
)  # fmt: skip
def test_a_table_of_html_has_its_head(html, heads, rows):
    """The rows that its author put there, else the first, where it is of nothing but headings."""
    doc = document(nodes.raw("", f"<table>{html}</table>", format="html"))
    html_to_nodes.fold(doc)
    found = [
        [[cell.astext() for cell in row] for part in doc.findall(kind) for row in part]
        for kind in (nodes.thead, nodes.tbody)
    ]

    assert found == [heads, rows]


@pytest.mark.parametrize(
    ("said", "more"),
    [("0", None), ("1", None), ("2", 1), ("99", 98), ("100", 99), ("101", 99), ("x", None), ("-2", None)],
)  # fmt: skip
def test_a_cell_of_html_spans_what_it_says(said, more):
    """To a hundred columns or rows; none where that is no number."""
    html = f"<table><tr><td colspan={said} rowspan={said}>a</td></tr></table>"
    doc = document(nodes.raw("", html, format="html"))
    html_to_nodes.fold(doc)
    cell = next(iter(doc.findall(nodes.entry)))
    group = next(iter(doc.findall(nodes.tgroup)))

    assert (cell.get("morecols"), cell.get("morerows")) == (more, more)
    assert group["cols"] == len(list(group.findall(nodes.colspec))) == (more or 0) + 1


def test_only_what_is_html_is_read_as_html():
    """What is meant for LaTeX goes; a tag that nothing has opened is nothing."""
    doc = document(
        nodes.raw("", "<b>x</b>", format="latex"), nodes.raw("", "</p>y", format="html xhtml")
    )
    html_to_nodes.fold(doc)

    assert "".join(map(str, doc[0].children[1:])) == "y"


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """Return a function that lays fonts on the machine, and perhaps in the publication's folder, and gives what is found."""

    def found(there, own=()):
        def listed(of_system, _own, folders=()):
            names = own if folders else there if of_system else ()
            infos = [SimpleNamespace(family="Built in", path=None)]
            for name in names:
                file = tmp_path / (f"own-{name}" if folders else name)
                file.write_text(name)
                infos.append(SimpleNamespace(family=name, path=str(file)))
            return SimpleNamespace(fonts=lambda: infos)

        monkeypatch.setattr(fonts.typst, "Fonts", listed)
        return fonts.find(tmp_path if own else None, tmp_path / "work")

    return found


@pytest.mark.parametrize(
    ("lang", "there"),
    [
        ("zh-Hans", ["LXGW WenKai", "Kaiti SC", "AR PL UKai CN", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"]),
        ("zh-Hant", ["LXGW WenKai TC", "Kaiti TC", "AR PL UKai TW", "Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC"]),
        ("ja", ["Noto Sans CJK JP", "Source Han Sans JP", "Noto Sans JP"]),
        ("ko", ["Noto Sans CJK KR", "Source Han Sans KR", "Noto Sans KR"]),
    ],
)  # fmt: skip
def test_emphasis_has_brush_forms_where_there_are_some(machine, lang, there):
    """Else a face without serifs, of the script's own."""
    others = ["AR PL UMing CN", "AR PL UMing TW", "Noto Serif CJK SC", "Noto Sans"]
    got = [machine([*others, *there[at:][::-1]]).leaning[lang] for at in range(len(there) + 1)]

    assert got == [*((name,) for name in there), ()]


@pytest.mark.parametrize(
    ("lang", "there"),
    [
        ("ar", ["Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "DejaVu Sans"]),
        ("fa-IR", ["Noto Naskh Arabic", "DejaVu Sans"]),
        ("uz-Arab", ["DejaVu Sans"]),
        ("uz-AF", ["DejaVu Sans"]),
        ("th", ["Noto Serif Thai", "Noto Sans Thai", "Norasi", "Garuda"]),
        ("hi", ["Noto Serif Devanagari", "Lohit Devanagari"]),
    ],
)
def test_other_scripts_have_a_font_for_text(machine, lang, there):
    """The best that is there, never one for code or formulas; without one there is no PDF in them."""
    others = ["Noto Serif CJK SC", "DejaVu Sans Mono", "FreeSans"]
    got = [machine([*others, *there[at:][::-1]]) for at in range(len(there) + 1)]

    assert [made.scripts[script_of(lang)] for made in got] == [*((name,) for name in there), ()]
    assert [made.can_show(lang) for made in got] == [True] * len(there) + [False]
    # own fonts may have any script
    assert machine(others, own=["Ours"]).can_show(lang)


def test_what_needs_no_font_of_the_machine(machine):
    """Typst's own has the letters of Europe and Hebrew; what is Chinese shows codes of characters."""
    made = machine([])

    assert [lang for lang in ("en", "ru", "el", "he", "pl", "zh", "xx", "uz") if not made.can_show(lang)] == []  # fmt: skip
    assert made.package("th") == fonts.PACKAGE_OF_SCRIPTS
    assert made.package("ko") == fonts.PACKAGE


def test_the_press_has_the_chosen_fonts_and_those_of_the_publication(machine):
    """And no others; its own before those of the machine, which do not count twice."""
    there = ["Noto Serif CJK SC", "LXGW WenKai", "Noto Serif CJK JP", "Other"]
    made = machine(there, own=["Zapf", "Noto Serif CJK SC", "Alpha"])
    every = ("Noto Serif CJK SC", "Noto Serif CJK JP", "LXGW WenKai", "Alpha", "Zapf")
    files = sorted(file.name.partition("-")[2] for file in made.folder.iterdir())

    assert made.every == every
    assert files == [
        "LXGW WenKai", "Noto Serif CJK JP", "own-Alpha", "own-Noto Serif CJK SC", "own-Zapf",
    ]  # fmt: skip
    assert made.settings() == (
        '#let fonts = ("cjk":("zh-Hans":("Noto Serif CJK SC",),"zh-Hant":(),"ja":("Noto Serif CJK JP",),"ko":()),'
        '"leaning":("zh-Hans":("LXGW WenKai",),"zh-Hant":(),"ja":(),"ko":()),'
        '"any":("Noto Serif CJK SC","Noto Serif CJK JP","LXGW WenKai","Alpha","Zapf",))\n'
    )
    assert [made.has(lang) for lang in ("en", "zh-Hans", "zh-Hant", "ja", "ko")] == [True, True, False, True, False]  # fmt: skip
    assert len(made.digest) == 16
    left = machine(["Noto Serif CJK JP"])

    assert [file.name.partition("-")[2] for file in left.folder.iterdir()] == ["Noto Serif CJK JP"]
    assert left.digest != made.digest
    # the same, with what lies there already
    assert machine(["Noto Serif CJK JP"]) == left


def test_a_machine_is_known_by_the_fonts_that_editions_may_take(machine):
    """By their names and files; others, and their order, change nothing."""
    machine(["Noto Serif CJK SC", "AR PL UKai TW"])
    one = fonts.known()
    machine(["Other", "AR PL UKai TW", "Noto Serif CJK SC"])
    same = fonts.known()
    machine(["Noto Serif CJK SC"])

    assert one == same != fonts.known()
    assert one.index("AR PL UKai TW") < one.index("Noto Serif CJK SC")
    assert "Other" not in same
