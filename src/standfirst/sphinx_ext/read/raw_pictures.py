"""Pictures in an author's HTML, shown as all others are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from standfirst.pictures.html_images import Attributes, split
from standfirst.pictures.remote import urls
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.text import inline_styles

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_SIZE = re.compile(r"[0-9]{1,5}(?=px\Z|\Z)|[0-9]{1,3}%\Z")


def as_nodes(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Turn pictures in HTML into nodes, except where the publication lacks the file."""
    reading = PublicationDomain.of(env).reading

    def found(src: str) -> str | None:
        if src.startswith("//"):
            src = f"https:{src}"
        if urls.is_remote(src) or src.startswith("data:"):
            return src
        file = reading.ask("picture", src) if src and ":" not in src else None
        return f"/{file}" if file else None

    for raw in list(doctree.findall(nodes.raw)):
        if "html" not in raw.get("format", "").split():
            continue
        pieces = split(raw.astext(), lambda src: found(src) is not None)
        if pieces == [raw.astext()]:
            continue
        made = [
            nodes.raw("", piece, format="html")
            if isinstance(piece, str)
            else _image(piece, found(piece["src"]) or "")
            for piece in pieces
        ]
        for node in made:
            node.source, node.line = raw.source, raw.line
        raw.replace_self(made)


def _image(given: Attributes, uri: str) -> nodes.image:
    styled = inline_styles.attributes(given.get("style", ""), "img")
    classes = [*given.get("class", "").split(), *styled.pop("class", "").split()]
    said = {**given, **styled}
    sizes = {name: found[0] for name in ("width", "height") if (found := _SIZE.match(said.get(name, "")))}  # fmt: skip
    node = nodes.image("", uri=uri, alt=given.get("alt", ""), classes=classes, **sizes)
    if identifier := given.get("id"):
        node["ids"] = [identifier]
    return node
