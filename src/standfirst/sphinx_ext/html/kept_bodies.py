"""A post's rendered body, kept for the feeds: each is rendered once, however many carry it.

Kept in files because pages may be written by several processes, and for builds that write
only a few pages.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write
from standfirst.outputs.feeds import content

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.read.parallel_reading import ParallelReading


def keep(builder: ParallelReading, post: Post, html: str) -> None:
    """Keep the post's body as feeds take it."""
    base = _base_url(builder)
    if base and not post.withdrawn:
        prepared = content.prepare(html, page_url=base + post.path, base_url=base)
        write(_file(builder, post), prepared.encode())


def forget(builder: ParallelReading, post: Post) -> None:
    """Keep no body of a post."""
    _file(builder, post).unlink(missing_ok=True)


def is_kept(builder: ParallelReading, post: Post) -> bool:
    """Return whether feeds can have the post's body, or need none."""
    return bool(post.withdrawn or not _base_url(builder) or _file(builder, post).is_file())


def _base_url(builder: ParallelReading) -> str:
    return builder.domain.inputs.settings.base_url


def read(builder: ParallelReading, post: Post) -> str:
    """Return the post's body; empty where none is kept."""
    try:
        return _file(builder, post).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _file(builder: ParallelReading, post: Post) -> Path:
    name = hashlib.sha256(post.docname.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Path(builder.doctreedir, "standfirst", "bodies", f"{name}.fragment")
