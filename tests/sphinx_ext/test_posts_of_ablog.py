"""Posts as blogs of ABlog and of mystmd have them, built."""

from __future__ import annotations

from textwrap import dedent

import pytest
from lxml import etree
from page_trees import tree
from publications import NOW

from standfirst.checking import checker

POST = """\
---
author: Rosa Brandt
description: What it is about.
---

:::{post} 4 March 2026
:category: Rivers
:tags: low water, gauges
:redirect: old/gauges
:::

(gauges)=
# What the *gauges* say

See {ref}`gauges`.
"""
DRAFT = """\
# Not yet said

```{post}
:author: Ivo Kern
:tags: hidden water
```

Nobody has read this.
"""
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def options(publication, lines):
    """Add lines to the publication's configuration."""
    publication.write("conf.py", dedent(publication.conf) + dedent(lines))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_post_with_the_directive_is_one_of_the_publication(publication, jobs):
    """Its title is the heading, once; its date, section, tags and former address are the directive's."""
    publication.write("posts/gauges.md", POST)
    built = publication.build(jobs=jobs)
    page = tree(built, "2026/03/gauges/")

    assert built.warnings == ""
    assert built.headings("2026/03/gauges/") == ["What the gauges say"]
    assert "See What the gauges say." in built.paragraphs("2026/03/gauges/")
    assert page.xpath("//meta[@property='article:published_time']/@content") == [
        "2026-03-04T00:00:00+00:00"
    ]
    assert {"sections/rivers/index.html", "tags/low-water/index.html", "tags/gauges/index.html", "old/gauges.html"} <= built.files().keys()  # fmt: skip


def test_its_drafts_are_nowhere(publication):
    """No file of the output has a word of one; a preview has its page."""
    publication.write("posts/not-yet.md", DRAFT)
    publication.write("posts/gauges.md", POST)
    built = publication.build()

    assert built.warnings == ""
    found = [
        name
        for name, content in built.files().items()
        if any(word in content.lower() for word in (b"not yet", b"not-yet", b"nobody has", b"kern", b"hidden water"))
    ]  # fmt: skip
    assert found == []
    assert publication.build("standfirst_preview=1").headings("undated/not-yet/") == ["Not yet said"]  # fmt: skip


def test_a_draft_that_gets_its_date_appears_and_goes_again(publication):
    """In a build after the change, as in one from nothing."""
    publication.write("posts/not-yet.md", DRAFT)
    publication.build()
    publication.write("posts/not-yet.md", DRAFT.replace("{post}", "{post} March 1, 2026"))
    with_date = publication.build()

    assert with_date.headings("2026/03/not-yet/") == ["Not yet said"]
    publication.write("posts/not-yet.md", DRAFT)
    assert not publication.build().has("2026/03/not-yet/index.html")


def test_a_heading_that_changes_changes_every_page_with_the_title(publication):
    """Lists and feeds take it from the record."""
    publication.write("posts/gauges.md", POST)
    publication.build()
    publication.write("posts/gauges.md", POST.replace("say", "showed"))
    built = publication.build()

    assert built.headings("2026/03/gauges/") == ["What the gauges showed"]
    feed = etree.fromstring(built.read("atom.xml").encode())
    assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM) == ["What the gauges showed"]
    assert "What the gauges showed" in built.read("tags/gauges/")


def test_a_withdrawn_post_keeps_its_heading_as_title(publication):
    """And no word below it, nor the name above."""
    publication.write("posts/gauges.md", POST.replace("author:", "withdrawn: 2026-04-01\nauthor:"))
    built = publication.build()

    assert built.warnings == ""
    assert built.headings("2026/03/gauges/") == ["What the gauges say"]
    assert "See " not in " ".join(built.paragraphs("2026/03/gauges/"))


def test_the_label_of_the_feed_leads_there(publication):
    """From posts and pages; those of pages that ABlog has and we have not are named."""
    publication.post(
        "2026-01-02-x", "{ref}`blog-feed`, {ref}`it <blog-feed>`, {ref}`blog-drafts`\n"
    )
    publication.write("more.md", "# More\n\n{ref}`blog-feed`\n")
    built = publication.build()
    feed = "https://example.org/review/atom.xml"

    links = [(link.text_content(), link.get("href")) for link in tree(built, "2026/01/x/").xpath("//article//p/a[contains(@href, 'atom')]")]  # fmt: skip
    assert links == [("The Test Review", feed), ("it", feed)]
    assert tree(built, "more/").xpath("//main//p/a[contains(@href, 'atom')]/@href") == [feed]
    assert [line.partition("WARNING: ")[2] for line in built.warnings.splitlines()] == [
        "undefined label: 'blog-drafts' (ref.ref); mend the markup, or write it as code [standfirst.markup]"
    ]


def test_feeds_are_where_they_were(publication):
    """The same file a second time, until the option says otherwise."""
    publication.post("2026-01-02-x")
    options(publication, '    standfirst_former_feeds = ["feed.xml", "blog/rss.xml"]\n')
    built = publication.build()
    files = built.files()

    assert built.warnings == ""
    assert (files["feed.xml"], files["blog/rss.xml"]) == (files["atom.xml"], files["rss.xml"])
    options(publication, '    standfirst_former_feeds = {"feed.xml": "feed.json"}\n')
    files = publication.build().files()
    assert files["feed.xml"] == files["feed.json"]
    assert "blog/rss.xml" not in files
    options(publication, "")
    assert "feed.xml" not in publication.build().files()


def test_links_lead_to_feeds(publication):
    """In Markdown and in HTML, at the address of now and of before; `check` says what the build says."""
    publication.post(
        "2026-01-02-x",
        '[a](/atom.xml) [b](/feed.xml) [c](/review/tags/x/atom.xml)\n\n<p><a href="/feed.xml">d</a></p>\n',
        tags="[x]",
    )
    options(publication, '    standfirst_former_feeds = ["feed.xml"]\n')
    built = publication.build()
    hrefs = "//div[@class='sf-text']//a[contains(@href, 'xml')]/@href"

    assert built.warnings == ""
    assert tree(built, "2026/01/x/").xpath(hrefs) == [f"../../../{name}" for name in ("atom.xml", "feed.xml", "tags/x/atom.xml", "feed.xml")]  # fmt: skip
    assert checker.check(publication.root, clock=NOW) == []
    options(publication, "")
    built = publication.build()
    assert tree(built, "2026/01/x/").xpath(hrefs) == ["../../../atom.xml", "../../../tags/x/atom.xml"]  # fmt: skip
    assert "'/feed.xml' leads to no page" in built.warnings
    assert [finding.problem.line for finding in checker.check(publication.root, clock=NOW)] == [
        9,
        11,
    ]


def test_a_former_feed_that_cannot_be_is_an_error_of_conf_py(publication):
    """A page of its address stays."""
    publication.post("2026-01-02-x", permalink="/old.xml/")
    options(publication, '    standfirst_former_feeds = {"old.xml": "gone.xml", "old.xml/a.xml": "atom.xml"}\n')  # fmt: skip
    built = publication.build()

    assert [line.partition("ERROR: ")[2] for line in built.warnings.splitlines()] == [
        "standfirst_former_feeds: 'old.xml': 'gone.xml' is no feed; no feed is there; mend standfirst_former_feeds [standfirst.address]"
    ]
    assert built.has("old.xml/index.html")
    assert built.read("old.xml/a.xml") == built.read("atom.xml")


def test_substitutions_follow_conf_py(publication):
    """A value that is another is so on pages too; MyST itself evaluates nothing."""
    publication.post("2026-01-02-x", "By {{ who }} with {{ tool }}.\n", myst="{substitutions: {who: Ivo Kern}}")  # fmt: skip
    lines = (
        "    myst_enable_extensions = ['substitution']\n    myst_substitutions = {'tool': 'a %s'}\n"
    )
    options(publication, lines % "rod")
    built = publication.build()

    assert built.warnings == ""
    assert "By Ivo Kern with a rod." in built.paragraphs("2026/01/x/")
    options(publication, lines % "{{ 7*7 }}")
    built = publication.build()
    assert "By Ivo Kern with a {{ 7*7 }}." in built.paragraphs("2026/01/x/")
    assert "standfirst.liquid" in built.warnings
