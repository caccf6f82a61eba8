"""Former addresses of feeds, as ``conf.py`` names them -> which feed each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_JSON, _ATOM, _RSS = "feed.json", "atom.xml", "rss.xml"
_OF_HUGO = "index.xml"


def named(value: object) -> Mapping[str, str]:
    """Return former path -> path of the feed, both as written: a list names feeds of the whole publication.

    Which of them can be, :mod:`standfirst.catalogue.former_feeds` says one by one.

    :raises ValueError: It is neither a list of paths nor a mapping.
    """
    if isinstance(value, list | tuple) and all(isinstance(path, str) for path in value):
        return {path: _meant(path) for path in value}
    if isinstance(value, dict) and all(isinstance(p, str) for pair in value.items() for p in pair):
        return dict(value)
    raise ValueError("is neither a list of paths nor a mapping of paths")


def _meant(path: str) -> str:
    """Return the publication's feed that has the form which programs name so."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".json"):
        return _JSON
    return _RSS if "rss" in name or name == _OF_HUGO else _ATOM
