"""A post's rendered body, kept for the feeds: each is rendered once, however many carry it.

Kept in files because pages may be written by several processes, and for builds that write
only a few pages.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst import feed_content
from standfirst.output_file import write
from standfirst.sphinx_ext.domain import PublicationDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from standfirst.catalogue import Post


def keep(app: Sphinx, post: Post, html: str) -> None:
    """Keep the post's body as feeds take it."""
    base = _base_url(app)
    if base and not post.withdrawn:
        prepared = feed_content.prepare(html, page_url=base + post.path, base_url=base)
        write(_file(app, post), prepared.encode())


def forget(app: Sphinx, post: Post) -> None:
    """Keep no body of a post."""
    _file(app, post).unlink(missing_ok=True)


def is_kept(app: Sphinx, post: Post) -> bool:
    """Return whether feeds can have the post's body, or need none."""
    return bool(post.withdrawn or not _base_url(app) or _file(app, post).is_file())


def _base_url(app: Sphinx) -> str:
    return PublicationDomain.of(app.env).build.settings.base_url


def read(app: Sphinx, post: Post) -> str:
    """Return the post's body; empty where none is kept."""
    try:
        return _file(app, post).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _file(app: Sphinx, post: Post) -> Path:
    name = hashlib.sha256(post.docname.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Path(app.doctreedir, "standfirst", "bodies", f"{name}.fragment")
