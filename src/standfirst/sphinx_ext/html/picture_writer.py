"""A picture in a document tree -> HTML, in the size that its author asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from standfirst.pictures import markup
from standfirst.text import inline_styles
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from standfirst.pictures.conversion.renditions import Shown
    from standfirst.sphinx_ext.html.static_files import StaticFiles

_OF_THE_COLUMN = re.compile(r"sf-width-([0-9]{1,3})")
"""A class that :mod:`standfirst.text.inline_styles` or the renderer has given."""


class PictureWriter:
    """Writes one picture."""

    def __init__(self, translator: HTML5Translator, node: nodes.image, *, is_first: bool) -> None:
        """Take the picture and where it stands.

        :param is_first: Whether no other picture stands before it in the text.
        """
        builder = cast("StaticFiles", translator.builder)
        docname, published = builder.current_docname, builder.published
        self._starttag = translator.starttag
        self._image_size = translator.image_size
        self._node = node
        self._uri = str(node["uri"])
        self._shown = published.pictures.shown.get(self._uri)
        self._folder = builder.pictures_uri(docname)
        post = published.catalogue.posts.get(docname)
        self.words = words(post.lang if post else builder.domain.inputs.settings.language)
        self._is_first = is_first and not (post and post.image)

    def html(self) -> str:
        """Return the picture; where there is none, a frame with its text."""
        made = self._picture(self._shown) if self._shown else self._placeholder()
        return made if isinstance(self._node.parent, nodes.TextElement) else f"{made}\n"

    def _picture(self, shown: Shown) -> str:
        asked = self._asked(shown)
        width, height = markup.proportioned(
            shown, width=int(asked.get("width", 0)), height=int(asked.get("height", 0))
        )
        classes = [*self._node["classes"], *asked.get("class", "").split()]
        place = markup.in_text(_displayed(width, classes), is_first=self._is_first)
        given: dict[str, Any] = markup.attributes(shown, place, folder=self._folder)
        given |= {"alt": self._node["alt"], "width": str(width), "height": str(height)}
        given["class"] = " ".join(classes)
        if "align" in self._node:
            given["classes"] = [f"align-{self._node['align']}"]
        image = self._starttag(self._node, "img", "", **given)
        made = markup.around(image, shown, place, folder=self._folder)
        if _is_linked(self._node):
            return made
        label = "" if self._node["alt"] else self.words("Picture in full size")
        return markup.linked(made, shown, folder=self._folder, label=label)

    def _asked(self, shown: Shown) -> dict[str, str]:
        """Return what the author says of the size, as attributes."""
        if "scale" in self._node:
            # else docutils would open the file
            self._node.setdefault("width", str(shown.width))
            self._node.setdefault("height", str(shown.height))
        # docutils says that it returns a text
        said = cast("dict[str, str]", self._image_size(self._node))
        return {**inline_styles.attributes(said.pop("style", ""), "img"), **said}

    def _placeholder(self) -> str:
        text = self._node["alt"] or self.words("Picture")
        address = "" if _is_linked(self._node) else self._uri
        return markup.placeholder(text, address, is_block=_stands_alone(self._node))


def _displayed(width: int, classes: list[str]) -> float:
    """Return how many pixels wide the picture is where there is room."""
    for name in classes:
        if found := _OF_THE_COLUMN.fullmatch(name):
            return markup.COLUMN * int(found[1]) / 100
    return width


def _is_linked(node: nodes.Node) -> bool:
    """Return whether *node* lies in a link, a role's or Markdown's or one of HTML."""
    inner: nodes.Node = node
    while True:
        before = "".join(_html_before(inner))
        if isinstance(inner.parent, nodes.reference) or before.rfind("<a ") > before.rfind("</a>"):
            return True
        if not isinstance(inner.parent, nodes.TextElement):
            return False
        inner = inner.parent


def _html_before(node: nodes.Node) -> list[str]:
    siblings = node.parent.children
    return [
        each.astext() for each in siblings[: siblings.index(node)] if isinstance(each, nodes.raw)
    ]


def _stands_alone(node: nodes.Node) -> bool:
    """Return whether there is no text beside *node* in its paragraph."""
    inner: nodes.Node = node
    while isinstance(inner.parent, nodes.reference):
        inner = inner.parent
    if not isinstance(inner.parent, nodes.TextElement):
        return True
    # of a picture, docutils takes its alternative text for its text
    return not any(text.strip() for text in inner.parent.findall(nodes.Text))
