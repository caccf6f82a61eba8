"""PDF editions: what is made, that it conforms, and that hard cases are set legibly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")

import pdf_faults
import pikepdf
import typst
from docutils import nodes
from edition_documents import around
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image
from publications import Publication, hold, lasting

from standfirst.editions.typst import fonts
from standfirst.editions.typst.compiler import Compiler
from standfirst.editions.typst.translator import translate
from standfirst.markdown.html.plugin import raw_html_plugin

HARD = sorted((Path(__file__).parent / "hard").glob("*.md"))
LETTERS = "abc ABC xyz 019 #$@\\\"'`*_~<>[]{}()=+-/.,:;!?%&|^éßñÆœ"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='300'><rect width='400' height='300' fill='red'/></svg>"


def has_chinese_font():
    """Return whether this machine has a font for Chinese."""
    with TemporaryDirectory() as work:
        return fonts.find(None, Path(work)).has("zh-Hans")


needs_cjk = pytest.mark.skipif(
    not has_chinese_font(),
    reason=f"needs a Chinese font; apt install {fonts.PACKAGE}",
)


def print_(publication, builder="typst", jobs=1, **options):
    """Build the PDFs."""
    return publication.build(
        *(f"standfirst_{k}={v}" for k, v in options.items()), builder=builder, jobs=jobs
    )


def test_every_article_and_every_volume_has_a_pdf_that_conforms(publication):
    """PDF/UA-1 and PDF/A-2a, and nothing outside of the pages."""
    publication.write("posts/chart.svg", SVG)
    publication.write(
        "volumes/spring.md",
        "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-05-31\n---\n\nA *note*.\n",
    )
    for number in range(3):
        publication.post(
            f"2026-01-0{number + 1}-p{number}",
            "*What it says.*\n\n![Chart](chart.svg)\n_▲ A caption_\n\n## Part\n\n"
            "[Another](2026-01-01-p0.md), [the web](https://example.org/a)[^n].\n\n[^n]: A note.\n\n"
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n---\n\n__Ada Lovelace__ is a mathematician.\n",
            date=f"2026-01-0{number + 1}",
            title=f"Number {number}",
        )
    built = print_(publication)

    assert built.warnings == ""
    made = built.files()
    assert {*made} == {
        *(f"articles/posts/2026-01-0{n + 1}-p{n}.pdf" for n in range(3)),
        "volumes/spring.pdf",
    }
    for file in made:
        assert pdf_faults.findings(built.out / file) == []
        assert pdf_faults.outside(built.out / file) == []


@pytest.mark.parametrize("path", HARD, ids=lambda path: path.stem)
def test_hard_articles_conform(publication, path):
    """Whatever is in a post, it has a PDF, and that one conforms."""
    publication.write("posts/broken.png", b"\x89PNG\r\n\x1a\nno picture")
    publication.post("2026-01-01-p0", "Other.\n", title="Other")
    publication.post("2026-01-02-hard", path.read_text(encoding="utf-8"), title="Hard")
    built = print_(publication)
    file = built.out / "articles/posts/2026-01-02-hard.pdf"

    assert "not PDF/UA-1" not in built.warnings
    assert "cannot be typeset" not in built.warnings
    assert pdf_faults.findings(file) == []
    assert pdf_faults.outside(file) == []


WIDE = 20
NOTES = (
    "".join(f"Word[^n{n}] " for n in range(60))
    + "\n\n"
    + "".join(f"[^n{n}]: Note number {n}.\n" for n in range(60))
)
DEEP = "".join("> " * n + f"level {n}\n" + "> " * n + "\n" for n in range(1, 31))
LISTS = "\n".join("  " * n + f"- item {n}" for n in range(18))
TABLE = (
    "|".join(f" column{n} " for n in range(WIDE))
    + "|\n|"
    + " --- |" * WIDE
    + "\n|"
    + "|".join(f" value{n} " for n in range(WIDE))
)


NARROW = (
    "|".join(f" `standfirst_option_{n}` " for n in range(12))
    + "|\n|"
    + " --- |" * 12
    + "\n|"
    + "|".join(" Internationalisation mathematics " for _ in range(12))
)
FIGURES = (
    "|".join(f" n{n} " for n in range(12))
    + "|\n|"
    + " --- |" * 12
    + "\n|"
    + "|".join(" 123,456,789 " for _ in range(12))
)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"A word: {'x' * 200}.\n", "x" * 20),
        (f"<https://example.org/{'a/b-c' * 400}>\n", "https://"),
        (f"`{'code_' * 60}`\n\n```\n{'y' * 300}\n```\n", "code_"),
        (NOTES, "Note number 59."),
        (DEEP, "level 30"),
        (LISTS, "item 17"),
        (f"|{TABLE}|\n", "value19"),
        (f"|{NARROW}|\n", "sation"),
        (f"| a | b |\n| --- | --- |\n| {'long ' * 2000} | {'z' * 100} |\n", "long"),
        (f"## {'Heading ' * 60}\n\nText.\n", "Heading"),
        ('#import "x.typ": *\n\n$ x $ @a <b> \\\\ // /* `` *_~ #{panic()}\n', "#import"),
        ("Tofu \U00011013 and \U000e0041.\n", "[brahmi letter ka]"),
        ("Private \ue000 and \U000f0000.\n", "[U+E000] and [U+F0000]"),
        ("\u00a0".join(["held"] * 80) + "\n", "held"),
        (f"|{FIGURES}|\n", "456,"),
        ("![For print](cmyk.jpg)\n", ""),
        ("Flag \U0001f1ec\U0001f1e7.\n", "[GB]"),
        ("![An owl](https://example.org/owl.png)\n", "An owl"),
        ("![Broken one](broken.png)\n", "Broken one"),
        ("![Missing one](missing.png)\n", "Missing one"),
    ],
    ids=[
        "word",
        "url",
        "code",
        "notes",
        "quotes",
        "lists",
        "table",
        "narrow",
        "cells",
        "heading",
        "typst",
        "tofu",
        "private",
        "spaces",
        "figures",
        "cmyk",
        "flag",
        "remote",
        "broken",
        "missing",
    ],
)
def test_hard_cases_are_set_legibly(publication, body, kept):
    """Nothing is lost, nothing lies outside of the page, and the file conforms."""
    publication.write("posts/broken.png", b"\x89PNG\r\n\x1a\nno picture")
    Image.new("CMYK", (40, 30), (0, 255, 255, 0)).save(publication.root / "posts/cmyk.jpg")
    publication.post("2026-01-01-hard", body, title="Hard")
    built = print_(publication)
    file = built.out / "articles/posts/2026-01-01-hard.pdf"
    found = pdf_faults.text(file)

    assert kept in " ".join(found.split())
    assert pdf_faults.outside(file) == []
    assert pdf_faults.findings(file) == []


@needs_cjk
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hans", "他说“重点”，——然后。"),
        ("zh-Hant", "他說「重點」，——然後。"),
        ("ja", "これは強調です。"),
    ],
)
def test_chinese_and_japanese_are_set_in_fonts_of_theirs(publication, lang, text):
    """With emphasis that does not lean."""
    publication.post("2026-01-01-p", f"{text * 20}*{text}*\n", title=text[:4], lang=lang)
    built = print_(publication)
    file = built.out / "articles/posts/2026-01-01-p.pdf"

    assert built.warnings == ""
    assert text[:3] in pdf_faults.text(file)
    assert pdf_faults.findings(file) == []


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("fr", "L’Île d’Ål et l’Été, où Çà et Là jouent"),
        ("vi", "Ngữ Ổ Ẫ"),
        pytest.param("zh-Hant", "國聲「鬱」Ég", marks=needs_cjk),
    ],
)
def test_running_heads_are_whole(publication, lang, title):
    """The publication's name on left pages and the article's on right ones, with what stands on capitals and hangs below."""
    publication.post("2026-01-01-p", "A page and more.\n\n" * 400, title=title, lang=lang)
    built = print_(publication, title=title)
    file = built.out / "articles/posts/2026-01-01-p.pdf"

    assert pdf_faults.text(file).count(title) >= pdf_faults.pages(file) - 1 >= 3
    assert pdf_faults.cut_off(file) == []


def test_a_machine_without_a_chinese_font_is_told_which_to_install(publication, monkeypatch):
    """And has a PDF all the same."""
    monkeypatch.setattr(typst, "Fonts", lambda *_: SimpleNamespace(fonts=list))
    publication.post("2026-01-01-p", "这是中文。\n", title="中文", lang="zh-Hans")
    built = print_(publication)

    assert f"apt install {fonts.PACKAGE}" in built.warnings
    assert pdf_faults.findings(built.out / "articles/posts/2026-01-01-p.pdf") == []


def test_equal_sources_give_equal_bytes_and_nothing_is_made_twice(publication):
    """A second build writes nothing; one of a changed post makes that, its volume, and no other."""
    publication.write(
        "volumes/spring.md", "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-05-31\n---\n"
    )
    for number in range(3):
        publication.post(
            f"2026-01-0{number + 1}-p{number}", f"Text {number}.\n", title=f"N{number}"
        )
    first = print_(publication)
    before = _times(first)
    second = print_(publication)
    same = _times(second)
    publication.post("2026-01-02-p1", "Other text.\n", title="N1")
    third = print_(publication)
    changed = {file for file, time in _times(third).items() if time != before[file]}

    assert same == before
    assert changed == {"articles/posts/2026-01-02-p1.pdf", "volumes/spring.pdf"}

    clean = Publication(publication.root.parent / "clean")
    for file in (
        "conf.py",
        "index.md",
        "volumes/spring.md",
        *(f"posts/2026-01-0{n + 1}-p{n}.md" for n in range(3)),
    ):
        clean.write(file, (publication.root / file).read_bytes())

    assert print_(clean).files() == third.files()


def _times(built):
    return {file: (built.out / file).stat().st_mtime_ns for file in built.files()}


def test_places_are_named_in_the_order_in_which_readers_look_for_them(publication):
    """Also those of headings in other scripts, and of posts whose names are in them."""
    publication.post(
        "2026-01-01-a", "## B\n\n## 字\n\n## é\n\n[to it](#字) [to the other](2026-01-02-中.md)\n"
    )
    publication.post("2026-01-02-中", "## 字\n", title="字")
    built = print_(publication)
    file = built.out / "articles/posts/2026-01-01-a.pdf"
    with pikepdf.open(file) as pdf:
        names = pdf.Root.Names.Dests.Names
        found = [bytes(names[at]) for at in range(0, len(names), 2)]
        links = {
            str(link.Dest)
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if isinstance(link.get("/Dest"), pikepdf.String)
        }

    assert found == sorted(found)
    assert links == {"posts/2026-01-01-a#%E5%AD%97"}
    assert pdf_faults.findings(file) == []


def test_the_pdf_of_a_post_that_is_gone_goes(publication):
    """So does its volume's, where it was alone in it."""
    publication.write(
        "volumes/spring.md", "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-05-31\n---\n"
    )
    path = publication.post("2026-01-01-p0")
    publication.post("2026-06-01-p1", date="2026-05-31", volume="Other")
    print_(publication)
    path.unlink()
    built = print_(publication)

    assert "articles/posts/2026-01-01-p0.pdf" not in built.files()
    assert "volumes/spring.pdf" not in built.files()


def test_a_changed_picture_is_printed_again(publication):
    """Though neither the post nor the picture's name has changed."""
    publication.write("posts/chart.svg", SVG)
    publication.post("2026-01-01-p0", "![Chart](chart.svg)\n")
    before = print_(publication).files()
    publication.write("posts/chart.svg", SVG.replace("red", "blue"))

    assert print_(publication).files() != before


def test_a_picture_of_the_store_is_printed(publication):
    """One that is not there is a frame with its address; what has been fetched since is printed."""
    here, there = "https://pictures.example/one.jpg", "https://pictures.example/two.jpg"
    hold(publication, here)
    publication.post("2026-01-01-p", f"![One]({here})\n\n[![Two]({there})](https://example.org/)\n")
    before = print_(publication)
    file = before.out / "articles/posts/2026-01-01-p.pdf"
    framed, pictures = there in pdf_faults.text(file), _pictures(file)
    hold(publication, here, there)
    after = print_(publication)

    assert (framed, pictures) == (True, 1)
    assert (
        "pictures that lie elsewhere were not fetched; books show their text and address instead"
        in before.warnings
    )
    assert after.warnings == ""
    assert _pictures(file) == 2
    assert pdf_faults.findings(file) == []


def _pictures(file):
    with pikepdf.open(file) as pdf:
        return sum(len(page.get_images()) for page in pdf.pages)


HEAD = '#import "/template/standfirst.typ": *\n#set document(title: "t")\n#set text(lang: "en")\n'


@given(st.text(LETTERS, min_size=1, max_size=200))
@settings(max_examples=30)
def test_the_letters_of_a_text_can_be_read_from_the_pdf(press, content):
    """Whatever they mean to Typst."""
    doc = nodes.document(None, None)
    doc += nodes.paragraph("", content)
    body = translate(doc, around(legible=press.glyphs.legible))
    printed = press.compile(f"{HEAD}#{body}", timestamp=0)
    (press.work / "it.pdf").write_bytes(printed.content)
    found = pdf_faults.text(press.work / "it.pdf")

    assert "".join(found.split()) == "".join(content.split())


HTML = [
    *("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<th scope='bad'>", "<caption>"),
    *(
        "<td rowspan='0' colspan='99999'>",
        "<thead>",
        "<tbody>",
        "<colgroup>",
        "<col>",
        "</caption>",
    ),
    *("<ul>", "<li>", "</ul>", "<ol start='-3' reversed type=a>", "</ol>", "<li value='2'>"),
    *("<dl>", "<dt>", "<dd>", "</dl>", "<details>", "<summary>", "</summary>", "</details>"),
    *("<p>", "</p>", "<a href='x'>", "<a href='https://e.org/%'>", "</a>", "<b>", "</b>", "<hr>"),
    *("<em id='q'>", "</em>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "<br>"),
    *("<ruby>", "<rt>", "</ruby>", "<img src='p.png'>", "<img alt='&'>", "<sup>", "</sup>", "<h2>"),
    *("<div>", "</div>", "<q cite='::'>", "</q>", "<abbr title='&quot;'>", "</abbr>", "<font>"),
    *("<figure>", "<figcaption>", "</figcaption>", "</figure>", "\n\n", "\n", "text ", "字", "#x "),
]


@given(st.lists(st.sampled_from(HTML), min_size=20, max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_html_is_in_a_post_is_printed_and_conforms(press, pieces):
    """Open, closed and crossed as it may be; the compiler has nothing to report of."""
    markdown = MarkdownIt("commonmark", {"html": True}).use(raw_html_plugin)
    doc = nodes.document(None, None)
    for token in markdown.parse("".join(pieces)):
        if token.type == "html_block":
            doc += nodes.raw("", token.content, format="html")
        elif token.type == "inline":
            doc += nodes.paragraph("", "", *map(_inline, token.children or []))
    body = translate(doc, around(legible=press.glyphs.legible))

    assert press.compile(f"{HEAD}#{body}", timestamp=0).complaint == ""


PAGED = f'{HEAD}#import "/template/pages.typ": paged\n'
FORMULAS = [
    r"x^2", r"\sum_{i=1}^n i", r"\hat{x}", r"\left(\frac{1}{2}\right]", r"\text{若干 some}", r"\sqrt[3]{x}", r"\dots",
    r"\begin{cases}x & y\\z\end{cases}", r"\begin{aligned}a &= b\\c &= d\end{aligned}", r"x \tag{7}",
    r"\begin{pmatrix}a & b\\c & d\end{pmatrix}", r"\begin{array}{l|c}a & b\\ \hline c & d\end{array}",
    r"\boxed{x}", r"\cancel{y}", r"\textcolor{red}{x}", r"\xrightarrow[a]{b}", r"\underbrace{a+b}_{n}", "f'",
    r"\operatorname*{arg\,max}_x", r"\sideset{_a^b}{}\prod", r"\bigl( x", r"\binom{n}{k}", "{", "}", '"', r"\#", "x^{",
    r"\sqrt{", r"\mathbb{R}", r"\boldsymbol{\beta}", "+", "😀", r"\text{\"#(}", r"\phantom{x}", r"\displaystyle",
]  # fmt: skip


@given(st.lists(st.sampled_from(FORMULAS), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_formula_is_in_a_post_is_printed_and_conforms(press, pieces):
    """In a line, and in lines of its own; within the page, however long it is."""
    doc = nodes.document(None, None)
    formula = " ".join(pieces)
    doc += nodes.paragraph("", "", nodes.Text("words "), nodes.math("", formula))
    doc += nodes.math_block("", formula)
    doc += nodes.math_block("", formula, number=12)
    body = translate(doc, around(legible=press.glyphs.legible))
    printed = press.compile(f"{PAGED}#show: base\n#show: paged.with([t])\n#{body}", timestamp=0)
    (press.work / "it.pdf").write_bytes(printed.content)

    assert printed.complaint == ""
    assert pdf_faults.findings(press.work / "it.pdf") == []
    assert pdf_faults.outside(press.work / "it.pdf") == []


@pytest.mark.parametrize(
    "formula",
    [
        "x" * 300,
        "x + " * 300 + "x",
        r"\frac{" + "x" * 120 + "}{2}",
        r"\begin{aligned}" + r"a &= b \\ " * 200 + r"\end{aligned}",
        r"\begin{matrix}" + "x & " * 60 + r"\end{matrix}",
        r"\text{" + "word " * 60 + "}",
    ],
    ids=["letters", "sum", "fraction", "rows", "columns", "words"],
)
def test_a_formula_that_is_larger_than_a_page_stays_within_it(press, formula):
    """Broken where it can be, else as it was written."""
    doc = nodes.document(None, None)
    doc += nodes.paragraph("", "", nodes.Text("words "), nodes.math("", formula))
    doc += nodes.math_block("", formula)
    body = translate(doc, around())
    (press.work / "it.pdf").write_bytes(
        press.compile(f"{PAGED}#show: base\n#show: paged.with([t])\n#{body}", timestamp=0).content
    )

    assert pdf_faults.findings(press.work / "it.pdf") == []
    assert pdf_faults.outside(press.work / "it.pdf") == []


@needs_cjk
def test_formulas_of_a_post_are_set_without_a_warning(publication):
    """In text, a heading, a list, a note and a table; what is read in the PDF is no LaTeX."""
    formula = r"{math}`\frac{a}{b} = \sum_{i=1}^n x_i`"
    publication.post(
        "2026-01-01-p",
        f"Words {formula}.[^n]\n\n## Part {formula}\n\n- {formula}\n\n[^n]: {formula}\n\n"
        f"| a | b |\n| --- | --- |\n| {formula} | 2 |\n\n"
        "```{math}\n:label: cases\n|x| = \\begin{cases} x & \\text{若 } x \\ge 0 \\\\ -x & \\text{否则} \\end{cases}\n```\n\n"
        "```{math}\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n```\n",
        title="Formulas",
    )
    built = print_(publication)
    file = built.out / "articles/posts/2026-01-01-p.pdf"
    text = pdf_faults.text(file)

    assert built.warnings == ""
    assert pdf_faults.findings(file) == []
    assert pdf_faults.outside(file) == []
    assert "frac" not in text
    assert "否则" in text
    assert "(1)" in text


def test_tables_that_lie_deep_in_others_are_printed(press):
    """Typst refuses what is nested too deep; from the fourth on their cells stand one after another."""
    html = "<table><tr><td>" * 19 + "deepest" + "</td></tr></table>" * 19
    doc = nodes.document(None, None)
    doc += nodes.raw("", html, format="html")
    body = translate(doc, around())

    assert body.count("grid-table(") == 3
    assert '"deepest"' in body
    printed = press.compile(f"{HEAD}#{body}", timestamp=0)
    (press.work / "it.pdf").write_bytes(printed.content)
    assert printed.complaint == ""
    assert "deepest" in pdf_faults.text(press.work / "it.pdf")


def _inline(token):
    is_html = token.type == "html_inline"
    return nodes.raw("", token.content, format="html") if is_html else nodes.Text(token.content)


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    """Return a press without fonts of this machine."""
    return Compiler(tmp_path_factory.mktemp("press"), None)


def test_the_whole_is_bound_from_volumes_and_the_rest(publication):
    """With an outline of three levels, labels of pages, and links that lead to what is in it."""
    publication.write(
        "volumes/spring.md", "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-03-31\n---\n"
    )
    publication.post(
        "2026-01-02-a", "## Part\n\n[Other](2026-05-01-b.md)\n", title="First", date="2026-01-02"
    )
    publication.post("2026-05-01-b", "Text.\n", title="Second", date="2026-05-01")
    built = print_(publication, builder="pdf")
    file = built.out / "the-test-review.pdf"
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        items = [
            (i.title, [(c.title, [g.title for g in c.children]) for c in i.children])
            for i in outline.root
        ]
        labels = [page.label for page in pdf.pages]
        names = pdf.Root.Names.Dests.Names
        places = {str(names[at]): names[at + 1][0].objgen for at in range(0, len(names), 2)}
        links = [
            str(link.Dest)
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if "/Dest" in link
        ]
        pages = {page.obj.objgen for page in pdf.pages}

    assert built.warnings == ""
    assert list(built.files()) == ["the-test-review.pdf"]
    assert items == [("Spring", [("First", ["Part"])]), ("Articles", [("Second", [])])]
    assert {"1-1", "2-1"} <= set(labels)
    assert "posts/2026-05-01-b#" in links
    assert set(places.values()) <= pages
    assert pdf_faults.findings(file) == []
    assert pdf_faults.outside(file) == []
    assert print_(publication, builder="pdf").files() == built.files()


def test_a_link_of_html_leads_to_a_post_with_a_colon_in_its_name(publication):
    """As one of Markdown does: what stands before the colon is no scheme."""
    link = "2026-05-01-b:c.md"
    publication.post("2026-01-02-a", f'<a href="{link}">One</a> [Two]({link})\n')
    publication.post("2026-05-01-b:c", "Text.\n", title="Second", date="2026-05-01")
    built = print_(publication, builder="pdf")
    with pikepdf.open(built.out / "the-test-review.pdf") as pdf:
        links = [str(link.get("/Dest")) for page in pdf.pages for link in page.get("/Annots", ())]

    assert built.warnings == ""
    assert links.count("posts/2026-05-01-b:c#") == 3  # with that of the contents


def test_a_publication_without_volumes_is_one_book(publication):
    """With contents of its own."""
    publication.post("2026-01-01-a", title="First")
    built = print_(publication, builder="pdf")
    file = built.out / "the-test-review.pdf"

    assert "First" in pdf_faults.text(file)
    assert pdf_faults.findings(file) == []


def test_what_is_too_large_for_one_run_is_bound_from_several(publication, monkeypatch):
    """Numbered through, with contents that say the right page."""
    monkeypatch.setattr("standfirst.editions.binding.LARGEST", 1)
    for number in range(3):
        publication.post(
            f"2026-01-0{number + 1}-p{number}",
            "Text.\n\n" * 100,
            title=f"Number {number}",
            date=f"2026-01-0{number + 1}",
        )
    built = print_(publication, builder="pdf")
    file = built.out / "the-test-review.pdf"
    with pikepdf.open(file) as pdf:
        labels = [page.label for page in pdf.pages if page.label.isdecimal()]

    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert pdf_faults.findings(file) == []


def test_what_the_compiler_refuses_under_ua_is_printed_without_and_named(publication, monkeypatch):
    """Never a missing file."""
    monkeypatch.setattr(
        "standfirst.editions.typst.translator.TypstTranslator.on_transition",
        lambda *_: ['image("/missing.svg")'],
    )
    publication.post("2026-01-01-p", "Kept text.\n\n---\n\nMore of it.\n")
    built = print_(publication)

    assert "2026-01-01-p.md:1: WARNING: this article cannot be typeset as it is" in built.warnings
    assert "Kept text." in pdf_faults.text(built.out / "articles/posts/2026-01-01-p.pdf")


def test_a_file_that_is_no_ua_is_named(publication, monkeypatch):
    """With the compiler's reason."""
    monkeypatch.setattr(
        "standfirst.editions.typst.translator.TypstTranslator.on_transition",
        lambda *_: ["heading(level: 5)[Deep]"],
    )
    publication.post("2026-01-01-p", "Kept text.\n\n---\n\nMore of it.\n")
    built = print_(publication)

    assert "2026-01-01-p.md:1: WARNING: the PDF of this article is not PDF/UA-1" in built.warnings
    assert built.has("articles/posts/2026-01-01-p.pdf")


def test_what_is_no_archive_is_ua_all_the_same(press):
    """Less is claimed, not nothing."""
    source = '#set document(title: "t")\n#par("\\u{e000}")\n'
    printed = press.compile(source, timestamp=0)

    assert "private" in printed.complaint
    assert b"pdfuaid" in printed.content
    assert b"pdfaid" not in printed.content


def test_the_whole_names_the_articles_that_do_not_conform(publication, monkeypatch):
    """Also where no article has a PDF of its own."""
    monkeypatch.setattr(
        "standfirst.editions.typst.translator.TypstTranslator.on_transition",
        lambda *_: ["heading(level: 5)[Deep]"],
    )
    publication.post("2026-01-01-p", "Kept text.\n\n---\n\nMore of it.\n")
    publication.post("2026-01-02-q", "Other text.\n")
    built = print_(publication, builder="pdf")

    assert "2026-01-01-p.md:1: WARNING: the PDF of this article is not PDF/UA-1" in built.warnings
    assert "2026-01-02-q.md" not in built.warnings


def test_withdrawn_articles_have_no_pdf_and_hidden_ones_only_in_a_preview(publication):
    """As they have no text on the web."""
    publication.post("2026-01-01-p", withdrawn="2026-02-01")
    publication.post("2026-01-02-q", draft="true")
    publication.post("2026-01-03-r")

    assert [f for f in print_(publication).files() if "articles" in f] == [
        "articles/posts/2026-01-03-r.pdf"
    ]
    assert print_(publication, preview="1").has("articles/posts/2026-01-02-q.pdf")


def test_a_build_of_one_builder_reads_for_all(publication):
    """What the web pages were made from is not read again for the PDFs."""
    publication.post("2026-01-01-p")
    publication.build()
    built = print_(publication)

    assert "0 added, 0 changed, 0 removed" in built.status


def test_two_processes_make_the_same_files_as_one(publication):
    """Also with pictures, and with names that mean something to Typst."""
    publication.write("posts/chart.svg", SVG)
    publication.write(
        "volumes/all.md", "---\ntitle: All\nstart: 2026-01-01\nend: 2026-05-31\n---\n"
    )
    for number in range(26):
        publication.post(
            f"2026-01-02-it's #{number} @x $y",
            f"Text {number}. ![Chart](chart.svg)\n",
            title=f"Part {number}",
        )
    # in processes of their own, as this one has used the compiler, whose threads a fork does not take along
    made = {jobs: _made_by_command(publication.root, jobs) for jobs in (1, 2)}

    assert len(made[1]) == 27
    assert made[1] == made[2]


def _made_by_command(root, jobs):
    out, work = root / "_build" / f"out{jobs}", root / "_build" / f"work{jobs}" / "doctrees"
    command = (sys.executable, "-m", "sphinx", "-q", "-W", "-b", "typst", "-j", str(jobs))
    subprocess.run([*command, "-d", work, root, out], check=True, timeout=240)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in lasting(out) if p.is_file()}
