"""The search's index has the same bytes for the same pages, in whatever order a folder has them."""

from __future__ import annotations

import gzip
import random

import pytest

from standfirst.outputs import search_index, search_order

WORDS = ["harbour", "ledger", "lantern", "treaty", "銀行", "報告"]
NAMES = ["Ada", "Bo", "陳大文", "O’Neill & Co.", "A: B, C", *(f"Author {n}" for n in range(60))]


def _index(folder, documents):
    """Make an index of documents that are written in this order; return its files."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for name, text in documents:
        (pages / name).write_text(text, encoding="utf-8")
    search_index.make(pages, folder / "made")
    return {
        path.relative_to(folder / "made").as_posix(): path.read_bytes()
        for path in sorted((folder / "made").rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def documents():
    """Return names and texts of documents with filters of a few values and of many, and equal days."""
    chance = random.Random(1)  # noqa: S311  # not for secrets
    found = []
    for number in range(40):
        title = f"Title {number}"
        filters = [
            ("author", chance.choice(NAMES)),
            ("year", f"{2020 + number % 7}"),
            ("section", "Essays"),
        ]
        body = f"<p>{' '.join(chance.choices(WORDS, k=60))}</p>"
        page = search_index.SearchDocument(
            href=f"a/{number}/",
            lang="en",
            title=title,
            day=f"2026-01-0{1 + number % 4}",
            filters=tuple(filters),
            body=body,
        )
        found.append((f"{number * 7919 % 997:03}.html", search_index.document(page)))
    return found


@pytest.fixture(scope="module")
def first(documents, tmp_path_factory):
    """Return the files of an index of them."""
    return _index(tmp_path_factory.mktemp("index"), documents)


def test_an_index_is_the_same_for_the_same_pages(documents, first, tmp_path):
    """However a folder lists them, and however often it is made: every file, by name and bytes."""
    shuffled = documents[:]
    random.Random(2).shuffle(shuffled)  # noqa: S311  # not for secrets
    second = _index(tmp_path, shuffled)

    assert {
        kind: sum(kind in name for name in first) for kind in ("filter/", ".pf_meta", "fragment/")
    } == {"filter/": 3, ".pf_meta": 1, "fragment/": 40}
    assert first == second


def test_what_names_a_file_names_one_that_is_there(documents, first):
    """The entry names the meta, and that the filters, with every value."""
    (meta,) = (name for name in first if name.endswith(".pf_meta"))
    filters = {
        name: gzip.decompress(data) for name, data in first.items() if name.startswith("filter/")
    }
    named = gzip.decompress(first[meta])

    assert (
        meta.removeprefix("pagefind.").removesuffix(".pf_meta").encode()
        in first["pagefind-entry.json"]
    )
    assert [name for name in filters if name[7:-10].encode() in named] == sorted(filters)
    (authors,) = (data for data in filters.values() if b"fauthor" in data)
    used = {
        name
        for name in NAMES
        if any(f">{name}<".replace("&", "&amp;") in text for _, text in documents)
    }
    assert {name for name in NAMES if name.encode() in authors} >= used != set()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"pagefind_dcd",
        b"pagefind_dcd\xa1\x01\x02",
        b"pagefind_dcd\x9f\xff",
        b"pagefind_dcd\x85\x61",
        b"other",
    ],
)
def test_another_form_stays_as_it_is(tmp_path, content):
    """A later Pagefind's index is used as it was made."""
    path = tmp_path / "pagefind.zh_0000000000.pf_meta"
    path.write_bytes(gzip.compress(content))
    before = path.read_bytes()
    search_order.put_in_order(tmp_path)

    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(path.name, before)]
