"""What a post becomes: one small publication for each behaviour."""

from __future__ import annotations

import json
import re

import feedparser
from lxml import html as lxml_html
from page_trees import PLACE, tree
from site_faults import faults as site_faults


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
    [dateline] = page.xpath("//*[contains(@class, 'sf-dateline')]")

    assert re.findall(r"\d+", dateline.text_content()) == ["2026", "1", "2", "3"]
    assert page.xpath("//strong")[0].text_content() == "“重点”"
    assert "一开头" in page.xpath("//section/span/@id")
    assert [a.text_content() for a in page.xpath("//a[@rel='author']")] == ["王小明", "李四"]
    assert site_faults(built.out) == []


def test_initials_are_those_of_the_name_beside_them(publication):
    """An alias in the byline has its own; on the author's page the name's stand."""
    publication.write(
        "authors/desk.md", "---\nname: Translation Desk\naliases: [編譯組]\n---\n\nText.\n"
    )
    publication.post("2026-01-02-x", author="編譯組、Ada Lovelace")
    built = publication.build()
    initials = "//*[contains(@class, 'sf-portrait--initials')]"

    assert tree(built, PLACE).xpath(f"{initials}/@data-initials") == ["編", "AL"]
    assert tree(built, "authors/desk/").xpath(f"{initials}/@data-initials") == ["TD"]


def test_an_embedded_file_of_ones_own_is_linked_to(publication):
    """A video or document that lies in the publication goes along; one that is not there is named."""
    publication.write("assets/talk.mp4", b"video")
    publication.post(
        "2026-01-02-x",
        "<video src='/assets/talk.mp4'></video>\n\n<iframe src='/gone.pdf' title='Gone'></iframe>\n",
    )
    built = publication.build()

    assert site_faults(built.out) == []
    assert "'/gone.pdf' leads to no page" in built.warnings
    assert [
        a.text_content() for a in tree(built, PLACE).xpath("//*[@class='sf-text']//a[@download]")
    ] == ["talk.mp4"]


def test_a_link_to_a_picture_shows_it(publication):
    """A role that offers it, and a link to a document, have it saved."""
    for name in ("posts/a.png", "posts/b.csv"):
        publication.write(name, b"1") if name.endswith("csv") else publication.picture(name)
    publication.post("2026-01-02-x", "[one](a.png) [two](b.csv) {download}`three <a.png>`\n")
    built = publication.build()
    links = tree(built, PLACE).xpath("//*[@class='sf-text']//a[contains(@href, '_downloads')]")

    assert built.warnings == ""
    assert [(a.text_content(), "download" in a.keys()) for a in links] == [  # noqa: SIM118  # lxml's
        ("one", False),
        ("two", True),
        ("three", True),
    ]


def test_sound_and_film_of_ones_own_play(publication):
    """From beside the post and from the extra folders; what is elsewhere, or is none by its name, does not."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    for name in ("posts/a b.mp4", "extra/tide.mp3", "extra/page.pdf"):
        publication.write(name, b"x")
    publication.post(
        "2026-01-02-x",
        "<video src='a%20b.mp4' controls></video>\n\nText <audio><source src='/tide.mp3'></audio>\n\n"
        "<audio src='/page.pdf'></audio>\n\n<video src='https://a.example/b.mp4'></video>\n\n"
        "<video src='/gone.mp4'></video>\n",
    )
    built = publication.build()
    page = tree(built, PLACE)
    [film], [sound] = page.xpath("//video"), page.xpath("//audio")

    for played in (film, sound):
        assert set(played.keys()) == {"class", "controls", "preload", "src"}
        assert played.getnext().get("href") == played.get("src")
        assert site_faults(built.out) == []
    assert sound.get("src") == "../../../tide.mp3"
    assert film.get("src").endswith("/a%20b.mp4")
    assert [line.rpartition(" [")[2] for line in built.warnings.splitlines() if line] == [
        "standfirst.embed]",
        "standfirst.link]",
    ]


def test_titles_of_pictures_and_several_terms_reach_the_page(publication):
    """As Jekyll writes them."""
    publication.picture("a.png")
    text = '![a](/a.png "A & \\"b\\"")\n\nOne *x*\nTwo\n: Said of both.\n: Again.\n'
    publication.post("2026-01-02-x", text)
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    assert page.xpath("//main//img/@title") == ['A & "b"']
    assert [part.tag for part in page.xpath("//dl[contains(@class, 'myst')]/*")] == [
        "dt",
        "dt",
        "dd",
        "dd",
    ]


def test_footnotes_end_the_text(publication):
    """They stand before the biographies wherever they were written, without a rule; in the feed too."""
    for name, tail in {
        "before": "[^1]: The note.\n\n---\n\n**Ada Lovelace** is a mathematician.\n",
        "after": "---\n\n**Ada Lovelace** is a mathematician.\n\n[^1]: The note.\n",
        "alone": "[^1]: The note.\n",
    }.items():
        publication.post(f"2026-01-02-{name}", f"Text.[^1]\n\n## Heading\n\nMore.\n\n{tail}")
    built = publication.build()

    assert built.warnings == ""
    entries = {e.link.split("/")[-2]: e for e in feedparser.parse(built.read("atom.xml")).entries}
    for name in ("before", "after", "alone"):
        feed = lxml_html.fromstring(entries[name].content[0].value)
        for text in (tree(built, f"2026/01/{name}/").xpath("//article")[0], feed):
            said = text.text_content()

            assert not text.xpath(".//hr")
            assert said.index("More.") < said.index("The note.")
            if name != "alone":
                assert said.index("The note.") < said.index("is a mathematician")


def test_a_publication_without_posts_and_a_post_without_anything(publication):
    """Both are publications."""
    assert publication.build().warnings == ""

    publication.write("posts/x.md", "Text.\n")
    built = publication.build()

    assert "Text." in built.paragraphs("undated/x/")
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

            scripts = page.xpath(
                "//script[not(@type='application/ld+json' or @type='application/json')]"
            )
            assert not [s for s in scripts if "alert" in (s.text or "")], name
            assert not page.xpath("//*[@onerror]"), name


def test_a_chinese_publication_speaks_chinese(publication):
    """The front page too, whatever its file is called."""
    publication.post(
        "2026-01-02-x",
        "全球南方的債務。\n",
        title="標題甲",
        author="王小明",
        description="說明乙",
    )
    built = publication.build("standfirst_language=zh-Hant")

    assert built.warnings == ""
    assert tree(built, "").get("lang") == "zh-Hant"
    assert "2026年1月2日" in built.read("")
    assert "文章" in tree(built, "").xpath("//nav")[0].text_content()
