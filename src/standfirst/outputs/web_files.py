"""The catalogue -> what programs are told of the whole publication: sitemaps, ``robots.txt``, ``llms.txt``.

Formats: https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap,
https://www.rfc-editor.org/rfc/rfc9309, https://llmstxt.org/
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from standfirst.catalogue.model import Catalogue, Post
    from standfirst.outputs.article import Facts
    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings

SITEMAP, NEWS = "sitemap.xml", "news-sitemap.xml"
ROBOTS, LLMS = "robots.txt", "llms.txt"
MOST = 50_000
"""Addresses in one file."""
MOST_NEWS = 1_000
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_FRESH = dt.timedelta(hours=48)
_CHINESE = {"Hans": "zh-cn", "Hant": "zh-tw", "TW": "zh-tw", "HK": "zh-tw", "MO": "zh-tw"}
"""Script or territory -> the language as news sitemaps have it, of which only Chinese has two."""
_MARKS = re.compile(r"([\\`*_\[\]<>])")
"""What Markdown takes for a mark."""

Entry = tuple[str, dt.datetime | None]
"""Absolute address, and when what is there was last changed."""


def sitemap_entries(
    facts: Facts,
    records: Mapping[str, Record],
    *,
    fronts: Collection[str],
    without: Collection[str],
) -> list[Entry]:
    """Return the entry of every page that search engines may index.

    :param records: The standing pages, by docname.
    :param fronts: Page names of those that change with any article.
    :param without: Page names of those that are not.
    """
    last = {name: _last(post) for name, post in facts.catalogue.posts.items()}
    changed = _changed(facts.catalogue, records, last)
    newest = max(filter(None, last.values()), default=None)
    changed |= dict.fromkeys(fronts, newest)
    hidden = {post.page for post in facts.catalogue.posts.values() if post.withdrawn or post.hidden}
    return [
        (facts.page(page), changed.get(page))
        for page in facts.addresses.pages
        if page not in hidden and page not in without
    ]


def _changed(
    catalogue: Catalogue, records: Mapping[str, Record], last: Mapping[str, dt.datetime | None]
) -> dict[str, dt.datetime | None]:
    """Return when each page was last changed, as far as its source or its articles tell.

    :param last: When each post was, by docname.
    """
    found = {name: record.matter.updated or record.matter.date for name, record in records.items()}
    found |= {post.page: last[name] for name, post in catalogue.posts.items()}
    for _, listing in catalogue.listings():
        moments = map(last.__getitem__, listing.posts)
        found[listing.page] = max(filter(None, moments), default=None)
    return found


def _last(post: Post) -> dt.datetime | None:
    """Return when a post was last changed: withdrawing it changes it, and the lists where it stands."""
    return max(filter(None, (post.revised, post.withdrawn)), default=None)


def sitemap_names(count: int, *, most: int = MOST) -> list[str]:
    """Return the names of the sitemap files of so many pages: one, or for more than *most* an index and several."""
    if count <= most:
        return [SITEMAP]
    parts = -(-count // most)
    return [SITEMAP, *(f"sitemap-{number}.xml" for number in range(1, parts + 1))]


def sitemaps(found: Sequence[Entry], base_url: str, *, most: int = MOST) -> dict[str, bytes]:
    """Return the sitemap files, by name."""
    index, *names = sitemap_names(len(found), most=most)
    if not names:
        return {index: _urls(found)}
    root = etree.Element(f"{{{_SITEMAPS}}}sitemapindex", nsmap={None: _SITEMAPS})
    files = {}
    for number, name in enumerate(names):
        part = found[number * most : (number + 1) * most]
        files[name] = _urls(part)
        element = etree.SubElement(root, f"{{{_SITEMAPS}}}sitemap")
        newest = max((moment for _, moment in part if moment), default=None)
        _address(element, base_url + name, newest)
    return {index: _bytes(root), **files}


def _urls(found: Iterable[Entry]) -> bytes:
    root = etree.Element(f"{{{_SITEMAPS}}}urlset", nsmap={None: _SITEMAPS})
    for url, moment in found:
        _address(etree.SubElement(root, f"{{{_SITEMAPS}}}url"), url, moment)
    return _bytes(root)


def _address(element: etree._Element, url: str, moment: dt.datetime | None) -> None:
    etree.SubElement(element, f"{{{_SITEMAPS}}}loc").text = url
    if moment is not None:
        etree.SubElement(element, f"{{{_SITEMAPS}}}lastmod").text = moment.isoformat()


def news(catalogue: Catalogue, settings: Settings) -> list[Post]:
    """Return the articles of the 48 hours before now, newest first."""
    return [
        post
        for post in catalogue.posts.values()
        if post.date
        and not (post.withdrawn or post.hidden)
        and settings.now - _FRESH < post.date <= settings.now
    ][:MOST_NEWS]


def news_until(posts: Iterable[Post]) -> dt.datetime | None:
    """Return when the first of *posts* leaves the news sitemap, which changes then; None where there are none."""
    return min((post.date + _FRESH for post in posts if post.date), default=None)


def news_sitemap(posts: Iterable[Post], facts: Facts) -> bytes:
    """Return the sitemap of *posts*."""
    root = etree.Element(f"{{{_SITEMAPS}}}urlset", nsmap={None: _SITEMAPS, "news": _NEWS})
    for post in posts:
        element = etree.SubElement(root, f"{{{_SITEMAPS}}}url")
        etree.SubElement(element, f"{{{_SITEMAPS}}}loc").text = facts.page(post.page)
        told = etree.SubElement(element, f"{{{_NEWS}}}news")
        publication = etree.SubElement(told, f"{{{_NEWS}}}publication")
        etree.SubElement(publication, f"{{{_NEWS}}}name").text = facts.settings.title
        etree.SubElement(publication, f"{{{_NEWS}}}language").text = _language(post.lang)
        if post.date:
            etree.SubElement(told, f"{{{_NEWS}}}publication_date").text = post.date.isoformat()
        etree.SubElement(told, f"{{{_NEWS}}}title").text = post.title
    return _bytes(root)


def _language(lang: str) -> str:
    language, *rest = lang.split("-")
    if language == "zh":
        return next((_CHINESE[part] for part in rest if part in _CHINESE), "zh-cn")
    return language


def _bytes(root: etree._Element) -> bytes:
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def robots(addresses: Iterable[str], *, is_preview: bool) -> str:
    """Return ``robots.txt``, which allows everything, or nothing in a preview.

    :param addresses: Of the sitemaps, absolute.
    """
    if is_preview:
        return "User-agent: *\nDisallow: /\n"
    return "".join(["User-agent: *\nAllow: /\n", *(f"\nSitemap: {url}\n" for url in addresses)])


def llms(facts: Facts, sitemap: str) -> str:
    """Return ``llms.txt``: the newest articles of each section, as Markdown where there is that, and where all are.

    :param sitemap: Absolute address of the sitemap.
    """
    settings, catalogue = facts.settings, facts.catalogue
    parts = [f"# {_plain(settings.title)}"]
    if settings.tagline:
        parts.append(f"> {_plain(settings.tagline)}")
    for section in catalogue.sections.values():
        lines = [
            f"- [{_plain(post.title)}]({facts.markdown(post.docname) or facts.page(post.page)}): {_plain(post.description)}"
            for post in facts.newest(section)
        ]
        if lines:
            parts.append("\n".join([f"## {_plain(section.name)}\n", *lines]))
    parts.append(f"## Optional\n\n- [All pages]({sitemap})")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Return *text* without what Markdown would take for a mark."""
    return _MARKS.sub(r"\\\1", text)
