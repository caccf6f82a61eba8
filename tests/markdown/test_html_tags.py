"""HTML is taken apart as authors write it, and as browsers see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.markdown.html import tags


def found(pieces):
    """Return the pieces: kind and source, of tags their names and insides too."""
    return [(p.kind, p.source, p.name, p.inside)[: 2 if p.kind in {"text", "comment"} else 4] for p in pieces]  # fmt: skip


def text(source):
    """Return what is found of text."""
    return ("text", source)


def comment(source):
    """Return what is found of a comment."""
    return ("comment", source)


B = ("open", "<b>", "b", "")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("a", [text("a")]),
        ("<b>", [B]),
        ("a<B c='>'>d</b >e", [text("a"), ("open", "<B c='>'>", "b", " c='>'"), text("d"), ("close", "</b >", "b", " "), text("e")]),
        ("<br/>", [("open", "<br/>", "br", "/")]),
        ("<a-b c=d>", [("open", "<a-b c=d>", "a-b", " c=d")]),
        ("a < b <1> <b", [text("a < b <1> <b")]),
        ('<a b="c><b>', [text('<a b="c>'), B]),
        ("<!-- > -->x", [comment("<!-- > -->"), text("x")]),
        ("<!x>y<?x?>", [comment("<!x>"), text("y"), comment("<?x?>")]),
        ("<! a <b>", [comment("<! a <b>")]),
        ("<!--><b>-->", [comment("<!-->"), B, text("-->")]),
        ("<!-- <b> <!-- <b>", [text("<!-- "), B, text(" <!-- "), B]),
        ("<!-- <!b> -->", [comment("<!-- <!b> -->")]),
        ("<?a<!-- <!b>", [comment("<?a<!-- <!b>")]),
    ],
)  # fmt: skip
def test_tags_and_comments_stand_between_text(source, expected):
    """For authors and for browsers; what is not written as a tag, or never closed, is text."""
    assert found(tags.pieces(source)) == expected
    if source.count("<!-- <b>") == 0 and not source.startswith('<a b="'):
        assert found(tags.browsers_pieces(source)) == expected


@pytest.mark.parametrize(
    ("source", "authors", "browsers"),
    [
        ("<![CDATA[a>b]]>c", [comment("<![CDATA[a>b]]>"), text("c")], [comment("<![CDATA[a>"), text("b]]>c")]),
        ("<![CDATA[ a>", [text("<![CDATA[ a>")], [comment("<![CDATA[ a>")]),
        ("</ b>", [text("</ b>")], [comment("</ b>")]),
        ("<!-- a --!><b>", [text("<!-- a --!>"), B], [comment("<!-- a --!>"), B]),
        ("a <!-- b <b>", [text("a <!-- b "), B], [text("a <!-- b <b>")]),
        ("a <b <b>", [text("a <b "), B], [text("a "), ("open", "<b <b>", "b", " <b")]),
        ("<b x='>\"<b>", [text("<b x='>\""), B], [text("<b x='>\"<b>")]),
        ("</>", [text("</>")], [comment("</>")]),
        ("</x", [text("</x")], [text("</x")]),
        ("<b\fc>", [("open", "<b\fc>", "b", "\fc")], [("open", "<b\fc>", "b", "\fc")]),
    ],
)  # fmt: skip
def test_browsers_take_more_for_tags(source, authors, browsers):
    """A comment ends otherwise, and what is never closed goes on to the text's end."""
    assert found(tags.pieces(source)) == authors
    assert found(tags.browsers_pieces(source)) == browsers


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<s>a<b></s ><b>x</S>", [("open", "<s>", "s", ""), text("a<b>"), ("close", "</s >", "s", " "), B, text("x"), ("close", "</S>", "s", "")]),
        ("<s>a<b></st><b>", [("open", "<s>", "s", ""), text("a<b></st><b>")]),
        ("<s></S>", [("open", "<s>", "s", ""), ("close", "</S>", "s", "")]),
        ("</s><b>", [("close", "</s>", "s", ""), B]),
        ("<t><b>", [("open", "<t>", "t", ""), B]),
    ],
)  # fmt: skip
def test_an_element_of_raw_text_has_no_tags_in_it(source, expected):
    """Up to its closing tag, however that is written; else to the text's end."""
    assert found(tags.browsers_pieces(source, {"s"})) == expected


@given(st.text(alphabet="<>!-/?[]ab'\"= \nCDAT", max_size=40))
def test_no_character_is_lost_and_no_piece_is_empty(source):
    """However HTML is mixed."""
    for pieces in (tags.pieces(source), tags.browsers_pieces(source, {"a"})):
        sources = [piece.source for piece in pieces]

        assert "".join(sources) == source
        assert "" not in sources


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("", {}),
        (" a=b c='d e' f=\"g\" h i = j", {"a": "b", "c": "d e", "f": "g", "h": "", "i": "j"}),
        (" A=1 a=2", {"a": "1"}),
        (" a='&amp;&lt;' b=&quot;", {"a": "&<", "b": '"'}),
        (" a=b'c", {"a": "b'c"}),
        (" a/b=c", {"a": "", "b": "c"}),
        (" =a b", {"=a": "", "b": ""}),
        (" a==b", {"a": "=b"}),
        (' a="" b=\'x"y\' c= ', {"a": "", "b": 'x"y', "c": ""}),
        ("\n a\t=\f'b\nc'\r", {"a": "b\nc"}),
        (" a='b'c='d'", {"a": "b", "c": "d"}),
    ],
)
def test_attributes_are_read_as_browsers_read_them(inside, expected):
    """Names in lower case, of which the first counts; values without their marks and references."""
    assert tags.attributes(inside) == expected


def test_what_runs_a_script_is_unsafe():
    """Whatever begins as events do, and what holds a page or where a form leads."""
    names = ("onclick", "on", "formaction", "srcdoc", "href", "nonce", "action", "src", "o")

    assert [name for name in names if tags.is_unsafe(name)] == list(names[:4])
