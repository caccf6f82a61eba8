"""The search in a build: which pages are in the index, and that it is what a clean build makes."""

from __future__ import annotations

import pytest
from page_trees import same_as_clean
from search_reader import SearchReader

from standfirst.search.kept import SearchRecords

DEBT = "The debt of the south.[^1]\n\n## Who lends\n\nA creditor waits.\n\n[^1]: A note.\n"


def reader(built):
    """Return the index of what was built."""
    return SearchReader(built.out / "_search")


def found(built):
    """Return the addresses of the pages in the index, and their titles."""
    return {row[1]: row[0] for row in reader(built).rows()}


def stamps(built):
    """Return when each file of the index was written."""
    return {path.name: path.stat().st_mtime_ns for path in (built.out / "_search").iterdir()}


def test_articles_and_standing_pages_are_found_and_nothing_else(publication, tmp_path):
    """Not lists, not the front page, not withdrawn posts; one that is gone or withdrawn is not found any more."""
    publication.post("2026-01-02-x", DEBT, title="Debt", author="Ada Lovelace", section="Money")
    publication.post("2026-01-03-gone", "Vanishing.\n", title="Gone")
    publication.post("2026-01-04-w", "Taken back.\n", title="Withdrawn", withdrawn="2026-02-01")
    publication.post("2026-01-05-later", "Recalled.\n", title="Later")
    publication.write("imprint.md", "---\norphan: true\n---\n# Imprint\n\nWho we are.\n")
    first = publication.build(jobs=2)
    at_first = found(first)
    (publication.root / "posts/2026-01-03-gone.md").unlink()
    publication.post("2026-01-05-later", "Recalled.\n", title="Later", withdrawn="2026-02-01")
    again = publication.build()
    index = reader(again)

    assert (first.warnings, again.warnings) == ("", "")
    assert at_first == {
        "2026/01/x/": "Debt",
        "2026/01/gone/": "Gone",
        "2026/01/later/": "Later",
        "imprint/": "Imprint",
    }
    assert found(again) == {"2026/01/x/": "Debt", "imprint/": "Imprint"}
    assert [index.weights(word) for word in ("vanishing", "recalled", "taken")] == [{}, {}, {}]
    same_as_clean(publication, again, tmp_path)


def test_an_article_is_found_by_what_it_says_and_shown_as_it_says(publication):
    """Its text, deck, title and names; what it is narrowed and put in order by; no numbers of notes, no biographies."""
    publication.write("authors/ada.md", "---\nname: Ada Lovelace\n---\nAnalyst.\n")
    publication.post(
        "2026-01-02-x", DEBT, title="Debt 水庫", section="Money", volume="1", translator="Bo Bee"
    )
    built = publication.build()
    index, place = reader(built), "2026/01/x/"

    assert index.rows() == [["Debt 水庫", place, "By Ada Lovelace", "2 January 2026", "en", "What it is about."]]  # fmt: skip
    assert index.facets() == {
        place: {
            "author": ["Ada Lovelace", "Bo Bee"],
            "section": ["Money"],
            "year": ["2026"],
            "volume": ["1"],
            "language": ["English"],
            "day": 20455,
        }
    }
    assert [
        word
        for word in ("debt", "south", "lends", "creditor", "note", "about", "bee", "lovelace")
        if index.weights(word).keys() != {place}
    ] == []
    assert index.weights("水库", unspaced=True).keys() == {place}
    assert [word for word in ("1", "analyst") if index.weights(word)] == []
    assert index.pair("debt", "south") == {place}


def test_an_index_follows_every_change(publication, tmp_path):
    """As a clean build has it; where nothing that is searched changes, none of its files."""
    for number in range(3):
        publication.post(f"2026-01-0{number + 2}-p{number}", DEBT, volume="1")
    publication.build(jobs=2)
    publication.post("2026-01-02-p0", "Other text.\n", author="Grace Hopper", volume="1")
    publication.write("volumes/1.md", "---\nname: The first\n---\n")
    publication.post("2026-02-01-new", "New text.\n")
    followed = publication.build(jobs=2)
    same_as_clean(publication, followed, tmp_path)
    before = stamps(followed)
    publication.post("2026-02-01-new", "New text.\n", tags="[one]")
    publication.build()

    assert stamps(followed) == before
    assert reader(followed).weights("hopper").keys() == {"2026/01/p0/"}


def test_what_is_damaged_is_made_again(publication, tmp_path):
    """A record, though its page is as it should be; a file of the index; the state."""
    publication.post("2026-01-02-x", DEBT)
    publication.post("2026-01-03-y", "Other text.\n")
    built = publication.build()
    kept = publication.root / "_build/doctrees/standfirst/search"
    record = kept / "records" / SearchRecords(kept).name("posts/2026-01-02-x")
    record.write_bytes(record.read_bytes()[:100])
    (kept / "state.kept").unlink()
    publication.build()
    same_as_clean(publication, built, tmp_path)
    (built.out / "_search/w0.bin").write_bytes(b"x")
    publication.build()
    same_as_clean(publication, built, tmp_path)
    record.unlink()
    again = publication.build()
    same_as_clean(publication, again, tmp_path)

    assert again.warnings == ""


def test_a_publication_of_nothing_has_an_index_of_nothing(publication):
    """Of which the search page says that nothing was found."""
    built = publication.build()

    assert built.warnings == ""
    assert built.has("search.html")
    assert found(built) == {}


@pytest.mark.parametrize("option", ["standfirst_search_index=0", "standfirst_search=0"])
def test_a_build_may_leave_the_index_out(publication, option):
    """As the live preview does; that of an earlier build goes, and comes again."""
    publication.post("2026-01-02-x")
    publication.build()
    without = publication.build(option)
    there = without.has("_search/head.json")
    again = publication.build()

    assert without.warnings == ""
    assert not there
    assert found(again) == {"2026/01/x/": "A title"}


def test_sphinxs_own_search_is_not_made(publication):
    """Neither its index nor its scripts."""
    built = publication.build()

    assert not built.has("searchindex.js")
    assert not built.has("_static/searchtools.js")
