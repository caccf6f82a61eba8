"""The HTML of pages: whole, with each id once, and without anything from elsewhere."""

from __future__ import annotations

import re
import zlib

import pytest
from lxml import etree
from lxml import html as lxml_html
from page_trees import PLACE, pictures_of, tree
from site_faults import faults as site_faults


def test_pages_need_no_inline_style_and_no_script_from_elsewhere(publication):
    """Widths, formulas and their numbers, lists of fields: what docutils and Sphinx would style or fetch."""
    for name in ("pic one.png", "two.png"):
        publication.picture(name)
    publication.post(
        "2026-01-02-x",
        """
        {math}`a^2` and {eq}`one`

        ```{math}
        :label: one
        \\frac{a}{b}
        ```

        ```{figure} /two.png
        :width: 200px
        :figwidth: 50%

        Caption
        ```

        ```{image} /two.png
        :height: 20px
        ```

        ```{list-table}
        :widths: 30 70
        * - a
          - b
        ```
        """,
        image="/pic one.png",
    )
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    assert site_faults(built.out) == []
    assert page.xpath("//p/*[local-name()='math']//*[local-name()='msup']")
    assert page.xpath("//div[@class='math']/span[@class='eqno']")
    assert page.xpath("//div[@class='math']//*[local-name()='mfrac']")
    assert page.xpath("//col/@class") == ["sf-width-30", "sf-width-70"]
    assert page.xpath("//figure//img/@width") == ["60", "200"]
    assert set(page.xpath("//img/@alt")) == {""}
    assert pictures_of(built) == ["pic-one", "two", "two"]
    assert not [src for src in page.xpath("//script/@src") if "://" in src]
    [content] = etree.fromstring(built.read("atom.xml").encode()).iterfind(".//{*}content")
    assert lxml_html.fromstring(content.text).xpath("//*[local-name()='mfrac']")


def test_no_id_is_there_twice(publication):
    """An anchor above a heading of the same name, the page's own ids, HTML that repeats itself."""
    publication.post(
        "2026-01-02-x",
        """
        <a id="method"></a>

        ## Method

        <p title="id" id="method">One <b id="one">a</b> <i id='one'>b</i> id="text"</p>

        <div id="two words" class="lead">x</div> [up](#method) [one](#one)

        ## Main content
        """,
    )
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    assert site_faults(built.out) == []
    assert page.xpath("//*[@id='method']")[0].getnext().tag == "h2"
    assert page.xpath("//*[@id='one']")[0].tag == "b"
    assert page.xpath("//div[@class='lead']")
    assert 'id="text"' in page.xpath("//p[@title='id']")[0].text_content()


@pytest.mark.parametrize(
    ("body", "tags", "lines"),
    [
        ("<div>unclosed\n", ["div"], ["8"]),
        ("> <div>\n\nText.\n", ["blockquote", "div", "div", "p"], ["8"]),
        ("- <b>a\n\n<section>\n", ["ul", "li", "p", "b", "div"], ["8", "10"]),
    ],
)
def test_html_that_is_never_closed_is_closed(publication, body, tags, lines):
    """Where what it stands in ends, and for a strict parser too; a warning is at the line that opens it."""
    publication.post("2026-01-02-x", body)
    built = publication.build()
    text = re.search(r'<section>\n<span id="a-title">.*</section>', built.read(PLACE), re.DOTALL)

    assert [element.tag for element in etree.fromstring(text[0]).iter()] == [
        "section",
        "span",
        *tags,
    ]
    assert re.findall(r":(\d+): WARNING: .*\[standfirst\.html\]\n", built.warnings) == lines
    assert len(built.warnings.splitlines()) == len(lines)


def test_ids_of_two_posts_may_be_the_same(publication):
    """Attributes and headings, also in quotations and lists, are a post's own; the words of one are no label of the other."""
    text = "> ## One\n\nText.\n{: #note}\n\n- ### Two\n\n[a](#note) [b](#one)\n"
    publication.post("2026-01-02-x", text, title="X")
    publication.post("2026-01-03-y", text, title="Y")
    built = publication.build()

    assert built.warnings == ""
    assert site_faults(built.out) == []
    assert b"note" not in zlib.decompress(built.files()["objects.inv"].split(b"\n", 4)[4])


def test_a_page_has_a_top(publication):
    """A link may lead there though nothing has that id, as in HTML; other ids are looked for."""
    publication.post("2026-01-02-x", "[up](#top), [up too](#), [nowhere](#bottom)\n")
    built = publication.build()

    assert [re.findall("'([^']*)'", line)[0] for line in built.warnings.splitlines()] == ["#bottom"]


def test_the_dot_before_a_translation_is_of_the_pages_language(publication):
    """Each fact in a line but the first brings the dot before it, and with a language of its own would have its font for it."""
    publication.post("2026-01-02-x", lang="en")
    publication.post("2026-01-03-y", lang="zh-Hant", translation_of="2026-01-02-x")
    page = tree(publication.build(), PLACE)
    facts = page.xpath("//p[contains(@class, 'sf-dateline')]/*")

    assert [fact.get("lang") for fact in facts[1:]] == [None] * (len(facts) - 1)
    assert [link.get("lang") for fact in facts for link in fact.xpath("a[@hreflang]")] == [
        "zh-Hant"
    ]
