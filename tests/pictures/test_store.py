"""The store of pictures: what is kept, and that it is whole at every moment."""

from __future__ import annotations

import dataclasses as dc
import json
import re

import pytest

from standfirst.pictures.remote.store import Held, Store, StoreError, changing, hash_of

PNG = b"\x89PNG\r\n\x1a\n and some more"


def held(url="https://example.org/a.png", content=PNG, **values):
    """Return an entry for *content*."""
    fixed = {
        "final_url": url,
        "sha256": hash_of(content),
        "bytes": len(content),
        "type": "image/png",
        "width": 3,
        "height": 2,
        "fetched": "2026-01-02T03:04:05Z",
    }
    return Held(url=url, **{**fixed, **values})


def not_alone():
    """Fail: nobody else is there."""
    pytest.fail("waited for somebody")


def test_what_is_held_is_found_again(tmp_path):
    """By any spelling of its address, with everything that was said of it, and its bytes."""
    entry = held(credit="Ann Ö.", licence="CC-BY-4.0", used_by=("posts/a.md",), etag='"x"')
    with changing(tmp_path / "pictures", not_alone) as changes:
        changes.hold(entry, PNG)

    store = Store.open(tmp_path / "pictures")

    assert store.find("HTTPS://Example.org:443/a.png#top") == entry
    assert store.find("https://example.org/b.png") is None
    assert store.file(entry).read_bytes() == PNG
    assert store.is_whole(entry)


def test_no_folder_is_an_empty_store(tmp_path):
    """A publication without remote pictures has none."""
    assert Store.open(tmp_path / "pictures").entries == {}


def test_the_lock_file_is_sorted_text(tmp_path):
    """One value a line, whatever the order of fetching, so that a change is a small difference."""
    for folder, urls in (("a", "xyz"), ("b", "zyx")):
        with changing(tmp_path / folder, not_alone) as changes:
            for name in urls:
                changes.hold(held(f"https://example.org/{name}"), PNG)
    text = (tmp_path / "a" / "lock.json").read_text(encoding="utf-8")

    assert text == (tmp_path / "b" / "lock.json").read_text(encoding="utf-8")
    assert list(json.loads(text)["pictures"]) == [f"https://example.org/{n}" for n in "xyz"]
    assert text.endswith("}\n")
    assert max(map(len, text.splitlines())) < 100


@pytest.mark.parametrize(
    ("text", "line", "reason", "remedy"),
    [
        ('{\n  "version": 1,\n<<<<<<< HEAD\n', 3, "merge", "keep"),
        ('{\n  "version": 1,\n  oops', 3, "not JSON", "mend"),
        ("[]", 1, "'pictures'", "mend"),
        ('{"version": 9, "pictures": {}}', 1, "version 9", "install"),
        ('{"version": 1,\n"pictures": {\n"http://a/": {}}}', 3, "lacks bytes", "mend"),
        ("[" * 100_000, 1, "deep", "mend"),
    ],
)
def test_a_broken_lock_file_is_named_with_its_line(tmp_path, text, line, reason, remedy):
    """And with what to do; nothing of it is guessed."""
    path = tmp_path / "lock.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(StoreError, match=reason) as error:
        Store.open(tmp_path)

    assert str(error.value).startswith(f"{path}:{line}: ")
    assert re.search(rf"\b{remedy}\b", str(error.value).partition("; ")[2])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", "../../../etc/passwd"),
        ("sha256", "AB" * 32),
        ("type", "text/html"),
        ("bytes", -1),
        ("width", True),
        ("used_by", "posts/a.md"),
        ("surprise", 1),
    ],
)
def test_an_entry_that_nobody_wrote_is_refused(tmp_path, field, value):
    """The file's name is made of it, so it must be what it says."""
    with changing(tmp_path, not_alone) as changes:
        changes.hold(held(), PNG)
    path = tmp_path / "lock.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["pictures"]["https://example.org/a.png"][field] = value
    path.write_text(json.dumps(said), encoding="utf-8")

    with pytest.raises(StoreError, match=field):
        Store.open(tmp_path)


def test_one_picture_at_three_addresses_is_one_file(tmp_path):
    """Its entries say where it was found."""
    with changing(tmp_path, not_alone) as changes:
        for name in "abc":
            changes.hold(held(f"https://example.org/{name}"), PNG)

    assert len(Store.open(tmp_path).entries) == 3
    assert len(list(tmp_path.glob("??/*"))) == 1


def test_what_no_entry_names_is_a_stray(tmp_path):
    """And nothing else is."""
    with changing(tmp_path, not_alone) as changes:
        changes.hold(held("https://example.org/a", PNG), PNG)
        changes.hold(held("https://example.org/b", b"other"), b"other")
        changes.drop("https://example.org/b")
    store = Store.open(tmp_path)

    assert [path.read_bytes() for path in store.strays()] == [b"other"]


def test_a_changed_file_is_not_whole(tmp_path):
    """Of the same length too."""
    entry = held()
    with changing(tmp_path, not_alone) as changes:
        changes.hold(entry, PNG)
    store = Store.open(tmp_path)
    store.file(entry).write_bytes(PNG.replace(b"some", b"SOME"))

    assert store.has(entry)
    assert not store.is_whole(entry)


def test_what_was_fetched_before_an_error_is_kept(tmp_path):
    """The lock file is written whatever ends the run."""

    def stopped():
        with changing(tmp_path, not_alone) as changes:
            changes.hold(held(), PNG)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert list(Store.open(tmp_path).entries) == ["https://example.org/a.png"]


def test_an_unchanged_store_is_not_written(tmp_path):
    """The lock file keeps its time."""
    with changing(tmp_path, not_alone) as changes:
        changes.hold(held(), PNG)
    before = (tmp_path / "lock.json").stat()
    with changing(tmp_path, not_alone) as changes:
        changes.hold(dc.replace(held()))

    assert (tmp_path / "lock.json").stat().st_mtime_ns == before.st_mtime_ns
