"""Which of a theme's static files pages ask for: the others are not published.

::

    files of themes --asked_for()--> those that a page, a template, conf.py or a style sheet among them names

A theme brings what its own templates may need: icons as scripts of 1.5 MB, logos of services for notebooks. Ours
name few of them. Whether a file is asked for does not depend on what documents contain. Files of the publication
and of extensions are published in any case.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.package import PACKAGE
from standfirst.sphinx_ext.html.style_sheets import PARTS
from standfirst.sphinx_ext.upstream import sphinx_ as upstream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder

UNUSED = frozenset(
    f"_static/{name}.js"
    for name in (
        # what the page of Sphinx's own search calls: they would listen for single keys, on which people who dictate
        # stumble (https://www.w3.org/TR/WCAG22/#character-key-shortcuts)
        "doctools",
        "sphinx_highlight",
        "translations",
        # side bars, full screen and Thebe, none of which the templates have; beside a margin note it fails where the
        # page has no list of contents
        "scripts/sphinx-book-theme",
    )
)
"""Scripts that the theme and Sphinx give to every page, and pages leave out."""
_TEXTS = frozenset({".html", ".xml", ".css", ".js", ".jinja", ".txt", ".py"})
_LICENCE = ".LICENSE.txt"
"""What the name of a licence ends in, after the name of its file."""
_MACROS = "webpack-macros.html"
"""What the name of a template ends in that lies among the theme's static files, with what its layout loads."""
_CALLED = re.compile("head_pre_assets|head_js_preload|body_post")
"""Those macros; our layout has none of them, a publication's own template may call them."""
_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')?#]+)""")


def asked_for(builder: StandaloneHTMLBuilder, files: Mapping[str, Path]) -> set[str]:
    """Return those of a theme's *files* that are asked for.

    :param files: Place below the folder of static files -> the file.
    """
    registered = {
        str(file.filename) for file in (*upstream.style_sheets(builder), *upstream.scripts(builder))
    }
    wanted = {name for name in files if f"_static/{name}" in registered - UNUSED - PARTS}
    said = "\n".join(_said(builder))
    if _CALLED.search(said):
        said = "\n".join([said, *_of_layout(files)])
    wanted |= {name for name in files.keys() - wanted if is_named(name, said)}
    waiting = [*wanted]
    while waiting:
        name = waiting.pop()
        new = {*_named_by(name, files[name])}.intersection(files) - wanted
        wanted |= new
        waiting += new
    return wanted | {
        n for n in files if n.endswith(_LICENCE) and n.removesuffix(_LICENCE) in wanted
    }


def _of_layout(files: Mapping[str, Path]) -> Iterator[str]:
    """Yield what the theme's layout loads without registering it."""
    for name, path in files.items():
        if name.endswith(_MACROS):
            yield path.read_text(encoding="utf-8", errors="replace")


def _said(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the texts that may ask for a theme's file: of the publication, and our templates."""
    yield repr(upstream.given(builder.config))
    root = Path(builder.confdir)
    own = (*builder.config.templates_path, *builder.config.html_static_path)
    for folder in (PACKAGE / "templates", *(root / entry for entry in own)):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix in _TEXTS and path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace")


def is_named(file: str, said: str) -> bool:
    """Return whether a text has the name of a file, in whichever folder."""
    name = posixpath.basename(file)
    return name in said and bool(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", said))


def _named_by(name: str, file: Path) -> Iterator[str]:
    """Yield the files that a style sheet loads."""
    if name.endswith(".css"):
        text = file.read_text(encoding="utf-8", errors="replace")
        for address in _ADDRESS.findall(text):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), address.strip()))
