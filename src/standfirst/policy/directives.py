"""The directives and roles of MyST and reStructuredText that a document may use, and the directives' options.

A post is somebody else's text: it may use :data:`POSTS`, with the options that stand there, and
:data:`ROLES`, and nothing else. A standing page is the editor's: it may use whatever is registered,
extensions' directives and roles too. :data:`REFUSED` and :data:`REFUSED_ROLES` say of each further
one that docutils, Sphinx, MyST, sphinx-design, ABlog and Standfirst register why a post may not use
it; a test fails for one that stands in neither table, which a new version may bring.

Names are compared as docutils compares them, in lower case:
https://docutils.sourceforge.io/docs/ref/rst/directives.html
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping

_NAMED = "class name"
_BOX = f"{_NAMED} collapsible"
_PICTURE = f"{_NAMED} alt height width scale align target loading"
_TABLE = f"{_NAMED} align width widths"
_ROWS = f"{_TABLE} header-rows stub-columns"
_CODE = f"{_NAMED} force linenos number-lines dedent lineno-start emphasize-lines caption"
_BUTTON = "color outline align expand click-parent new-tab tooltip shadow ref-type class"
_CARD = (
    "width margin text-align img-top img-bottom img-background img-alt link link-type link-alt link-new-tab"
    " shadow header footer class-card class-header class-body class-title class-footer class-img-top class-img-bottom"
)
_CELL = "columns margin padding"
_TABS = "sync-group orientation"

ROWS: tuple[tuple[str, str, str], ...] = (
    ("admonition attention caution danger error hint important note seealso tip warning", _BOX, "a box with a title"),
    ("topic", _NAMED, "a box apart from the text"),
    ("sidebar margin", f"{_NAMED} subtitle", "a note beside the text"),
    ("aside", f"{_NAMED} align width margin class-title class-body", "a note beside the text"),
    ("epigraph highlights pull-quote", "", "a quotation set apart"),
    ("compound parsed-literal line-block", _NAMED, "text in another form"),
    ("container div", "name", "text with classes"),
    ("rst-class cssclass", "", "classes for what follows"),
    ("centered acks", "", "a line in the middle; names in one line"),
    ("hlist", "columns", "a list in columns"),
    ("rubric", f"{_NAMED} heading-level", "a heading outside the contents"),
    ("contents", "depth local backlinks class", "the headings of this text"),
    ("code code-block sourcecode", _CODE, "a listing"),
    ("math", f"{_NAMED} label no-wrap nowrap", "a formula"),
    ("image", _PICTURE, "a picture, found and fetched as those of Markdown are"),
    ("figure", f"{_PICTURE} figwidth figclass figname", "a picture with its caption"),
    ("figure-md", "width class align name", "the same, written as Markdown"),
    ("table", _TABLE, "a table with a title"),
    ("list-table", _ROWS, "a table, written as a list"),
    ("csv-table", f"{_ROWS} header delim keepspace quote escape", "a table, written as values; not from a file or an address"),
    ("glossary", "sorted", "terms that other texts may refer to"),
    ("index", "name", "a word of the index"),
    ("only", "", "text for some kinds of output"),
    ("versionadded versionchanged versionremoved deprecated version-added version-changed version-removed version-deprecated", "", "what a version brought"),
    ("card", _CARD, "a card"),
    ("card-carousel card-header card-footer", "class", "cards in a row, and their parts"),
    ("grid", "gutter margin padding outline reverse class-container class-row", "columns"),
    ("grid-item", f"{_CELL} child-direction child-align outline class", "a column"),
    ("grid-item-card", f"{_CELL} class-item {_CARD}", "a card in a column"),
    ("tab-set", f"{_TABS} class", "texts of which one is shown"),
    ("tab-item", "selected sync name class-container class-label class-content", "one of them"),
    ("tab-set-code", f"no-sync {_TABS} class-set class-item", "listings of which one is shown"),
    ("dropdown", "open color icon chevron animate margin name class-container class-title class-body", "text that unfolds"),
    ("accordion", "flush class", "texts of which one is unfolded"),
    ("steps", "start color class", "steps"),
    ("step", "class class-title class-content", "one of them"),
    ("article-info", "avatar avatar-alt avatar-link avatar-outline author date read-time class-container class-avatar", "a line about the text"),
    ("button-link button-ref", _BUTTON, "a link that looks like a button"),
    ("postlist", "tags author category location language format date sort excerpts list-style expand", "a list of posts"),
    ("update", _NAMED, "a correction with its date"),
    ("post", "tags author category location language redirect title image excerpt exclude nocomments canonical_link external_link", "front matter as ABlog has it"),
)  # fmt: skip
"""Names, the options that a post may give them, what they are for."""

POSTS: Mapping[str, frozenset[str]] = {
    name: frozenset(options.split()) for names, options, _ in ROWS for name in names.split()
}
"""Directive -> the options that a post may give it."""

NEEDED: Mapping[str, tuple[str, str]] = {
    name: (what, example)
    for names, what, example in (
        ("admonition topic", "title", "Before you read"),
        ("update", "date", "2026-03-04"),
        ("image figure", "picture", "chart.png"),
        ("rubric", "heading", "Sources"),
        ("tab-item", "label", "2026"),
        ("button-link", "address", "https://example.org/"),
        ("button-ref", "page", "about"),
        ("card-carousel", "number of cards in view", "2"),
        ("centered", "line", "The end"),
        ("rst-class cssclass", "classes", "chart"),
        ("only", "kind of output", "html"),
        ("index", "words", "census"),
        ("versionadded versionchanged versionremoved deprecated version-added version-changed version-removed version-deprecated", "version", "2.0"),
    )
    for name in names.split()
}  # fmt: skip
"""Directive -> what has to stand behind its name, and an example of it."""

BOXES: Mapping[str, str] = {"admonition": "note", "topic": "note", "update": "update"}
"""Directive -> the one that stands in its place where what it needs is missing, so that its text has a box; others are shown as code."""

REFUSED: Mapping[str, str] = {
    name: reason
    for names, reason in (
        ("include literalinclude", "includes a file"),
        ("raw", "writes into the page what nobody has looked at"),
        ("meta title date header footer", "changes the page around the text"),
        ("role default-role default-domain", "changes what names mean, in later texts too"),
        ("toctree", "changes the publication's navigation"),
        ("highlight", "changes every listing that follows"),
        ("tabularcolumns", "writes LaTeX"),
        ("productionlist option cmdoption envvar confval program describe object", "describes programs, and names them for the whole publication"),
        ("sectionauthor codeauthor moduleauthor", "names authors, which front matter does"),
        ("sectnum target-notes replace unicode", "is for documents that are reStructuredText as a whole"),
        ("_all-octicon restructuredtext-test-directive", "is for those who develop the tool"),
        ("standfirst-options standfirst-warnings standfirst-directives", "is for the manual"),
        ("class", "describes programs; write rst-class"),
    )
    for name in names.split()
}  # fmt: skip
"""Directive that a post may not use -> the reason, as the end of a sentence."""

_COLORS = ("primary", "secondary", "success", "info", "warning", "danger", "light", "muted", "dark", "white", "black")  # fmt: skip
_BADGES = tuple(
    f"{kind}{color}"
    for kind in ("bdg", "bdg-link", "bdg-ref")
    for color in ("", *(f"-{color}{line}" for color in _COLORS for line in ("", "-line")))
)

ROLES: frozenset[str] = frozenset(
    name
    for names in (
        "emphasis strong literal code subscript sub superscript sup title-reference acronym",
        "abbr abbreviation command dfn file guilabel kbd mailheader makevar manpage menuselection mimetype newsgroup program regexp samp",
        "math eq",
        "doc ref numref any term keyword download",
        "post author standfirst:post standfirst:author",
        "pep pep-reference rfc rfc-reference cve cwe",
        "index",
        "octicon fa fas far fab fa-solid fa-regular fa-brands",
        "material-regular material-outlined material-round material-sharp material-twotone",
    )
    for name in names.split()
) | frozenset(_BADGES)
"""Roles that a post may use: text, code, mathematics; references; numbers of public lists; sphinx-design's icons and badges."""

REFUSED_ROLES: Mapping[str, str] = {
    name: reason
    for names, reason in (
        ("raw", "writes into the page what nobody has looked at"),
        ("sub-ref", "shows values of the build"),
        ("option envvar confval token", "names parts of programs"),
        ("anonymous-reference citation-reference footnote-reference named-reference substitution-reference target uri-reference restructuredtext-unimplemented-role", "is not a role for authors"),
    )
    for name in names.split()
}  # fmt: skip
"""Role that a post may not use -> the reason, as the end of a sentence."""

OF_FILES = frozenset({"include", "literalinclude", "raw", "csv-table"})
"""Directives that may take in a file, where the publication lets posts use them."""

_ALIKE = 0.75
"""How alike a name is to the one that is meant, from 0 to 1: ``strng`` is, ``hello`` is like none."""

_OTHER_THAN_MARKDOWN = frozenset(
    {"code", "code-block", "sourcecode", "math", "image", "csv-table", "index", "contents", "postlist", "article-info",
     "rst-class", "cssclass", "line-block", "parsed-literal", "tab-set-code"}
)  # fmt: skip
"""Directives of posts that hold something else than Markdown, or nothing."""

_STANDARD = "std:"
"""The domain in which Sphinx looks anyway."""


_IN_INFO = re.compile(r"\s*\{([^{}\s]+)\}")


def named_in(info: str) -> str:
    """Return the directive that the *info* of a fence names; empty where it names none."""
    found = _IN_INFO.match(info)
    return found[1] if found else ""


def folded(name: str) -> str:
    """Return the name of a directive or role as it is looked up."""
    return name.lower().removeprefix(_STANDARD)


MOST: Mapping[tuple[str, str], int] = {("hlist", "columns"): 20}
"""Directive and option -> the largest number that it may be, where nodes are made by that number."""


UNSEEN = frozenset({"index", "post"})
"""Directives of posts of which nothing is shown where they stand."""


USES: Mapping[str, int] = {"contents": 5, "postlist": 5, "index": 500}
"""Directive -> how often a post may have it, where what each makes grows with the text, with the publication,
or with how many there are."""


def options(name: str) -> frozenset[str] | None:
    """Return the options that a post may give to the directive *name*, None where it may not use it."""
    return POSTS.get(folded(name))


def holds_markdown(name: str) -> bool:
    """Return whether a post may use the directive *name*, and what is in it is Markdown."""
    known = folded(name)
    return known in POSTS and known not in _OTHER_THAN_MARKDOWN


def reason(name: str, added: Collection[str] = ()) -> str | None:
    """Return why a post may not use the directive *name*, as the end of a sentence; None where it may.

    :param added: Names that the publication allows besides.
    """
    return _why_not(name, POSTS, REFUSED, added)


def reason_of_role(name: str, added: Collection[str] = ()) -> str | None:
    """Return the same of the role *name*."""
    return _why_not(name, ROLES, REFUSED_ROLES, added)


def is_role(name: str, added: Collection[str] = ()) -> bool:
    """Return whether *name* is that of a role, which a post may use or not; any other in braces is text.

    One with a domain before it is taken for one.

    :param added: Names of further roles.
    """
    known = folded(name)
    return ":" in known or known in ROLES or known in REFUSED_ROLES or known in added


@lru_cache(maxsize=256)
def role_meant_by(name: str) -> str:
    """Return the role of which *name* is likely a misspelling; empty for none."""
    return next(iter(get_close_matches(folded(name), sorted(ROLES), n=1, cutoff=_ALIKE)), "")


def _why_not(
    name: str, allowed: Container[str], refused: Mapping[str, str], added: Container[str]
) -> str | None:
    known = folded(name)
    if known in allowed or known in added:
        return None
    return refused.get(known, "is not among those that a post may use")
