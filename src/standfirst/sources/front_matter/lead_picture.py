"""The keys of front matter -> the one that names the lead picture.

Jekyll knows of none; each theme has keys of its own, some within a mapping: ``header.teaser``, ``cover-img``.
A publication says which count (``standfirst_lead_pictures``).
"""

from __future__ import annotations

import dataclasses as dc
import posixpath
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from standfirst.policy import links
from standfirst.sources.front_matter import field_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LeadKeys = tuple[tuple[str, str], ...]
"""Keys, dotted where they lie in a mapping, each with the folder in which its files lie, or an empty text; the first that names a picture counts."""
OURS = "image"
DEFAULT: LeadKeys = ((OURS, ""),)
_ADDRESSES = ("path", "url", "src", "feature")
"""Keys of the address in a mapping."""
_SAID = {
    "caption": ("caption",),
    "alt": ("alt", "image_description", "image_alt"),
    "credit": ("credit", "image_credit"),
    "license": ("license",),
}
_SUFFIXES = (".apng", ".avif", ".bmp", ".gif", ".jfif", ".jpe", ".jpeg", ".jpg", ".jxl", ".png", ".svg", ".tif", ".tiff", ".webp")  # fmt: skip
_DEEPEST = 4
_OF_PICTURES = re.compile(r"(?:image|img|photo|picture|cover|banner|hero|thumb|thumbnail|teaser)\Z", re.IGNORECASE)  # fmt: skip
"""How a key ends under which a picture's address stands."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class LeadPicture:
    """What is said of it, as YAML gave it."""

    key: str = OURS
    """The key that counts, dotted."""
    address: Any = None
    said: Mapping[str, Any] = dc.field(default_factory=dict)
    """Caption, alt, credit and license, from beside the address."""


def find(values: Mapping[str, Any], keys: LeadKeys) -> LeadPicture:
    """Return the lead picture: of the first of *keys* that names one; without an address where none does.

    What stands under ``image`` is one, whatever it is; under another key what looks like a picture's address.
    """
    for key, folder in keys:
        found = _at(values, key)
        if key == OURS and found.address not in (None, "", [], {}):
            return found
        if is_address(found.address) or _is_of_web(found.address):
            return dc.replace(found, address=_within(folder, str(found.address)))
    return _at(values, OURS) if any(key == OURS for key, _ in keys) else LeadPicture()


def is_address(value: Any) -> bool:
    """Return whether *value* is the address of a picture, by its name."""
    if not isinstance(value, str):
        return False
    path = unquote(links.without_tail(value).strip())
    return posixpath.splitext(path)[1].lower() in _SUFFIXES


def _is_of_web(value: Any) -> bool:
    """Return whether *value* is an address of the web, which need not say by its name what lies there."""
    return isinstance(value, str) and value.strip().startswith(("https://", "http://"))


def like_pictures(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each key, dotted, under which a picture's address stands, and the address."""
    for key, value in values.items():
        name = f"{above}{key}"
        found = _taken_out(value)
        is_named = _OF_PICTURES.search(key) is not None and _is_of_web(found.address)
        if is_address(found.address) or is_named:
            yield name, str(found.address).strip()
        elif isinstance(value, dict) and above.count(".") < _DEEPEST:
            yield from like_pictures(value, f"{name}.")


def _at(values: Mapping[str, Any], key: str) -> LeadPicture:
    """Return what stands at a dotted key; what is said beside it counts for it, as in ``header: {teaser, caption}``."""
    around: Mapping[str, Any] = {}
    value: Any = values.get(key)
    if value is None and "." in key:
        value = values
        for part in key.split("."):
            around = value if isinstance(value, Mapping) else {}
            value = around.get(part)
    found = _taken_out(value)
    return dc.replace(found, key=key, said={**_said(around), **found.said})


def _taken_out(value: Any) -> LeadPicture:
    """Return the picture in a text, a mapping, or the first item of a list."""
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        address = next((value[key] for key in _ADDRESSES if value.get(key)), None)
        return LeadPicture(address=address, said=_said(value))
    return LeadPicture(address=None if field_values.says_no(value) else value)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {part: _first(values, keys) for part, keys in _SAID.items()}
    return {part: value for part, value in found.items() if value}


def _first(values: Mapping[str, Any], keys: Iterable[str]) -> Any:
    return next((values[key] for key in keys if values.get(key)), None)


def _within(folder: str, address: str) -> str:
    """Return *address* in *folder*, unless it says by itself where it lies."""
    if not folder or links.is_elsewhere(address) or address.startswith(("/", f"{folder}/")):
        return address
    return f"/{folder}/{address}"
