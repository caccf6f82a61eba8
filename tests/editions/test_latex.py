"""The builder ``latex``, whose file is read as text."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx import addnodes

from standfirst.sphinx_ext.builders import latex_gate
from standfirst.sphinx_ext.builders.latex_ import LatexBuilder


def test_every_article_is_in_the_file(publication):
    """As a chapter, from the oldest, with authors and date; drafts and withdrawn articles are not."""
    publication.post("2026-02-02-b", "Text of b, 50 % & more.\n", title="Beta", date="2026-02-02")
    publication.post(
        "2026-01-02-a",
        "Text of a[^1]\n\n[^1]: A note.\n",
        title="Alpha",
        author="Bo Bee and Ada Lovelace",
    )
    publication.post("2026-03-02-c", "Not this.\n", title="Gamma", draft="true")
    publication.post(
        "2026-04-02-d", "Nor this.\n", title="Delta", withdrawn="2026-04-03", date="2026-04-02"
    )
    built = publication.build(builder="latex")
    text = built.read("thetestreview.tex")

    assert built.warnings == ""
    assert re.findall(r"\\chapter\{(\w+)\}", text) == ["Alpha", "Beta"]
    assert "Bo Bee and Ada Lovelace · 2 January 2026" in text
    assert r"50 \% \& more" in text
    assert "A note." in text
    assert "this." not in text
    assert r"\appendix" not in text


def test_links_lead_to_chapters_else_to_the_web_and_html_is_text(publication):
    """Pages that are not in the book are on the web; nothing is asked of a network."""
    publication.write("about.md", "---\ntitle: About\n---\n\nUs.\n")
    publication.post(
        "2026-01-02-a",
        """
        [b](2026-01-03-b.md) [us](/about.md) {author}`Ada Lovelace`

        ![A picture](https://example.com/x.jpg) ![A drawing](/x.svg)

        <table><tr><td>In a <b>cell</b></td></tr></table>
        """,
    )
    publication.post("2026-01-03-b", title="Beta")
    publication.write("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = publication.build(builder="latex")
    text = built.read("thetestreview.tex")

    assert built.warnings == ""
    assert r"{\hyperref[\detokenize{posts/2026-01-03-b::doc}]{\sphinxcrossref" in text
    assert r"\sphinxhref{https://example.org/review/about/}{us}" in text
    assert r"\sphinxhref{https://example.org/review/authors/ada-lovelace/}" in text
    assert r"\sphinxhref{https://example.com/x.jpg}{A picture}" in text
    assert "A drawing" in text
    assert "includegraphics" not in text.partition(r"\begin{document}")[2]
    assert "cell" in text


@pytest.mark.parametrize(
    ("uri", "is_found", "shown"),
    [
        *((f"a.{suffix}", True, True) for suffix in ("jpeg", "jpg", "pdf", "png", "JPG", "Png")),
        *((f"a.{suffix}", True, False) for suffix in ("svg", "gif", "webp", "avif", "eps", "jpg.svg")),
        ("a", True, False),
        ("a.png", False, False),
        ("https://a.example/a.png", False, False),
        ("https://a.example/a.png", True, True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [nodes.paragraph, nodes.figure])
def test_latex_gets_the_pictures_that_it_reads(uri, is_found, shown, place):
    """Which are those whose files are there, as they are; of another its text is left, which leads to it on the web."""
    parent = place()
    parent += nodes.image(uri=uri, alt="A pier")
    builder = SimpleNamespace(env=SimpleNamespace(images={uri: ()} if is_found else {}))
    LatexBuilder._check(builder, parent[0])  # noqa: SLF001  # one step of a book
    links = [link["refuri"] for link in parent.findall(nodes.reference)]

    assert [image["uri"] for image in parent.findall(nodes.image)] == ([uri] if shown else [])
    assert links == ([uri] if "://" in uri and not shown else [])
    assert parent.astext() == "A pier"


@pytest.mark.parametrize(
    ("uri", "alt", "said"),
    [
        ("a/b/c.svg", {}, "c.svg"),
        ("c.svg", {"alt": ""}, "c.svg"),
        ("a/c.svg", {"alt": "A pier"}, "A pier"),
        ("https://a.example/b/c.png", {}, "c.png"),
    ],
)
@pytest.mark.parametrize("place", [nodes.paragraph, nodes.reference, nodes.figure])
def test_the_text_of_a_picture_without_one_is_the_name_of_its_file(place, uri, alt, said):
    """In a line as it is, else in a paragraph of its own."""
    parent = place()
    parent += nodes.image(uri=uri, **alt)
    LatexBuilder._check(SimpleNamespace(env=SimpleNamespace(images={})), parent[0])  # noqa: SLF001  # one step of a book
    text = nodes.reference("", said, refuri=uri) if "://" in uri else nodes.Text(said)
    expected = place()
    expected += nodes.paragraph("", "", text) if place is nodes.figure else text

    assert parent.pformat() == expected.pformat()


MATH, WHOLE = r"a \input{b}", r"\begin{align}a\end{align}"


def test_what_the_file_has_unescaped_is_plain(monkeypatch):
    """Formulas that are mathematics, names and sizes; a table's columns are those of LaTeX, or there are none."""
    told = []
    monkeypatch.setattr(latex_gate, "log", lambda problem, *, location: told.append((location, problem.message)))  # fmt: skip
    tree, inner = nodes.document(None, None), addnodes.start_of_file(docname="posts/a")
    tree += inner
    inner += [
        nodes.math("", MATH),
        nodes.math("", "a^2"),
        nodes.math_block("", MATH, label="x{y}"),
        nodes.math_block("", WHOLE, label="plain", **{"no-wrap": True}),
        nodes.math_block("", WHOLE, label="plain"),
        nodes.image(uri="a", width="50%", height="2\\x"),
        nodes.figure(width=".5 em", height="1 em}"),
        nodes.container(width="2\\x", label="x{y}"),
        addnodes.tabular_col_spec(spec="|l|p{3cm}\\X{1}{2}|"),
        addnodes.tabular_col_spec(spec="p{\\x}"),
    ]
    for at, node in enumerate(inner.children):
        node.line = at + 10
    latex_gate.pass_through(tree)
    shown = [" ".join([each.tagname, *(f"{name}={each[name]}" for name in ("label", "docname", "language", "width", "height", "spec") if name in each), each.astext() if "width" not in each else ""]).strip() for each in inner.children]  # fmt: skip

    assert shown == [
        f"literal {MATH}",
        "math a^2",
        f"literal_block language=text {MATH}",
        f"math_block label=plain {WHOLE}",
        f"literal_block language=text {WHOLE}",
        "image width=50%",
        "figure width=.5 em",
        "container label=x{y} width=2\\x",
        r"tabular_col_spec spec=|l|p{3cm}\X{1}{2}|",
    ]
    assert [location for location, _ in told] == [("posts/a", 10), ("posts/a", 12), ("posts/a", 14)]
    assert {message.rpartition("; ")[2] for _, message in told} == {"the LaTeX file has it as code"}


def test_names_of_formulas_and_pictures_are_plain():
    """A name that would mean something loses what does so; of a picture's stays what it ends in."""
    tree = nodes.document(None, None)
    tree += nodes.math_block("", "a", label="x{y}~", docname="a%b")
    tree += nodes.citation(docname="a&b", label="c")
    latex_gate.pass_through(tree)
    files = latex_gate.plain_files({"a/b.png": "b.png", "c": "c^d.tar.png"})

    assert [(each["label"], each["docname"]) for each in tree.children] == [("x-y--", "a-b"), ("c", "a-b")]  # fmt: skip
    assert files["a/b.png"] == "b.png"
    assert re.fullmatch(r"[0-9a-f]{20}\.png", files["c"])
