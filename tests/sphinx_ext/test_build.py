"""What a build gives: one small publication for each behaviour."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import shutil
import zlib

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html
from site_faults import faults as site_faults
from sphinx.errors import ConfigError

from standfirst.checking import checker

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
    [dateline] = page.xpath("//*[contains(@class, 'sf-dateline')]")

    assert re.findall(r"\d+", dateline.text_content()) == ["2026", "1", "2", "3"]
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
    assert any("a link" in paragraph for paragraph in built.paragraphs(PLACE))
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
    publication.write("posts/cabal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    publication.write("posts/cabal.csv", "1,2\n")
    publication.post(
        "2026-01-02-x",
        "The false claim. ![p](cabal.svg) [the data](cabal.csv)\n\n## Zanzibar\n\nMore.\n",
        withdrawn="2026-03-04, it was wrong",
    )
    built = publication.build()

    assert built.warnings == ""
    assert "it was wrong" in built.read(PLACE)
    for name, content in built.files().items():
        assert "cabal" not in name
        assert b"false claim" not in content.lower(), name
        assert b"zanzibar" not in content.lower(), name


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


def test_a_picture_that_was_missing_appears_when_it_is_there(tmp_path, publication):
    """And a file that a post links to; the posts are read again though they have not changed."""
    publication.post("2026-01-02-x", "![p](one.png) [data](two.csv)\n", image="/lead.png")
    before = publication.build()
    publication.write("posts/two.csv", "1\n")
    for name in ("posts/one.png", "lead.png"):
        publication.picture(name)
    after = publication.build()

    assert sorted(re.findall(r"\w+\.(?:png|csv)", before.warnings)) == [
        "lead.png",
        "one.png",
        "two.csv",
    ]
    assert after.warnings == ""
    assert pictures_of(after) == ["lead", "one"]
    _same_as_clean(publication, after, tmp_path)


def test_what_is_not_for_readers_is_not_copied(publication):
    """Neither settings nor sources, however a post names them; a build and the check say so alike."""
    publication.write("conf.py", publication.conf + '\n        exclude_patterns = ["src"]\n')
    for name in ("Makefile", "src/key.txt", "data/a.csv", "data/a.r"):
        publication.write(name, b"x")
    publication.picture("src/a.png")
    publication.post("2026-01-03-draft", "Secret.", draft="true")
    publication.post(
        "2026-01-02-x",
        "[a](/conf.py) [b](/Makefile) [c](/src/key.txt) [d](/data/a.csv) [e](/data/a.r)\n\n"
        "![f](/conf.py) ![g](/src/a.png) <a href='/conf.py'>h</a>\n\n"
        "{download}`i </posts/2026-01-03-draft.md>`\n",
        image="/conf.py",
    )
    built = publication.build()
    copied = {file.rpartition("/")[2] for file in built.files() if file.startswith("_d")}
    found = checker.check(publication.root, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert copied == {"a.csv", "a.r"}
    assert pictures_of(built) == ["a"]
    assert built.warnings.count("names a file that is not for readers") == 3
    assert built.warnings.count("has a name that ends in none of") == 2
    assert len(found) == len(built.warnings.splitlines()) == 5


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


def pictures_of(built, place=PLACE):
    """Return the names of a page's pictures, without the marks and widths of their files."""
    sources = tree(built, place).xpath("//main//img/@src")
    return [source.rpartition("/")[2].rsplit("-", 2)[0] for source in sources]


def _same_as_clean(publication, incremental, tmp_path):
    got = incremental.files()
    shutil.rmtree(publication.root / "_build")
    want = publication.build().files()
    got.pop(".buildinfo.bak", None)

    assert sorted(got) == sorted(want), tmp_path
    assert [name for name in want if got[name] != want[name]] == []


def test_what_does_not_change_keeps_its_time(publication):
    """Another post by somebody else leaves an author's page and feed, her articles and the styles untouched."""
    others = {"author": "Bo Bee", "section": "two"}
    publication.post("2026-01-02-x", section="one")
    publication.post("2026-01-03-b", date="2026-01-03", **others)
    built = publication.build()
    files = [
        "2026/01/x/index.html",
        "_static/standfirst.css",
        "authors/ada-lovelace/atom.xml",
        "authors/ada-lovelace/index.html",
        "index.html",
    ]
    before = [(built.out / name).stat().st_mtime_ns for name in files]
    publication.post("2026-01-04-c", date="2026-01-04", **others)
    publication.build()
    after = [(built.out / name).stat().st_mtime_ns for name in files]

    assert [old == new for old, new in zip(before, after, strict=True)] == [True] * 4 + [False]


def test_a_post_that_goes_takes_its_words_along(tmp_path, publication):
    """Out of the pages, the feeds, the pictures and the search index of a later build; as if it had never been."""
    publication.post("2026-01-02-x", "Stays. [gone](2026-01-03-hidden.md)\n")
    publication.write("posts/cabal.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    secret = {"title": "Zanzibar", "author": "Nobody Known", "tags": "[quux]"}
    text = "Unspeakable. ![p](cabal.svg)\n\n```{index} xyzzy\n```\n"
    for change in ({"draft": "true"}, {"expires": "2026-05-01"}, {"date": "2026-07-01"}):
        publication.post("2026-01-03-hidden", text, **secret)
        publication.build()
        publication.post("2026-01-03-hidden", text, **{**secret, **change})
        hidden = publication.build()
        for name, content in hidden.files().items():
            found = [w for w in _SECRETS if w in content.lower() or w in name.encode()]

            assert not found, (change, name, found)
        for path in (hidden.out / "pagefind/fragment").iterdir():
            assert not any(w in gzip.decompress(path.read_bytes()).lower() for w in _SECRETS)
        _same_as_clean(publication, hidden, tmp_path)


_SECRETS = (b"zanzibar", b"unspeakable", b"quux", b"nobody known", b"cabal", b"xyzzy")


def test_a_file_of_the_extra_folders_goes_with_its_source(tmp_path, publication):
    """And its folder, where that is empty then."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    publication.write("extra/robots.txt", "")
    publication.write("extra/assets/old.pdf", "old")
    assert publication.build().has("assets/old.pdf")

    (publication.root / "extra/assets/old.pdf").unlink()
    incremental = publication.build()

    assert incremental.has("robots.txt")
    assert not incremental.has("assets")
    _same_as_clean(publication, incremental, tmp_path)


def test_a_former_address_takes_no_place_of_an_extra_file(tmp_path, publication):
    """Nor of its folder; the file stays, and both are named, as by a check."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    for name in ("pic/index.html", "plain", "a.html/b.txt", "2026/01/x/index.html"):
        publication.write(f"extra/{name}", "mine")
    publication.post("2026-01-02-x", redirect_from="[/pic/, /plain/, /a, /free/]")
    built = publication.build()
    warned = sorted(line.partition(":")[0] for line in built.warnings.splitlines())
    found = checker.check(tmp_path, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert built.read("pic/") == built.read("plain") == built.read("a.html/b.txt") == "mine"
    assert built.has("free/index.html")
    assert "Text." in built.paragraphs(PLACE)
    assert warned == ["extra/2026/01/x/index.html", *["posts/2026-01-02-x.md"] * 3]
    assert [finding.path for finding in found] == warned
    assert "'/pic/' is the address of extra/pic/index.html;" in built.warnings
    assert publication.build("suppress_warnings=standfirst.address").warnings == ""


def test_a_static_file_goes_with_its_source(tmp_path, publication):
    """But no other's: the theme's file is there again where ours had its name."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_static_path = ["_static"]\n'
    )
    for name in ("kept.css", "gone.css", "deep/gone.js", "pygments.css", "basic.css", "t.js.jinja"):
        publication.write(f"_static/{name}", "/* mine */")
    first = publication.build()

    assert first.read("_static/basic.css") == first.read("_static/deep/gone.js") == "/* mine */"
    assert first.read("_static/t.js") == "/* mine */"

    for name in ("gone.css", "deep/gone.js", "pygments.css", "basic.css", "t.js.jinja"):
        (publication.root / "_static" / name).unlink()
    incremental = publication.build()

    assert not any(incremental.has(f"_static/{x}") for x in ("gone.css", "deep/gone.js", "t.js"))
    _same_as_clean(publication, incremental, tmp_path)
    _same_as_clean(publication, publication.build(), tmp_path)


def test_another_language_leaves_nothing_of_the_first(tmp_path, publication):
    """Nor does the way back."""
    publication.post("2026-01-02-x")
    publication.build("standfirst_language=zh-Hans")
    incremental = publication.build()

    _same_as_clean(publication, incremental, tmp_path)


def test_a_reference_follows_what_it_names(tmp_path, publication):
    """A post's and a document's title, an author who goes, a label of ABlog's: the page that names them is written again."""
    publication.post(
        "2026-01-02-x",
        "{post}`2026-01-03-b`, {author}`bo-bee`, {doc}`../guide`, {ref}`author-bo-bee`\n",
    )
    publication.post("2026-01-03-b", date="2026-01-03", author="Bo Bee")
    publication.write("guide.md", "# Guide\n\nText.\n")
    publication.build()
    publication.post("2026-01-03-b", date="2026-01-03", title="Renamed", author="Cy Dee")
    publication.write("guide.md", "# Manual\n\nText.\n")
    incremental = publication.build()

    [references] = [text for text in incremental.paragraphs(PLACE) if "Manual" in text]

    assert re.findall(r"Guide|Manual|A title|Renamed", references) == ["Renamed", "Manual"]
    _same_as_clean(publication, incremental, tmp_path)


def test_every_page_follows_the_menu_and_its_neighbours(tmp_path, publication):
    """The title of a standing page is in the default menu, a neighbour's title in its language."""
    publication.post("2026-01-02-x", title="標題")
    publication.post("2026-01-03-b", date="2026-01-03")
    publication.write("about.md", "---\ntitle: About\n---\n\nWe are.\n")
    publication.build()
    publication.write("about.md", "---\ntitle: Who we are\n---\n\nWe are.\n")
    publication.post("2026-01-02-x", title="標題", lang="zh-Hant")
    incremental = publication.build()

    assert "Who we are" in incremental.read("2026/01/b/")
    _same_as_clean(publication, incremental, tmp_path)


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


@pytest.mark.parametrize("builder", ["singlehtml", "json"])
def test_another_builder_of_pages_is_refused(publication, builder):
    """Read the Docs runs one for "htmlzip"; the error says what to use."""
    with pytest.raises(ConfigError, match=f"{builder} cannot make .* pages; use html.*htmlzip"):
        publication.build(builder=builder)


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


def test_the_dot_between_two_facts_comes_from_the_style(publication):
    """It is in no text, and each fact is an element of its own, so that it can be cut off where a line begins."""
    publication.post("2026-01-02-x")
    built = publication.build()

    for page in ("", PLACE):
        lines = tree(built, page).xpath("//*[contains(@class, 'sf-parts')]")
        assert lines
        for line in lines:
            assert "·" not in line.text_content()
            assert not (line.text or "").strip()
            assert not any((part.tail or "").strip() for part in line)


def test_front_page_places(publication):
    """The newest post of each position takes the place."""
    publication.post("2026-01-02-a", title="Old centre", position="center")
    publication.post("2026-01-03-b", date="2026-01-03", title="New centre", position="center")
    publication.post("2026-01-04-c", date="2026-01-04", title="Newest")
    built = publication.build()
    lead = tree(built, "").xpath("//*[contains(@class, 'sf-card--lead')]")[0].text_content()

    assert "New centre" in lead


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


def test_ablogs_excerpts_and_updates_work(publication):
    """A list may show excerpts and a link to the rest; an update says its date."""
    publication.post(
        "2026-01-02-x",
        "The start & <excerpt/>\n\n```{update} 3 March 2026\nWe were wrong.\n```\n",
        title="A <title> & more",
    )
    publication.write("lists.md", "# Lists\n\n```{postlist}\n:excerpts:\n:expand: Read on\n```\n")
    built = publication.build()
    page, listed = tree(built, PLACE), tree(built, "lists/").xpath("//main//li")[0]

    assert built.warnings == ""
    assert page.xpath("//*[contains(@class, 'admonition-title')]/text()") == [
        "Updated 3 March 2026"
    ]
    assert "A <title> & more" in listed.text_content()
    assert "The start &" in listed.text_content()
    assert "../2026/01/x/" in listed.xpath(".//a[contains(., 'Read on')]/@href")
    assert site_faults(built.out) == []


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


def test_a_formula_that_cannot_be_read_is_shown_as_it_is(publication):
    """With a warning of ours, which can be suppressed."""
    publication.post("2026-01-02-x", "{math}`\\nosuchcommand`\n")
    shown = publication.build()
    (publication.root / "posts" / "2026-01-02-x.md").touch()
    suppressed = publication.build("suppress_warnings=standfirst.markup")

    assert "posts/2026-01-02-x.md:8: WARNING: the formula" in shown.warnings
    assert suppressed.warnings == ""
    assert tree(suppressed, PLACE).xpath("//code/text()") == ["\\nosuchcommand"]


def test_a_formula_that_trips_its_parser_is_shown_as_it_is(publication):
    """In a line, in lines of its own, on pages and in books: `&` outside of a table, `^` of nothing."""
    publication.post("2026-01-02-x", "{math}`^`\n\n:::{math}\na & b\n:::\n")
    shown, book = publication.build(), publication.build(builder="epub")

    assert tree(shown, PLACE).xpath("//code/text()") == ["^", "a & b"]
    for built in (shown, book):
        assert built.exit_code == 0
        assert built.warnings.count("it is not valid LaTeX; it is shown") == 2


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
    assert page.xpath("//*[@id='method']")[0].tag == "section"
    assert page.xpath("//*[@id='one']")[0].tag == "b"
    assert page.xpath("//div[@class='lead']")
    assert 'id="text"' in page.xpath("//p[@title='id']")[0].text_content()


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

            scripts = page.xpath("//script[not(@type='application/ld+json')]")
            assert not [s for s in scripts if "alert" in (s.text or "")], name
            assert not page.xpath("//*[@onerror]"), name


@pytest.mark.parametrize("front", ["", "---\ntitle: A page\n---\n"])
def test_a_page_with_the_name_of_sphinxs_files_has_another_address(tmp_path, publication, front):
    """It is named with a remedy, as by a check, and Sphinx's own file is what it was."""
    for name in ("search", "_static", "genindex"):
        publication.write(f"{name}.md", f"{front}# A page\n\nOn {name}.\n".encode())
    publication.post("2026-01-02-x", "[x](/search.md)\n")
    built = publication.build()
    warned = [line for line in built.warnings.splitlines() if "toctree" not in line]
    found = checker.check(tmp_path, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    for name in ("search-page", "_static-page", "genindex"):
        assert f"On {name.removesuffix('-page')}." in built.read(f"{name}/")
    assert "sf-search__field" in built.read("search.html")
    assert 'href="../../../search-page/"' in built.read(PLACE)
    assert sorted(line.partition(".md")[0] for line in warned) == ["_static", "search"]
    assert {"rename the file [standfirst.address]" in line for line in warned} == {True}
    assert sorted(finding.path for finding in found) == ["_static.md", "search.md"]
    silent = publication.build("suppress_warnings=standfirst.address,toc").warnings
    assert "standfirst.address" not in silent


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
    lines = [re.split(": (?:WARNING|ERROR): ", line)[1] for line in built.warnings.splitlines()]
    assert sorted(line.partition("'")[2].partition("'")[0] for line in lines) == [
        "/../z/",
        "/_static/x/",
        "/old/x/",
        "/taken/",
    ]
    assert [line for line in lines if "[standfirst.address]" not in line] == []
    assert "'/old/x/' is the address of posts/2026-01-02-x.md; no redirect to posts/2026-01-04-z.md was made" in built.warnings  # fmt: skip
    assert publication.build("suppress_warnings=standfirst.address").warnings == ""

    (publication.root / "us.md").unlink()

    assert not publication.build().has("we/index.html")


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
    text = re.search(r'<section id="a-title">.*</section>', built.read(PLACE), re.DOTALL)

    assert [element.tag for element in etree.fromstring(text[0]).iter()] == ["section", *tags]
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


def test_a_publication_may_have_no_search(publication):
    """No page, no index, no link to them."""
    publication.post("2026-01-02-x")
    built = publication.build("standfirst_search=0")

    assert built.warnings == ""
    assert not built.has("search.html")
    assert not built.has("pagefind/pagefind.js")
    assert not tree(built, PLACE).xpath("//*[@rel='search']")
    assert site_faults(built.out) == []


def test_a_build_says_what_it_has_done(publication):
    """Posts read, files written and left, and the time of each stage; in one line."""
    publication.post("2026-01-02-x")
    first = publication.build().status.splitlines()
    second = publication.build().status.splitlines()
    said = [[line for line in status if "posts read" in line] for status in (first, second)]

    assert [len(lines) for lines in said] == [1, 1]
    assert re.match(
        r"1 posts read, \d\d files written, 0 left as they were; start \d+\.\d s, discovery \d+\.\d s, reading",
        said[0][0],
    )
    assert re.match(r"0 posts read, 0 files written, \d\d left", said[1][0])


def test_a_build_that_did_not_end_is_no_ground_for_the_next(publication):
    """All is read again, and what was half written goes."""
    publication.post("2026-01-02-x")
    whole = publication.build().files()
    (publication.root / "_build/doctrees/standfirst/finished").unlink()
    (publication.root / "_build/html/2026/.standfirst-new-1").write_text("half")
    (publication.root / "_build/doctrees/posts/2026-01-02-x.doctree").write_bytes(b"half")
    built = publication.build()

    assert built.warnings == ""
    assert built.files() == whole


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_note_in_the_margin_is_one_in_every_form(builder, publication):
    """The directive is the theme's, which is loaded for pages alone."""
    publication.post("2026-01-02-x", "```{margin} Beside\nA note.\n```\n\nText.\n")

    assert publication.build(builder=builder).warnings == ""


def test_a_page_has_a_top(publication):
    """A link may lead there though nothing has that id, as in HTML; other ids are looked for."""
    publication.post("2026-01-02-x", "[up](#top), [up too](#), [nowhere](#bottom)\n")
    built = publication.build()

    assert [re.findall("'([^']*)'", line)[0] for line in built.warnings.splitlines()] == ["#bottom"]
