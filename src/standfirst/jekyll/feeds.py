"""The addresses at which a Jekyll site has feeds of all its posts.

Sources: https://github.com/jekyll/jekyll-feed, and the templates that sites had before it: an XML file
with front matter, at the root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import PurePosixPath

PLUGIN = "jekyll-feed"
_DEFAULT = "feed.xml"
_TEMPLATES = frozenset({"feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.json"})


def of_plugin(options: Any) -> str:
    """Return where the plugin writes the feed.

    :param options: Of the plugin, as the site gives them.
    """
    path = options.get("path") if isinstance(options, dict) else None
    return path.strip("/") if isinstance(path, str) and path.strip("/") else _DEFAULT


def is_template(path: PurePosixPath) -> bool:
    """Return whether the file *path*, which has front matter, makes a feed of all posts."""
    return str(path).lower() in _TEMPLATES
