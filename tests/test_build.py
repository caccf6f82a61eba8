"""What a build gives: one small publication for each behaviour."""

from __future__ import annotations

import json
import shutil

import feedparser
import pytest
from lxml import html as lxml_html

from site_faults import faults as site_faults

PLACE = "2026/01/x/"


def tree(built, page):
    """Return a page, parsed."""
    return lxml_html.fromstring(built.read(page))


def test_a_post_as_jekyll_has_it(publication):
    """Title, deck, byline, date with its offset, standfirst, headings, biography, feeds: and no warning."""
    publication.write(
        "posts/2026-01-02-x.md",
        b"\xef\xbb\xbf"
        b'---\r\nlayout: post\r\ntitle : The "Title"\r\nauthor: Ada Lovelace and Charles Babbage\r\n'
        b'date  : 2026-01-02 00:30:00 +0800\r\nimage : https://example.com/a.jpeg\r\n#image_caption: ""\r\n'
        b'description: "A deck"\r\nexcerpt_separator: <excerpt/>\r\n---\r\n\r\n'
        b"_The standfirst of $3.8 billion and $4._\r\n\r\n<excerpt/>\r\n\r\nText.\r\n\r\n### One\r\n\r\nMore.\r\n\r\n##### Two\r\n\r\n"
        b"---\r\n\r\n__Ada Lovelace__ is a mathematician.\r\n\r\n__Charles Babbage__ builds engines.",
    )
    built = publication.build()
    page = (
        tree(built, "2026/01/x/")
        if built.has("2026/01/x/index.html")
        else tree(built, "2025/12/x/")
    )

    assert built.warnings == ""
    assert page.xpath("//h1")[0].text_content() == "The “Title”"
    assert page.xpath("//*[contains(@class, 'sf-article__deck')]")[0].text_content() == "A deck"
    assert page.xpath("//time/@datetime")[0] == "2026-01-02T00:30:00+08:00"
    assert [a.text_content() for a in page.xpath("//a[@rel='author']")] == [
        "Ada Lovelace",
        "Charles Babbage",
    ]
    assert [h.tag for h in page.xpath("//main//*[self::h2 or self::h3]")] == ["h2", "h3"]
    assert (
        "$3.8 billion and $4."
        in page.xpath("//*[contains(@class, 'sf-standfirst')]")[0].text_content()
    )
    assert len(page.xpath("//*[contains(@class, 'sf-biographies')]/p")) == 2
    assert page.xpath("//figure//a/@href") == ["https://example.com/a.jpeg"]
    assert not page.xpath("//img")
    assert "builds engines" in built.read("authors/charles-babbage/")
    assert site_faults(built.out) == []
    for name in ("atom.xml", "rss.xml"):
        entries = feedparser.parse(built.read(name)).entries

        assert [e.title for e in entries] == ["The “Title”"]
        assert "excerpt" not in built.read(name)
    assert (
        json.loads(built.read("feed.json"))["items"][0]["date_published"]
        == "2026-01-02T00:30:00+08:00"
    )


def test_a_chinese_post_speaks_chinese(publication):
    """Language, dates, words, reading time, headings' ids and emphasis."""
    publication.post(
        "2026-01-02-x",
        "他说**“重点”**。\n\n## 一、开头\n\n[回到](#一开头)\n\n" + "字" * 1200 + "\n",
        title="標題",
        author="王小明、李四",
        description="说明。",
    )
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    assert page.get("lang") == "zh-Hans"
    assert "2026年1月2日" in page.text_content()
    assert (
        "3" in page.xpath("//*[contains(@class, 'sf-dateline')]")[0].text_content().split("日")[1]
    )
    assert page.xpath("//strong")[0].text_content() == "“重点”"
    assert "一开头" in page.xpath("//section/@id")
    assert [a.text_content() for a in page.xpath("//a[@rel='author']")] == ["王小明", "李四"]
    assert site_faults(built.out) == []


HIDDEN = [
    ("draft", "true"),
    ("published", "false"),
    ("date", "2026-06-01 00:00:01 +0000"),
    ("expires", "2026-05-31"),
]


@pytest.mark.parametrize(("key", "value"), HIDDEN)
def test_what_is_not_to_be_seen_is_nowhere(publication, key, value):
    """No page, no search entry, no feed, no picture, no word; a link to it is plain text, without warning."""
    publication.write("posts/cabal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    publication.post(
        "2026-01-02-x", "[a link](2026-01-03-hidden.md) and [more](/2026/01/hidden/).\n"
    )
    publication.post(
        "2026-01-03-hidden",
        "Unspeakable. ![p](cabal.svg)\n",
        **{"title": "Zanzibar", "author": "Nobody Known", "tags": "[quux]", key: value},
    )
    built = publication.build()

    assert built.warnings == ""
    for name, content in built.files().items():
        assert not any(
            word in content.lower()
            for word in (b"zanzibar", b"unspeakable", b"quux", b"nobody known", b"cabal")
        ), name
        assert "hidden" not in name
    assert "a link" in built.read(PLACE)
    assert site_faults(built.out) == []


def test_a_preview_shows_it_with_a_banner(publication):
    """And no search engine may keep it."""
    publication.post("2026-01-03-hidden", draft="true")
    built = publication.build("standfirst_preview=1")
    page = tree(built, "2026/01/hidden/")

    assert page.xpath("//*[contains(@class, 'sf-banner')]")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_next_moment_is_said_and_written_outside_the_pages(publication):
    """For whoever schedules builds."""
    publication.post("2026-07-01-x", date="2026-07-01 09:00:00 +0800")
    built = publication.build()

    assert "2026-07-01T09:00:00+08:00" in built.status
    assert (
        (publication.root / "_build" / "doctrees" / "next-publication.txt")
        .read_text(encoding="utf-8")
        .startswith("2026-07-01T09")
    )
    assert not any("next-publication" in name for name in built.files())


def test_a_withdrawn_post_leaves_a_page_that_says_so(publication):
    """With the reason, without the text."""
    publication.post("2026-01-02-x", "The false claim.\n", withdrawn="2026-03-04, it was wrong")
    built = publication.build()

    assert "it was wrong" in built.read(PLACE)
    for name, content in built.files().items():
        assert b"false claim" not in content.lower(), name


def test_incremental_equals_clean(tmp_path, publication):
    """After adding, editing, deleting; after a template, a style, an author, a picture, a setting."""
    publication.post("2026-01-02-x", "[b](2026-01-03-b.md)\n", tags="[one]")
    publication.post("2026-01-03-b", "B.\n", date="2026-01-03", author="Bo Bee", tags="[two]")
    publication.write("about.md", "---\ntitle: About\n---\n\nWe are. [x](posts/2026-01-02-x.md)\n")
    publication.build()
    publication.post(
        "2026-01-03-b",
        "B, edited.\n",
        title="Changed",
        date="2026-01-03",
        author="Bo Bee",
        permalink="/elsewhere/",
    )
    publication.post("2026-01-04-c", "C.\n", date="2026-01-04")
    publication.write("authors/ada-lovelace.md", "---\nname: Ada Lovelace\n---\nShe.\n")
    publication.write("_templates/standfirst/footer_extra.html", "<p>Imprint</p>\n")
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        templates_path = ["_templates"]\n'
    )
    incremental = publication.build()
    (publication.root / "posts" / "2026-01-04-c.md").unlink()
    incremental = publication.build()
    _same_as_clean(publication, incremental, tmp_path)

    assert not incremental.has("2026/01/b/index.html")
    assert not incremental.has("2026/01/c/index.html")
    assert "Imprint" in incremental.read(PLACE)
    assert 'href="../../../elsewhere/"' in incremental.read(PLACE)


def _same_as_clean(publication, incremental, tmp_path):
    got = incremental.files()
    shutil.rmtree(publication.root / "_build")
    want = publication.build().files()
    got.pop(".buildinfo.bak", None)

    for files in (got, want):
        files.pop("searchindex.js")  # its maker numbers terms as it meets them

    assert sorted(got) == sorted(want), tmp_path
    assert [name for name in want if got[name] != want[name]] == []


def test_two_processes_give_the_same(publication):
    """Records, links and kept bodies come back from the readers and writers."""
    for number in range(12):
        publication.post(
            f"2026-01-{number + 10}-x{number}",
            f"Text {number}. [o](2026-01-10-x0.md)\n\n<excerpt/>\n",
            title=f"T {number}",
            tags=f"[t{number % 3}]",
        )
    one = publication.build(jobs=1).files()
    shutil.rmtree(publication.root / "_build")
    built = publication.build(jobs=2)
    two = built.files()

    assert built.warnings == ""
    assert [name for name in one if one[name] != two.get(name)] == []


def test_listings_are_numbered_from_the_oldest(publication):
    """A page once full stays as it is; prev and next say the way."""
    for number in range(1, 8):
        publication.post(
            f"2026-01-{number:02}-x{number}", date=f"2026-01-{number:02}", title=f"Post {number}"
        )
    built = publication.build("standfirst_page_size=2")
    first = built.read("posts/page/1/")

    assert "Post 1<" in first
    assert "Post 2<" in first
    assert "Post 3<" not in first
    assert 'rel="prev"' in first
    assert 'rel="next"' in built.read("posts/")
    assert site_faults(built.out) == []


def test_front_page_places(publication):
    """The newest post of each position takes the place."""
    publication.post("2026-01-02-a", title="Old centre", position="center")
    publication.post("2026-01-03-b", date="2026-01-03", title="New centre", position="center")
    publication.post("2026-01-04-c", date="2026-01-04", title="Newest")
    built = publication.build()
    lead = tree(built, "").xpath("//*[contains(@class, 'sf-card--lead')]")[0].text_content()

    assert "New centre" in lead


def test_ablogs_directives_and_labels_work(publication):
    """A list of posts, and references to authors and tags, lead to our pages."""
    publication.post("2026-01-02-x", tags="[one]", title="Listed")
    publication.write(
        "lists.md",
        '# Lists\n\n```{postlist} 5\n:format: "{title}"\n```\n\n{ref}`blog-posts`, {ref}`author-ada-lovelace`, {ref}`tag-one`\n',
    )
    built = publication.build()
    page = tree(built, "lists/")

    assert built.warnings == ""
    assert {"../2026/01/x/", "../posts/", "../authors/ada-lovelace/", "../tags/one/"} <= set(
        page.xpath("//main//a/@href")
    )


def test_myst_and_sphinx_design_work_in_posts(publication):
    """Directives, roles, definition lists, colon fences, attributes, cards, references, footnotes."""
    publication.post(
        "2026-01-02-x",
        """
        ```{note}
        Noted.
        ```

        :::{card} A card
        Inside.
        :::

        Term
        : Definition.

        {.lead}
        Text with {abbr}`HTML (hypertext)` and a note.[^1] ~~gone~~ https://example.org/a，然后

        {post}`2026-01-03-y`, {author}`ada-lovelace`

        | a | b |
        | - | - |
        | 1 | 2 |

        1- one
        2- two

        <details><summary>More</summary>Hidden.</details>

        H<sub>2</sub>O<br>x<sup>2</sup> <!-- gone -->

        [^1]: The note.
        """,
    )
    publication.post("2026-01-03-y", date="2026-01-03", title="The other")
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    for path in (
        "//*[contains(@class, 'admonition')]",
        "//*[contains(@class, 'sd-card')]",
        "//dl/dd",
        "//p[@class='lead']",
        "//abbr",
        "//details/summary",
        "//sub",
        "//sup",
        "//table",
        "//del | //s",
    ):
        assert page.xpath(path), path
    assert "https://example.org/a" in page.xpath("//a/@href")
    assert "The other" in page.text_content()
    assert "gone -->" not in built.read(PLACE)
    assert site_faults(built.out) == []


def test_a_publication_without_posts_and_a_post_without_anything(publication):
    """Both are publications."""
    assert publication.build().warnings == ""

    publication.write("posts/x.md", "Text.\n")
    built = publication.build()

    assert "Text." in built.read("undated/x/")
    assert site_faults(built.out) == []


def test_hostile_front_matter_is_harmless(publication):
    """In the page, the feed and the listings."""
    evil = '"</script><script>alert(1)</script>\'\\"><img src=x onerror=alert(2)>"'
    publication.post(
        "2026-01-02-x",
        title=evil,
        author=evil,
        description=evil,
        tags=f"[{evil}]",
        section=evil,
        image_caption=evil,
        series=evil,
        source=evil,
        license=evil,
    )
    built = publication.build()

    for name, content in built.files().items():
        if name.endswith(".html"):
            page = lxml_html.document_fromstring(content)

            assert not [s for s in page.xpath("//script") if "alert" in (s.text or "")], name
            assert not page.xpath("//*[@onerror]"), name


def test_former_addresses_lead_to_the_page(publication):
    """Of posts and standing pages; what a page has taken, and what leads outside, is named and not written."""
    publication.post(
        "2026-01-02-x", redirect_from="[/old/x/, /old-x, 'old/%E6%97%A7.html', /taken/]"
    )
    publication.post("2026-01-03-y", "[x](/old/x/)\n", permalink="/taken/")
    publication.post(
        "2026-01-04-z", date="2026-01-04", redirect_from="[/old/x/, /_static/x/, /../z/]"
    )
    publication.write("us.md", "---\ntitle: Us & them\nredirect_from: /we/\n---\n\nText.\n")
    built = publication.build()

    for file, target in {
        "old/x/index.html": "../../2026/01/x/",
        "old-x.html": "2026/01/x/",
        "old/旧.html": "../2026/01/x/",
        "we/index.html": "../us/",
    }.items():
        assert f'content="0; url={target}"' in built.read(file)
    canonical = '<link rel="canonical" href="https://example.org/review/us/">'
    assert canonical in built.read("we/index.html")
    assert 'href="../2026/01/x/"' in built.read("taken/")
    lines = [line.partition(": WARNING: ")[2] for line in built.warnings.splitlines()]
    assert sorted(line.partition("'")[2].partition("'")[0] for line in lines) == [
        "/../z/",
        "/_static/x/",
        "/old/x/",
        "/taken/",
    ]
    assert all("[standfirst.address]" in line for line in lines)
    assert publication.build("suppress_warnings=standfirst.address").warnings == ""

    (publication.root / "us.md").unlink()

    assert not publication.build().has("we/index.html")


@pytest.mark.parametrize("body", ["<div>unclosed\n", "> <div>\n\nText.\n", "- <b>a\n\n<section>\n"])
def test_html_that_is_never_closed_is_closed(publication, body):
    """MyST needs the line of what we write in the author's place."""
    publication.post("2026-01-02-x", body)
    built = publication.build()

    assert "2026/01/x/" in built.read("") or built.has("2026/01/x/index.html")
    assert all("[standfirst.html]" in line for line in built.warnings.splitlines() if line)
