"""The links and pictures of one post or page that lead nowhere, found without a build."""

from __future__ import annotations

import dataclasses as dc
import itertools
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from standfirst.addresses import page_addresses
from standfirst.addresses.local_files import lacks
from standfirst.checking import html_links
from standfirst.markdown import token_blocks
from standfirst.outputs import attachments
from standfirst.pictures.remote.urls import why_not
from standfirst.policy import file_types, links
from standfirst.problems import MEND_MARKUP, PostWarning, Problem
from standfirst.reading import headings
from standfirst.sources import source_files
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import fold
from standfirst.text.nearest import Names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from standfirst.addresses.local_files import Files
    from standfirst.addresses.page_addresses import Addresses, UnpublishedPosts
    from standfirst.problems import Report

_ELSEWHERE_REMEDY = "put what readers may have beside the post, or into a folder that standfirst_attachment_folders names"
_OTHERWISE_REMEDY = "give it as PDF, CSV, JPEG, PNG, ZIP or in another form that is known; what html_extra_path names is published as it is"
_NO_PAGE_REMEDY = (
    "link to a source file such as posts/2025-01-31-name.md, or to an address that exists"
)
_NO_FILE_REMEDY = "put the file there or mend its address"
_TEXT_INSTEAD = "its alternative text is shown instead"
_NOTHING_INSTEAD = "without an alternative text nothing is shown"
_WITHOUT = "only its text is shown"
PICTURES = frozenset({"image", "bare_image"})
"""Kinds of what :func:`targets` yields; a bare one has no alternative text."""
_OF_A_ROLE = re.compile(r".*<([^<>]*)>", re.DOTALL)
"""``text <target>``."""
_ROLES = frozenset({"post", "author", "doc", "ref"})
_LABEL = re.compile(r"^[ \t>]*\(([^()\n]{1,200})\)=|:(?:name|label):[ \t]*(\S[^\n]{0,200})|\{#([^\s{}]{1,200})\}|^\.\. _([^:\n]{1,200}):", re.MULTILINE)  # fmt: skip
"""A label, in any of the ways to give one; some that this finds are none."""
_LABELS_OF_OTHERS = re.compile(r"(?:blog|author|category|tag|archive|language|location)-|(?:gen|mod)index$|search$")  # fmt: skip
"""ABlog's and Sphinx's."""
_LINK_WITHIN = re.compile(r"\]\(#[^)\n]*\)")

_OWN_ID = re.compile(r"(?:#|\b(?:id|name)=[\"']?|^\()([^\s\"'>})]+)", re.MULTILINE)
"""``{#id}``, ``id="id"``, ``(id)=``: as authors write ids; some that this finds are none."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class References:
    """The references of one post, and what resolves them."""

    path: str
    """Of the source file."""
    text: str
    tokens: Sequence[Token]
    files: Files
    addresses: Addresses
    unseen: UnpublishedPosts
    places: Collection[str] = ()
    """Where files of ``html_extra_path`` are published."""
    near: Nearby | None = None
    """What is named in the place of what is not there."""
    people: Collection[str] = frozenset()
    """Folded names, aliases and keys of the authors."""
    stems: Collection[str] = frozenset()
    """File names of the posts without suffix, with and without folders, composed."""
    documents: Collection[str] = frozenset()
    """Docnames of all documents."""
    labels: Collection[str] | None = None
    """What :func:`labels_in` gives for all texts; None where others may give some."""


class Nearby:
    """The names of a publication's files, posts and authors, for those that are nearly written."""

    def __init__(
        self, files: Iterable[str], posts: Mapping[str, str], people: Iterable[str]
    ) -> None:
        """Take the paths of all documents without suffix, what ``post`` may name, with paths, and what ``author`` may."""
        self._posts = posts
        self._names = {kind: Names(names) for kind, names in (("link", files), ("post", posts), ("author", people))}  # fmt: skip

    def of_link(self, target: str) -> str:
        """Return the path of the source file that the link *target* is most like; empty: of none."""
        path = PurePosixPath(unquote(links.without_tail(target)).strip("/"))
        plain = path.with_suffix("") if path.suffix in {*source_files.SUFFIXES, ".html"} else path
        if found := self._names["link"].nearest(str(plain)):
            return f"/{found}.md"
        found = self._names["post"].nearest(plain.name)
        return f"/{self._posts[found]}" if found else ""

    def of_role(self, role: str, target: str) -> str:
        """Return the name that *target* is most like."""
        return self._names[role].nearest(target)


def check(given: References, report: Report) -> None:
    """Report each reference that leads nowhere, with its line."""
    places = {
        "",
        "top",
        *(given.labels or ()),
        *_OWN_ID.findall(_LINK_WITHIN.sub("]", given.text)),
        *(
            _folded(token_blocks.inline_text(after.children or []))
            for token, after in itertools.pairwise(given.tokens)
            if token.type == "heading_open"
        ),
    }
    refused: set[str] = set()
    for kind, target, line in targets(given.tokens):
        problem = None
        if kind in PICTURES:
            problem = _picture(given, target, has_text=kind == "image")
        elif kind in _ROLES:
            problem = _role(given, kind, target)
        elif target.startswith("#"):
            problem = _fragment(unquote(target[1:]), places)
        elif not links.is_elsewhere(target):
            problem = _link(given, target)
        if problem is None or problem.message in refused:
            continue
        if problem.subtype is PostWarning.REFUSED:
            refused.add(problem.message)
        report(dc.replace(problem, line=line))


def targets(tokens: Sequence[Token]) -> Iterator[tuple[str, str, int]]:
    """Yield kind, target and line of every link, picture and role of :data:`_ROLES` that has one."""
    for token, line in token_blocks.walk_lines(tokens):
        name = {"link_open": "href", "image": "src"}.get(token.type)
        target = str(token.attrs.get(name, "")) if name else ""
        if target:
            is_bare = token.type == "image" and not token_blocks.text_of_picture(token)
            yield "bare_image" if is_bare else token.type, target, line
        elif token.type in {"html_block", "html_inline"}:
            yield from (
                ("link_open", found, line + n)
                for found, n in html_links.internal_links(token.content)
            )
        elif token.type == "myst_role" and token.meta.get("name") in {"download", *_ROLES}:
            written = _OF_A_ROLE.fullmatch(token.content)
            role = str(token.meta["name"])
            target = (written[1] if written else token.content).strip()
            yield "link_open" if role == "download" else role, target, line


def _link(given: References, target: str) -> Problem | None:
    page = source_files.docname(given.path)
    file = given.files.attachment(target, given.path)
    if file is not None:
        return _file(given.files, file)
    found = given.addresses.find(target, source=given.path, page=page) or given.files.placed(
        target, given.path, given.places
    )
    if found or given.unseen.are_meant(target, given.path):
        return None
    return leads_nowhere(given.files, target, given.path, given.near)


def _role(given: References, role: str, target: str) -> Problem | None:
    """Return what is wrong with a role that names a post or an author."""
    if role in {"doc", "ref"}:
        return _of_sphinx(given, role, target)
    is_post = role == "post"
    key = page_addresses.composed(target.strip("/")) if is_post else fold(target)
    if key in (given.stems if is_post else given.people):
        return None
    if is_post and given.unseen.are_meant(target, given.path):
        return None
    return names_nothing(role, target, given.near)


def _of_sphinx(given: References, role: str, target: str) -> Problem | None:
    """Return what Sphinx says of a label or document that is not there."""
    if role == "ref":
        key = " ".join(target.lower().split())
        known = given.labels
        is_there = known is None or key in known or bool(_LABELS_OF_OTHERS.match(key))
        said = f"undefined label: {quoted(key)} (ref.ref)"
    else:
        name = page_addresses.local_target(quote(target), given.path) or ""
        is_there = name in given.documents or given.unseen.are_meant(f"/{name}.md", given.path)
        said = f"unknown document: {quoted(target)} (ref.doc)"
    # of other documents Sphinx says it in its own words
    if is_there or not given.path.startswith(f"{given.files.posts}/"):
        return None
    return Problem(subtype=PostWarning.MARKUP, message=said, remedy=MEND_MARKUP)


def labels_in(text: str) -> set[str]:
    """Return the labels that *text* gives, as Sphinx folds them."""
    found = (next(filter(None, ways)) for ways in _LABEL.findall(text))
    return {" ".join(label.lower().split()) for label in found}


def names_nothing(role: str, target: str, near: Nearby | None) -> Problem:
    """Return the problem of a role whose *target* no post or author has.

    :param role: ``post`` or ``author``.
    """
    found = near.of_role(role, target) if near else ""
    return Problem(
        subtype=PostWarning.LINK,
        message=f"there is no {role} {quoted(target[:200])}, which {{{role}}} names; {_WITHOUT}",
        remedy=f"perhaps {quoted(found)} is meant"
        if found
        else f"write the name of the {role}'s file",
    )


def _file(files: Files, path: str) -> Problem | None:
    """Return why the file *path*, which a post offers, is not published."""
    try:
        attachments.check(files.root / path)
    except attachments.Unfit as exc:
        return attachments.unfit(path, str(exc))
    return None


def leads_nowhere(files: Files, target: str, source: str, near: Nearby | None) -> Problem:
    """Return the problem of the link *target* in *source*, which leads to no page or file.

    It is shown as it is read, however it is encoded: MyST decodes some of what it keeps.
    """
    shown = unquote(target)
    if fault := files.fault(target, source):
        return Problem(
            subtype=PostWarning.REFUSED,
            message=f"the link {quoted(shown)} names something that {fault}; {_WITHOUT}",
            remedy="copy what it leads to here",
        )
    if found := files.find(target, source):
        fault = files.refusal(found, source) or "is not published"
        is_misplaced = not file_types.why_not(found.rpartition("/")[2])
        return Problem(
            subtype=PostWarning.REFUSED,
            message=f"the link {quoted(shown)} names a file that is not for readers: it {fault}; {_WITHOUT}",
            remedy=_ELSEWHERE_REMEDY if is_misplaced else _OTHERWISE_REMEDY,
        )
    meant = near.of_link(target) if near else ""
    name = PurePosixPath(unquote(links.without_tail(target))).name
    is_file = not (PurePosixPath(name).suffix in source_files.SUFFIXES or file_types.why_not(name))
    return Problem(
        subtype=PostWarning.LINK,
        message=f"the link {quoted(shown)} leads to no page or file of the publication; {_WITHOUT}",
        remedy=f"perhaps {meant} is meant"
        if meant
        else _NO_FILE_REMEDY
        if is_file
        else _NO_PAGE_REMEDY,
    )


def _picture(given: References, target: str, *, has_text: bool) -> Problem | None:
    if links.is_elsewhere(target):
        return _unfetchable(target, reason) if (reason := why_not(target)) else None
    if target.startswith("#") or given.files.picture(target, given.path):
        return None
    return no_picture(given.files, target, given.path, has_text=has_text)


def _unfetchable(target: str, reason: str) -> Problem:
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {quoted(target[:200])} cannot be fetched: {reason}",
        remedy="put it into the publication, or give it an address that begins with https://",
    )


def no_picture(files: Files, target: str, source: str, *, has_text: bool) -> Problem:
    """Return the problem of the picture *target* in *source*, which has no file, and perhaps no alternative text."""
    # the name of a file tells readers nothing
    shown = _TEXT_INSTEAD if has_text else _NOTHING_INSTEAD
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {quoted(target)} {lacks(target, files.fault(target, source))}; {shown}",
        remedy=_NO_FILE_REMEDY,
    )


def _fragment(fragment: str, places: Collection[str]) -> Problem | None:
    """Return what is wrong with a link within the page; a heading's id may be numbered, or written by the author."""
    heading = re.sub(r"-\d+$", "", fragment)
    if any(name in places for name in (fragment, _folded(fragment), _folded(heading))):
        return None
    return no_heading(fragment)


def no_heading(fragment: str) -> Problem:
    """Return the problem of a link within a post to *fragment*, which no heading has."""
    return Problem(
        subtype=PostWarning.LINK,
        message=f"the link '#{fragment}' leads to no heading of this post; {_WITHOUT}",
        remedy="write the heading's text in lower case with hyphens for spaces",
    )


def _folded(text: str) -> str:
    return headings.heading_id(text).replace("-", "")
