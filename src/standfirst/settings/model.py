"""The publication's settings, checked, as the pure core takes them.

Each field is an option of ``conf.py`` under the name ``standfirst_<field>``
(:mod:`standfirst.settings.option_table` declares, checks and documents them).
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from standfirst.policy.file_types import FOLDERS
from standfirst.tables import listing_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping


NO_MOMENT = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""In the place of *now* in settings of which a hash is made, where it decides nothing."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """A section as the publication names it."""

    slug: str
    """Folder under ``posts/`` and value of ``section`` that mean this section."""
    title: str
    description: str = ""
    permalink: str = ""
    """Pattern of its posts' addresses, where it differs from the publication's."""
    lang: str = ""
    """Language of its posts that name none."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a publication decides for itself."""

    now: dt.datetime
    """The moment that decides embargo and expiry; with a UTC offset."""
    title: str = "A publication"
    tagline: str = ""
    language: str = "en"
    """BCP 47 tag of the publication; posts may differ."""
    timezone: ZoneInfo = dc.field(default_factory=lambda: ZoneInfo("UTC"))
    """Zone of dates written without an offset, and of the days that archives and addresses are made of."""
    utc_timestamps: bool = False
    """Whether a time that is one to YAML, without an offset, is UTC."""
    base_url: str = ""
    """Absolute address of the publication's root with a trailing slash, or empty."""
    posts: str = "posts"
    """Folder of the posts, below the source folder."""
    posts_from: str = ""
    """Whose habits the posts follow, besides Jekyll's: ``ablog``, or empty."""
    permalink: str = "/:year/:month/:slug/"
    """Pattern of addresses: one of Jekyll's styles or a template of its placeholders."""
    paths: Mapping[str, str] = dc.field(default_factory=listing_kinds.paths)
    """Where the pages of each kind lie, without slashes at the ends."""
    former_permalinks: tuple[str, ...] = ()
    """Patterns of addresses that posts had before."""
    redirects: Mapping[str, str] = dc.field(default_factory=dict)
    """Former address -> address of a page, as written."""
    former_feeds: Mapping[str, str] = dc.field(default_factory=dict)
    """Former address of a feed -> that of the feed, as written."""
    redirect_pages: bool = True
    """Whether there is a page at each former address, for hosts that take no list."""
    sections: tuple[Department, ...] = ()
    """In the order in which the front page and the menu show them."""
    default_section: str = "articles"
    """Slug of the section of posts that name none."""
    volumes: str = ""
    """Rule that puts posts into volumes: ``month``, ``quarter``, ``year``, or empty: only those named by posts and ``volumes/``."""
    page_size: int = 20
    """Posts on one page of a listing."""
    related: int = 3
    """Related articles, and other works of its authors, that an article's page leads on to; 0: none."""
    share: tuple[str, ...] = ("email", "bluesky", "facebook", "linkedin", "whatsapp")
    """Services by which readers pass an article on (:data:`standfirst.settings.sharing.SERVICES`), in the order shown."""
    feed_length: int = 50
    listing_feed_length: int = 20
    full_text_feeds: tuple[str, ...] = ("section", "volume")
    """Kinds of lists whose feeds have whole texts, as the publication's own have."""
    markdown_copies: str = "newest"
    """Which articles are beside their pages as Markdown: ``all``, the ``newest`` that ``llms.txt`` lists, or none: empty."""
    citation_files: tuple[str, ...] = ()
    """Suffixes of the files with its citation that lie beside each article (:data:`standfirst.tables.citation_forms.FORMS`)."""
    excerpt_separators: tuple[str, ...] = ("<excerpt/>", "<!--more-->")
    lead_pictures: tuple[tuple[str, str], ...] = (("image", ""),)
    """Keys of front matter that name the lead picture, the first that does counts; each with the folder of its files, or empty."""
    directives: tuple[str, ...] = ()
    """Directives that posts may use besides those of :mod:`standfirst.policy.directives`."""
    roles: tuple[str, ...] = ()
    """Roles that posts may use besides those of :data:`standfirst.policy.directives.ROLES`."""
    rst_in_posts: bool = False
    """Whether posts may have reStructuredText."""
    hard_wrap: bool = False
    """Whether each line of a post's paragraph is a line of its own."""
    kramdown_math: bool = False
    """Whether ``$$…$$`` in posts is mathematics."""
    defaults: tuple[Mapping[str, Any], ...] = ()
    """Jekyll's front matter defaults: ``{"scope": {"path": …, "type": …}, "values": {…}}``."""
    license: str = ""
    """SPDX identifier or text of the licence of posts that name none."""
    article_type: str = "NewsArticle"
    """What articles are to search engines and in citations: ``NewsArticle`` or ``ScholarlyArticle``."""
    publisher: str = ""
    """Who publishes; empty: the publication itself."""
    issn: str = ""
    """With its hyphen, or empty."""
    cards_always: bool = False
    """Whether an article's social card goes before its lead picture."""
    only: str = ""
    """Folder or pattern below the posts' folder of the posts that are read; empty: all."""
    search: bool = True
    """Whether there is a search page."""
    search_index: bool = True
    """Whether the search's index is made."""
    web_fonts: bool = True
    """Whether pages bring their own fonts."""
    theme_css: str = "reduced"
    """``full`` where pages need what the theme has for classes that no text has."""
    attachment_folders: tuple[str, ...] = FOLDERS
    """Folders at the root from which every post may offer files."""
    pictures: str = "pictures"
    """Folder of the store of remote pictures, below the source folder."""
    picture_hosts: tuple[str, ...] = ()
    """``host:port`` of machines that may be asked for pictures though they are not public."""
    fetch: bool = False
    """Whether a build fetches the pictures that are not there."""
    picture_widths: tuple[int, ...] = (480, 800, 1600)
    """Of the files that show a picture, in pixels, ascending."""
    picture_format: str = "avif"
    """``avif`` or ``webp``."""
    content_policy: bool = True
    """Whether pages say their Content-Security-Policy."""
    content_sources: Mapping[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """Directive of the Content-Security-Policy -> sources beyond those of every publication."""
    classes: tuple[str, ...] = ()
    """Classes that posts may give besides those of :mod:`standfirst.policy.classes`."""
    preview: bool = False
    """Whether drafts, embargoed and expired posts are shown."""


def settings_of_all_pages(settings: Settings) -> Settings:
    """Return *settings* without what a page is made from only where it shows that: *now*, and what is said of sections."""
    return dc.replace(settings, now=NO_MOMENT, sections=())
