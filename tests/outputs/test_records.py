"""What machines read, each record as a whole: a key that goes, or another value, is another record.

The records are in ``records/``; ``STANDFIRST_RECORDS=1`` writes those anew that a change is meant to change.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import os
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from standfirst.catalogue.assemble import AssembleInputs, assemble
from standfirst.checking.findings import Finding, as_data, as_github, as_text
from standfirst.markdown import use_plugins
from standfirst.outputs import feeds, web_files
from standfirst.outputs.article import Facts, LinkCard, PageMetadata
from standfirst.outputs.citations import formats, styles, work
from standfirst.outputs.metadata import json_ld, tags
from standfirst.problems import PostWarning, Problem
from standfirst.reading import profiles
from standfirst.reading.post import read_post
from standfirst.reading.read_context import ReadContext
from standfirst.settings.model import Department, Settings

RECORDS = Path(__file__).parent / "records"
BASE = "https://example.org/review/"
SETTINGS = Settings(
    now=dt.datetime(2026, 2, 4, tzinfo=dt.UTC),
    title="The Test [Review]",
    tagline="A *tagline*",
    base_url=BASE,
    publisher="The Press",
    issn="2049-3630",
    license="CC-BY-4.0",
    article_type="ScholarlyArticle",
    sections=(Department(slug="essays", title="Essays & more"),),
)
ADA = """---
name: Ada Lovelace
orcid: 0000-0002-1825-0097
affiliation: University of London
links:
  - Home: https://ada.example/
  - Mail: mailto:ada@ada.example
---
"""
FULL = """---
title: A full* title
author: Ada Lovelace and Data Desk
translator: Martin Luther King Jr.
date: 2026-02-02 12:30:00 +0800
last_modified_at: 2026-02-03 09:00:00 +0000
description: What it says & how.
volume: Volume 3
section: essays
tags: [maths, a b]
doi: https://doi.org/10.1000/182
image: https://a.example/lead.jpg
image_alt: A lead
source: https://first.example/
---

Some words of text.
"""
OTHER = """---
title: 日期要写上时差
author: 王小明
date: 2026-01-02
lang: zh-Hant
license: All rights reserved
translation_of: 2026-02-02-full
section: essays
---

文字。
"""
WITHDRAWN = """---
title: Wrong
author: Ada Lovelace
date: 2026-02-03 08:00:00 +0000
withdrawn: 2026-02-03, it was wrong
section: essays
---

Text.
"""
LITTLE = "Text.\n"
POSTS = {"2026-02-02-full": FULL, "2026-01-02-other": OTHER, "2026-02-03-withdrawn": WITHDRAWN, "little": LITTLE}  # fmt: skip


@pytest.fixture(scope="module")
def facts():
    """Return what is known of four articles: one that says all, its translation, a withdrawn one, a bare one."""
    markdown = MarkdownIt("commonmark")
    use_plugins(markdown)
    ada = profiles.read_author(ADA, source="authors/ada-lovelace.md", report=lambda _: None)
    around = ReadContext(settings=SETTINGS, names=profiles.names([ada]))
    records = {}
    for name, text in POSTS.items():
        record = read_post(text, source=f"posts/{name}.md", around=around, markdown=markdown, report=lambda _: None).record  # fmt: skip
        records[record.docname] = record
    made = assemble(AssembleInputs(settings=SETTINGS, records=records, authors=(ada,)))
    return Facts(
        made.catalogue,
        made.addresses,
        SETTINGS,
        pictures={"https://a.example/lead.jpg": "_images/lead.jpg"},
        pdfs={"posts/2026-02-02-full": "2026/02/full/full.pdf"},
        cards={"posts/2026-01-02-other": "2026/01/other/other.png"},
        card="edition.png",
    )


def page(post, facts):
    """Return what metadata takes of an article's page."""
    trail = (("The Test [Review]", BASE), ("Essays & more", f"{BASE}sections/essays/"))
    return PageMetadata(title=post.title, description=post.description, url=facts.page(post.page), lang=post.lang, trail=trail, settings=facts.settings)  # fmt: skip


def entry(post, facts):
    """Return an article as feeds have it."""
    return feeds.FeedEntry(
        url=facts.page(post.page),
        title=post.title,
        authors=tuple((person.name, facts.page(person.page)) for person in post.authors),
        published=post.date,
        updated=post.revised,
        summary=post.description,
        html="<p>Text &amp; more.</p>",
        tags=tuple(tag.name for tag in post.tags),
        rights=post.license,
        rights_url=post.license_url,
        lang=post.lang,
        image=feeds.Image(url=f"{BASE}a.png", type="image/png", size=12, width=4, height=3)
        if post.image
        else None,
    )


def follow(facts):
    """Return a feed of the articles that have a date."""
    posts = [post for post in facts.catalogue.posts.values() if post.date and not post.withdrawn]
    return feeds.Feed(title=SETTINGS.title, url=BASE, subtitle=SETTINGS.tagline, rights="CC-BY-4.0", entries=tuple(entry(post, facts) for post in posts))  # fmt: skip


def written(facts):
    """Return every record by the name of its file."""
    posts = facts.catalogue.posts.items()
    named = {docname.removeprefix("posts/").rpartition("-")[2]: post for docname, post in posts}
    keys = work.keys(facts.catalogue.posts.values())
    yield "feed.json", json.loads(feeds.json_feed(follow(facts), f"{BASE}feed.json"))
    yield "atom.xml", feeds.atom(follow(facts), f"{BASE}atom.xml")
    yield "rss.xml", feeds.rss(follow(facts), f"{BASE}rss.xml")
    listed = web_files.sitemap_entries(facts, {}, fronts={"index"}, without={"search", "404"})
    yield "sitemap.xml", web_files.sitemaps(listed, BASE)["sitemap.xml"]
    yield (
        "news-sitemap.xml",
        web_files.news_sitemap(web_files.news(facts.catalogue, SETTINGS), facts),
    )
    yield "llms.txt", web_files.llms(facts, f"{BASE}sitemap.xml")
    yield (
        "robots.txt",
        web_files.robots([f"{BASE}sitemap.xml", f"{BASE}news.xml"], is_preview=False),
    )
    for name, post in named.items():
        article, of = facts.article(post.docname), page(post, facts)
        cited = work.of(article, keys[post.docname], SETTINGS)
        yield f"{name}.jsonld", json.loads(json_ld.of_article(article, of))
        yield f"{name}.tags", [*tags.open_graph_of_article(article, of), *tags.highwire(article, of), *tags.dublin_core(article, of), *tags.links_of_article(article)]  # fmt: skip
        yield f"{name}.bib", formats.bibtex([cited])
        yield f"{name}.ris", formats.ris([cited])
        yield f"{name}.csl", json.loads(formats.csl([cited]))
        yield f"{name}.coins", formats.coins(cited).split("&")
        yield f"{name}.typst", styles.entry(cited)
    front = PageMetadata(title=SETTINGS.title, description="d", url=BASE, lang="zh-Hans", card=facts.card, settings=SETTINGS)  # fmt: skip
    yield "front.jsonld", json.loads(json_ld.of_front(front, f"{BASE}search.html"))
    yield "front.tags", tags.open_graph(front, "website")
    ada = facts.about(facts.catalogue.authors["ada-lovelace"], "Ada Lovelace")
    of = dc.replace(front, title="Ada Lovelace", url=ada.url, trail=(("Front", BASE),), lang="en", card=LinkCard())  # fmt: skip
    yield "author.jsonld", json.loads(json_ld.of_author(of, ada, f"{BASE}ada.jpg"))
    yield "author.tags", tags.open_graph(of, "profile")
    yield "list.jsonld", json.loads(json_ld.of_page(dc.replace(of, is_list=True)))
    yield "page.jsonld", json.loads(json_ld.of_page(of))


def as_lines(content):
    """Return a record as a text with a line for each part, so that a difference is seen."""
    if isinstance(content, bytes):
        root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
        etree.indent(root, " ")
        head = content.partition(b"?>")[0].decode()
        return f"{head}?>\n{etree.tostring(root, encoding='unicode')}\n"
    if isinstance(content, str):
        return content
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def test_every_record_is_as_it_was(facts):
    """Articles in metadata, citations, feeds; the front page, an author, lists; sitemaps and what robots are told."""
    made = {name: as_lines(content) for name, content in written(facts)}
    if os.environ.get("STANDFIRST_RECORDS"):
        RECORDS.mkdir(exist_ok=True)
        for name, text in made.items():
            (RECORDS / name).write_text(text, encoding="utf-8", newline="\n")
    expected = {path.name: path.read_text(encoding="utf-8") for path in RECORDS.iterdir()}

    assert made.keys() == expected.keys()
    for name, text in made.items():
        assert text == expected[name], name


def test_without_a_base_url_no_address_is_told(facts):
    """None is made of half an address either."""
    bare = Facts(facts.catalogue, facts.addresses, dc.replace(SETTINGS, base_url="", publisher=""), pictures={}, pdfs={}, cards={}, card="")  # fmt: skip
    post = facts.catalogue.posts["posts/2026-01-02-other"]
    article, of = bare.article(post.docname), dc.replace(page(post, bare), url="", trail=())
    data = json.loads(json_ld.of_article(article, of))
    told = [*tags.open_graph_of_article(article, of), *tags.highwire(article, of)]

    assert len(data["@graph"]) == 1
    assert not {"@id", "url", "image", "mainEntityOfPage"} & data["@graph"][0].keys()
    assert data["@graph"][0]["publisher"] == {"@type": "Organization", "name": SETTINGS.title}
    assert [content for _, _, content in told if "/" in content] == ["2026/01/02"] * 2
    assert [dict(link)["rel"] for link in tags.links_of_article(article)] == ["schema.DC", "schema.DCTERMS"]  # fmt: skip


def test_a_finding_is_told_in_full():
    """As data, in a line, and as GitHub has it."""
    problem = Problem(subtype=PostWarning.LINK, message="a: b, c%", remedy="mend it", line=3, column=7, level="error")  # fmt: skip
    found = [Finding(path="posts/a.md", problem=problem)]
    first = [Finding(path="posts/a.md", problem=dc.replace(problem, column=0))]

    assert as_data(found) == [
        {
            "file": "posts/a.md",
            "line": 3,
            "column": 7,
            "level": "error",
            "type": "standfirst.link",
            "message": "a: b, c%",
            "remedy": "mend it",
        }
    ]
    assert as_data(first)[0]["column"] == 1
    assert as_text([*found, *first]) == (
        "posts/a.md:3:1: error [standfirst.link] a: b, c%; mend it\n"
        "posts/a.md:3:7: error [standfirst.link] a: b, c%; mend it"
    )
    assert as_github(found) == (
        "::error file=posts/a.md,line=3,col=7,title=standfirst.link::a: b, c%25; mend it"
    )
