"""What the files of a Jekyll site are: documents that can be read here, or files.

Sources: https://jekyllrb.com/docs/pages/, ``Jekyll::StaticFile`` of Jekyll 4,
https://github.com/benbalter/jekyll-optional-front-matter
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses, permalinks, safe_paths
from standfirst.jekyll import textile
from standfirst.sources import source_files
from standfirst.sources.front_matter import yaml_block
from standfirst.tables import listing_kinds, placeholders
from standfirst.tables.listing_kinds import KINDS
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePosixPath

FILLED_IN = "has nothing but what its template fills in; the publication has its own lists"
NOT_READ = "is not Markdown, HTML or Textile"
OF_A_REPOSITORY = frozenset(["README", "CHANGELOG", "CONTRIBUTING", "SECURITY", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE"])  # fmt: skip
"""Names of Markdown files that are for whoever works on a site."""
_LISTS = (
    (re.compile(r"\bsite\.tags\b"), "tag"),
    (re.compile(r"\bsite\.categories\b"), "section"),
    (re.compile(r"\b(?:site\.posts|paginator\.posts)\b"), "all"),
)
"""What a template goes through -> the kind of our list of the same."""
_COMPILED = frozenset({".coffee", ".less", ".sass", ".scss"})
"""Suffixes of what is made into a file of another kind."""
_LOOP = re.compile(r"\{%-?\s*(?:for\b|endfor\b)")
_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)  # fmt: skip
_SHOWN = re.compile(r"<(?:img|picture|video|audio|iframe|object|embed|svg)\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<[^<>]*>")


def is_read(path: PurePosixPath) -> bool:
    """Return whether *path* is a document in a language that is read here."""
    suffix = path.suffix.lower()
    return suffix in {*source_files.SUFFIXES, *source_files.HTML, textile.SUFFIX}


def is_not_found(path: PurePosixPath, permalink: str) -> bool:
    """Return whether a page is the one that hosts show for missing addresses."""
    name = page_addresses.NOT_FOUND
    given = permalinks.expand_page(permalink, str(path)) if permalink else ""
    return given in {f"/{name}.html", f"/{name}", f"/{name}/"} or (not given and str(path.with_suffix("")) == name)  # fmt: skip


def is_front(path: PurePosixPath, permalink: str) -> bool:
    """Return whether a page is the site's front page."""
    if permalink:
        return permalinks.expand_page(permalink, str(path)) in {"/", "/index.html"}
    return len(path.parts) == 1 and path.stem == "index"


def address_of_page(style: str, path: PurePosixPath) -> str:
    """Return where the page *path* lies on a site whose permalinks have *style*, from its root.

    Source: ``Jekyll::Page#template``.
    """
    folder = "/:path/" if path.stem == "index" else "/:path/:basename/"
    return permalinks.expand_page(permalinks.page_template(style) or folder, str(path))


def why_not(path: PurePosixPath, body: str) -> str:
    """Return why a page in HTML is not taken over, as the end of a sentence; empty: it is.

    :param body: What follows its front matter.
    """
    if path.suffix.lower() not in source_files.HTML:
        return ""
    if has_words(body):
        return ""
    return FILLED_IN


def own_list(text: str) -> str:
    """Return where the publication lists what a page's template goes through; empty: nowhere.

    :param text: The whole file.
    """
    found = next((kind for pattern, kind in _LISTS if pattern.search(text)), "")
    return f"/{KINDS[found].folder}/" if found else ""


def has_words(body: str) -> bool:
    """Return whether a page says or shows something of its own, which no loop fills in.

    :param body: What follows its front matter.
    """
    outside = textile.TAG.sub("", "".join(_outside_loops(_UNSEEN.sub("", body))))
    return bool(_SHOWN.search(outside) or re.search(r"\w", _ELEMENT.sub("", outside)))


def misplaced(permalink: str) -> str:
    """Return why no page may lie at *permalink*, as the end of a sentence; empty: one may."""
    try:
        safe_paths.safe_path(permalinks.expand_page(permalink, ""), is_editors=True)
    except safe_paths.PathError as exc:
        return f"its permalink {exc}"
    return ""


def _outside_loops(body: str) -> list[str]:
    """Return what of *body* stands in no loop of Liquid's."""
    parts, depth, done = [], 0, 0
    for found in _LOOP.finditer(body):
        if depth == 0:
            parts.append(body[done : found.start()])
        depth = max(0, depth + (-1 if "end" in found[0] else 1))
        done = found.start()
    return parts if depth else [*parts, body[done:]]


def is_a_lists(address: str) -> bool:
    """Return whether a list of the publication's own has *address*."""
    return address.removesuffix("index.html").removesuffix(".html").strip("/") in listing_kinds.paths().values()  # fmt: skip


def as_file(path: PurePosixPath, text: str) -> tuple[str, str]:
    """Return where a file with front matter that is no document lies, and its content; no place where something makes it.

    :param text: The whole file.
    """
    block = yaml_block.read(text)
    # what has no end is no front matter: data in YAML may begin so
    content = yaml_block.unified(text) if block.problems else block.body[block.height :]
    if path.suffix.lower() in _COMPILED or "{{" in content or "{%" in content:
        return "", ""
    permalink = str(block.values.get("permalink") or "")
    is_file = permalink and not misplaced(permalink) and permalink.rpartition("/")[2]
    place = permalinks.expand_page(permalink, str(path)) if is_file else str(path)
    return place.strip("/"), content


def place_of_file(pattern: str, collection: str, below: str) -> str:
    """Return where a file of a collection that is no document lies, by the collection's *pattern*.

    :param below: Its path in the collection's folder.
    """
    stem, dot, suffix = below.rpartition(".")
    if not stem or "/" in suffix:
        stem, dot, suffix = below, "", ""
    values = {
        "collection": collection,
        "path": stem.rstrip("."),
        "name": stem.rpartition("/")[2],
        "title": "",
        "output_ext": "",
    }
    wanted = placeholders.STYLES.get(pattern, pattern)
    filled = placeholders.PLACEHOLDER.sub(lambda m: values.get(m[1], m[0]), wanted)
    return re.sub("/{2,}", "/", filled).strip("/") + dot + suffix


def unread_textile(paths: Sequence[str]) -> tuple[str, str]:
    """Return how many documents in Textile there are, by name, and what is to be done."""
    count = f"{counted(len(paths), 'file')} in Textile"
    return count, f"need pandoc (https://pandoc.org/installing.html): install it and take the site over again; {', '.join(paths)}"  # fmt: skip
