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
from standfirst.settings.model import Department
from standfirst.tables import listing_kinds, placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?")
_LONGEST_PATH = 255
"""Bytes: what a system takes for one name; of a longer one it cannot even be asked whether it is there."""
_COLON = re.compile(r":([A-Za-z]\w*)")
"""A placeholder, or what was meant for one: in other patterns than those of ``conf.py`` an unknown one is text."""


class PatternError(ValueError):
    """A pattern of addresses that cannot be filled in."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ListOf:
    """A check of a list whose entries are each good or not."""

    one: Callable[[Any], Any]
    into: Callable[[Iterable[Any]], Any] = tuple
    """Makes what settings hold of what :attr:`one` has returned."""

    def __call__(self, value: object) -> Any:
        """Return *value* as settings hold it."""
        return self.into(self.one(entry) for _, entry in self.entries(value))

    def entries(self, value: object) -> list[tuple[int, Any]]:
        """Return each entry with its number."""
        if not isinstance(value, list | tuple):
            raise ValueError("is not a list")
        return [*enumerate(value)]

    def check(self, entry: tuple[int, Any]) -> None:
        """Check one of the entries."""
        self.one(entry[1])

    @staticmethod
    def named(entry: tuple[int, Any]) -> object:
        """Return by what an entry is known to whoever wrote it."""
        return entry[1]

    @staticmethod
    def without(value: Any, bad: set[int]) -> Any:
        """Return *value* without the entries whose numbers are *bad*."""
        return type(value)(entry for number, entry in enumerate(value) if number not in bad)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class MappingOf:
    """A check of a mapping whose entries are each good or not."""

    one: Callable[[Any, Any], Any]
    """Returns the value of an entry."""
    into: Callable[[dict[Any, Any]], Any] = dict

    def __call__(self, value: object) -> Any:
        """Return *value* as settings hold it."""
        return self.into({key: self.one(key, entry) for key, entry in self.entries(value)})

    def entries(self, value: object) -> list[tuple[Any, Any]]:
        """Return each entry with its key."""
        if not isinstance(value, dict):
            raise ValueError("is not a mapping")
        return [*value.items()]

    def check(self, entry: tuple[Any, Any]) -> None:
        """Check one of the entries."""
        self.one(*entry)

    @staticmethod
    def named(entry: tuple[Any, Any]) -> object:
        """Return by what an entry is known to whoever wrote it."""
        return entry[0]

    @staticmethod
    def without(value: Any, bad: set[Any]) -> Any:
        """Return *value* without the entries whose keys are *bad*."""
        return {key: entry for key, entry in value.items() if key not in bad}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ListOrMappingOf:
    """A check of what is a list or a mapping."""

    of_list: ListOf
    of_mapping: MappingOf

    def __call__(self, value: object) -> Any:
        """Return *value* as settings hold it."""
        if not isinstance(value, list | tuple | dict):
            raise ValueError("is neither a list nor a mapping")
        return self.of(value)(value)

    def of(self, value: object) -> ListOf | MappingOf:
        """Return the check of a value of this form."""
        return self.of_mapping if isinstance(value, dict) else self.of_list


def text(value: object) -> str:
    """Return a text without space around it."""
    if not isinstance(value, str):
        raise ValueError("is not text")
    return value.strip()


def flag(value: object) -> bool:
    """Return True or False."""
    if not isinstance(value, bool):
        raise ValueError("is neither True nor False")
    return value


def number(least: int, most: int) -> Callable[[Any], int]:
    """Return a check of a number from *least* to *most*."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"is not a number from {least} to {most}")
        return value

    return check


def language(value: object) -> str:
    """Return a language tag (BCP 47)."""
    said = text(value)
    try:
        Locale.parse(said, sep="-")
    except (ValueError, UnknownLocaleError) as exc:
        raise ValueError("is not a language tag such as 'en' or 'zh-Hant'") from exc
    return said


def zone(value: object) -> ZoneInfo:
    """Return a time zone by its name."""
    try:
        return ZoneInfo(text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise ValueError("is not a time zone such as 'Europe/London'") from exc


def base_url(value: object) -> str:
    """Return an absolute address with a slash at its end; empty where none is said."""
    said = text(value)
    if not said:
        return ""
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("is not an http(s) address")
    return said.rstrip("/") + "/"


def one_of(*choices: str) -> Callable[[Any], str]:
    """Return a check of a text that is one of *choices*."""

    def check(value: object) -> str:
        said = text(value)
        if said not in choices:
            raise ValueError("is none of " + ", ".join(map(repr, choices)))
        return said

    return check


def folder(value: object) -> str:
    """Return the path of a folder below another, without slashes at its ends."""
    said = text(value).strip("/")
    is_long = len(said.encode("utf-8", "surrogatepass")) > _LONGEST_PATH
    if is_long or not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", said) or ".." in said:
        raise ValueError("is not a plain folder name")
    return said


def widths(value: object) -> tuple[int, ...]:
    """Return one to three widths in pixels, ascending."""
    if not isinstance(value, list | tuple) or not all(type(v) is int for v in value):
        raise ValueError("is not a list of numbers")
    if not 1 <= len(set(value)) <= 3 or not all(16 <= v <= 8000 for v in value):  # noqa: PLR2004
        raise ValueError("is not one to three numbers from 16 to 8000")
    return tuple(sorted(set(value)))


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping."""
    if not isinstance(value, dict):
        raise ValueError("is not a mapping")
    return value


def moment(value: object) -> str:
    """Return a moment in ISO format, with an offset."""
    said = text(value)
    if said and dt.datetime.fromisoformat(said).tzinfo is None:
        raise ValueError("has no UTC offset")
    return said


def pattern(value: object) -> str:
    """Return a pattern of addresses.

    :raises PatternError: It has a placeholder that does not exist.
    """
    said = text(value)
    written = placeholders.STYLES.get(said, said)
    for name in _COLON.findall(written):
        if placeholders.known(name) is None:
            raise PatternError(placeholders.explained(f":{name}"))
    return said


def _a_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is not text")
    return value


def _an_attachment_folder(value: object) -> str:
    return "." if text(value) == "." else folder(value)


def _a_path(key: object, path: object) -> str:
    known = listing_kinds.paths()
    if key not in known:
        raise ValueError("is none of " + ", ".join(known))
    return folder(path)


def _a_section(value: object) -> Department:
    if isinstance(value, str):
        return Department(slug=value, title=value.replace("-", " ").capitalize())
    if not isinstance(value, dict) or not isinstance(value.get("slug"), str):
        raise ValueError("has no 'slug'")
    fields = [field.name for field in dc.fields(Department)]
    if strange := [key for key in value if key not in fields]:
        raise ValueError(f"has the unknown key {strange[0]!r}; known are {', '.join(fields)}")
    if wrong := [key for key, each in value.items() if not isinstance(each, str)]:
        raise ValueError(f"has a {wrong[0]!r} that is not text")
    pattern(value.get("permalink", ""))
    return Department(**{"title": value["slug"].capitalize(), **value})


def _a_move(old: object, new: object) -> str:
    """Return where a former address leads; whether both can be used, :mod:`standfirst.catalogue.former_addresses` says."""
    if not (isinstance(old, str) and isinstance(new, str)):
        raise ValueError("is not a path that leads to another")
    return new


def _a_former_feed(path: object) -> tuple[str, str]:
    """Return where a feed of the whole publication was, and which it is."""
    if not isinstance(path, str):
        raise ValueError("is not a path")
    return path, former_feeds.meant(path)


def _a_lead_picture(value: object) -> tuple[str, str]:
    key, below = (value, "") if isinstance(value, str) else _a_link(value)
    return key.strip(), below and folder(below)


def _a_host(value: object) -> list[str]:
    parts = _HOST.fullmatch(text(value).lower())
    if parts is None or int(parts[2] or 1) > 65_535:  # noqa: PLR2004  # the last port
        raise ValueError("is not a host or host:port")
    host = parts[1].strip("[]")
    return [f"{host}:{port}" for port in ([parts[2]] if parts[2] else ["443", "80"])]


def _a_link(value: object) -> tuple[str, str]:
    if not (
        isinstance(value, list | tuple)
        and len(value) == 2  # noqa: PLR2004  # label and target
        and all(isinstance(part, str) for part in value)
    ):
        raise ValueError("is not a (label, target) pair")
    return value[0], value[1]


def _a_source(directive: object, sources: object) -> tuple[str, ...]:
    return content_security.checked({directive: sources})[str(directive)]


texts = ListOf(one=_a_text)
patterns = ListOf(one=pattern)
mappings = ListOf(one=mapping)
lead_pictures = ListOf(one=_a_lead_picture)
attachment_folders = ListOf(one=_an_attachment_folder)
paths = MappingOf(one=_a_path, into=lambda said: {**listing_kinds.paths(), **said})
sections = ListOf(one=_a_section)
moves = MappingOf(one=_a_move)
feeds = ListOrMappingOf(of_list=ListOf(one=_a_former_feed, into=dict), of_mapping=moves)
services = ListOf(one=sharing.service, into=lambda said: tuple(dict.fromkeys(said)))
hosts = ListOf(one=_a_host, into=lambda said: tuple(host for each in said for host in each))
sources = MappingOf(one=_a_source)
links = ListOf(one=_a_link)
