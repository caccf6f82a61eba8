"""Front matter as ABlog and mystmd have it -> front matter as Jekyll has it.

::

    values --as_jekyll_has_them()--> values under the names, and in the forms, that fields take

ABlog's ``excerpt: 2`` (paragraphs) and ``image: 1`` (the first) are numbers and no texts; mystmd's
authors are mappings of parts. What only ABlog means so is read so in its own posts: ``redirect`` is
where a post leads to in other programs, and spaces divide Jekyll's tags.
Sources: https://ablog.readthedocs.io/en/stable/manual/posting-and-listing/,
https://mystmd.org/guide/frontmatter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from standfirst.sources.front_matter import post_directive, yaml_block
from standfirst.sources.front_matter.model import KEYS_OF

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_ABLOG = "blogpost"
"""The key by which ABlog knows its posts."""
_RST = ".rst"
_IN_RST = re.compile(r"^(?::blogpost:|\.\. post::)", re.MULTILINE)
_NUMBERED = ("excerpt", "image")
_NUMBER = re.compile(r"[0-9]{1,4}")
_LISTS = (*KEYS_OF["tags"], *KEYS_OF["categories"])
_DESCRIPTION = re.compile(r"description(?:\s+lang=\S+)?")
"""A key of MyST's ``html_meta``."""
_PARTS = (("literal",), ("given", "non_dropping_particle", "family", "suffix"), ("first", "last"))
"""The keys of a name in mystmd and in Quarto."""


def is_ablogs(path: str, text: str) -> bool:
    """Return whether the file *path* says that it is a post of ABlog's, in Markdown or reStructuredText."""
    if path.endswith(_RST):
        return _IN_RST.search(text) is not None
    # most documents say nothing of the kind, and need not be parsed
    if OF_ABLOG not in text and "post}" not in text:
        return False
    block = yaml_block.read(text)
    return OF_ABLOG in block.values or post_directive.take(block.body) is not None


def as_jekyll_has_them(values: Mapping[str, Any], *, is_ablogs: bool) -> dict[str, Any]:
    """Return front matter in Jekyll's form.

    :param is_ablogs: Whether keys mean what they mean to ABlog.
    """
    said = {key: value for key, value in values.items() if not _counts(key, value)}
    for key in (*KEYS_OF["authors"], *KEYS_OF["translators"]):
        if key in said:
            said[key] = _people(said[key])
    description = _of_html_meta(said)
    if description and not said.get("description"):
        said["description"] = description
    return _from_ablog(said) if is_ablogs else said


def _counts(key: str, value: Any) -> bool:
    """Return whether *value* says how many paragraphs are the excerpt, or which picture is the lead."""
    return key in _NUMBERED and isinstance(value, str) and bool(_NUMBER.fullmatch(value.strip()))


def _people(value: Any) -> Any:
    """Return *value*, one or several people, with the name in one piece where it is in parts."""
    if isinstance(value, list):
        return [_person(item) for item in value]
    return _person(value)


def _person(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    if isinstance(item.get("name"), dict):
        return {**item, "name": _joined(item["name"]) or None}
    # who is described elsewhere has an id alone, which may be the name of a file in authors/
    name = _joined(item) or item.get("id")
    return {**item, "name": name} if "name" not in item and isinstance(name, str) else item


def _joined(name: Mapping[str, Any]) -> str:
    """Return the parts of a name as it is written; empty where there are none."""
    for keys in _PARTS:
        parts = [name[key] for key in keys if isinstance(name.get(key), str)]
        if parts:
            return " ".join(parts)
    return ""


def _of_html_meta(values: Mapping[str, Any]) -> str:
    """Return the description that MyST writes into the page's head; empty where there is none."""
    myst = values.get("myst")
    meta = myst.get("html_meta") if isinstance(myst, dict) else values.get("html_meta")
    if not isinstance(meta, dict):
        return ""
    found = (said for key, said in meta.items() if _DESCRIPTION.fullmatch(key))
    return next((said for said in found if isinstance(said, str)), "")


def _from_ablog(values: dict[str, Any]) -> dict[str, Any]:
    said = dict(values)
    for key in _LISTS:
        if isinstance(said.get(key), str):
            said[key] = _divided(said[key])
    if said.get("redirect") and "redirect_from" not in said:
        redirect = said["redirect"]
        said["redirect_from"] = _divided(redirect) if isinstance(redirect, str) else redirect
    return said


def _divided(text: str) -> list[str]:
    """Return what commas divide; ABlog takes off the brackets of a list that it has made a text of."""
    parts = text.strip().removeprefix("[").removesuffix("]").split(",")
    return [part.strip() for part in parts if part.strip()]
