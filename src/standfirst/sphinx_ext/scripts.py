"""Hook: which scripts a page loads: of those that Sphinx, the theme and sphinx-design bring, what it has a use for.

What a publication adds by ``html_js_files`` is loaded everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from standfirst.sphinx_ext.builder import PublicationBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html._assets import _JavaScript

_OF_SEARCH = {f"_static/{name}.js" for name in ("doctools", "sphinx_highlight", "translations")}
"""What Sphinx's search page calls. Elsewhere they would listen for single keys, on which people who
dictate stumble (https://www.w3.org/TR/WCAG22/#character-key-shortcuts)."""
_OF_TABS = "_static/design-tabs.js"
_WITHOUT_USE = "_static/scripts/sphinx-book-theme.js"
"""Side bars, full screen and Thebe, none of which the templates have; beside a margin note it fails
where the page has no list of contents."""
_TABS = re.compile(r"\bsd-tab-set\b")


def setup_scripts(app: Sphinx) -> None:
    """Register this stage."""
    # after all others, who may add scripts
    app.connect("html-page-context", on_html_page_context, priority=950)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  # the event's signature
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Leave in the context the scripts that the page needs."""
    if isinstance(app.builder, PublicationBuilder):
        unused = without_use(is_search=pagename == "search", text=str(context.get("body", "")))
        scripts: list[_JavaScript] = context["script_files"]
        context["script_files"] = [js for js in scripts if js.filename not in unused]


def without_use(*, is_search: bool, text: str) -> set[str]:
    """Return the names of the scripts that a page does not need.

    :param text: HTML of its document, the only text on a page in which directives are carried out.
    """
    unused = {_WITHOUT_USE}
    if not is_search:
        unused |= _OF_SEARCH
    if not _TABS.search(text):
        unused.add(_OF_TABS)
    return unused
