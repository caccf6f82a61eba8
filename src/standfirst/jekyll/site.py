"""A Jekyll site's ``_config.yml``, read.

Sources: https://jekyllrb.com/docs/configuration/, https://jekyllrb.com/docs/collections/.
"""

from __future__ import annotations

import dataclasses as dc
import math
import re
import tomllib
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from standfirst.addresses import permalinks
from standfirst.jekyll import feeds
from standfirst.sources import site_files
from standfirst.sources.front_matter import field_values
from standfirst.tables.first_words import BASE_URL
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FILES = ("_config.yml", "_config.yaml", "_config.toml")
_YAML = ".yml"
_CARRIED = frozenset(
    {
        "author",
        "exclude",
        "feed",
        "future",
        "include",
        "title",
        "description",
        "url",
        "baseurl",
        "collections",
        "collections_dir",
        "source",
        "excerpt_separator",
        "permalink",
        "defaults",
        "timezone",
        "lang",
        "locale",
    }
)
_CONVERTERS = frozenset({"kramdown", "commonmark"})
_OF_JEKYLL = frozenset({"csv_reader", "gems", "jekyll-archives", "kramdown", "liquid", "pagination", "plugins", "sass", "tsv_reader", "webrick", "whitelist"})  # fmt: skip
"""What tells Jekyll and its plugins how to build."""
_HTML_IS_READ = 'what is in a block of HTML is Markdown between empty lines only; write markdown="1" into the tags of others'
_MOST_VALUES, _DEEPEST = 500, 6
"""Plain values in one list or mapping, and how deep they may lie, that ``conf.py`` is to say."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class JekyllSite:
    """What ``_config.yml`` says."""

    title: str = ""
    description: str = ""
    base_url: str = ""
    """``url`` and ``baseurl`` in one, with a slash at its end."""
    source: str = ""
    """The folder in which Jekyll reads, below that of the site; empty: the site's own."""
    takes_bare: bool = False
    """Whether Markdown without front matter is made a page, as GitHub Pages does."""
    collections: Mapping[str, Mapping[str, Any]] = dc.field(default_factory=dict)
    collections_dir: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    excerpt_separator: str = ""
    permalink: str = "date"
    post_permalink: str = "date"
    author: str = ""
    """Whom themes name where a post names nobody."""
    about_author: Mapping[str, Any] = dc.field(default_factory=dict)
    """What is said of them: a biography, a picture, addresses."""
    defaults: tuple[Mapping[str, Any], ...] = ()
    timezone: str = "UTC"
    lang: str = "en"
    hard_wrap: bool = False
    """Whether lines end where they end in the source."""
    feed: str = ""
    """Where the plugin writes the feed; empty: nowhere."""
    values: Mapping[str, Any] = dc.field(default_factory=dict)
    """Values of its own, for Liquid's ``site``."""
    left: tuple[tuple[str, str], ...] = ()
    """What in it has no meaning here."""

    def has_pages(self, collection: str) -> bool:
        """Return whether each document of a collection has a page of its own."""
        return str(self.collections[collection].get("output", "")).lower() == "true"

    def pattern_of(self, collection: str) -> str:
        """Return the pattern of the addresses in a collection: its own, or that of the site's style."""
        own = text_of(self.collections[collection].get("permalink"))
        return own or permalinks.collection_template(self.permalink)


def read_site(folder: Path) -> JekyllSite:
    """Return what the site's configuration says; defaults, and why, where it cannot be read."""
    left: list[tuple[str, str]] = []
    config = _configuration(folder, left)
    values = {
        str(key): value
        for key, value in config.items()
        if (key not in _CARRIED or key == "author") and _is_value(str(key), value)
    }
    hard_wrap = _wraps_hard(config)
    reads_html = _options(config, "kramdown").get("parse_block_html") is True
    carried = _CARRIED | (_CONVERTERS if hard_wrap or reads_html else set())
    left += [
        (f"_config.yml: {key}", "has no meaning here")
        for key in config
        if key not in carried and str(key) not in values
    ]
    if reads_html:
        left.append(("_config.yml: parse_block_html", _HTML_IS_READ))
    if config.get("future") is True:
        left.append(("_config.yml: future", "posts with a future date wait for it here"))
    collections = _collections(config.get("collections"))
    permalink = text_of(config.get("permalink")) or "date"
    author = config.get("author")
    defaults = config.get("defaults")
    return JekyllSite(
        title=text_of(config.get("title") or config.get("name")),
        description=text_of(config.get("description")),
        base_url=_base_url(text_of(config.get("url")), text_of(config.get("baseurl")), left),
        source=_source(folder, text_of(config.get("source")), left),
        takes_bare=_takes_bare(folder, config),
        collections=collections,
        collections_dir=text_of(config.get("collections_dir")).strip("/"),
        include=(".htaccess", *_texts(config.get("include"))),
        exclude=_texts(config.get("exclude")),
        excerpt_separator=text_of(config.get("excerpt_separator")),
        permalink=permalink,
        post_permalink=text_of(collections.get("posts", {}).get("permalink")) or permalink,
        author=text_of(author.get("name") if isinstance(author, dict) else author),
        about_author=author if isinstance(author, dict) else {},
        defaults=tuple(d for d in defaults if isinstance(d, dict))
        if isinstance(defaults, list)
        else (),
        timezone=_zone(text_of(config.get("timezone")), left),
        lang=field_values.language_or_english(text_of(config.get("lang") or config.get("locale"))),
        hard_wrap=hard_wrap,
        feed=feeds.of_plugin(config.get("feed")) if _has_plugin(config, feeds.PLUGIN) else "",
        values=values,
        left=tuple(left),
    )


def _wraps_hard(config: Mapping[Any, Any]) -> bool:
    """Return whether the site's converter breaks lines: https://jekyllrb.com/docs/configuration/markdown/."""
    return _options(config, "kramdown").get("hard_wrap") is True or "HARDBREAKS" in _texts(
        _options(config, "commonmark").get("options")
    )


def _options(config: Mapping[Any, Any], converter: str) -> Mapping[Any, Any]:
    """Return the options of *converter* where the site is made with it; the others are of GitHub Pages' one."""
    name = text_of(config.get("markdown") or "kramdown").lower()
    options = config.get(converter)
    is_used = (name == "kramdown") == (converter == "kramdown")
    return options if is_used and isinstance(options, dict) else {}


class DataError(ValueError):
    """A file that holds no data; the message says why."""


def load(file: Path) -> Any:
    """Return the content of a file of data: YAML, JSON, which is a part of it, or TOML.

    :raises DataError: It is none of them, or cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text) if file.suffix == ".toml" else site_files.read_data(text, _YAML)
    except site_files.SiteFileError as exc:
        raise DataError(str(exc)) from exc
    except (OSError, ValueError, RecursionError) as exc:
        raise DataError(f"cannot be read ({site_files.reason(exc)})") from exc


def _configuration(folder: Path, left: list[tuple[str, str]]) -> dict[Any, Any]:
    file = next((folder / name for name in _FILES if (folder / name).is_file()), None)
    if file is None:
        left.append((_FILES[0], "is not there; Jekyll's defaults are used"))
        return {}
    try:
        loaded = load(file)
    except DataError as exc:
        left.append((file.name, f"{exc}; Jekyll's defaults are used"))
        return {}
    if isinstance(loaded, dict):
        return loaded
    if loaded is not None:
        left.append((file.name, "has no keys and values; Jekyll's defaults are used"))
    return {}


def _is_value(key: str, value: Any) -> bool:
    """Return whether posts may find *value* in Liquid's ``site``: plain ones, and lists and mappings that the site made up."""
    return is_plain(value) or (key not in _OF_JEKYLL and _can_be_said(value))


def _can_be_said(value: Any) -> bool:
    """Return whether *value* has plain values, lists and mappings by text alone, and not too many."""
    waiting, count = [(value, 0)], 0
    while waiting and count <= _MOST_VALUES:
        each, depth = waiting.pop()
        count += 1
        if isinstance(each, dict) and all(isinstance(key, str) for key in each):
            each = list(each.values())
        elif each is None or is_plain(each):
            continue
        if not isinstance(each, list) or depth >= _DEEPEST:
            return False
        waiting += [(inner, depth + 1) for inner in each[: _MOST_VALUES + 1]]
    return count <= _MOST_VALUES


def is_plain(value: Any) -> bool:
    """Return whether *value* is a text, true, false or a number that ``conf.py`` can say."""
    return isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def _texts(value: Any) -> tuple[str, ...]:
    """Return a list of paths, without the slashes that mean the site's root."""
    items = value if isinstance(value, list) else [value]
    return tuple(filter(None, (text_of(item).lstrip("/") for item in items)))


def _source(folder: Path, said: str, left: list[tuple[str, str]]) -> str:
    """Return the folder that ``source`` names, from the site's."""
    root = folder.resolve()
    place = (root / said).resolve()
    if place == root:
        return ""
    if not place.is_dir() or not place.is_relative_to(root):
        left.append(("_config.yml: source", "is no folder of the site; the site's own is read"))
        return ""
    return place.relative_to(root).as_posix()


def _has_plugin(config: Mapping[Any, Any], name: str) -> bool:
    """Return whether the site lists the plugin *name*; Jekyll 2 calls them gems."""
    listed = (config.get(key) for key in ("plugins", "gems"))
    return any(isinstance(names, list) and name in names for names in listed)


def _takes_bare(folder: Path, config: Mapping[Any, Any]) -> bool:
    """Return whether the plugin jekyll-optional-front-matter works on the site, as on GitHub Pages it does.

    Source: https://docs.github.com/en/pages/setting-up-a-github-pages-site-with-jekyll/about-github-pages-and-jekyll#plugins
    """
    if _has_plugin(config, "jekyll-optional-front-matter"):
        return True
    try:
        return "github-pages" in (folder / "Gemfile").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True  # without one of its own, a site is built with those of GitHub


def _base_url(url: str, baseurl: str, left: list[tuple[str, str]]) -> str:
    if not re.match(r"https?://[^/\s]", url):
        left.append(
            (
                "_config.yml: url",
                f"is not an http(s) address; {BASE_URL} is used until you set standfirst_base_url",
            )
        )
        url = BASE_URL
    return "/".join(filter(None, (url.rstrip("/"), baseurl.strip("/")))) + "/"


def text_of(value: Any) -> str:
    """Return a plain value as one line of text; empty for lists, mappings, true and false."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return cleaning.clean(str(value))[0]


def _zone(name: str, left: list[tuple[str, str]]) -> str:
    if not name:
        return "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        left.append(("_config.yml: timezone", f"{name!r} is not a time zone; UTC is used"))
        return "UTC"
    return name


def _collections(value: Any) -> dict[str, Mapping[str, Any]]:
    """Return the collections' settings by name; Jekyll takes a list of names too."""
    if isinstance(value, list):
        return {str(name): {} for name in value}
    if isinstance(value, dict):
        return {
            str(name): options if isinstance(options, dict) else {}
            for name, options in value.items()
        }
    return {}
