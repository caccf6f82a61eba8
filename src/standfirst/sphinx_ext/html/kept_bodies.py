"""A post's rendered body, kept for the feeds: each is rendered once, however many carry it.

Kept in files because pages may be written by several processes, and for builds that write
only a few pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import digest
from standfirst.outputs.feeds import content

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.read.parallel_reading import ParallelReading


def keep(builder: ParallelReading, post: Post, html: str) -> None:
    """Keep the post's body as feeds take it."""
    base = builder.domain.inputs.settings.base_url
    if base and not post.withdrawn:
        prepared = content.prepare(html, page_url=base + post.path, base_url=base)
        write(file(builder, post), prepared.encode())


def is_kept(builder: ParallelReading, post: Post) -> bool:
    """Return whether feeds can have the post's body, or need none."""
    is_needed = builder.domain.inputs.settings.base_url and not post.withdrawn
    return not is_needed or file(builder, post).is_file()


def read(builder: ParallelReading, post: Post) -> str:
    """Return the post's body; empty where none is kept."""
    try:
        return file(builder, post).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def file(builder: ParallelReading, post: Post) -> Path:
    """Return the file in which the post's body is kept."""
    return Path(builder.doctreedir, "standfirst", "bodies", f"{digest(post.docname)}.fragment")
