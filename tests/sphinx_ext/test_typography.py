"""What a post's text becomes on its page, beyond what Markdown's rules alone can show."""

from __future__ import annotations

import re

import pytest
from lxml import html
from publications import Publication

LINK = '<a href="/data/a.csv">file</a> <a href="/posts/2026-01-02-b.md#x">page</a> <a href="/no">no</a> <a href="https://example.com/">out</a>'


def text_of(built, name="a"):
    """Return the element that holds a post's text."""
    page = html.fromstring(built.read(f"2026/01/{name}/"))
    return page.xpath('//div[@class="sf-text"]')[0]


def test_links_within_html_lead_where_others_do(publication):
    """In a paragraph and in a block: to pages, to files; one that leads nowhere is text, with a warning."""
    publication.write("data/a.csv", "a,b\n")
    publication.post("2026-01-02-a", f"{LINK}\n\n<div>\n<p>{LINK}</p>\n</div>\n")
    publication.post("2026-01-02-b")
    built = publication.build()
    found = [a.get("href") for a in text_of(built).iter("a")]

    assert [re.sub("/[0-9a-f]{32}/", "/…/", href or "") for href in found] == [
        "../../../_downloads/…/a.csv",
        "../b/#x",
        "",
        "https://example.com/",
    ] * 2
    assert "a.md:8: WARNING: the link '/no' leads to no page" in built.warnings


def test_ids_are_unique_whoever_has_them(publication):
    """A heading keeps its own, also after a footnote and before a paragraph of that name."""
    publication.post(
        "2026-01-02-a",
        "[^note]: Foot.\n\n## Note\n\nText.[^note] <a name='note'></a> <b id='main-content'>x</b>\n\nMore.\n{: #note}\n",
    )
    built = publication.build()
    ids = re.findall(r'\sid="([^"]+)"', built.read("2026/01/a/"))

    assert len(ids) == len(set(ids))
    assert text_of(built).xpath('.//section[span/@id="note"]/h2')
    assert "the id 'note' is already in use" in built.warnings


def test_html_in_a_heading_is_no_second_anchor_in_the_contents(publication):
    """Jekyll's authors put ``<a name>`` there; ids and links would be there twice."""
    publication.post(
        "2026-01-02-a",
        'Text.\n\n## One <a name="uno"></a> <span id="due">H<sub>2</sub>O</span>\n\nText.\n',
    )
    page = publication.build().read("2026/01/a/")
    contents = html.fromstring(page).xpath('//nav[@id="pst-page-toc-nav"]')[0]

    assert page.count('id="uno"') == page.count('id="due"') == 1
    assert not contents.xpath(".//a//a")
    assert [sub.text for sub in contents.iter("sub")] == ["2"]


@pytest.mark.parametrize("fence", ["", "plaintext", "no-such-language", "json"])
def test_code_is_shown_whatever_its_language(publication, fence):
    """What no lexer knows, or can read, is plain; there is nothing to warn about."""
    publication.post("2026-01-02-a", f'```{fence}\ndef "x" {{: //\n```\n')
    built = publication.build()

    assert text_of(built).text_content().strip() == 'def "x" {: //'
    assert not built.warnings


def test_a_table_without_a_header_has_none(publication):
    """Authors of Jekyll write such."""
    publication.post("2026-01-02-a", "| a | b |\n| c | d |\n")
    text = text_of(publication.build())

    assert not text.xpath(".//thead")
    assert [cell.text_content() for cell in text.iter("td")] == ["a", "b", "c", "d"]


def test_nothing_is_nested_too_deep_to_be_built(publication):
    """Directives, lists, quotes and emphasis: the page is there, and the fault is named."""
    deep = "".join(f"{':' * (40 - i)}{{note}}\n" for i in range(30))
    publication.post("2026-01-02-a", f"{deep}Deepest.\n")
    publication.post("2026-01-02-b", "> " * 500 + "Deepest.\n")
    publication.post("2026-01-02-c", "*a _b " * 2000 + "_ *" * 2000 + "\n")
    lists = "".join(f"{'  ' * 5 * n}{'- ' * 5}{':' * (40 - n)}{{note}}\n" for n in range(12))
    publication.post("2026-01-02-d", f"{lists}{'  ' * 60}Deepest.\n\nThe rest.\n")
    built = publication.build()

    assert "Deepest." in text_of(built).text_content()
    assert "WARNING: the directive 'note' lies in 12 others" in built.warnings
    assert "b.md:8: WARNING: lists or quotes are nested too deep" in built.warnings
    assert "Deepest." in text_of(built, "b").text_content()
    assert "d.md:12: WARNING: lists or quotes are nested too deep" in built.warnings
    assert text_of(built, "d").text_content().split()[-3:] == ["Deepest.", "The", "rest."]
    assert len(text_of(built, "c").text_content().split()) >= 4000


def test_faults_within_directives_are_on_their_lines(publication):
    """Whoever finds them: our own rules, MyST, docutils."""
    publication.post(
        "2026-01-02-a", ":::{note}\nText.\n\n<b>open [^no]\n:::\n\n{nobody}`x` {ref}`none`\n"
    )
    lines = publication.build().warnings.splitlines()

    assert [re.sub(r".*a\.md:(\d+): \w+: ", r"\1 ", line)[:20] for line in sorted(lines)] == [
        "11 <b> was never clo",
        "11 there is no footn",
        "14 undefined label: ",
    ]
    assert [line for line in lines if not re.search(r"; .+ \[standfirst\.\w+\]$", line)] == []


def test_pictures_have_their_size_without_a_style(publication):
    """Numbers are attributes, parts of the line's width classes; a small picture is no link to itself."""
    publication.picture("a.png", 60, 40)
    publication.post(
        "2026-01-02-a",
        """\
        ![a](/a.png){: width="30px" height="10"}
        ![b](/a.png){width="52%"}
        <img src="/a.png" width="100%" height="4em">
        <img src="/a.png" height="20">
        """,
    )
    built = publication.build()
    shown = [(i.get("width"), i.get("height"), i.get("class")) for i in text_of(built).iter("img")]

    assert shown == [
        ("30", "20", None),
        ("60", "40", "sf-width-50"),
        ("60", "40", "sf-width-100"),
        ("30", "20", None),
    ]
    assert "style=" not in html.tostring(text_of(built), encoding="unicode")
    assert not list(text_of(built).iter("a"))
    assert not built.warnings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "```{raw} html\n<script>secret()</script>\n```\n",
            "the directive 'raw' writes into the page what nobody has looked at",
        ),
        (
            "```{eval-rst}\n.. raw:: html\n\n   <script>secret()</script>\n```\n",
            "posts may not have reStructuredText",
        ),
        ("```{include} ../../secret.md\n```\n", "the directive 'include' includes a file"),
        (
            "```{literalinclude} ../../secret.md\n```\n",
            "the directive 'literalinclude' includes a file",
        ),
        ("```{csv-table}\n:file: ../../secret.md\n```\n", "csv-table"),
        ("```{image} ../../secret.png\n```\n", "the file '../../secret.png' is not there"),
        ("{download}`x <../../secret.md>`\n", "the link '../../secret.md' leads to no page"),
        (
            "```{meta}\n:http-equiv=refresh: 0\n```\n",
            "the directive 'meta' changes the page around the text",
        ),
    ],
)
def test_directives_reach_nothing_outside_and_write_no_html(tmp_path, text, said):
    """A post is as hostile as any text from outside; what is not carried out is named."""
    publication = Publication(tmp_path / "site")
    for name in ("secret.md", "secret.png"):
        (tmp_path / name).write_bytes(b"secret()")
    publication.post("2026-01-02-a", text)
    built = publication.build()
    page = built.read("2026/01/a/")

    assert said in built.warnings
    assert "[standfirst." in built.warnings
    assert "<script>secret" not in page
    assert '<meta http-equiv="refresh"' not in page
    assert not [name for name, data in built.files().items() if data == b"secret()"]


def test_cards_with_a_footer_are_no_fault(publication):
    """Sphinx-design would have them written otherwise."""
    publication.post("2026-01-02-a", ":::{card} Title\nBody\n+++\nFooter\n:::\n")
    built = publication.build()

    assert "Footer" in text_of(built).text_content()
    assert not built.warnings
