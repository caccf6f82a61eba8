"""What the values of front matter mean, field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from babel import Locale, UnknownLocaleError
from markdown_it.common.normalize_url import normalizeLink

from standfirst.policy import links
from standfirst.sources.front_matter import inline_markup
from standfirst.text import cleaning, line_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRUE = {"true", "yes", "on", "1", "y"}
_FALSE = {"false", "no", "off", "0", "n"}
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/[^\s<>\"{}|\\^`]+)", re.IGNORECASE)  # fmt: skip
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?")
_MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\(<?(https?://[^\s)>]+)>?\)")
_LEADING_ASTRAY = re.compile(r"\[([^\[\]]*)\]\(<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?\)")
_URL = re.compile(r"https?://[^\s<>\"]+")


class FieldError(ValueError):
    """A value that its field cannot take; the message says why."""


def text(value: Any) -> str:
    """Return *value* as one line of text.

    :raises FieldError: It is a list or a mapping.
    """
    if value is None:
        return ""
    if isinstance(value, list | dict | tuple | set):
        raise FieldError(f"is a {'mapping' if isinstance(value, dict) else 'list'}, not text")
    return cleaning.clean(line_breaks.closed_up(str(value)))[0]


def prose(value: Any) -> str:
    """Return *value* as one line of text, without markup.

    :raises FieldError: It is a list or a mapping.
    """
    return inline_markup.plain(text(value)).text


def texts(value: Any) -> tuple[str, ...]:
    """Return *value*, a text or a list, as texts without empty ones.

    :raises FieldError: It has a list within, or a mapping that is no name.
    """
    if isinstance(value, dict):
        return texts([value["name"]]) if "name" in value else (text(value),)
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(filter(None, (text(_named(item)) for item in items)))


def _named(item: Any) -> Any:
    """Return the name in a mapping; a colon in an item without quotes made it one too."""
    if not isinstance(item, dict) or not item:
        return item
    if "name" in item:
        return item["name"]
    (key, said), *more = item.items()
    return item if more or isinstance(said, list | dict) else f"{key}: {said or ''}"


def is_name(value: str) -> bool:
    """Return whether *value* may be somebody's name, and is no number, ``true`` or ``false``."""
    return any(map(str.isalpha, value)) and value.lower() not in {"true", "false"}


def words(value: Any) -> tuple[str, ...]:
    """Return tags or categories: a list, or a text that commas, else spaces, divide.

    Source: https://jekyllrb.com/docs/posts/#tags-and-categories
    """
    if isinstance(value, list | tuple):
        found = texts(value)
    else:
        line = text(value)
        found = tuple(part.strip() for part in (re.split(r"[,，、]", line) if re.search("[,，、]", line) else line.split()))  # fmt: skip
    return tuple(dict.fromkeys(filter(None, found)))


def label(value: Any) -> tuple[str, ...]:
    """Return the value of ``tag`` or ``category``: one, spaces and all, unless commas or a list divide it."""
    if isinstance(value, str) and not re.search("[,，、]", value):
        return tuple(filter(None, (text(value),)))
    return words(value)


def jekyll_categories(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the categories that Jekyll finds in front matter.

    Source: ``Jekyll::Document#populate_categories`` and ``Utils.pluralized_array_from_hash``.
    """
    many, one = values.get("categories"), values.get("category")
    found = [
        *(many.split() if isinstance(many, str) else _flat_texts(many)),
        *(_flat_texts(one)),
    ]
    return tuple(dict.fromkeys(cleaning.clean(item)[0] for item in found))


def _flat_texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [item for part in value for item in _flat_texts(part)]
    return [] if value is None or isinstance(value, dict) else [str(value)]


def flag(value: Any) -> bool:
    """Return whether *value* says yes; an empty one does not.

    :raises FieldError: It says neither yes nor no.
    """
    if says_yes(value):
        return True
    if not value or says_no(value):
        return False
    raise FieldError("is neither true nor false")


def says_yes(value: Any) -> bool:
    """Return whether *value* is a plain yes."""
    return str(value).strip().lower() in _TRUE


def says_no(value: Any) -> bool:
    """Return whether *value* is a plain no."""
    return str(value).strip().lower() in _FALSE


def day_and_reason(value: Any) -> tuple[str, str]:
    """Return date and reason of a withdrawal, as texts: ``2026-01-31, reason``, a list or a mapping of the two.

    :raises FieldError: It is none of these.
    """
    if isinstance(value, dict):
        return text(value.get("date")), text(value.get("reason"))
    if isinstance(value, list | tuple):
        day, *reasons = (*texts(value), "")
        return day, ", ".join(filter(None, reasons))
    day, *reasons = re.split(r"\s*[,，;；]\s*", text(value), maxsplit=1)
    return day, "".join(reasons)


def local_path(value: str) -> str:
    """Return *value*, a path below the publication, as written.

    :raises FieldError: It could lead outside, or is no path.
    """
    if ".." in unquote(_path(value)).split("/"):
        raise FieldError("leads out of its folder with '..'")
    return value


def _path(value: str) -> str:
    plain = unquote(value)
    if "\\" in plain or "\x00" in plain:
        raise FieldError("has a backslash")
    if links.is_elsewhere(plain):
        raise FieldError("is not a path")
    return value


def picture(value: str) -> str:
    """Return the address of a picture: http(s), percent-encoded, or a path, which may lead up from the post's folder.

    :raises FieldError: It is neither.
    """
    if not value:
        return ""
    if value.startswith("//"):
        value = f"https:{value}"
    if links.has_scheme(value):
        parts = _split(value)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            raise FieldError("is neither an http(s) address nor a path")
        return normalizeLink(value)
    return _path(value)


def _split(value: str) -> Any:
    try:
        return urlsplit(value)
    except ValueError as exc:
        raise FieldError(f"is not an address ({exc})") from exc


def permalink(value: str) -> str:
    """Return a path for a page.

    :raises FieldError: It has ``..``, a scheme, a query, a fragment, or characters no path has.
    """
    if "?" in value or "#" in value:
        raise FieldError("has a query or a fragment")
    if re.search(r"[<>\"|*\x00-\x1f]", unquote(value)):
        raise FieldError("has characters that no path may have")
    return local_path(value)


def language(value: str) -> str:
    """Return a BCP 47 tag: ``zh_TW`` becomes ``zh-TW``, and ``English`` ``en``.

    :raises FieldError: No language has this tag, or this name in English.
    """
    if not value:
        return ""
    tag = value.replace("_", "-")
    if _is_tag(tag):
        return tag
    names = Locale("en").languages.items()
    named = (str(known) for known, name in names if name.casefold() == value.casefold())
    tag = next(named, "").replace("_", "-")
    if not _is_tag(tag):
        raise FieldError("is not a language tag such as 'en' or 'zh-Hant'")
    return tag


def language_or_english(value: str) -> str:
    """Return a BCP 47 tag as :func:`language` does; ``en`` where *value* is empty or no language has it."""
    try:
        return language(value) or "en"
    except FieldError:
        return "en"


def _is_tag(text: str) -> bool:
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def doi(value: str) -> str:
    """Return the bare DOI, ``10.1000/182``.

    :raises FieldError: It is none.
    """
    if not value:
        return ""
    found = _DOI.fullmatch(value)
    if found is None:
        raise FieldError("is not a DOI such as 10.1000/182")
    return found[1].rstrip(".,;")


def orcid(text: str) -> str:
    """Return an ORCID as 16 digits with hyphens.

    :raises FieldError: It is none, or its check digit is wrong
        (ISO 7064 mod 11-2,
        https://support.orcid.org/hc/en-us/articles/360006897674).
    """
    found = _ORCID.fullmatch(text)
    if found is None:
        raise FieldError("is not an ORCID such as 0000-0002-1825-0097")
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):  # noqa: PLR2004  # ten is written X
        raise FieldError("has a wrong check digit")
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def source(value: Any) -> tuple[str, str]:
    """Return title and http(s) address of where a post first appeared; either may be empty.

    The address may also be one to which no text may lead.
    """
    if isinstance(value, dict):
        title, address = text(value.get("title") or value.get("name")), text(value.get("url"))
        return title, address if _URL.fullmatch(address) or not links.is_allowed(address) else ""
    line = text(value)
    astray = _LEADING_ASTRAY.search(line)
    if astray and not links.is_allowed(astray[2]):
        return _LEADING_ASTRAY.sub(r"\1", line), astray[2]
    linked = _MARKDOWN_LINK.search(line)
    if linked:
        return _MARKDOWN_LINK.sub(r"\1", line), linked[2]
    url = _URL.search(line)
    if url and url[0] == line:
        return _split(line).hostname or line, line
    return line, url[0] if url else ""
