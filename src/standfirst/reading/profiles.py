"""The publication's own files: one for each author in ``authors/``, one for each volume in ``volumes/``.

Each is Markdown with front matter; the text is the biography or the editor's note.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt  # noqa: TC003  # dataclasses keep their annotations usable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.markdown import render
from standfirst.policy.links import SCHEMES
from standfirst.problems import PostWarning, Problem
from standfirst.reading import author_keys
from standfirst.sources.front_matter import (
    contributors,
    field_values,
    inline_markup,
    yaml_block,
)
from standfirst.sources.front_matter.field_reader import ValueReader
from standfirst.text import cleaning
from standfirst.text.cleaning import quoted
from standfirst.text.name_folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from standfirst.problems import Report

_NAME_LIMIT = 200


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class AuthorProfile:
    """What ``authors/<key>.md`` says."""

    key: str
    """The file's name without suffix."""
    source: str
    name: str
    aliases: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """By which posts may name the author and readers never do: that of the file, and ``short_name``."""
    role: str = ""
    """What they do: ``Editor``."""
    affiliation: str = ""
    family_name: str = ""
    given_name: str = ""
    """As citations order them; both empty where the name is not to be taken apart."""
    orcid: str = ""
    """The 16 digits with hyphens."""
    links: tuple[tuple[str, str], ...] = ()
    """Label and http(s) or mailto address."""
    photo: str = ""
    """http(s) URL or local path as written."""
    photo_alt: str = ""
    biography: str = ""
    """Markdown."""
    photo_line: int = dc.field(default=1, compare=False)
    """1-based, in its file; nothing that is shown depends on it."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class VolumeProfile:
    """What ``volumes/<key>.md`` says."""

    key: str
    source: str
    title: str
    start: dt.date | None = None
    end: dt.date | None = None
    """Last day, inclusive."""
    aliases: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    """File names of its posts without suffix, where it lists them."""
    cover: str = ""
    cover_alt: str = ""
    note: str = ""
    """Markdown."""
    cover_line: int = dc.field(default=1, compare=False)
    """1-based, in its file; nothing that is shown depends on it."""


def pictures(
    authors: Iterable[AuthorProfile], volumes: Iterable[VolumeProfile]
) -> Iterator[tuple[str, str, int]]:
    """Yield each photograph and cover as written, empty where there is none, with its file and its 1-based line there."""
    yield from ((author.photo, author.source, author.photo_line) for author in authors)
    yield from ((volume.cover, volume.source, volume.cover_line) for volume in volumes)


class _ProfileReader(ValueReader):
    def __init__(
        self, text: str, source: str, kind: PostWarning, report: Report, classes: Collection[str]
    ) -> None:
        self.key = PurePosixPath(source).stem
        block = yaml_block.read(text)
        super().__init__(block.values, block.lines, report, kind=kind, keys_of=author_keys.KEYS_OF)
        cleaned, removed = cleaning.clean_body(block.body)
        self.text = cleaned.strip()
        for problem in block.problems:
            is_size = problem.subtype is PostWarning.SIZE
            report(problem if is_size else dc.replace(problem, subtype=kind))
        if removed:
            message = f"the text has {removed.what}; they were removed"
            remedy = "delete them in the source"
            report(Problem(subtype=kind, message=message, remedy=remedy, line=removed.line))

        self._refuse(cleaned, report, classes)

    def _refuse(self, text: str, report: Report, classes: Collection[str]) -> None:
        """Report what the text may not have; its page is made later, and by then nobody knows the line."""

        def refused(problem: Problem) -> None:
            if problem.subtype is PostWarning.REFUSED:
                report(problem)

        render.to_html(text, report=refused, classes=classes)

    def name(self, key: str) -> str:
        """Return the name; from the file's where the file gives none."""
        found = inline_markup.plain(self.get(key, field_values.text, "")).text
        if not found:
            found = self.key.replace("-", " ").replace("_", " ").title() or "Untitled"
            self.warn(key, f"there is no {key}; {quoted(found)} is made from the file name", f"write `{key}: …`")  # fmt: skip
        return cleaning.shorten(found, _NAME_LIMIT)

    def line_of(self, field: str) -> int:
        """Return the 1-based line of the key that says what *field* is."""
        return self.lines.get(self.first(field)[0], 1)

    def day(self, key: str) -> dt.date | None:
        found: dt.datetime | None = self.get(key, self.to_date, None)
        return found.date() if found else None


def read_author(
    text: str, *, source: str, report: Report, classes: Collection[str] = ()
) -> AuthorProfile:
    """Return what an author's file says; what is faulty in it is reported and left out.

    :param source: Its path below the source folder.
    :param classes: Those that the publication's own style sheets know.
    """
    reader = _ProfileReader(text, source, PostWarning.AUTHOR_FILE, report, classes)
    name_key = reader.first("name")[0]
    role_key, role = reader.first("role")
    return AuthorProfile(
        key=reader.key,
        source=source,
        name=reader.name("name"),
        keys=(reader.key, *filter(None, [reader.get("key", field_values.text, "")])),
        role=reader.convert("role", role, _plain, "") if role_key != name_key else "",
        aliases=reader.get("aliases", field_values.texts, ()),
        affiliation=reader.get("affiliation", contributors.affiliation, ""),
        family_name=reader.get("family_name", field_values.text, ""),
        given_name=reader.get("given_name", field_values.text, ""),
        orcid=reader.get("orcid", lambda value: field_values.orcid(field_values.text(value)), ""),
        links=_links(reader),
        photo=reader.get("photo", lambda value: field_values.picture(field_values.text(value)), ""),
        photo_line=reader.line_of("photo"),
        photo_alt=reader.get("photo_alt", field_values.text, ""),
        biography="\n\n".join(filter(None, (_biography(reader), reader.text))),
    )


def _plain(value: Any) -> str:
    return cleaning.shorten(inline_markup.plain(field_values.text(value)).text, _NAME_LIMIT)


def _biography(reader: _ProfileReader) -> str:
    """Return the biography that stands in the front matter, lines and all."""
    key, value = reader.first("biography")
    if isinstance(value, str):
        return value.strip()
    return reader.convert(key, value, field_values.text, "")


def names(authors: Iterable[AuthorProfile]) -> frozenset[str]:
    """Return the names, aliases and keys of *authors*, folded."""
    return folded(
        name for author in authors for name in (author.name, *author.aliases, *author.keys)
    )


def read_volume(
    text: str, *, source: str, report: Report, classes: Collection[str] = ()
) -> VolumeProfile:
    """Return what a volume's file says; what is faulty in it is reported and left out.

    :param source: Its path below the source folder.
    :param classes: Those that the publication's own style sheets know.
    """
    reader = _ProfileReader(text, source, PostWarning.VOLUME_FILE, report, classes)
    start, end = reader.day("start"), reader.day("end")
    if start and end and end < start:
        reader.warn("end", f"the volume ends ({end}) before it begins ({start}); both are ignored", "mend the dates")  # fmt: skip
        start = end = None
    return VolumeProfile(
        key=reader.key,
        source=source,
        title=reader.name("title"),
        start=start,
        end=end,
        aliases=reader.get("aliases", field_values.texts, ()),
        posts=reader.get("posts", field_values.texts, ()),
        cover=reader.get("cover", lambda value: field_values.picture(field_values.text(value)), ""),
        cover_line=reader.line_of("cover"),
        cover_alt=reader.get("cover_alt", field_values.text, ""),
        note=reader.text,
    )


def _links(reader: _ProfileReader) -> tuple[tuple[str, str], ...]:
    value = reader.values.get("links")
    entries = value if isinstance(value, list) else [value] if value else []
    found = [(label, site) for label, site in author_keys.sites(reader.values) if _is_web(site)]
    for entry in entries:
        pairs = _pairs(entry)
        if not pairs:
            reader.warn("links", f"links: {quoted(str(entry)[:120])} has no address; it is ignored", "write `label: https://…`")  # fmt: skip
        for label, address in pairs:
            if _is_web(address):
                found.append((label or urlsplit(address).hostname or address, address))
            else:
                reader.warn("links", f"links: {quoted(address[:120])} is not an http(s) or mailto address; it is ignored", "write `label: https://…`")  # fmt: skip
    return tuple(dict.fromkeys(found))


def _pairs(entry: Any) -> list[tuple[str, str]]:
    """Return labels and addresses in one entry: ``{label, url}``, ``{label: url}`` or an address."""
    if not isinstance(entry, dict):
        return [("", cleaning.clean(str(entry))[0])] if entry else []
    texts = {cleaning.clean(str(k))[0]: cleaning.clean(str(v))[0] for k, v in entry.items() if v}
    address = texts.get("url") or texts.get("href")
    if address:
        return [(texts.get("label") or texts.get("title") or texts.get("name") or "", address)]
    return list(texts.items())


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
