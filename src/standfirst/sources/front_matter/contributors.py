"""What front matter says of the people who made a post -> their names, and what it adds to them.

``Ada Reed and Jun Moss``, ``[Ada Reed](https://…), Jun Moss``, a list of names, a mapping or a list of such,
as Jekyll's themes, Quarto, Distill and the Citation File Format have them.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.sources.front_matter import field_values, inline_markup
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAMES = ("name", "display_name", "full_name", "fullname", "literal")
_GIVEN = ("given", "first", "given_name", "given-names", "first_name", "firstname", "forename")
_FAMILY = ("family", "last", "family_name", "family-names", "last_name", "lastname", "surname")
_KEYS = ("short_name", "username", "login", "slug", "id", "key", "github")
"""What stands for a name where there is none."""
_PAGES = ("url", "website", "web", "homepage", "link", "site", "uri", "href")
_WORKPLACES = ("affiliation", "affiliations", "institution", "organization", "organisation", "company")  # fmt: skip
_MAIL = re.compile(r"\s*(?:<|(?<!\])\(|&lt;)(?:mailto:)?[^\s<>()@]+@[^\s<>()@]+(?:>|\)|&gt;)")
"""An e-mail address behind a name, which is not published."""
_AFFILIATION = 200
_ADDRESS = 2_000
"""Characters."""
_DEEPEST = 5


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Contributor:
    """A person, or a byline of several, of whom nothing more is said."""

    name: str
    address: str = ""
    """http(s) address of their own page."""
    affiliation: str = ""
    orcid: str = ""

    @property
    def says_more(self) -> bool:
        """Return whether anything is known but the name."""
        return bool(self.address or self.affiliation or self.orcid)


def entries(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the parts of *value* that name somebody each: itself, the items of a list, the people in a mapping by keys."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list | tuple):
        for item in value:
            yield from entries(item, depth + 1)
    elif isinstance(value, dict) and not _name(value) and _is_by_key(value):
        for key, said in value.items():
            yield {"key": key, **said}
    elif depth and isinstance(value, dict) and len(value) == 1 and not _name(value):
        ((key, said),) = value.items()  # a colon in an item without quotes
        yield f"{key}: {said or ''}"
    elif value not in (None, "", {}):
        yield value


def _is_by_key(value: Mapping[str, Any]) -> bool:
    return bool(value) and all(isinstance(said, dict) for said in value.values())


def contributors(entry: Any) -> tuple[Contributor, ...]:
    """Return the people that *entry* names: a byline first, then those of whom it says more.

    :raises FieldError: It names nobody.
    """
    if isinstance(entry, dict):
        return _described(entry)
    found = inline_markup.plain(_MAIL.sub("", field_values.text(entry)))
    linked = (Contributor(name=name, address=_page(address)) for name, address in found.links)
    return (Contributor(name=found.text), *(person for person in linked if person.says_more))


def _described(entry: Mapping[str, Any]) -> tuple[Contributor, ...]:
    name = _name(entry) or _first(entry, _KEYS)
    if not name:
        raise field_values.FieldError("is a mapping without a name")
    found = inline_markup.plain(_MAIL.sub("", name))
    linked = next((address for _, address in found.links), "")
    workplaces = (entry.get(key) for key in _WORKPLACES)
    person = Contributor(
        name=found.text,
        address=_page(_first(entry, _PAGES)) or _page(linked),
        affiliation=affiliation(next(filter(None, workplaces), "")),
        orcid=orcid(_first(entry, ("orcid",))),
    )
    return (Contributor(name=person.name), *([person] if person.says_more else []))


def _name(entry: Mapping[str, Any]) -> str:
    """Return the name in a mapping, or in a mapping that is its name; empty where there is none."""
    named = entry.get("name")
    if isinstance(named, dict):
        return _name(named)
    parts = " ".join(filter(None, (_first(entry, _GIVEN), _first(entry, _FAMILY))))
    return _first(entry, _NAMES) or parts


def _first(entry: Mapping[str, Any], keys: Iterable[str]) -> str:
    """Return the first text at one of *keys*; empty where there is none."""
    texts = (entry.get(key) for key in keys)
    return next((line for text in texts if isinstance(text, str) and (line := _line(text))), "")


def _line(text: str) -> str:
    return cleaning.clean(text)[0]


def affiliation(value: Any) -> str:
    """Return the names of the places where somebody works, a text, mapping or list, divided by semicolons."""
    items = value if isinstance(value, list | tuple) else [value]
    names = (_name(item) if isinstance(item, dict) else _line(str(item or "")) for item in items)
    plain = (inline_markup.plain(name).text for name in names)
    return cleaning.shorten("; ".join(dict.fromkeys(filter(None, plain))), _AFFILIATION)


def _page(address: str) -> str:
    """Return *address* where it is of the web and may be linked to; empty otherwise."""
    is_short = len(address) <= _ADDRESS and not re.search(r"\s", address)
    try:
        parts = urlsplit(address) if is_short else None
    except ValueError:
        return ""
    return address if parts and parts.scheme in {"http", "https"} and parts.hostname else ""


def orcid(text: str) -> str:
    """Return an ORCID as 16 digits with hyphens; empty where *text* is none."""
    try:
        return field_values.orcid(text) if text else ""
    except field_values.FieldError:
        return ""
