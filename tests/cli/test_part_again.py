"""What parts have written is taken over where they are joined, and not made there again; with editions too."""

from __future__ import annotations

from collections import Counter
from functools import wraps

import pytest
from click.testing import CliRunner
from divided import Machines
from walks import differences, tree

from standfirst.cli import main
from standfirst.editions import cards
from standfirst.outputs.citations import styles
from standfirst.outputs.feeds import content
from standfirst.pictures.conversion import worker
from standfirst.search import record
from standfirst.sphinx_ext.builders.epub_ import EpubBuilder
from standfirst.sphinx_ext.builders.typst_ import TypstBuilder
from standfirst.sphinx_ext.html.builder import PublicationBuilder

POSTS = 6


@pytest.fixture
def journal(publication):
    """Return a publication of posts with pictures, links and a volume, and a page."""
    publication.write(
        "volumes/spring.md", "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-03-31\n---\nNote.\n"
    )
    publication.picture("posts/one.png", width=300)
    for number in range(POSTS):
        publication.post(
            f"2026-01-0{number + 1}-p{number}",
            f"## A heading\n\nText {number}, [before](2026-01-01-p0.md).\n\n![Shown](one.png)\n",
            volume="spring" if number % 2 else None,
            section="essays" if number < 3 else "notes",
        )
    publication.write("about.md", "---\ntitle: About\n---\n\nWe.\n")
    return publication


@pytest.fixture
def made(monkeypatch):
    """Return how often each thing that costs was made since this was cleared."""
    counts: Counter[str] = Counter()

    def count(owner, name, as_):
        original = getattr(owner, name)

        @wraps(original)
        def counted(*arguments, **named):
            # to be asked for none costs nothing
            counts[as_(*arguments)] += arguments[0] != []
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, counted)

    for owner, name, said in (
        (PublicationBuilder, "write_doc", "page"),
        (content, "prepare", "text for feeds"),
        (record, "record", "search record"),
        (styles, "write", "citations"),
        (worker, "convert_all", "pictures"),
        (cards, "png", "card"),
        (TypstBuilder, "_compiled", "article's PDF"),
        (EpubBuilder, "write_doc", "book's page"),
    ):
        count(owner, name, lambda *_, said=said: said)
    count(PublicationBuilder, "handle_page", lambda _, page, *__: f"page {page}")
    return counts


def joined(machines, made):
    """Build in parts; return what the parts have made, and what was made where they are joined."""
    machines.read()
    machines.plan()
    made.clear()
    machines.write()
    written = Counter(made)
    made.clear()
    machines.join()
    return written, Counter(made)


def of_documents(counts):
    """Return the counts of what is made of single documents."""
    return {name: count for name, count in counts.items() if count and not name.startswith("page ")}


def with_editions(publication):
    """Build on one machine, with editions; return the output."""
    result = CliRunner().invoke(
        main.main, ["editions", str(publication.root), "-j1"], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return tree(publication.root / "_build" / "html")


def change(publication):
    """Edit a post and delete another."""
    publication.post("2026-01-02-p1", "Other words.\n", volume="spring", section="essays")
    (publication.root / "posts/2026-01-06-p5.md").unlink()


def test_what_parts_have_written_is_not_made_again(journal, tmp_path_factory, made):
    """Nothing of a document, and no list; after an edit and a deletion neither."""
    machines = Machines(journal.root, tmp_path_factory.mktemp("machines"), 2)
    first = joined(machines, made)
    change(journal)
    second = joined(machines, made)
    third = joined(machines, made)
    pages = POSTS + 2

    everything = {"page": pages, "text for feeds": POSTS, "search record": POSTS + 1}
    assert {**of_documents(first[0]), "citations": 0} == {**everything, "citations": 0}
    assert second[0]["page"] < pages
    assert of_documents(third[0]) == {}
    assert [+each for _, each in (first, second, third)] == [Counter()] * 3


def texts(work):
    """Return the names of what a work folder has of texts: for feeds and the search."""
    kept = work / "standfirst"
    return sorted(path.name for name in ("bodies/*", "search/re*/*") for path in kept.glob(name))


def test_a_part_keeps_nothing_of_posts_that_are_gone(journal, tmp_path_factory):
    """Neither its search record nor its text for feeds."""
    machines = Machines(journal.root, tmp_path_factory.mktemp("machines"), 2)
    machines.build()
    change(journal)
    machines.build()
    written = [machines.layout(f"read-{part.number}").of(part).written for part in machines.parts]
    kept = sorted(name for each in written for name in texts(each.work))

    assert len(kept) == 2 * (POSTS - 1) + 1
    assert texts(machines.folder / "join/_build/doctrees/html") == kept


def test_parts_with_editions_give_what_one_machine_gives(journal, tmp_path_factory, made):
    """PDFs, books and cards too, after an edit and a deletion as well; no article's is made again where parts are joined."""
    pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    machines = Machines(journal.root, tmp_path_factory.mktemp("machines"), 2, editions=True)
    first = joined(machines, made)
    made_first, want_first = tree(machines.out), with_editions(journal)
    change(journal)
    second = joined(machines, made)

    assert differences(made_first, want_first) == []
    assert "2026/01/p1/p1.pdf" in want_first
    assert differences(tree(machines.out), with_editions(journal)) == []
    assert [of_documents(each) for _, each in (first, second)] == [{}, {}]
