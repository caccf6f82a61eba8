"""The scripts and style sheets that a page loads: of the theme's and extensions', those that it uses.

What a publication adds by ``html_js_files`` and ``html_css_files`` is loaded everywhere. What its
own templates load and browsers will not is said once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.checking import template_loads
from standfirst.settings.conf_lines import placed
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.upstream import sphinx_ as upstream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.sphinx_ext.html.builder import PublicationBuilder

_OF_SEARCH = {f"_static/{name}.js" for name in ("doctools", "sphinx_highlight", "translations")}
"""What the page of Sphinx's own search calls. They would listen for single keys, on which people who
dictate stumble (https://www.w3.org/TR/WCAG22/#character-key-shortcuts)."""
_WITHOUT_USE = "_static/scripts/sphinx-book-theme.js"
"""Side bars, full screen and Thebe, none of which the templates have; beside a margin note it fails
where the page has no list of contents."""
_SETTINGS = "DOCUMENTATION_OPTIONS."
"""Begins the theme's scripts without a file, which ``layout.html`` leaves out."""
_INLINE = "a script that an extension puts into the page"
_OF_CLASSES = {
    "_static/design-tabs.js": re.compile(r"sd-tab-set\b(?<!\wsd-tab-set)"),
    "_static/sphinx-design.min.css": re.compile(r"sd-(?<!\wsd-)"),
    "_static/pygments.css": re.compile(r"highlight(?<!\whighlight)"),
}
"""What serves elements of some classes, and how their names show. The beginning of a word is asked for
last: an expression that begins with a text is looked for in a twentieth of the time."""


def report(builder: PublicationBuilder) -> None:
    """Report what browsers will not load of the publication's own templates and its extensions."""
    options, root = upstream.written(builder.config), Path(builder.confdir)
    settings = builder.domain.inputs.settings
    for file, problem in template_loads.problems(root, options, settings, added=_added(builder)):
        found = placed(root, problem)
        log(found, location=f"{file}:{found.line}")


def _added(builder: PublicationBuilder) -> Iterator[template_loads.Load]:
    """Yield what every page loads from elsewhere, and the scripts that it has in itself."""
    for sheet in upstream.style_sheets(builder):
        if "://" in str(sheet.filename):
            yield template_loads.Load(directive="style-src", url=str(sheet.filename))
    for script in upstream.scripts(builder):
        body = str(script.attributes.get("body") or "")
        if script.filename and "://" in str(script.filename):
            yield template_loads.Load(directive="script-src", url=str(script.filename))
        elif not script.filename and not body.strip().startswith(_SETTINGS):
            yield template_loads.Load(directive="script-src", inline=_INLINE, text=body)


def files(told: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the scripts and style sheets that the page needs, of those in its context *told*."""
    # the document's text is the only one on a page in which directives are carried out
    text = str(told.get("body", ""))
    unused = {name for name, classes in _OF_CLASSES.items() if not classes.search(text)}
    unused |= {_WITHOUT_USE} | _OF_SEARCH
    needed = {}
    for kind in ("script_files", "css_files"):
        # ``html_context`` may have names in the place of Sphinx's records
        named = [(getattr(file, "filename", file), file) for file in told[kind]]
        needed[kind] = [file for name, file in named if name not in unused]
    return needed
