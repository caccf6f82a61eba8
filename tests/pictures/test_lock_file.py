"""The lock file of a store: what is written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from standfirst.pictures.remote.lock_file import Held, StoreError, read, written

PATH = Path("pictures/lock.json")
LEAST = {
    "final_url": "https://b.example/1", "sha256": "ab" * 32, "bytes": 9, "type": "image/png",
    "width": 3, "height": 2, "fetched": "2026-01-02T03:04:05Z",
}  # fmt: skip
MORE = {
    "credit": "Ann Ö.",
    "licence": "CC-BY-4.0",
    "used_by": ("posts/a.md", "posts/b.md"),
    "etag": '"x"',
    "last_modified": "yesterday",
}
URL = "https://a.example/1"


def test_a_lock_file_is_text_with_a_value_a_line():
    """In order of address, without what is not known; a drawing may have no size."""
    entries = {
        "https://b.example/2": Held(
            url="https://b.example/2", **{**LEAST, **MORE, "width": 0, "height": 0}
        ),
        URL: Held(url=URL, **LEAST),
    }

    assert written(entries).decode() == (
        """{
  "version": 1,
  "pictures": {
    "https://a.example/1": {
      "final_url": "https://b.example/1",
      "sha256": "<hash>",
      "bytes": 9,
      "type": "image/png",
      "width": 3,
      "height": 2,
      "fetched": "2026-01-02T03:04:05Z"
    },
    "https://b.example/2": {
      "final_url": "https://b.example/1",
      "sha256": "<hash>",
      "bytes": 9,
      "type": "image/png",
      "width": 0,
      "height": 0,
      "fetched": "2026-01-02T03:04:05Z",
      "credit": "Ann Ö.",
      "licence": "CC-BY-4.0",
      "used_by": [
        "posts/a.md",
        "posts/b.md"
      ],
      "etag": "\\"x\\"",
      "last_modified": "yesterday"
    }
  }
}
""".replace("<hash>", "ab" * 32)
    )
    assert read(written(entries), PATH) == entries
    assert read(written({}), PATH) == {}


def test_an_address_that_is_no_text_comes_back():
    """As a server may have sent it."""
    entries = {URL: Held(url=URL, **{**LEAST, "final_url": "https://\ud800/"})}

    assert read(written(entries), PATH) == entries


def refused(values, url=URL):
    """Return why an entry is refused, after its place."""
    text = json.dumps({"version": 1, "pictures": {url: values}}, indent=0)
    with pytest.raises(StoreError) as error:
        read(text.encode(), PATH)
    place, _, rest = str(error.value).partition(": the lock file has an entry that ")
    assert place == f"{PATH}:4"
    return rest.partition(";")[0]


@pytest.mark.parametrize("name", [*LEAST][1:])
def test_an_entry_lacks_nothing(name):
    """But the address to which nothing led on, and what nobody said."""
    assert refused({key: value for key, value in LEAST.items() if key != name}) == f"lacks {name}"


def test_an_entry_without_its_last_address_has_its_first():
    """Nothing led on."""
    values = {key: value for key, value in LEAST.items() if key != "final_url"}
    content = json.dumps({"version": 1, "pictures": {URL: values}}).encode()

    assert read(content, PATH) == {URL: Held(url=URL, **{**LEAST, "final_url": URL})}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *((name, 1, f"says {name}: 1") for name in ("final_url", "fetched", "credit", "licence", "etag", "last_modified", "sha256", "type", "used_by")),
        *((name, value, f"says {name}: {value!r}") for name in ("bytes", "width", "height") for value in ("1", -1, True, 1.5)),
        ("sha256", "ab" * 31 + "a", f"says sha256: {'ab' * 31 + 'a'!r}"),
        ("sha256", "ab" * 32 + "a", f"says sha256: {'ab' * 32 + 'a'!r}"),
        ("sha256", "g" * 64, f"says sha256: {'g' * 64!r}"),
        ("type", "text/html", "says type: 'text/html'"),
        ("used_by", ["a", 1], "says used_by: ['a', 1]"),
        ("credit", ["x" * 200], "says credit: ['" + "x" * 98),
        ("other", 1, "has other"),
    ],
)  # fmt: skip
def test_a_value_is_of_its_kind(name, value, said):
    """A wrong one is named."""
    assert refused({**LEAST, name: value}) == said


def test_what_is_unknown_is_all_named():
    """Before what is lacking."""
    assert refused({"b": 1, "a": 2}) == "has a, b"
    assert refused({"final_url": "x"}) == "lacks bytes, fetched, height, sha256, type, width"
    assert refused([]) == "is not a mapping"


MEND = "mend it, or take it from an earlier commit and fetch again"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"\xff", 1, f"is not UTF-8; {MEND}"),
        (b"{\n\n \xff\n}", 3, f"is not UTF-8; {MEND}"),
        *((b"{\n" + mark * 7 + b" x\n", 2, "has the marks of an unfinished merge; keep the entries of both sides, or one side's file, and fetch again") for mark in (b"<", b"=", b">", b"|")),
        (b"{\n" + b"<" * 6 + b"\n", 2, "is not JSON"),
        (b"{\n x" + b"<" * 7, 2, "is not JSON"),
        (b"1", 1, "has no 'pictures'"),
        (b'{"version": 1}', 1, "has no 'pictures'"),
        (b'{"version": 1, "pictures": []}', 1, "has no 'pictures'"),
        (b'{"pictures": {}}', 1, "is of version None, which this Standfirst does not know; install the Standfirst that wrote it"),
        (b'{"version": 2, "pictures": {}}', 1, "is of version 2, which this Standfirst does not know; install the Standfirst that wrote it"),
    ],
)  # fmt: skip
def test_what_is_no_lock_file_is_named_with_its_line(content, line, reason):
    """And why."""
    with pytest.raises(StoreError) as error:
        read(content, PATH)
    place, _, rest = str(error.value).partition(": the lock file ")

    assert (place, rest[: len(reason)]) == (f"{PATH}:{line}", reason)
