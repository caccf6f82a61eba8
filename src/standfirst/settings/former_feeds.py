"""Which feed of the publication was at a former address that ``conf.py`` names.

Which addresses can be, :mod:`standfirst.catalogue.former_feeds` says one by one.
"""

from __future__ import annotations

_JSON, _ATOM, _RSS = "feed.json", "atom.xml", "rss.xml"
_OF_HUGO = "index.xml"


def meant(path: str) -> str:
    """Return the publication's feed that has the form which programs name like the end of *path*."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".json"):
        return _JSON
    return _RSS if "rss" in name or name == _OF_HUGO else _ATOM
