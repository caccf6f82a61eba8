"""The builder ``latex``, whose file is read as text."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from docutils import nodes

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
