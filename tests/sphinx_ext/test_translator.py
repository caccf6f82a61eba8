"""How nodes are written as HTML: widths, texts, links to files, cards of media and formulas: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from docutils.writers import html5_polyglot
from sphinx import addnodes

from standfirst.sphinx_ext.html import translator
from standfirst.sphinx_ext.html.translator import PageTranslator
from standfirst.sphinx_ext.options_ import PERMALINK


class Config(SimpleNamespace):
    """A configuration in which nothing is set."""

    def __getattr__(self, _name):
        """Return what an option is that is not set."""
        return ""


@pytest.fixture
def write():
    """Return what writes a node as HTML."""

    def written(node):
        document = new_document("a.md", get_default_settings(html5_polyglot.Writer()))
        document.settings.math_output = "MathML"
        document += node
        builder = SimpleNamespace(
            config=Config(), highlighter=None, current_docname="a", dlpath="../_downloads", secnumbers={}, fignumbers={}, add_permalinks=False, download_support=True, images={}, math_renderer_name="standfirst",
            env=SimpleNamespace(images={}, domains={}), _=str,
        )  # fmt: skip
        visitor = PageTranslator(document, builder)
        node.walkabout(visitor)
        return "".join(visitor.body)

    return written


def answered(write, node, ask):
    """Return what a translator answers that is asked where it comes to *node*, which it skips."""
    answers = []

    def visit(self, node):
        answers.append(ask(self, node))
        raise nodes.SkipNode

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PageTranslator, f"visit_{node.tagname}", visit)
        write(node)
    [answer] = answers
    return answer


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ({"style": "width: 40%"}, '<div class="a sf-width-40">'),
        ({"style": "width: 160px", "CLASS": "b"}, '<div class="a b sf-width-10rem">'),
        ({"style": "color: red"}, '<div class="a">'),
        ({"title": "x"}, '<div class="a" title="x">'),
        ({"CLASS": "b"}, '<div class="a b">'),
    ],
)
def test_widths_are_classes(write, given, tag):
    """Beside those that are there; of other styles nothing stays."""
    node = nodes.container(classes=["a"])

    assert answered(write, node, lambda it, at: it.starttag(at, "div", "", **given)) == tag


def test_a_link_of_a_part_to_itself_has_no_text(write):
    """It is written once, and what is there before it stays."""

    def linked(it, node):
        it.builder.add_permalinks = it.config.html_permalinks = True
        it.config.html_permalinks_icon = PERMALINK
        it.body += ["<h2>A", f"<i>{PERMALINK}</i>"]
        it.add_permalink_ref(node, "To this part")
        return "".join(it.body)

    assert answered(write, nodes.container(ids=["a"]), linked) == (
        f'<h2>A<i>{PERMALINK}</i><a class="headerlink" href="#a" title="To this part"></a>'
    )


@pytest.mark.parametrize("for_readers", [True, False])
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (nodes.sidebar, '<ASIDE class="sf-beside" role="note">\n<p>x</p>\n</ASIDE>\n'),
        (nodes.topic, '<ASIDE class="topic">\n<p>x</p>\n</ASIDE>\n'),
        (nodes.footnote, '<ASIDE class="footnote-list brackets">\n<ASIDE class="footnote brackets" role="NOTE">\n<p>x</p>\n</ASIDE>\n</ASIDE>\n'),
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_is_one_whole_element(write, monkeypatch, for_readers, kind, expected):  # fmt: skip
    """Reader views, which leave asides out, have a section, in books it is an aside; its end is that of its beginning."""
    monkeypatch.setattr(PageTranslator, "for_readers", for_readers)
    element, role = ("section", "note") if for_readers else ("aside", "doc-footnote")

    assert write(kind("", nodes.paragraph("", "x"))) == expected.replace("ASIDE", element).replace("NOTE", role)  # fmt: skip


def test_the_title_of_a_picture_stays(write):
    """For docutils it has none; of other nodes it is no attribute."""
    image, other = nodes.image(uri="a.png", title="A <ship>"), nodes.inline(title="x")
    tags = answered(write, image, lambda it, at: [it.starttag(at, "img", ""), it.starttag(other, "i", "")])  # fmt: skip

    assert tags == ['<img title="A &lt;ship&gt;">', "<i>"]


def test_texts_are_escaped(write):
    """As docutils does, so that no address is found by those who gather them."""
    text = nodes.paragraph("", "a & b < c > d \"e\" 'f' g@h 字")

    assert write(text) == "<p>a &amp; b &lt; c &gt; d &quot;e&quot; 'f' g&#64;h 字</p>\n"


def test_the_number_of_a_note_has_no_brackets(write):
    """It is known by its place."""
    note = nodes.footnote_reference("", "1", refid="n1", ids=["r1"])
    html = write(nodes.paragraph("", "", nodes.Text("A"), note))

    assert html.endswith(">1</a></p>\n")
    assert "[" not in html


@pytest.mark.parametrize(
    ("kind", "uri", "expected"),
    [
        ("video", "files/a.mp4", '<video class="sf-media" controls preload="metadata" src="files/a.mp4"></video>'),
        ("audio", "a&b.mp3#t=1", '<audio class="sf-media" controls preload="metadata" src="a&amp;b.mp3#t=1"></audio>'),
        ("video", "files/a.html", ""),
        ("other", "files/a.mp4", ""),
    ],
)  # fmt: skip
def test_a_card_of_the_publications_own_file_plays_it(write, kind, uri, expected):
    """Before the link to it; what browsers do not play, and what lies elsewhere, is a link alone."""
    found = []
    for is_internal in (True, False):
        link = nodes.reference("", "A film", refuri=uri, internal=is_internal)
        html = write(nodes.paragraph("", "", link, classes=["sf-embed", f"sf-embed--{kind}"]))
        found.append(html.partition(">")[2].partition("<a ")[0])

    assert found == [expected, ""]


@pytest.mark.parametrize(
    ("name", "reftype", "is_saved"),
    [
        ("a.png", "standfirst", False),
        ("a.pdf", "standfirst", True),
        ("a.png", "download", True),
    ],
)
def test_a_link_to_a_picture_shows_it(write, name, reftype, is_saved):
    """One to another file, and that of the role, has it saved."""
    link = addnodes.download_reference("", "", nodes.Text("x"), reftype=reftype, filename=f"1/{name}")  # fmt: skip
    html = write(nodes.paragraph("", "", link))

    assert f'href="../_downloads/1/{name}"' in html
    assert ("download" in html.replace("_downloads", "").replace('class="reference download', "")) is is_saved  # fmt: skip


def test_a_film_to_download_is_played(write):
    """From where it lies."""
    link = addnodes.download_reference("", "", nodes.Text("x"), reftype="standfirst", filename="1/a b.mp4")  # fmt: skip
    html = write(nodes.paragraph("", "", link, classes=["sf-embed--video"]))

    assert 'src="../_downloads/1/a%20b.mp4"></video><a ' in html


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([nodes.paragraph("", "a")], "<td>a</td>"),
        ([nodes.paragraph("", "a"), nodes.paragraph("", "b")], "<td><p>a</p>\n<p>b</p>\n</td>"),
        ([nodes.paragraph("", "a", ids=["x"])], '<td><p id="x">a</p></td>'),
        ([nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "a")))], '<td><ul class="simple">\n<li><p>a</p></li>\n</ul>\n</td>'),
    ],
)  # fmt: skip
def test_a_paragraph_that_is_a_whole_cell_has_no_tag(write, parts, expected):
    """Text browsers would give it a line of its own; what has a name or is not alone keeps its tag."""
    row = nodes.row("", nodes.entry("", *parts))
    html = write(nodes.table("", nodes.tgroup("", nodes.colspec(), nodes.tbody("", row), cols=1)))

    assert html[html.index("<td") : html.rindex("</tr>")].strip() == expected


def test_a_formula_is_mathml_or_code(monkeypatch):
    """One that cannot be read is shown as it is written, and said, with its line."""
    said = []
    monkeypatch.setattr(translator, "log", lambda _, *, location: said.append(location))
    good, bad = nodes.math("", "x^2"), nodes.math("", "<" + "{" * 1_001)
    bad.line = 7
    html = []
    for node in (good, bad):
        visitor = SimpleNamespace(body=html, builder=SimpleNamespace(current_docname="a"))
        with pytest.raises(nodes.SkipNode):
            translator.visit_math(visitor, node)

    assert html[0].startswith("<math")
    assert html[1] == f"<code>&lt;{'{' * 1_001}</code>"
    assert said == [("a", 7)]
