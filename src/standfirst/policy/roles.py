"""The roles of MyST and reStructuredText that a post may use.

As :mod:`.directives`, whose tables these are for roles: a post may use :data:`POSTS`; for every
other role that is registered :data:`REFUSED` says why not. A standing page may use all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.policy.directives import why_not

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_COLORS = ("primary", "secondary", "success", "info", "warning", "danger", "light", "muted", "dark", "white", "black")  # fmt: skip
_BADGES = tuple(
    f"{kind}{color}"
    for kind in ("bdg", "bdg-link", "bdg-ref")
    for color in ("", *(f"-{color}{line}" for color in _COLORS for line in ("", "-line")))
)

POSTS: frozenset[str] = frozenset(
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
"""Text, code, mathematics; references; numbers of public lists; sphinx-design's icons and badges."""

REFUSED: Mapping[str, str] = {
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


def reason(name: str, added: Collection[str] = ()) -> str | None:
    """Return why a post may not use the role *name*, as the end of a sentence; None where it may.

    :param added: Names that the publication allows besides.
    """
    return why_not(name, POSTS, REFUSED, added)
