"""The pages of a book, from the templates in ``book/``."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from standfirst.editions.epub import xhtml
from standfirst.incremental.manifest import digest
from standfirst.text import cleaning, inline_styles
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from standfirst.catalogue.model import Post

FOLDER = resources.files("standfirst") / "editions" / "epub" / "book"


def article(post: Post, html: str, *, base_url: str) -> str:
    """Return an article's page; its links and pictures are for :mod:`.page_links` to resolve.

    :param html: The text as Sphinx writes it: links to pages as :func:`page_link`, pictures by
        their path below the source folder, percent-encoded, or their http(s) address.
    """
    w = words(post.lang)
    return render(
        "article.xhtml",
        post=post,
        lang=post.lang,
        direction=w.direction,
        w=w,
        body=Markup(_of(html)),  # noqa: S704  # made of nothing but what xhtml.py passes
        picture=quote(post.image.src, safe="/:?=&%~,;@!+") if post.image else "",
        source_url=xhtml.web_address(post.source_url),
        license_url=xhtml.web_address(post.license_url),
        url=base_url and base_url + post.path,
    )


def note(html: str) -> Markup:
    """Return an editor's note as a page takes it."""
    return Markup(_of(html)) if html else Markup("")  # noqa: S704  # as above


def _of(html: str) -> str:
    return xhtml.text(xhtml.fragment(html))


def page_link(page: str) -> str:
    """Return the link to a page of the publication, whether or not it is in the book."""
    return quote(page, safe="")


def render(template: str, **context: Any) -> str:
    """Return *template* filled in; every text of the context is escaped."""
    return cleaning.clean_body(_environment().get_template(f"{template}.jinja").render(**context))[
        0
    ]


def stylesheet() -> bytes:
    """Return the style sheet of every book."""
    return (
        f"{(FOLDER / 'book.css').read_text(encoding='utf-8')}{inline_styles.stylesheet()}".encode()
    )


@lru_cache(maxsize=1)
def templates_digest() -> str:
    """Return a hash of the templates and the style sheet."""
    files = sorted(FOLDER.iterdir(), key=lambda file: file.name)
    return digest(*[(file.name, file.read_bytes()) for file in files if file.is_file()])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("standfirst", "editions/epub/book"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
