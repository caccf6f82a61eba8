"""A path from an author, a pattern or a file name -> a path where a page can be written, or why it cannot.

::

    text --safe_path()--> path, or PathError        text --mended_path()--> path, whatever the text is
    path that is another's --numbered(), flat()--> one beside it

A path's form is that of :mod:`standfirst.addresses.page_addresses`.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.addresses import permalinks
from standfirst.policy import file_types, reserved_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEGMENT_BYTES = 246
"""A file name may have 255: this, ``.html`` and ``.md``. Jekyll's longest post needs all of it."""
_PATH_BYTES = 900
"""What a path may have, percent-encoding apart: object stores take 1,024 with what is put before
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html), as does macOS for a path
with the output folder's; feeds, numbered pages and editions lie below a page's own."""
_OF_HASH = 8
"""Digits that tell two names apart which have been cut."""
_BESIDE = "-page"
"""What is put after a name that is another's."""
_DASHES = str.maketrans(".;", "--")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')


class PathError(ValueError):
    """A path where no page can be written; the message says why."""


def safe_path(text: str, *, is_editors: bool = False, leads_on: bool = False) -> str:
    """Return *text* as a path that cannot leave the output folder and has no character that a shell or file system minds.

    :param text: May begin with a slash; not percent-encoded.
    :param is_editors: Whether the editor says so: of a standing page, or in ``conf.py``.
    :param leads_on: Whether nothing lies there but what leads to another address.
    :raises PathError: It leads outside, to what the publication or hosts keep for themselves, or is too long.
    """
    if any(unquote(part) == ".." for part in text.split("/")):
        raise PathError("leads out of its folder with '..'")
    segments = _segments(text)
    may_run = is_editors or leads_on
    if reasons := [
        why for _, why in _walk(segments, text, is_editors=is_editors, may_run=may_run) if why
    ]:
        raise PathError(reasons[0])
    path = _joined(segments, text)
    if len(path.encode()) > _PATH_BYTES:
        raise PathError(f"has more than {_PATH_BYTES} bytes")
    return path


def mended_path(text: str) -> str:
    """Return *text* as a safe path, with other names for what :func:`safe_path` refuses: ``search/`` in ``search-page/``.

    A path that is too long keeps its beginning, and a hash of the whole.
    """
    segments = []
    for segment, reason in _walk(_segments(text), text, is_editors=False, may_run=False):
        name = segment
        if reason:
            plain = segment.removesuffix(permalinks.HTML).lstrip(".")
            if file_types.run_by_hosts(plain):
                plain = plain.translate(_DASHES)
            name = f"{_cut(plain, _SEGMENT_BYTES - len(_BESIDE))}{_BESIDE}"
        segments.append(name)
    path = _joined(segments, text)
    if len(path.encode()) <= _PATH_BYTES:
        return path
    end = f"-{_hash(path)}"
    kept = _cut(path, _PATH_BYTES - len(end) - 1).rstrip("/. ")
    parent, slash, last = kept.rpartition("/")
    return f"{parent}{slash}{_cut(last, _SEGMENT_BYTES - len(end))}{end}/"


def _walk(
    segments: list[str], text: str, *, is_editors: bool, may_run: bool
) -> Iterator[tuple[str, str]]:
    """Yield each segment, and why no page may lie there; empty: one may."""
    last = len(segments) - 1
    for number, segment in enumerate(segments):
        is_file = number == last and not text.endswith("/")
        # a page without an ending is written with one
        tried = (segment, segment + permalinks.HTML) if is_file else (segment,)
        reasons = (
            reserved_paths.refusal(name, is_first=number == 0, is_editors=is_editors)
            for name in tried
        )
        run = "" if may_run or not is_file else file_types.run_by_hosts(segment)
        why = f"has {run} in its name, by which some hosts run a file ({segment})" if run else ""
        yield segment, next(filter(None, reasons), why)


def _segments(text: str) -> list[str]:
    parts = (part for part in text.split("/") if part not in {"", "."})
    return [_segment(part) for part in parts if unquote(part) != ".."]


def _joined(segments: list[str], text: str) -> str:
    path = "/".join(segments)
    return f"{path}/" if path and text.endswith("/") else path


def _segment(part: str) -> str:
    kept = _UNSAFE.sub("-", part)
    return _cut(kept.encode("utf-8", "ignore").decode(), _SEGMENT_BYTES).rstrip(" .") or "-"


def _cut(text: str, most: int) -> str:
    """Return as much of *text* as has *most* bytes."""
    return text.encode()[:most].decode("utf-8", "ignore")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_OF_HASH]


def numbered(path: str, number: int) -> str:
    """Return *path* with a number: ``a/b-2/``, ``a/b-2.html``, ``index-2/``."""
    if path.endswith("/") or not path:
        stem, end = path.rstrip("/") or "index", "/"
    else:
        # what is written as ``a/v1.2.html`` has no ending of its own
        found = permalinks.extension(path)
        end = found if path.endswith(found) else ""
        stem = path.removesuffix(end)
    parent, slash, name = stem.rpartition("/")
    end = f"-{number}{end}"
    return f"{parent}{slash}{_cut(name, _SEGMENT_BYTES - len(end))}{end}"


def flat(path: str) -> str:
    """Return *path* as one name, for a page whose folders cannot be: ``a/b/`` as ``a-b/``."""
    end = "/" if path.endswith("/") else ""
    name = path.strip("/").replace("/", "-")
    if len(name.encode()) > _SEGMENT_BYTES:
        tail = f"-{_hash(name)}"
        name = _cut(name, _SEGMENT_BYTES - len(tail)) + tail
    return name + end
