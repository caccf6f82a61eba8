"""HTML's elements and attributes, in sets that have the names of its standard.

A set that a module makes from these is a choice of its own, and says so. Nothing is imported here,
so that everything else may import it.

Source: https://html.spec.whatwg.org/multipage/, whose pages the comments name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


# The chapters of "The elements of HTML"; each element stands in one of them.
METADATA = _set("base head link meta style title")  # semantics.html#document-metadata
SECTIONS = _set("address article aside body footer h1 h2 h3 h4 h5 h6 header hgroup nav section")  # sections.html  # fmt: skip
GROUPING = _set("blockquote dd div dl dt figcaption figure hr li main menu ol p pre search ul")  # grouping-content.html  # fmt: skip
TEXT_LEVEL = _set(
    "a abbr b bdi bdo br cite code data dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr"
)  # text-level-semantics.html
EDITS = _set("del ins")  # edits.html
EMBEDDED = _set("area audio embed iframe img map math object picture source svg track video")  # embedded-content.html  # fmt: skip
TABULAR = _set("caption col colgroup table tbody td tfoot th thead tr")  # tables.html
FORMS = _set("button datalist fieldset form input label legend meter optgroup option output progress select selectedcontent textarea")  # forms.html  # fmt: skip
INTERACTIVE = _set("details dialog summary")  # interactive-elements.html
SCRIPTING = _set("canvas noscript script slot template")  # scripting.html
OBSOLETE = _set(
    "acronym applet basefont bgsound big blink center dir font frame frameset isindex keygen listing marquee menuitem multicol nextid nobr noembed noframes param plaintext rb rtc spacer strike tt xmp"
)  # obsolete.html#non-conforming-features
ELEMENTS = METADATA | SECTIONS | GROUPING | TEXT_LEVEL | EDITS | EMBEDDED | TABULAR | FORMS | INTERACTIVE | SCRIPTING | OBSOLETE | {"html"}  # fmt: skip

HEADINGS = _set("h1 h2 h3 h4 h5 h6")  # sections.html#the-h1,-h2,-h3,-h4,-h5,-and-h6-elements
TABLE_PARTS = TABULAR - {"table"}
VOID = _set("area base br col embed hr img input link meta source track wbr")  # syntax.html#void-elements  # fmt: skip
RAW_TEXT = _set("iframe noembed noframes script style textarea title xmp")  # parsing.html#parsing-html-fragments  # fmt: skip
"""Elements in which a parser finds no tags."""
SUBMITTABLE = _set("button input select textarea")  # forms.html#category-submit
TRANSPARENT = _set("a audio canvas del ins map noscript object slot video")  # dom.html#transparent-content-models  # fmt: skip
"""Elements that hold what their parent may hold."""
HOLD_PHRASING = (TEXT_LEVEL - TRANSPARENT) | HEADINGS | {"p", "pre", "summary"}
"""Elements whose content model is phrasing content, or none: no block lies in them."""

OPTIONAL_END_TAGS = _set("body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr")  # syntax.html#optional-tags  # fmt: skip
END_PARAGRAPH = (SECTIONS - {"body"}) | (GROUPING - {"dd", "dt", "li"}) | _set("details dialog fieldset form table")  # fmt: skip
"""Elements at whose start tag a ``p`` ends: syntax.html#optional-tags."""
ENDED_BY: Mapping[str, frozenset[str]] = {
    "li": _set("li"),
    **dict.fromkeys(_set("dd dt"), _set("dd dt")),
    **dict.fromkeys(_set("rp rt"), _set("rp rt")),
    **dict.fromkeys(_set("td th"), _set("caption colgroup td th")),
    "tr": _set("caption colgroup td th tr"),
    **dict.fromkeys(_set("caption colgroup tbody tfoot thead"), TABLE_PARTS),
}
"""Start tag -> open elements that it ends: parsing.html#parsing-main-inbody and the insertion modes of tables."""

GLOBAL_ATTRIBUTES = _set("class dir id lang title")  # dom.html#global-attributes
"""Those that say something of a text; the others are for programs."""
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": _set("href"),
    "blockquote": _set("cite"),
    "col": _set("span"),
    "colgroup": _set("span"),
    "del": _set("cite datetime"),
    "details": _set("open"),
    "ins": _set("cite datetime"),
    "li": _set("value"),
    "ol": _set("reversed start type"),
    "q": _set("cite"),
    "td": _set("colspan headers rowspan"),
    "th": _set("abbr colspan headers rowspan scope"),
    "time": _set("datetime"),
}
"""Element of a text -> attributes of its own: indices.html#attributes-3."""
ADDRESS_LISTS = _set("ping srcset")
ADDRESSES = ADDRESS_LISTS | _set("action background cite codebase data dynsrc formaction href longdesc lowsrc manifest poster src xlink:href")  # fmt: skip
"""Attributes of HTML and SVG that are addresses, or lists of some: indices.html#attributes-3, and what HTML 4 had besides."""
