"""The three feed formats."""

from __future__ import annotations

import datetime as dt
import json
import re

import feedparser
import pytest
from entries import URL, entry, feed
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from standfirst.outputs import feeds
from standfirst.outputs.feeds import content
from standfirst.tables.feed_formats import FORMATS
from standfirst.text import html_tree


@pytest.mark.parametrize(("write", "name"), [(feeds.atom, "atom.xml"), (feeds.rss, "rss.xml")])
def test_the_xml_formats_are_well_formed_and_whole(write, name):
    """A feed reader finds title, all authors, dates, text and tags, and knows where the feed is."""
    data = write(feed(entry(), entry(url=f"{URL}two/", title="Two")), URL + name)
    parsed = feedparser.parse(data)

    assert not parsed.bozo
    assert [e.title for e in parsed.entries] == ["One & <two>", "Two"]
    first = parsed.entries[0]
    assert first.id == first.link == f"{URL}one/"
    assert "Text &amp;" in first.content[0].value
    assert [tag.term for tag in first.tags] == ["maths"]
    assert first.published_parsed[:4] == (2026, 1, 2, 4)
    assert parsed.feed.link == URL
    assert any(link.rel == "self" and link.href == URL + name for link in parsed.feed.links)


@pytest.mark.parametrize("write", [feeds.atom, feeds.rss])
def test_a_picture_has_address_type_and_size(write):
    """As an enclosure, and for RSS with its proportions in Media RSS too; none where there is none."""
    data = write(feed(entry(), entry(url=f"{URL}two/", image=None)), f"{URL}x.xml")
    with_picture, without = feedparser.parse(data).entries
    [enclosure] = with_picture.enclosures

    assert (enclosure.href, enclosure.type, enclosure.length) == (
        f"{URL}_images/a.png",
        "image/png",
        "1234",
    )
    assert without.enclosures == []
    if write is feeds.rss:
        expected = {"url": f"{URL}_images/a.png", "type": "image/png", "filesize": "1234", "medium": "image", "width": "600", "height": "400"}  # fmt: skip
        assert with_picture.media_content == [expected]
        assert "media_content" not in without


def test_a_picture_in_json():
    """The picture by itself, and as an attachment with type and size."""
    with_picture, without = json.loads(
        feeds.json_feed(feed(entry(), entry(image=None)), f"{URL}feed.json")
    )["items"]
    address = f"{URL}_images/a.png"

    assert with_picture["image"] == address
    assert with_picture["attachments"] == [
        {"url": address, "mime_type": "image/png", "size_in_bytes": 1234}
    ]
    assert not {"image", "attachments"} & without.keys()


def test_every_author_is_named_in_every_format():
    """None is lost."""
    names = ["Ada Lovelace", "王小明"]
    atom = feedparser.parse(feeds.atom(feed(entry()), URL))
    rss = etree.fromstring(feeds.rss(feed(entry()), URL))
    as_json = json.loads(feeds.json_feed(feed(entry()), URL))

    assert [author.name for author in atom.entries[0].authors] == names
    assert [e.text for e in rss.iter("{http://purl.org/dc/elements/1.1/}creator")] == names
    assert [author["name"] for author in as_json["items"][0]["authors"]] == names


def test_times_keep_their_offset():
    """The day that the author wrote is the day that readers see."""
    atom = feeds.atom(feed(entry()), URL).decode()
    rss = feeds.rss(feed(entry()), URL).decode()
    as_json = feeds.json_feed(feed(entry()), URL).decode()

    assert "<published>2026-01-02T12:00:00+08:00</published>" in atom
    assert "<updated>2026-01-03T12:00:00+08:00</updated>" in atom
    assert "<pubDate>Fri, 02 Jan 2026 12:00:00 +0800</pubDate>" in rss
    assert '"date_published": "2026-01-02T12:00:00+08:00"' in as_json


@pytest.mark.parametrize("write", [feeds.atom, feeds.rss, feeds.json_feed])
def test_equal_entries_give_equal_bytes_and_no_clock(write):
    """An unchanged publication has an unchanged feed."""
    data = write(feed(entry()), URL)

    assert data == write(feed(entry()), URL)
    assert set(re.findall(rb"2\d{3}-\d\d-\d\d|\d\d \w{3} 2\d{3}", data)) in (
        {b"2026-01-02", b"2026-01-03"},
        {b"02 Jan 2026", b"03 Jan 2026"},
    )


@pytest.mark.parametrize("write", [feeds.atom, feeds.rss])
def test_a_feed_without_entries_is_one(write):
    """A new tag has a feed too."""
    parsed = feedparser.parse(write(feed(), URL))

    assert not parsed.bozo
    assert (parsed.entries, parsed.feed.title) == ([], "Review")
    assert parsed.feed.updated_parsed[:4] == (1970, 1, 1, 0)


def test_a_feed_without_entries_is_one_in_json():
    """With an empty list."""
    read = json.loads(feeds.json_feed(feed(), URL))

    assert (read["title"], read["items"]) == ("Review", [])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_hostile_text_never_breaks_a_feed(text):
    """Control characters, surrogates and ends of CDATA are harmless in any field."""
    hostile = feed(
        entry(
            title=text,
            summary=text,
            html=content.prepare(
                html_tree.parsed(f"<p>{text} ]]></p>"), page_url=URL, base_url=URL
            ),
            tags=(text,),
            authors=((text, URL),),
        )
    )

    atom = etree.fromstring(feeds.atom(hostile, URL)).findtext("{*}entry/{*}title")
    rss = etree.fromstring(feeds.rss(hostile, URL)).findtext("channel/item/title")
    [item] = json.loads(feeds.json_feed(hostile, URL))["items"]

    assert atom == rss == (item.get("title") or f"{URL}one/")


MARKUP = "a <b>bold</b> & <script>alert(1)</script> &amp;"


def test_what_is_plain_text_is_words_in_every_format():
    """Titles, names, tags, licences and summaries; RSS's description, which is HTML, says the same words."""
    hostile = entry(title=MARKUP, summary=MARKUP, tags=(MARKUP,), rights=MARKUP, authors=((MARKUP, URL),))  # fmt: skip
    whole = feeds.Feed(title=MARKUP, url=URL, entries=(hostile,), subtitle=MARKUP)
    written = feeds.rss(whole, URL).decode()
    channel = etree.fromstring(written.encode()).find("channel")
    item = channel.find("item")
    dc = "{http://purl.org/dc/elements/1.1/}"
    found = [*map(channel.findtext, ("title", "description")), *map(item.findtext, ("title", "category", f"{dc}creator", f"{dc}rights"))]  # fmt: skip
    atom = etree.fromstring(feeds.atom(whole, URL)).find("{*}entry")
    [shown] = json.loads(feeds.json_feed(whole, URL))["items"]

    assert found == [MARKUP] * 6
    assert written.count("&#x3C;script&#x3E;alert(1)") == 6
    assert html_tree.parsed(item.findtext("description")).text_content() == MARKUP
    assert "<script" not in item.findtext("description")
    assert [atom.find(f"{{*}}{name}").get("type") for name in ("title", "summary", "rights")] == [
        None
    ] * 3
    assert [atom.findtext(f"{{*}}{name}") for name in ("title", "summary", "rights")] == [
        MARKUP
    ] * 3
    assert (shown["title"], shown["summary"], shown["tags"]) == (MARKUP, MARKUP, [MARKUP])


def test_an_item_without_a_summary_has_its_html_as_description():
    """It is HTML already, and stays so."""
    written = feeds.rss(feed(entry(summary="", html="<p>a &amp; b</p>")), URL)

    assert etree.fromstring(written).findtext("channel/item/description") == "<p>a &amp; b</p>"


def test_every_form_of_feeds_has_what_writes_it():
    """A row without a writer would end every build, a writer without a row would never write."""
    assert [form.file for form in FORMATS] == list(feeds.WRITERS)


def test_what_is_empty_is_left_out_of_json():
    """A title, names of nothing; of its content the address stays, as an item has to have one."""
    bare = entry(title="", authors=(), summary="", html="", tags=(), rights="", rights_url="", image=None, lang="")  # fmt: skip
    data = json.loads(feeds.json_feed(feeds.Feed(title="", url=URL, entries=(bare,), lang=""), f"{URL}feed.json"))  # fmt: skip

    assert data == {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": URL,
        "feed_url": f"{URL}feed.json",
        "items": [
            {
                "id": f"{URL}one/",
                "url": f"{URL}one/",
                "content_html": f"<p>{URL}one/</p>",
                "date_published": "2026-01-02T12:00:00+08:00",
                "date_modified": "2026-01-03T12:00:00+08:00",
            }
        ],
    }


def test_what_is_empty_is_left_out_of_xml_or_is_an_address():
    """Where a format asks for a title or a name; a tag of nothing is none."""
    bare = entry(title="", authors=(("", f"{URL}a/"),), summary="", html="<p>T.</p>", tags=("", "\x00", "a"), rights="", rights_url="", image=None)  # fmt: skip
    whole = feeds.Feed(title="", url=URL, entries=(bare,))
    atom = etree.fromstring(feeds.atom(whole, f"{URL}atom.xml"))
    rss = etree.fromstring(feeds.rss(whole, f"{URL}rss.xml"))
    told = [(etree.QName(e).localname, e.text, dict(e.attrib)) for e in atom.find("{*}entry") if not len(e)]  # fmt: skip
    items = [(etree.QName(e).localname, e.text) for e in rss.find("channel/item")]

    assert (atom.findtext("{*}title"), atom.findtext("{*}author/{*}name"), atom.findtext("{*}subtitle")) == (URL, URL, URL)  # fmt: skip
    assert (rss.findtext("channel/title"), rss.findtext("channel/description")) == (URL, URL)
    assert atom.find("{*}rights") is rss.find("channel/copyright") is None
    assert atom.findtext("{*}entry/{*}author/{*}name") == f"{URL}a/"
    assert told == [
        ("id", f"{URL}one/", {}),
        ("title", f"{URL}one/", {}),
        ("updated", "2026-01-03T12:00:00+08:00", {}),
        ("content", "<p>T.</p>", {"type": "html"}),
        ("link", None, {"href": f"{URL}one/"}),
        ("category", None, {"term": "a"}),
        ("published", "2026-01-02T12:00:00+08:00", {}),
    ]
    assert items == [
        ("title", f"{URL}one/"),
        ("link", f"{URL}one/"),
        ("description", "<p>T.</p>"),
        ("guid", f"{URL}one/"),
        ("category", "a"),
        ("pubDate", "Fri, 02 Jan 2026 12:00:00 +0800"),
        ("creator", f"{URL}a/"),
        ("language", "zh-Hans"),
    ]


def test_a_feed_is_as_new_as_its_newest_entry():
    """Whatever their order."""
    days = [dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in (2, 5, 3)]

    assert feed(*(entry(updated=day) for day in days)).updated == days[1]


@pytest.mark.parametrize(("shared", "field"), [("authors", "authors"), ("tags", "tags")])
@pytest.mark.parametrize("count", [12, 13])
def test_an_entry_of_more_than_twelve_is_brief(shared, field, count):
    """By what the lists are of: many tags are none of an author's."""
    many = entry(**{field: tuple((f"a{n}", URL) if field == "authors" else f"a{n}" for n in range(count))})  # fmt: skip
    other = {"authors": "tags", "tags": "authors"}[shared]
    [made] = feeds.brief(feed(many), shared).entries

    assert (made == many) is (count == 12)
    assert len(getattr(made, field)) == 12
    assert feeds.brief(feed(many), other).entries == (many,)
