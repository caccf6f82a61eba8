"""The store's lock file: text that people read, compare and merge <-> its entries."""

from __future__ import annotations

import dataclasses as dc
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SUFFIXES = {
    "image/avif": ".avif",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}
"""Type of a picture -> the suffix of its file; the store takes these types and no others."""
_VERSION = 1
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})", re.MULTILINE)
_MEND = "mend it, or take it from an earlier commit and fetch again"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class StoreError(ValueError):
    """A store that cannot be read or written; the message says which file, why and what to do."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One remote picture, as the store holds it."""

    url: str
    """Canonical (see :mod:`standfirst.pictures.remote.urls`)."""
    final_url: str
    """Where redirects led."""
    sha256: str
    bytes: int
    type: str
    """MIME type, by the bytes and not by what the server said."""
    width: int
    """Pixels as stored, before any orientation is applied; of an SVG those of CSS."""
    height: int
    fetched: str
    """When, in ISO format, UTC."""
    credit: str = ""
    licence: str = ""
    used_by: tuple[str, ...] = ()
    """Paths of the source files that show it, below the publication's folder, in order."""
    etag: str = ""
    last_modified: str = ""


def written(entries: Mapping[str, Held]) -> bytes:
    """Return the lock file: sorted, one value a line, so that a change is a small difference."""
    pictures = {url: _as_data(entries[url]) for url in sorted(entries)}
    text = json.dumps({"version": _VERSION, "pictures": pictures}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def _as_data(held: Held) -> dict[str, Any]:
    said = dc.asdict(held)
    del said["url"]
    return {name: value for name, value in said.items() if value or name in {"width", "height"}}


def read(content: bytes, path: Path) -> dict[str, Held]:
    """Return the entries of a lock file by address.

    :param path: Where it lies, for messages.
    :raises StoreError: It is no lock file.
    """
    try:
        text = content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as exc:
        raise _error(path, content[: exc.start].count(b"\n") + 1, "is not UTF-8") from exc
    conflict = _CONFLICT.search(text)
    if conflict:
        raise _error(
            path,
            _line(text, conflict.start()),
            "has the marks of an unfinished merge",
            "keep the entries of both sides, or one side's file, and fetch again",
        )
    try:
        said = json.loads(text)
    except json.JSONDecodeError as exc:
        raise _error(path, exc.lineno, f"is not JSON: {exc.msg}") from exc
    except RecursionError as exc:
        raise _error(path, 1, "is nested too deep") from exc
    if not isinstance(said, dict) or not isinstance(said.get("pictures"), dict):
        raise _error(path, 1, "has no 'pictures'")
    if said.get("version") != _VERSION:
        raise _error(
            path,
            1,
            f"is of version {said.get('version')!r}, which this Standfirst does not know",
            "install the Standfirst that wrote it",
        )
    found = {}
    for url, entry in said["pictures"].items():
        try:
            found[url] = _held(url, entry)
        except ValueError as exc:
            place = text.find(json.dumps(url, ensure_ascii=False))
            raise _error(path, _line(text, place), f"has an entry that {exc}") from exc
    return found


def _held(url: str, entry: Any) -> Held:
    if not isinstance(entry, dict):
        raise ValueError("is not a mapping")
    values = {"final_url": url, **entry, "url": url}
    unknown = sorted(values.keys() - _CHECKS.keys())
    missing = sorted(_CHECKS.keys() - values.keys() - _MAY_LACK)
    if unknown or missing:
        raise ValueError(f"{'has' if unknown else 'lacks'} {', '.join(unknown or missing)}")
    wrong = next((name for name, value in values.items() if not _CHECKS[name](value)), None)
    if wrong is not None:
        raise ValueError(f"says {wrong}: {values[wrong]!r:.100}")
    return Held(**{**values, "used_by": tuple(values.get("used_by", ()))})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_TEXTS = ("url", "final_url", "fetched", "credit", "licence", "etag", "last_modified")
_COUNTS = ("bytes", "width", "height")
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(_TEXTS, _is_text),
    **dict.fromkeys(_COUNTS, _is_count),
    # the file's name is made of these two
    "sha256": lambda value: _is_text(value) and _SHA256.fullmatch(value) is not None,
    "type": lambda value: _is_text(value) and value in SUFFIXES,
    "used_by": lambda value: isinstance(value, list) and all(map(_is_text, value)),
}
_MAY_LACK = frozenset({"credit", "licence", "used_by", "etag", "last_modified"})


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, max(place, 0)) + 1


def _error(path: Path, line: int, found: str, remedy: str = _MEND) -> StoreError:
    return StoreError(f"{path}:{line}: the lock file {found}; {remedy}")
