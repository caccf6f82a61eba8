"""The addresses at which a Jekyll site has feeds of all its posts.

Sources: https://github.com/jekyll/jekyll-feed, and the templates that sites had before it: an XML file
with front matter, at the root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

_PLUGIN = "jekyll-feed"
_DEFAULT = "feed.xml"
_TEMPLATES = frozenset({"feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.json"})


def of_plugin(config: Mapping[Any, Any]) -> str:
    """Return where the plugin writes the feed; empty where the site has it not."""
    listed = [config.get(key) for key in ("plugins", "gems")]
    if not any(isinstance(names, list) and _PLUGIN in names for names in listed):
        return ""
    options = config.get("feed")
    path = options.get("path") if isinstance(options, dict) else None
    return path.strip("/") if isinstance(path, str) and path.strip("/") else _DEFAULT


def is_template(path: PurePosixPath) -> bool:
    """Return whether the file *path*, which has front matter, makes a feed of all posts."""
    return str(path).lower() in _TEMPLATES
