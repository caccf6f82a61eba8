"""The table of options, each with type, default, check and help.

The Sphinx adapter registers them as ``standfirst_<name>``; the guide's page on
configuration is made from this table; :func:`settings` turns values into
:class:`~standfirst.settings.model.Settings`, naming every value it could not use.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from standfirst.policy import content_security
from standfirst.problems import PostWarning, Problem
from standfirst.settings import former_feeds, issn, sharing
from standfirst.settings.model import Department, Settings
from standfirst.tables import listing_kinds
from standfirst.text import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.problems import Report


_HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One option of ``conf.py``."""

    name: str
    """Without the prefix ``standfirst_``."""
    default: Any
    help: str
    check: Callable[[Any], Any]
    """Returns the value as :class:`Settings` holds it; raises ValueError with the reason."""
    types: tuple[type, ...] = (str,)
    rebuild: Literal["env", "html", ""] = "env"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is not text")
    return value.strip()


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither True nor False")
    return value


def _number(least: int, most: int) -> Callable[[Any], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"is not a number from {least} to {most}")
        return value

    return check


def _language(value: object) -> str:
    text = _text(value)
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError) as exc:
        raise ValueError("is not a language tag such as 'en' or 'zh-Hant'") from exc
    return text


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise ValueError("is not a time zone such as 'Europe/London'") from exc


def _base_url(value: object) -> str:
    text = _text(value)
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("is not an http(s) address")
    return text.rstrip("/") + "/"


def _one_of(*choices: str) -> Callable[[Any], str]:
    def check(value: object) -> str:
        text = _text(value)
        if text not in choices:
            raise ValueError("is none of " + ", ".join(map(repr, choices)))
        return text

    return check


def _list_of(kind: type, what: str) -> Callable[[Any], tuple[Any, ...]]:
    def check(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple) or not all(isinstance(v, kind) for v in value):
            raise ValueError(f"is not a list of {what}")
        return tuple(value)

    return check


_texts = _list_of(str, "texts")


def _folder(value: object) -> str:
    text = _text(value).strip("/")
    if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", text) or ".." in text:
        raise ValueError("is not a plain folder name")
    return text


def _folders(value: object) -> tuple[str, ...]:
    return tuple("." if text.strip() == "." else _folder(text) for text in _texts(value))


def _paths(value: object) -> dict[str, str]:
    known = listing_kinds.paths()
    if not isinstance(value, dict) or not set(value) <= set(known):
        raise ValueError("is not a mapping with the keys " + ", ".join(known))
    return {**known, **{key: _folder(path) for key, path in value.items()}}


def _sections(value: object) -> tuple[Department, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("is not a list")
    result = []
    for item in value:
        if isinstance(item, str):
            result.append(Department(slug=item, title=item.replace("-", " ").capitalize()))
        elif isinstance(item, dict) and isinstance(item.get("slug"), str):
            try:
                result.append(Department(**{"title": item["slug"].capitalize(), **item}))
            except TypeError as exc:
                raise ValueError(f"has an entry with an unknown key: {item!r}") from exc
        else:
            raise ValueError(f"has an entry without 'slug': {item!r}")
    return tuple(result)


def _moves(value: object) -> Mapping[str, str]:
    """Return former addresses as they are written; which of them can be used, :mod:`standfirst.catalogue.former_addresses` says one by one."""
    if not isinstance(value, dict) or not all(
        isinstance(path, str) for pair in value.items() for path in pair
    ):
        raise ValueError("is not a mapping of paths")
    return value


def _hosts(value: object) -> tuple[str, ...]:
    found: list[str] = []
    for text in _texts(value):
        parts = _HOST.fullmatch(text.strip().lower())
        if parts is None or int(parts[2] or 1) > 65_535:  # noqa: PLR2004  # the last port
            raise ValueError(f"has an entry that is not a host or host:port: {text!r}")
        host = parts[1].strip("[]")
        found += [f"{host}:{port}" for port in ([parts[2]] if parts[2] else ["443", "80"])]
    return tuple(found)


def _widths(value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or not all(type(v) is int for v in value):
        raise ValueError("is not a list of numbers")
    if not 1 <= len(set(value)) <= 3 or not all(16 <= v <= 8000 for v in value):  # noqa: PLR2004
        raise ValueError("is not one to three numbers from 16 to 8000")
    return tuple(sorted(set(value)))


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("is not a mapping")
    return value


def _links(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("is not a list")
    for item in value:
        if not (
            isinstance(item, list | tuple)
            and len(item) == 2  # noqa: PLR2004  # label and target
            and all(isinstance(part, str) for part in item)
        ):
            raise ValueError(f"has an entry that is not a (label, target) pair: {item!r}")
    return tuple((label, target) for label, target in value)


def _leads(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("is not a list")
    pairs = [(item, "") if isinstance(item, str) else item for item in value]
    return tuple((key.strip(), folder and _folder(folder)) for key, folder in _links(pairs))


def _moment(value: object) -> str:
    text = _text(value)
    if text and dt.datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("has no UTC offset")
    return text


_D = Settings(now=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
OPTIONS: tuple[Option, ...] = (
    Option(name="title", default=_D.title, check=_text, help="The publication's title."),
    Option(name="tagline", default="", check=_text, help="A short line under the title."),
    Option(name="language", default="en", check=_language, help="Language tag (BCP 47) of the publication; a post may differ."),
    Option(name="timezone", default="UTC", check=_zone, help="Zone of dates written without an offset, and of the days that addresses and archives are made of."),
    Option(name="utc_timestamps", default=False, types=(bool,), check=_flag, help="Take a time such as `2025-08-20 18:00:00`, with seconds and without an offset or quotation marks, for UTC, as Jekyll does, and not for one of the publication's zone. `standfirst init --from-jekyll` sets it where the site has a zone."),
    Option(name="base_url", default="", check=_base_url, help="Absolute address of the publication. Empty: taken from Read the Docs where it builds; without it there are no feeds and no canonical links."),
    Option(name="posts", default="posts", check=_folder, help="Folder of the posts."),
    Option(name="posts_from", default="", check=_one_of("", "ablog"), help="`ablog`: read all posts as ABlog does: commas alone divide tags, `redirect` names former addresses, and a post without a date is a draft. Empty: only those with `blogpost` or the directive `{post}`, and all others as Jekyll does."),
    Option(name="permalink", default=_D.permalink, check=_text, help="Pattern of the posts' addresses: `date`, `pretty`, `ordinal`, `weekdate`, `none`, or a template of Jekyll's placeholders."),
    Option(name="former_permalinks", default=[], types=(list, tuple), check=_texts, help="Patterns of the addresses that posts had before: from each of them a reader is led to where the post is now."),
    Option(name="redirects", default={}, types=(dict,), check=_moves, help="Other former addresses: a mapping such as `{'/old/page/': '/new/page/'}`; the second is a page of the publication, or moved itself."),
    Option(name="former_feeds", default=[], types=(list, tuple, dict), check=former_feeds.named, help="Addresses that the publication's feeds had before, such as `['feed.xml']`: the feed is there too. Of other feeds a mapping, such as `{'blog/author/ada/atom.xml': 'authors/ada/atom.xml'}`."),
    Option(name="redirect_pages", default=True, types=(bool,), check=_flag, help="Make a page at each former address that leads on at once. `False` where the host reads `_redirects` or nginx's list."),
    Option(name="paths", default={}, types=(dict,), check=_paths, help="Folders of the pages of each kind: " + ", ".join(f"`{key}`" for key in listing_kinds.paths()) + "."),
    Option(name="sections", default=[], types=(list, tuple), check=_sections, help="The sections in their order: slugs, or mappings with `slug`, `title`, `description`, `permalink`, `lang`."),
    Option(name="default_section", default="articles", check=_text, help="Section of posts that name none."),
    Option(name="volumes", default="", check=_one_of("", "month", "quarter", "year"), help="Rule that puts posts into volumes: `month`, `quarter`, `year`; empty: only those of `volumes/` and of posts that name one."),
    Option(name="page_size", default=20, types=(int,), check=_number(1, 10_000), help="Posts on one page of a listing."),
    Option(name="related", default=_D.related, types=(int,), check=_number(0, 12), rebuild="html", help="How many related articles, and how many other works of its authors, an article's page links to. 0: none."),
    Option(name="share", default=list(_D.share), types=(list, tuple), check=sharing.chosen, rebuild="html", help="Where an article's page offers to share it, in this order: " + ", ".join(f"`{name}`" for name in sharing.SERVICES) + ". `[]`: nowhere."),
    Option(name="feed_length", default=50, types=(int,), check=_number(1, 10_000), help="Posts in the publication's feeds."),
    Option(name="listing_feed_length", default=20, types=(int,), check=_number(1, 10_000), help="Posts in the feeds of an author, a section, a tag or a volume."),
    Option(name="excerpt_separators", default=list(_D.excerpt_separators), types=(list, tuple), check=_texts, help="Markers that end the excerpt, besides a post's own `excerpt_separator`."),
    Option(name="lead_pictures", default=["image"], types=(list, tuple), check=_leads, help="Keys of front matter that name an article's lead picture, the first that does counts; dotted where it lies in a mapping, such as `header.teaser`. Where a key has file names alone, a pair with their folder: `('img', 'assets/img')`."),
    Option(name="directives", default=[], types=(list, tuple), check=_texts, help="Directives that posts may use besides [those of the list](writing.md), such as `include`. They then do on your machine what they are made to do."),
    Option(name="roles", default=[], types=(list, tuple), check=_texts, help="Roles that posts may use besides those of the list."),
    Option(name="rst_in_posts", default=False, types=(bool,), check=_flag, help="Let posts have reStructuredText in `{eval-rst}`, with the directives and roles that posts may use."),
    Option(name="hard_wrap", default=False, types=(bool,), check=_flag, help="End a line in posts where one ends in their source, as kramdown does with its option of this name. `standfirst init --from-jekyll` sets it where the site has it."),
    Option(name="kramdown_math", default=False, types=(bool,), check=_flag, help="Read `$$…$$` in posts as kramdown does, as mathematics, in a line and between paragraphs. `standfirst init --from-jekyll` sets it."),
    Option(name="defaults", default=[], types=(list, tuple), check=_list_of(dict, "mappings"), help="Front matter defaults as in Jekyll: mappings with `scope` and `values`."),
    Option(name="site", default={}, types=(dict,), check=_mapping, help="Values of Liquid's `site` that posts use, besides title, description and url: a mapping such as `{'repo': 'https://…'}`."),
    Option(name="license", default="", check=_text, help="Licence of posts that name none: an SPDX identifier or text."),
    Option(name="article_type", default=_D.article_type, check=_one_of("NewsArticle", "ScholarlyArticle"), rebuild="html", help="What articles are to search engines and in citations: `NewsArticle`, of a newspaper, or `ScholarlyArticle`, of a journal."),
    Option(name="publisher", default="", check=_text, rebuild="html", help="Name of the publisher in metadata and citations. Empty: the publication's title."),
    Option(name="issn", default="", check=issn.checked, rebuild="html", help="The publication's ISSN, such as `2049-3630`."),
    Option(name="search", default=True, types=(bool,), check=_flag, help="Make a search page and its index."),
    Option(name="search_index", default=True, types=(bool,), check=_flag, rebuild="", help="Make the search's index after a build. Without it the page says that search is not available, as in the live preview."),
    Option(name="web_fonts", default=True, types=(bool,), check=_flag, rebuild="html", help="Set pages in the fonts that come with Standfirst, 60 kB, from the publication's own address; Chinese, Japanese and Korean always take the reader's. `False`: the reader's fonts everywhere."),
    Option(name="attachment_folders", default=list(_D.attachment_folders), types=(list, tuple), check=_folders, help="Folders from which every post may offer files to readers, besides its own and that of the posts; `.` for the files beside `conf.py`. A link to a file elsewhere is refused."),
    Option(name="pictures", default=_D.pictures, check=_folder, help="Folder of the pictures that `standfirst images fetch` has fetched, and of their lock file."),
    Option(name="picture_hosts", default=[], types=(list, tuple), check=_hosts, help="Machines of a private network that may be asked for pictures and, by `make linkcheck`, for links, such as `files.example.com:8080`; without a port, those of http and https. Others are never asked."),
    Option(name="fetch", default=False, types=(bool,), check=_flag, rebuild="", help="Fetch pictures that are not there yet before a build; otherwise a build asks nobody for anything."),
    Option(name="picture_widths", default=list(_D.picture_widths), types=(list, tuple), check=_widths, rebuild="html", help="Widths at which pictures are shown, in pixels, at most three: a telephone's, the column's, and twice the column's for dense screens."),
    Option(name="picture_format", default=_D.picture_format, check=_one_of("avif", "webp"), rebuild="html", help="Format of pictures for browsers that know it, beside JPEG or PNG for the others: `avif` (WebP where Pillow is built without it) or `webp`."),
    Option(name="content_policy", default=True, types=(bool,), check=_flag, rebuild="html", help="Have each page say which scripts, styles and pictures browsers may load: its Content-Security-Policy. `False`: say nothing, as in the live preview, which adds a script of its own to pages."),
    Option(name="content_sources", default={}, types=(dict,), check=content_security.checked, rebuild="html", help="What pages may load besides the publication's own files, for statistics or comments in your own templates: a mapping such as `{'script-src': ['https://stats.example.com']}`, of " + ", ".join(f"`{name}`" for name in content_security.FURTHER) + "."),
    Option(name="classes", default=[], types=(list, tuple), check=_texts, help="Classes that posts may give to what they write besides the usual ones, such as `['chart', 'verdict']`: those that the publication's own style sheets know."),
    Option(name="preview", default=False, types=(bool,), check=_flag, help="Show drafts, embargoed and expired posts, with a banner and `noindex`."),
    Option(name="only", default="", check=_text, help="A folder or pattern below the posts' folder, such as `craft` or `2026-*`: only these posts are read, for a quick look."),
    Option(name="editions", default="", check=_text, rebuild="", help="Folder of the editions that pages link to. `standfirst editions` makes them and sets this itself. Empty: pages link to none."),
    Option(name="cards", default="", check=_text, rebuild="", help="Folder of the social cards that networks show. `standfirst cards` and `standfirst editions` make them and set this themselves. Empty: no cards."),
    Option(name="cards_always", default=False, types=(bool,), check=_flag, rebuild="html", help="Give networks an article's social card even where it has a lead picture; otherwise they get the lead picture."),
    Option(name="fonts", default="", check=_text, rebuild="", help="Folder of fonts for PDF editions, used before those of the system: for Chinese, Japanese and Korean, or characters that no other font has. Empty: those of the system alone."),
    Option(name="now", default="", check=_moment, rebuild="", help="The moment that decides embargo and expiry, in ISO format with an offset. Empty: the clock, rounded down to the hour."),
    Option(name="menu", default=[], types=(list, tuple), check=_links, rebuild="html", help="The menu: (label, target) pairs; a target is a page such as `about`, `sections/essays` or an http(s) address. Empty: the sections and standing pages, then the authors and the archive; where they are more than ten, the first of them and a list of all."),
    Option(name="footer_links", default=[], types=(list, tuple), check=_links, rebuild="html", help="Links in the footer: (label, target) pairs."),
)  # fmt: skip

_NOT_IN_SETTINGS = {"fonts", "now", "editions", "cards", "menu", "footer_links", "site"}


def checked(values: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """Return every option's value in the form that :class:`Settings` holds.

    :param values: By option name without prefix; a missing one takes its default.
    """
    result: dict[str, Any] = {}
    for option in OPTIONS:
        value = values.get(option.name, option.default)
        try:
            result[option.name] = option.check(value)
        except (ValueError, TypeError) as exc:
            result[option.name] = option.check(option.default)
            report(
                Problem(
                    subtype=PostWarning.CONFIG,
                    message=f"standfirst_{option.name} {exc} ({value!r:.200}); the default is used",
                    remedy=option.help.rstrip("."),
                )
            )
    return result


def settings(values: Mapping[str, Any], *, clock: dt.datetime, report: Report) -> Settings:
    """Return the publication's settings.

    :param clock: The time of the build, with an offset; used where ``now`` is empty.
    """
    good = checked(values, report)
    now = dt.datetime.fromisoformat(good["now"]) if good["now"] else dates.to_the_hour(clock)
    rest = {key: value for key, value in good.items() if key not in _NOT_IN_SETTINGS}
    return Settings(now=now, **rest)
