"""The search's index has the same bytes for the same pages, in whatever order a folder has them."""

from __future__ import annotations

import gzip
import random

import pytest

from standfirst.outputs import search_index, search_order

WORDS = ["harbour", "ledger", "lantern", "treaty", "銀行", "報告"]
NAMES = ["Ada", "Bo", "陳大文", "O’Neill & Co.", "A: B, C", *(f"Author {n}" for n in range(60))]


def contents(folder):
    """Return the content of each file by its path below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _index(folder, documents):
    """Make an index of documents that are written in this order; return its files."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for name, text in documents:
        (pages / name).write_text(text, encoding="utf-8")
    search_index.make(pages, folder / "made")
    return contents(folder / "made")


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


def text(said):
    """Return a text in CBOR."""
    data = said.encode()
    head = bytes([0x60 | len(data)]) if len(data) < 24 else bytes([0x78, len(data)])
    return head + data


def array(*items):
    """Return an array in CBOR."""
    count = len(items)
    head = bytes([0x80 | count]) if count < 24 else b"\x98" + bytes([count]) if count < 256 else b"\x99" + count.to_bytes(2)  # fmt: skip
    return head + b"".join(items)


def small(folder, values, filters=("author",), more=()):
    """Write an index's files, of which each filter has these values; return the name of the meta."""
    (folder / "filter").mkdir(parents=True, exist_ok=True)
    pairs = []
    for name in filters:
        content = array(text(name), array(*values))
        (folder / f"filter/zh_{name}.pf_filter").write_bytes(gzip.compress(b"pagefind_dcd" + content))  # fmt: skip
        pairs.append(array(text(name), text(f"zh_{name}")))
    content = array(text("1.5"), b"\x80", b"\x80", array(*pairs), *more)
    (folder / "pagefind.zh_0000000000.pf_meta").write_bytes(gzip.compress(b"pagefind_dcd" + content))  # fmt: skip
    (folder / "pagefind-entry.json").write_text('{"hash":"zh_0000000000"}', "utf-8")


@pytest.mark.parametrize("count", [0, 1, 23, 24, 255, 256, 300])
def test_values_of_a_filter_are_in_order_however_many_they_are(tmp_path, count):
    """The number of an array is written in the fewest bytes, as CBOR's own rules for equal bytes have it."""
    values = [array(text(f"{number:03}"), b"\x81\x07") for number in range(count)]
    small(tmp_path, values[::-1])
    search_order.put_in_order(tmp_path)
    found = contents(tmp_path)
    (name,) = (name for name in found if name.startswith("filter/"))

    assert gzip.decompress(found[name]) == b"pagefind_dcd" + array(text("author"), array(*values))


def test_names_are_of_what_files_hold(tmp_path):
    """The language and seven or ten letters of a hash; filters by their names, the rest of the meta as it was."""
    rest = (text("x" * 30), b"\xf6", b"\x1a\x00\x01\x00\x00")
    small(tmp_path, [array(text("b"), b"\x80"), array(text("a"), b"\x80")], ("tag", "author"), rest)
    search_order.put_in_order(tmp_path)
    found = contents(tmp_path)
    entry, *filters, meta = sorted(found, key=lambda name: (name.endswith("meta"), name[0] == "f"))
    named = meta.removeprefix("pagefind.").removesuffix(".pf_meta")
    by_filter = {b"tag" in gzip.decompress(found[name])[:20]: name[7:-10] for name in filters}

    assert found[entry].decode() == f'{{"hash":"{named}"}}'
    assert (named[:3], len(named)) == ("zh_", 13)
    assert [(name[:3], len(name)) for name in by_filter.values()] == [("zh_", 10)] * 2
    assert gzip.decompress(found[meta]) == b"pagefind_dcd" + array(
        text("1.5"),
        b"\x80",
        b"\x80",
        array(array(text("tag"), text(by_filter[True])), array(text("author"), text(by_filter[False]))),
        *rest,
    )  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [b"\xa0", b"\xa1\x01\x02", b"\xc0\x01", b"\x9f\xff", b"\x7f\xff", b"\x1c", b"\x82\x01\xa0"],
    ids=["map", "pair", "tag", "open array", "open text", "reserved", "map within"],
)
def test_an_index_with_what_pagefind_does_not_write_stays_as_it_is(tmp_path, item):
    """Whatever else is in it."""
    small(tmp_path, [array(text("b"), b"\x80"), array(text("a"), b"\x80")], more=(item,))
    before = contents(tmp_path)
    search_order.put_in_order(tmp_path)

    assert contents(tmp_path) == before
