"""Posts and pages in HTML are articles and pages as those in Markdown are."""

from __future__ import annotations

import shutil

import pytest
from finding_lines import as_built
from page_trees import tree
from publications import NOW, Publication
from site_faults import faults as site_faults

from standfirst.checking import checker

POST = """---
title: Written in HTML
author: Ada Lovelace
date: 2026-01-02
description: Of a machine
permalink: /machine/
---
<div class="wrap">
<p><em>What it weaves, in two lines.</em></p>
<!--more-->
<h2>The loom</h2>
<p>At {{ page.date | date: "%Y" }}, see <a href="/imprint/">the imprint</a> and
<a href="/gone/">nothing</a>.</p>
<ul><li>One</li></ul>
<script>x()</script>
</div>
"""
IMPRINT = "---\npermalink: /imprint/\ntitle: Imprint\n---\n<h2>Harbour</h2><p>Street 1, <a href='posts/2026-01-02-x.html'>more</a></p>\n"  # fmt: skip


def written(publication):
    """Write a post and a page in HTML, and a file that is none of them."""
    publication.write("posts/2026-01-02-x.html", POST)
    publication.write("imprint.html", IMPRINT)
    publication.write("tool.html", "<!doctype html><title>A tool</title>")
    publication.write("posts/figure.html", "<p>no front matter</p>")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the publication of them, built."""
    publication = Publication(tmp_path_factory.mktemp("html"))
    written(publication)
    return publication.build()


def test_html_is_an_article_and_a_page(built):
    """With standfirst, headings, links and Liquid; what has no front matter is no document."""
    page = tree(built, "machine/")

    assert [a.text_content() for a in page.xpath("//a[@rel='author']")] == ["Ada Lovelace"]
    assert page.xpath("//*[contains(@class, 'sf-standfirst')]")[0].text_content().strip() == "What it weaves, in two lines."  # fmt: skip
    assert [h.text_content().rstrip("#") for h in page.xpath("//main//h2")][0] == "The loom"  # noqa: RUF015
    assert "At 2026, see" in page.text_content()
    assert page.xpath("//a[.='the imprint']/@href") == ["../imprint/"]
    assert page.xpath("//main//ul/li[.='One']")
    assert tree(built, "imprint/").xpath("//a[.='more']/@href") == ["../machine/"]
    assert not built.has("tool/index.html")
    assert [line.partition(": WARNING: ")[2][:40] for line in built.warnings.splitlines() if line] == [
        "<script> is not allowed; it was left out",
        "the link '/gone/' leads to no page or fi",
    ]  # fmt: skip
    assert site_faults(built.out) == []


def test_a_check_says_of_html_what_a_build_says(built):
    """With the same lines."""
    said = sorted(as_built(checker.check(built.root, clock=NOW)))

    assert said == sorted(filter(None, built.warnings.splitlines()))


def test_a_build_after_a_change_gives_the_files_of_one_from_nothing(publication):
    """Front matter that comes makes a document of a file, front matter that goes makes it none."""
    written(publication)
    publication.build()
    publication.write("tool.html", "---\ntitle: A tool\n---\n<p>Turn it</p>")
    publication.write("imprint.html", "<p>Harbour</p>")
    publication.write("posts/2026-01-02-x.html", POST.replace("Of a machine", "Of an engine"))
    after = publication.build()
    files = after.files()

    assert "Turn it" in after.read("tool/")
    assert not after.has("imprint/index.html")
    shutil.rmtree(publication.root / "_build")
    assert publication.build(jobs=2).files() == files
