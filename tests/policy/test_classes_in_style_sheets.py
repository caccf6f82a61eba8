"""No class that posts may give lays out the page, by the style sheets that pages load."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pydata_sphinx_theme
import sphinx
import sphinx_book_theme
import sphinx_design
import tinycss2

import standfirst
from standfirst.policy import classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHEETS = (
    (standfirst, "static/standfirst"),
    (sphinx, "themes/basic/static"),
    (sphinx_design, "static"),
    (pydata_sphinx_theme, "theme/pydata_sphinx_theme/static/styles"),
    (sphinx_book_theme, "theme/sphinx_book_theme/static/styles"),
)
_LAYS_OUT = {
    "position": re.compile(r"fixed|sticky|absolute"),
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "opacity": re.compile(r"0|0?\.[0-4]\d*"),
    "pointer-events": re.compile(r"none"),
    "font-size": re.compile(r"0(?:px)?"),
    "z-index": re.compile(r".*"),
    "inset": re.compile(r".*"),
    "clip": re.compile(r".*"),
    "clip-path": re.compile(r".*"),
    "transform": re.compile(r"(?!none).*"),
    "animation": re.compile(r"(?!none).*"),
}
_BELOW = re.compile(r"(?:^|[\s(,])-[\d.]|\*\s*-|\b(?:100|9\d)[sdl]?v[wh]\b")
"""In a margin: it is negative; in a width or height: it is the window's."""

_KNOWN = {
    ".sd-badge:empty": "it has no words",
    ".bd-search .icon": "of the theme's search, in which no text lies",
    ".bd-header ul.navbar-nav .dropdown": "of the theme's header, in which no text lies",
    ".bd-content .dropdown.admonition.toggle button": "posts have no buttons",
    ".admonition>.admonition-title": "its title's; no text can give it",
    ".sf-page .sf-text :is(figure, .sf-table": "as far as the page's own margins, on wide screens",
    '.sf-page .sf-text[data-notes="beside"]': "notes, which a script of ours sets beside the text",
    "aside.sidebar": "beside the text",
    "aside.margin": "into the page's margin, on wide screens",
    "div.margin": "the same",
    "figure.margin": "the same",
    ".margin.docutils.container": "the same",
    "div.figure.margin-caption": "the same",
    "div.full-width": "over the edges of the text, above nothing but its own column",
}
"""How a selector begins that lays out what has a listed class -> why it may."""


def test_no_listed_class_lays_out_the_page() -> None:
    """Whatever is listed neither covers, hides nor moves anything in the style sheets of this version."""
    found = {
        selector
        for selector, name, value in chain.from_iterable(map(_declarations, _sheets()))
        if _is_layout(name, value)
        and any(map(classes.is_listed, re.findall(r"\.(-?[A-Za-z_][\w-]*)", selector)))
    }
    unknown = {one for one in found if not one.startswith((*_KNOWN, "div.admonition>"))}

    assert unknown == set()
    assert len(found) > 20


def _sheets() -> list[Path]:
    found = [
        path
        for package, folder in _SHEETS
        for path in sorted(Path(str(package.__file__)).parent.joinpath(folder).glob("*.css*"))
        if path.suffix != ".map"
    ]
    assert len(found) > 20
    return found


def _declarations(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield selector, property and value of each declaration of a style sheet."""
    text = re.sub(r"\{\{[^{}]*\}\}", "0", path.read_text(encoding="utf-8"))  # of a template
    for rule in _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        said = tinycss2.parse_declaration_list(
            rule.content, skip_comments=True, skip_whitespace=True
        )
        for selector in _parts(tinycss2.serialize(rule.prelude)):
            for one in said:
                if one.type == "declaration":
                    yield selector.strip(), one.lower_name, tinycss2.serialize(one.value).strip()


def _parts(selectors: str) -> list[str]:
    """Return the selectors of a list, which commas outside of brackets divide."""
    depth, parts = 0, [""]
    for char in selectors:
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _rules(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.QualifiedRule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield node
        elif node.type == "at-rule" and node.content and node.lower_at_keyword != "keyframes":
            yield from _rules(tinycss2.parse_rule_list(node.content))


def _is_layout(name: str, value: str) -> bool:
    value = value.removesuffix("!important").strip()
    if name in _LAYS_OUT:
        return _LAYS_OUT[name].fullmatch(value) is not None
    return name.startswith(("margin", "width", "height", "min-", "max-", "text-indent")) and bool(
        _BELOW.search(value)
    )
