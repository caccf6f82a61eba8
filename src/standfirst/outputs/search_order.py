"""Pagefind's files -> the same files with reproducible bytes.

Pagefind 1.5 numbers pages as they come and cuts its index by them, so that most of its files are the
same for pages in the same order. What it filters by it keeps in Rust's hash maps, whose order is another in each:
https://doc.rust-lang.org/std/collections/hash_map/struct.RandomState.html. These files, and what
names them, are put in order here::

    filter/<name>.pf_filter  [filter, [[value, [page, …]], …]]      by value
    pagefind.<name>.pf_meta  [version, pages, indexes, [[filter, name], …], …]   by filter
    pagefind-entry.json      has the name of the second

All are CBOR (RFC 8949) behind twelve letters, compressed. A file of another form stays as it is.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIGN = b"pagefind_dcd"
_TEXT, _ARRAY = 3, 4
"""Major types of CBOR."""
_FILTERS = 3
"""Place of the filters in the second file."""
_ENTRY = "pagefind-entry.json"


class _FormError(ValueError):
    """Something that Pagefind 1.5 does not write."""


def put_in_order(folder: Path) -> None:
    """Give the files below *folder* reproducible bytes."""
    try:
        for meta in sorted(folder.glob("*.pf_meta")):
            _settle(folder, meta)
    except (_FormError, IndexError, UnicodeError):
        return


def _settle(folder: Path, meta: Path) -> None:
    parts = _items(_content(meta))
    filters = []
    made: dict[Path, bytes] = {}
    gone = [meta]
    for pair in _items(parts[_FILTERS]):
        name, file = map(_text, _items(pair))
        old = folder / "filter" / f"{file}.pf_filter"
        title, values = _items(_content(old))
        content = _array([title, _array(sorted(_items(values)))])
        new = _named(file, content, 7)
        made[old.with_name(f"{new}.pf_filter")] = content
        filters.append(_array([_said(name), _said(new)]))
        gone.append(old)
    parts[_FILTERS] = _array(sorted(filters))
    content = _array(parts)
    old_name = meta.stem.removeprefix("pagefind.")
    new_name = _named(old_name, content, 10)
    made[meta.with_name(f"pagefind.{new_name}.pf_meta")] = content
    for path in gone:
        path.unlink()
    for path, data in made.items():
        path.write_bytes(gzip.compress(_SIGN + data, mtime=0))
    entry = folder / _ENTRY
    entry.write_text(entry.read_text("utf-8").replace(old_name, new_name), "utf-8")


def _named(old: str, content: bytes, length: int) -> str:
    """Return a name as Pagefind gives them: the language, and the beginning of a hash."""
    language = old.rpartition("_")[0]
    return f"{language}_{hashlib.sha256(content).hexdigest()[:length]}"


def _content(file: Path) -> bytes:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_SIGN):
        raise _FormError(file.name)
    return data[len(_SIGN) :]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return major type and argument of the item at *at*, and where what follows them begins."""
    kind, small = data[at] >> 5, data[at] & 31
    if small < 24:  # noqa: PLR2004  # the numbers of RFC 8949, section 3
        return kind, small, at + 1
    if small > 27:  # noqa: PLR2004
        raise _FormError("an item of unknown length")
    end = at + 1 + (1 << (small - 24))
    return kind, int.from_bytes(data[at + 1 : end]), end


def _end(data: bytes, at: int) -> int:
    """Return where the item at *at* ends."""
    kind, count, at = _head(data, at)
    if kind in {2, _TEXT}:
        return at + count
    if kind == _ARRAY:
        for _ in range(count):
            at = _end(data, at)
    elif kind > _ARRAY and kind != 7:  # noqa: PLR2004  # maps and tags are not there; 7 are simple values
        raise _FormError("a map")
    return at


def _items(data: bytes) -> list[bytes]:
    """Return the items of an array, each as it is written."""
    kind, count, at = _head(data, 0)
    if kind != _ARRAY:
        raise _FormError("no array")
    found = []
    for _ in range(count):
        end = _end(data, at)
        found.append(data[at:end])
        at = end
    return found


def _text(item: bytes) -> str:
    kind, count, at = _head(item, 0)
    if kind != _TEXT:
        raise _FormError("no text")
    return item[at : at + count].decode()


def _begun(kind: int, count: int) -> bytes:
    if count < 24:  # noqa: PLR2004
        return bytes([kind << 5 | count])
    size = next(power for power in range(4) if count < 1 << (8 << power))
    return bytes([kind << 5 | 24 + size]) + count.to_bytes(1 << size)


def _array(items: list[bytes]) -> bytes:
    return _begun(_ARRAY, len(items)) + b"".join(items)


def _said(text: str) -> bytes:
    data = text.encode()
    return _begun(_TEXT, len(data)) + data
