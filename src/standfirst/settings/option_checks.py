"""Checks of the values that ``conf.py`` gives to options: each returns a value as settings hold it, or says why not."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from standfirst.policy import content_security
from standfirst.settings import former_feeds, sharing
from standfirst.settings.entrywise import MAPPED, ListOf, ListOrMappingOf, MappingOf
from standfirst.settings.model import Department
from standfirst.settings.option_error import OptionError
from standfirst.tables import citation_forms, listing_kinds, placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?")
_LONGEST_PATH = 255
"""Bytes: what a system takes for one name; of a longer one it cannot even be asked whether it is there."""
_COLON = re.compile(r":([A-Za-z]\w*)")
"""A placeholder, or what was meant for one: in other patterns than those of ``conf.py`` an unknown one is text."""


_QUOTED = "write it in quotation marks"
_WIDTHS = "write one to three whole numbers, such as [480, 960]"
_LEAD = "write a key as in 'image', or a pair with a folder as in ('img', 'assets/img')"
_PLACEHOLDERS = f"there are {', '.join(f':{name}' for name in sorted(placeholders.PLACEHOLDERS))}"


class PatternError(OptionError):
    """A pattern of addresses that cannot be filled in."""


def text(value: object) -> str:
    """Return a text without space around it."""
    if not isinstance(value, str):
        raise OptionError("is not text", _QUOTED)
    return value.strip()


def flag(value: object) -> bool:
    """Return True or False."""
    if not isinstance(value, bool):
        raise OptionError(
            "is neither True nor False", "write True or False, without quotation marks"
        )
    return value


def number(least: int, most: int) -> Callable[[Any], int]:
    """Return a check of a number from *least* to *most*."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise OptionError(
                f"is not a number from {least} to {most}", "write one, without quotation marks"
            )
        return value

    return check


def language(value: object) -> str:
    """Return a language tag (BCP 47)."""
    said = text(value)
    try:
        Locale.parse(said, sep="-")
    except (ValueError, UnknownLocaleError) as exc:
        raise OptionError(
            "is not a language tag", "write one such as 'en', 'fr' or 'zh-Hant'"
        ) from exc
    return said


def zone(value: object) -> ZoneInfo:
    """Return a time zone by its name."""
    try:
        return ZoneInfo(text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise OptionError("is not a time zone", "write a name such as 'Europe/Paris'") from exc


def base_url(value: object) -> str:
    """Return an absolute address with a slash at its end; empty where none is said."""
    said = text(value)
    if not said:
        return ""
    try:
        parts = urlsplit(said)
    except ValueError:  # such as `http://[`
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise OptionError("is not an http(s) address", "write one such as 'https://example.org/'")
    return said.rstrip("/") + "/"


def one_of(*choices: str) -> Callable[[Any], str]:
    """Return a check of a text that is one of *choices*."""

    def check(value: object) -> str:
        said = text(value)
        if said not in choices:
            raise OptionError("is none of " + ", ".join(map(repr, choices)), "write one of them")
        return said

    return check


def folder(value: object) -> str:
    """Return the path of a folder below another, without slashes at its ends."""
    said = text(value).strip("/")
    is_long = len(said.encode("utf-8", "surrogatepass")) > _LONGEST_PATH
    if is_long or not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", said) or ".." in said:
        raise OptionError(
            "is not a plain folder name",
            "write it in letters, digits, full stops, hyphens and underscores, such as 'texts/posts'",
        )
    return said


def widths(value: object) -> tuple[int, ...]:
    """Return one to three widths in pixels, ascending."""
    if not isinstance(value, list | tuple) or not all(type(v) is int for v in value):
        raise OptionError("is not a list of numbers", _WIDTHS)
    if not 1 <= len(set(value)) <= 3 or not all(16 <= v <= 8000 for v in value):  # noqa: PLR2004
        raise OptionError("is not one to three numbers from 16 to 8000", _WIDTHS)
    return tuple(sorted(set(value)))


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping."""
    if not isinstance(value, dict):
        raise OptionError("is not a mapping", MAPPED)
    return value


def moment(value: object) -> str:
    """Return a moment in ISO format, with an offset."""
    said = text(value)
    remedy = "write it as in '2026-11-30T12:00:00+01:00'"
    try:
        has_offset = not said or dt.datetime.fromisoformat(said).tzinfo is not None
    except ValueError as exc:
        raise OptionError("is not a moment in ISO format", remedy) from exc
    if not has_offset:
        raise OptionError("has no UTC offset", remedy)
    return said


def pattern(value: object) -> str:
    """Return a pattern of addresses.

    :raises PatternError: It has a placeholder that does not exist.
    """
    said = text(value)
    written = placeholders.STYLES.get(said, said)
    for name in _COLON.findall(written):
        if placeholders.known(name) is None:
            raise PatternError(placeholders.explained(f":{name}"), _PLACEHOLDERS)
    return said


def _a_text(value: object) -> str:
    if not isinstance(value, str):
        raise OptionError("is not text", _QUOTED)
    return value


def _an_attachment_folder(value: object) -> str:
    return "." if text(value) == "." else folder(value)


def _a_path(key: object, path: object) -> str:
    known = listing_kinds.paths()
    if key not in known:
        raise OptionError("is none of " + ", ".join(known), "write one of them")
    return folder(path)


def _a_section(value: object) -> Department:
    if isinstance(value, str):
        return Department(slug=value, title=value.replace("-", " ").capitalize())
    if not isinstance(value, dict) or not isinstance(value.get("slug"), str):
        raise OptionError(
            "has no 'slug'",
            "write a slug, or a mapping such as {'slug': 'world-news', 'title': 'World'}",
        )
    fields = [field.name for field in dc.fields(Department)]
    if strange := [key for key in value if key not in fields]:
        raise OptionError(
            f"has the unknown key {strange[0]!r}; known are {', '.join(fields)}",
            "take it out, or write one of these",
        )
    if wrong := [key for key, each in value.items() if not isinstance(each, str)]:
        raise OptionError(f"has a {wrong[0]!r} that is not text", _QUOTED)
    pattern(value.get("permalink", ""))
    return Department(**{"title": value["slug"].capitalize(), **value})


def _a_move(old: object, new: object) -> str:
    """Return where a former address leads; whether both can be used, :mod:`standfirst.catalogue.former_addresses` says."""
    if not (isinstance(old, str) and isinstance(new, str)):
        raise OptionError(
            "is not a path that leads to another", "write both as text: {'/old/': '/new/'}"
        )
    return new


def _a_former_feed(path: object) -> tuple[str, str]:
    """Return where a feed of the whole publication was, and which it is."""
    if not isinstance(path, str):
        raise OptionError("is not a path", _QUOTED)
    return path, former_feeds.meant(path)


def _a_lead_picture(value: object) -> tuple[str, str]:
    key, below = (value, "") if isinstance(value, str) else _a_pair(value, "key", "folder", _LEAD)
    return key.strip(), below and folder(below)


def _a_host(value: object) -> list[str]:
    parts = _HOST.fullmatch(text(value).lower())
    if parts is None or int(parts[2] or 1) > 65_535:  # noqa: PLR2004  # the last port
        raise OptionError(
            "is not a host or host:port",
            "write a name as in 'files.example.com', with a port as in 'files.example.com:8080'",
        )
    host = parts[1].strip("[]")
    return [f"{host}:{port}" for port in ([parts[2]] if parts[2] else ["443", "80"])]


def _a_link(value: object) -> tuple[str, str]:
    return _a_pair(value, "label", "target", "write one such as ('About us', 'about')")


def _a_pair(value: object, first: str, second: str, remedy: str) -> tuple[str, str]:
    if not (
        isinstance(value, list | tuple)
        and len(value) == 2  # noqa: PLR2004  # first and second
        and all(isinstance(part, str) for part in value)
    ):
        raise OptionError(f"is not a ({first}, {second}) pair", remedy)
    return value[0], value[1]


def _among(known: Sequence[str], what: str) -> Callable[[object], str]:
    """Return a check of a text that is one of those *known*; *what* they are stands in the reason."""

    def check(value: object) -> str:
        if text(value) not in known:
            raise OptionError(f"is no {what}", f"write one of {', '.join(known)}")
        return text(value)

    return check


def _once(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said))


def _a_service(value: object) -> str:
    try:
        return sharing.service(value)
    except ValueError as exc:
        raise OptionError(str(exc), "write one of them, or take it out") from exc


def _a_source(directive: object, sources: object) -> tuple[str, ...]:
    try:
        return content_security.checked({directive: sources})[str(directive)]
    except ValueError as exc:
        raise OptionError(
            str(exc), "write it as in {'script-src': ['https://stats.example.com']}"
        ) from exc


texts = ListOf(one=_a_text)
patterns = ListOf(one=pattern)
mappings = ListOf(one=mapping)
lead_pictures = ListOf(one=_a_lead_picture)
attachment_folders = ListOf(one=_an_attachment_folder)
paths = MappingOf(one=_a_path, into=lambda said: {**listing_kinds.paths(), **said})
sections = ListOf(one=_a_section)
moves = MappingOf(one=_a_move)
feeds = ListOrMappingOf(of_list=ListOf(one=_a_former_feed, into=dict), of_mapping=moves)
services = ListOf(one=_a_service, into=_once)
kinds_with_feeds = ListOf(
    one=_among(listing_kinds.with_feeds(), "kind of lists that have feeds"), into=_once
)
citation_files = ListOf(
    one=_among([form.suffix for form in citation_forms.FORMS], "form of citations"), into=_once
)
hosts = ListOf(one=_a_host, into=lambda said: tuple(host for each in said for host in each))
sources = MappingOf(one=_a_source)
links = ListOf(one=_a_link)
