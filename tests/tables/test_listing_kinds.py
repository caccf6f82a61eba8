"""The table of the kinds of listings."""

from __future__ import annotations

import re

import pytest

from standfirst.catalogue.name_registry import Name
from standfirst.catalogue.taxonomies import Taxonomies
from standfirst.tables.listing_kinds import KINDS, ListingKind


@pytest.fixture
def licences(monkeypatch):
    """Add a kind as a contributor does: a row, and in the taxonomies the names and which posts belong to each."""
    kind = ListingKind(key="terms", path="terms", folder="terms", label="Section", description="Articles on %(name)s", index="terms", title="Sections", has_feed=True, is_cited=True)  # fmt: skip
    settle, listed_in = Taxonomies.__init__, Taxonomies.listed_in

    def settle_more(taxonomies, given):
        settle(taxonomies, given)
        names = sorted({record.matter.license for record in taxonomies.records} - {""})
        taxonomies.names["terms"] = {name: Name(name=name, slug=name.lower()) for name in names}

    def listed_in_more(taxonomies, record):
        yield from listed_in(taxonomies, record)
        if record.matter.license:
            yield "terms", taxonomies.names["terms"][record.matter.license].slug

    monkeypatch.setitem(KINDS, kind.key, kind)
    monkeypatch.setattr(Taxonomies, "__init__", settle_more)
    monkeypatch.setattr(Taxonomies, "listed_in", listed_in_more)


@pytest.mark.usefixtures("licences")
def test_a_row_of_the_table_is_all_that_pages_feeds_and_sitemap_need(publication):
    """A page for each listing and one for all, with feeds, citations, the way back, and a page anew for a post more."""
    publication.write("conf.py", publication.conf + '    standfirst_paths = {"terms": "by-licence"}\n')  # fmt: skip
    for name, licence in (("a", "CC0-1.0"), ("b", "CC0-1.0"), ("c", "MIT"), ("d", "")):
        publication.post(f"2026-01-02-{name}", title=f"Title {name}", license=licence)
    built = publication.build()
    page, index = built.read("by-licence/cc0-1.0/"), built.read("by-licence/")
    publication.post("2026-01-03-e", title="Title e", license="MIT")
    again = publication.build()

    assert [name for name in "abcd" if f"Title {name}" in page] == ["a", "b"]
    assert "Articles on CC0-1.0" in page
    assert "https://example.org/review/by-licence/" in page, "no way back to the index"
    assert 'title="The Test Review: CC0-1.0" href="atom.xml"' in page
    assert re.findall(r'<h2 class="sf-index__name"><a href="([^"]+)"', index) == [
        "cc0-1.0/",
        "mit/",
    ]
    assert "Title b" in built.read("by-licence/cc0-1.0/atom.xml")
    assert "Title a" in built.read("by-licence/cc0-1.0/citations.bib")
    assert "by-licence/cc0-1.0/</loc>" in built.read("sitemap.xml")
    assert "Title e" in again.read("by-licence/mit/")
    assert "2 articles" in again.read("by-licence/").partition('href="mit/"')[2]


def test_each_path_has_one_folder_and_each_kind_another_is_shown_with_is_there():
    """Kinds in one folder are of one option; what lies within another kind has that kind's folder."""
    folders = {(kind.path, kind.folder) for kind in KINDS.values()}

    assert len(folders) == len({path for path, _ in folders})
    within = [kind for kind in KINDS.values() if kind.within]
    assert [(kind.path, kind.index) for kind in within] == [
        (KINDS[kind.within].path, "") for kind in within
    ]
    assert [kind.key for kind in KINDS.values()] == list(KINDS)
