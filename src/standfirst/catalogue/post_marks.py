"""Hashes of posts, made where a post is made: what pages are made from is told by them in every build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from standfirst.incremental.manifest import digest

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post


class PostMark(NamedTuple):
    """What tells a post from what it was, by where it is shown."""

    whole: str
    """Of all of it."""
    entry: str
    """Of what is shown in the lists that an article leads on to."""
    related: str
    """Of what is shown where it has a picture and a line besides."""


def marked(post: Post) -> PostMark:
    """Return the mark of *post*."""
    entry = digest(post.title, post.path, post.lang, post.date, post.authors)
    return PostMark(
        whole=digest(post),
        entry=entry,
        related=digest(entry, post.description, post.withdrawn, post.image),
    )
