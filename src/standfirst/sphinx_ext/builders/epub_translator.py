"""Document trees as HTML whose links and pictures each book resolves for itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Never, cast
from urllib.parse import quote

from docutils.nodes import SkipNode

from standfirst.sphinx_ext.html.translator import PageTranslator
from standfirst.sphinx_ext.links_ import download

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx import addnodes

    from standfirst.sphinx_ext.links_ import LinkWriter


class EpubTranslator(PageTranslator):
    """Our translator, for books."""

    def visit_image(self, node: nodes.image) -> Never:
        """Write a picture by its path below the source folder, or its address."""
        classes = [*node["classes"], *([f"align-{node['align']}"] if node.get("align") else [])]
        given = {
            "src": quote(str(node["uri"]), safe="/:?=&%~,;@!+"),
            "alt": str(node.get("alt", "")),
            "title": str(node.get("title", "")),
            "class": " ".join(classes),
        }
        said = "".join(f' {n}="{escape(v)}"' for n, v in given.items() if v or n in {"src", "alt"})
        self.body.append(f"<img{said}>")
        raise SkipNode

    def visit_download_reference(self, node: addnodes.download_reference) -> None:  # type: ignore[override]  # Sphinx takes any element
        """Write a link to the file on the web, where the publication is on it."""
        builder, name = cast("LinkWriter", self.builder), str(node.get("filename", ""))
        uri = str(node.get("refuri", "")) or (
            builder.output_uri(self.builder.current_docname, download(name)) if name else ""
        )
        self.body.append(f'<a href="{escape(uri)}">' if uri else "<span>")
        self.context.append("</a>" if uri else "</span>")
