"""The links and pictures of one post or page that lead nowhere, found without a build."""

from __future__ import annotations

import dataclasses as dc
import html
import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.addresses.local_files import lacks
from standfirst.markdown import token_blocks
from standfirst.outputs import attachments
from standfirst.pictures.remote.urls import why_not
from standfirst.policy import file_types, links
from standfirst.problems import PostWarning, Problem
from standfirst.reading import headings
from standfirst.sources import source_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from markdown_it.token import Token

    from standfirst.addresses.local_files import Files
    from standfirst.addresses.page_addresses import Addresses, UnpublishedPosts
    from standfirst.problems import Report

_ELSEWHERE_REMEDY = "put what readers may have beside the post, or into a folder that standfirst_attachment_folders names"
_OTHERWISE_REMEDY = "give it as PDF, CSV, JPEG, PNG, ZIP or in another form that is known; what html_extra_path names is published as it is"
_WITHOUT = "only its text is shown"
HREF = re.compile(r'(<a(?=\s)[^<>]*?)\shref="([^"]*)"')
"""In HTML as :mod:`standfirst.markdown.html.write` writes it."""
_OF_A_ROLE = re.compile(r".*<([^<>]*)>", re.DOTALL)
"""``text <target>``."""
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


def check(given: References, report: Report) -> None:
    """Report each reference that leads nowhere, with its line."""
    places = {
        "",
        "top",
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
        if kind == "image":
            problem = _picture(given, target)
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
    """Yield kind, target and line of every link and picture that has one."""
    line = 1
    for token in token_blocks.walk(tokens):
        line = token.map[0] + 1 if token.map else line
        name = {"link_open": "href", "image": "src"}.get(token.type)
        target = str(token.attrs.get(name, "")) if name else ""
        if target:
            yield token.type, target, line
        elif token.type in {"html_block", "html_inline"}:
            yield from (("link_open", found, line) for found in within_html(token.content))
        elif token.type == "myst_role" and token.meta.get("name") == "download":
            written = _OF_A_ROLE.fullmatch(token.content)
            yield "link_open", (written[1] if written else token.content).strip(), line


def within_html(content: str) -> list[str]:
    """Return the targets of HTML links to pages and files of the publication."""
    targets = [html.unescape(found[2]) for found in HREF.finditer(content)]
    return [target for target in targets if links.is_internal(target)]


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
    return leads_nowhere(given.files, target, given.path)


def _file(files: Files, path: str) -> Problem | None:
    """Return why the file *path*, which a post offers, is not published."""
    try:
        attachments.check(files.root / path)
    except attachments.Unfit as exc:
        return attachments.unfit(path, str(exc))
    return None


def leads_nowhere(files: Files, target: str, source: str) -> Problem:
    """Return the problem of the link *target* in *source*, which leads to no page or file.

    It is shown as it is read, however it is encoded: MyST decodes some of what it keeps.
    """
    shown = unquote(target)
    if fault := files.fault(target, source):
        return Problem(
            subtype=PostWarning.REFUSED,
            message=f"the link {shown!r} names something that {fault}; {_WITHOUT}",
            remedy="copy what it leads to here",
        )
    if found := files.find(target, source):
        fault = files.refusal(found, source) or "is not published"
        is_misplaced = not file_types.why_not(found.rpartition("/")[2])
        return Problem(
            subtype=PostWarning.REFUSED,
            message=f"the link {shown!r} names a file that is not for readers: it {fault}; {_WITHOUT}",
            remedy=_ELSEWHERE_REMEDY if is_misplaced else _OTHERWISE_REMEDY,
        )
    return Problem(
        subtype=PostWarning.LINK,
        message=f"the link {shown!r} leads to no page or file of the publication; {_WITHOUT}",
        remedy="link to a source file such as posts/2025-01-31-name.md, or to an address that exists",
    )


def _picture(given: References, target: str) -> Problem | None:
    if links.is_elsewhere(target):
        return _unfetchable(target, reason) if (reason := why_not(target)) else None
    if target.startswith("#") or given.files.picture(target, given.path):
        return None
    return no_picture(given.files, target, given.path)


def _unfetchable(target: str, reason: str) -> Problem:
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {target[:200]!r} cannot be fetched: {reason}",
        remedy="put it into the publication, or give it an address that begins with https://",
    )


def no_picture(files: Files, target: str, source: str) -> Problem:
    """Return the problem of the picture *target* in *source*, which has no file."""
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {target!r} {lacks(target, files.fault(target, source))}; its alternative text is shown instead",
        remedy="put the file there or mend its address",
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
