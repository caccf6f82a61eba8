"""The scripts, style sheets and fonts that a page loads: of the theme's and extensions', those that it uses.

What a publication adds by ``html_js_files`` and ``html_css_files`` is loaded everywhere. What its
own templates load and browsers will not is said once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.checking import template_loads
from standfirst.settings.conf_lines import placed
from standfirst.sphinx_ext.html import style_sheets
from standfirst.sphinx_ext.html.theme_files import UNUSED
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.upstream import sphinx_ as upstream
from standfirst.text.language_detection import script_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from standfirst.sphinx_ext.html.builder import PublicationBuilder
    from standfirst.sphinx_ext.html.page_context import Page

_SETTINGS = "DOCUMENTATION_OPTIONS."
"""Begins the theme's scripts without a file, which ``layout.html`` leaves out."""
_INLINE = "a script that an extension puts into the page"
_OF_CLASSES = {
    "_static/design-tabs.js": re.compile(r"sd-tab-set\b(?<!\wsd-tab-set)"),
}
"""What serves elements of some classes, and how their names show. The beginning of a word is asked for
last: an expression that begins with a text is looked for in a twentieth of the time."""
_SHEETS = style_sheets.PARTS | {f"_static/{file}" for file in style_sheets.FILES}
_OPTIONS = "_static/documentation_options.js"
"""Of Sphinx, for the theme's script, which comes after the text."""
_FURTHER = re.compile(
    "[\u0100-\u0130\u0132-\u0151\u0154-\u017f\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b\u1e00-\u1eff]"
)
"""Letters of a font of their own (``unicode-range`` in ``fonts.css``); those that languages have."""
_FURTHER_LANGUAGES = frozenset("az bs cs cy eo hr hu lt lv mi mt pl ro sk sl sq tr vi".split())  # noqa: SIM905
"""Languages that nearly every text needs them for."""


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
        if script.filename and "://" in str(script.filename):
            yield template_loads.Load(directive="script-src", url=str(script.filename))
        elif not script.filename and not _is_setting(script):
            body = str(script.attributes.get("body") or "")
            yield template_loads.Load(directive="script-src", inline=_INLINE, text=body)


def files(told: Mapping[str, Any], style_names: AbstractSet[str]) -> dict[str, list[Any]]:
    """Return the scripts and style sheets that the page needs, of those in its context *told*.

    :param style_names: What every page needs of its style sheet.
    """
    # the document's text is the only one on a page in which directives are carried out
    text = str(told.get("body", ""))
    unused = {name for name, classes in _OF_CLASSES.items() if not classes.search(text)}
    sheet = style_sheets.for_page(told["sf"].kind, text, style_names)
    unused |= UNUSED | (_SHEETS - {f"_static/{sheet.file}"})
    needed = {}
    for kind in ("script_files", "css_files"):
        # ``html_context`` may have names in the place of Sphinx's records
        named = [(getattr(file, "filename", file), file) for file in told[kind]]
        needed[kind] = [file for name, file in named if name not in unused]
    needed["script_files"] = _late(needed["script_files"])
    return needed | {"fonts": _fonts(told["sf"], text)}


def _late(scripts: list[Any]) -> list[Any]:
    """Return *scripts*, of which Sphinx's settings wait for the end of the page where nobody asks for them before."""
    own = {_OPTIONS, *_OF_CLASSES}
    others = [
        js for js in scripts if getattr(js, "filename", js) not in own and not _is_setting(js)
    ]
    if others:
        return scripts
    return [
        upstream.deferred(js) if getattr(js, "filename", "") == _OPTIONS else js for js in scripts
    ]


def _is_setting(script: Any) -> bool:
    """Return whether it is one of the theme's scripts without a file."""
    attributes = getattr(script, "attributes", {})
    return str(attributes.get("body") or "").strip().startswith(_SETTINGS)


def _fonts(page: Page, text: str) -> list[str]:
    """Return the fonts that the page begins with: of its first view, and of letters that it would have in another face.

    :param text: HTML of the page's document.
    """
    base = page.lang.partition("-")[0]
    if not page.settings.web_fonts or script_key(page.lang):  # whose fonts are the reader's
        return []
    has_further = base in _FURTHER_LANGUAGES or _FURTHER.search(f"{page.title}{text}")
    return ["serif", "sans", *(["serif-further"] if has_further else [])]
