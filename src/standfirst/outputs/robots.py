"""``robots.txt`` and ``llms.txt``, which describe the whole publication to programs.

Formats: https://www.rfc-editor.org/rfc/rfc9309, https://llmstxt.org/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.outputs.article import Facts

ROBOTS, LLMS = "robots.txt", "llms.txt"
_MARKS = re.compile(r"([\\`*_\[\]<>])")


def robots(sitemaps: Iterable[str], *, is_preview: bool) -> str:
    """Return ``robots.txt``, which allows everything, or nothing in a preview.

    :param sitemaps: Absolute addresses.
    """
    if is_preview:
        return "User-agent: *\nDisallow: /\n"
    return "".join(["User-agent: *\nAllow: /\n", *(f"\nSitemap: {url}\n" for url in sitemaps)])


def llms(facts: Facts, sitemap: str) -> str:
    """Return ``llms.txt``: the newest articles of each section as Markdown, and where all are.

    :param sitemap: Absolute address of the sitemap.
    """
    settings, catalogue = facts.settings, facts.catalogue
    parts = [f"# {_plain(settings.title)}"]
    if settings.tagline:
        parts.append(f"> {_plain(settings.tagline)}")
    for section in catalogue.sections.values():
        posts = (catalogue.posts[name] for name in section.posts)
        shown = [post for post in posts if not (post.withdrawn or post.hidden)]
        lines = [
            f"- [{_plain(post.title)}]({facts.markdown(post.page)}): {_plain(post.description)}"
            for post in shown[: settings.feed_length]
        ]
        if lines:
            parts.append("\n".join([f"## {_plain(section.name)}\n", *lines]))
    parts.append(f"## Optional\n\n- [All pages]({sitemap})")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Return *text* without what Markdown would take for a mark."""
    return _MARKS.sub(r"\\\1", text)
