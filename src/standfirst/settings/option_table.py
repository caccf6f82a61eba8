"""The table of options, each with type, default, check and help.

The Sphinx adapter registers them as ``standfirst_<name>``; the guide's page on
configuration is made from this table; :func:`settings` turns values into
:class:`~standfirst.settings.model.Settings`, naming every value it could not use.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from standfirst.policy import content_security
from standfirst.problems import PostWarning, Problem
from standfirst.settings import issn, sharing
from standfirst.settings import option_checks as checks
from standfirst.settings.conf_py import PREFIX
from standfirst.settings.entrywise import ListOf, ListOrMappingOf, MappingOf
from standfirst.settings.model import Settings
from standfirst.settings.option_error import OptionError
from standfirst.tables import citation_forms, hosts, listing_kinds
from standfirst.text import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.problems import ConfWay, Report


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One option of ``conf.py``."""

    name: str
    """Without the prefix ``standfirst_``."""
    default: Any
    help: str
    check: Callable[[Any], Any]
    """Returns the value as :class:`Settings` holds it; raises OptionError with the reason and the remedy."""
    types: tuple[type, ...] = (str,)
    rebuild: Literal["env", "html", ""] = "env"


_D = Settings(now=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
OPTIONS: tuple[Option, ...] = (
    Option(name="title", default=_D.title, check=checks.text, help="The publication's title."),
    Option(name="tagline", default="", check=checks.text, help="A short line under the title."),
    Option(name="language", default="en", check=checks.language, help="Language tag (BCP 47) of the publication; a post may differ."),
    Option(name="timezone", default="UTC", check=checks.zone, help="Zone of dates written without an offset, and of the days that addresses and archives are made of."),
    Option(name="utc_timestamps", default=False, types=(bool,), check=checks.flag, help="Take a time such as `2025-08-20 18:00:00`, with seconds and without an offset or quotation marks, for UTC, as Jekyll does, and not for one of the publication's zone. `standfirst init --from-jekyll` sets it where the site has a zone."),
    Option(name="base_url", default="", check=checks.base_url, help="Absolute address of the publication. Empty: taken from Read the Docs where it builds; without it there are no feeds and no canonical links."),
    Option(name="posts", default="posts", check=checks.folder, help="Folder of the posts."),
    Option(name="posts_from", default="", check=checks.one_of("", "ablog"), help="`ablog`: read all posts as ABlog does: commas alone divide tags, `redirect` names former addresses, and a post without a date is a draft. Empty: only those with `blogpost` or the directive `{post}`, and all others as Jekyll does."),
    Option(name="permalink", default=_D.permalink, check=checks.pattern, help="Pattern of the posts' addresses: `date`, `pretty`, `ordinal`, `weekdate`, `none`, or a template of Jekyll's placeholders."),
    Option(name="former_permalinks", default=[], types=(list, tuple), check=checks.patterns, help="Patterns of the addresses that posts had before: from each of them a reader is led to where the post is now."),
    Option(name="redirects", default={}, types=(dict,), check=checks.moves, help="Other former addresses: a mapping such as `{'/old/page/': '/new/page/'}`; the second is a page of the publication, or moved itself."),
    Option(name="former_feeds", default=[], types=(list, tuple, dict), check=checks.feeds, help="Addresses that the publication's feeds had before, such as `['feed.xml']`: the feed is there too. Of other feeds a mapping, such as `{'blog/author/ada/atom.xml': 'authors/ada/atom.xml'}`."),
    Option(name="redirect_pages", default=True, types=(bool,), check=checks.flag, help="Make a page at each former address that leads on at once. `False` where the host reads `_redirects` or nginx's list."),
    Option(name="paths", default={}, types=(dict,), check=checks.paths, help="Folders of the pages of each kind: " + ", ".join(f"`{key}`" for key in listing_kinds.paths()) + "."),
    Option(name="sections", default=[], types=(list, tuple), check=checks.sections, rebuild="", help="The sections in their order: slugs, or mappings with `slug`, `title`, `description`, `permalink`, `lang`."),
    Option(name="default_section", default="articles", check=checks.text, help="Section of posts that name none."),
    Option(name="volumes", default="", check=checks.one_of("", "month", "quarter", "year"), help="Rule that puts posts into volumes: `month`, `quarter`, `year`; empty: only those of `volumes/` and of posts that name one."),
    Option(name="page_size", default=20, types=(int,), check=checks.number(1, 10_000), help="Posts on one page of a listing."),
    Option(name="related", default=_D.related, types=(int,), check=checks.number(0, 12), rebuild="html", help="How many related articles, and how many other works of its authors, an article's page links to. 0: none."),
    Option(name="share", default=list(_D.share), types=(list, tuple), check=checks.services, rebuild="html", help="Where an article's page offers to share it, in this order: " + ", ".join(f"`{name}`" for name in sharing.SERVICES) + ". `[]`: nowhere."),
    Option(name="feed_length", default=50, types=(int,), check=checks.number(1, 10_000), help="Posts in the publication's feeds."),
    Option(name="listing_feed_length", default=20, types=(int,), check=checks.number(1, 10_000), help="Posts in the feeds of an author, a section, a tag or a volume."),
    Option(name="full_text_feeds", default=list(_D.full_text_feeds), types=(list, tuple), check=checks.kinds_with_feeds, rebuild="html", help="Lists whose feeds have whole articles, as the publication's own have; the others' have titles, summaries and links. Of " + ", ".join(f"`{key}`" for key in listing_kinds.with_feeds()) + ". With `author` or `tag`, each article is written once more for each of its authors and tags."),
    Option(name="markdown_copies", default=_D.markdown_copies, check=checks.one_of("", "newest", "all"), rebuild="html", help="Which articles are beside their pages as Markdown too, for programs that read text: the `newest` of each section, to which `llms.txt` leads, or `all`. Empty: none."),
    Option(name="citation_files", default=[], types=(list, tuple), check=checks.citation_files, rebuild="html", help="Forms of its citation that lie as files beside each article, for programs that run no scripts: " + ", ".join(f"`{form.suffix}`" for form in citation_forms.FORMS) + ". Pages make all of them where a reader asks."),
    Option(name="excerpt_separators", default=list(_D.excerpt_separators), types=(list, tuple), check=checks.texts, help="Markers that end the excerpt, besides a post's own `excerpt_separator`."),
    Option(name="lead_pictures", default=["image"], types=(list, tuple), check=checks.lead_pictures, help="Keys of front matter that name an article's lead picture, the first that does counts; dotted where it lies in a mapping, such as `header.teaser`. Where a key has file names alone, a pair with their folder: `('img', 'assets/img')`."),
    Option(name="directives", default=[], types=(list, tuple), check=checks.texts, help="Directives that posts may use besides [those of the list](writing.md), such as `include`. They then do on your machine what they are made to do."),
    Option(name="roles", default=[], types=(list, tuple), check=checks.texts, help="Roles that posts may use besides those of the list."),
    Option(name="rst_in_posts", default=False, types=(bool,), check=checks.flag, help="Let posts have reStructuredText in `{eval-rst}`, with the directives and roles that posts may use."),
    Option(name="hard_wrap", default=False, types=(bool,), check=checks.flag, help="End a line in posts where one ends in their source, as kramdown does with its option of this name. `standfirst init --from-jekyll` sets it where the site has it."),
    Option(name="kramdown_math", default=False, types=(bool,), check=checks.flag, help="Read `$$…$$` in posts as kramdown does, as mathematics, in a line and between paragraphs. `standfirst init --from-jekyll` sets it."),
    Option(name="defaults", default=[], types=(list, tuple), check=checks.mappings, help="Front matter defaults as in Jekyll: mappings with `scope` and `values`."),
    Option(name="site", default={}, types=(dict,), check=checks.mapping, help="Values of Liquid's `site` that posts use, besides title, description and url: a mapping such as `{'repo': 'https://…'}`."),
    Option(name="license", default="", check=checks.text, help="Licence of posts that name none: an SPDX identifier or text."),
    Option(name="article_type", default=_D.article_type, check=checks.one_of("NewsArticle", "ScholarlyArticle"), rebuild="html", help="What articles are to search engines and in citations: `NewsArticle`, of a newspaper, or `ScholarlyArticle`, of a journal."),
    Option(name="publisher", default="", check=checks.text, rebuild="html", help="Name of the publisher in metadata and citations. Empty: the publication's title."),
    Option(name="issn", default="", check=issn.checked, rebuild="html", help="The publication's ISSN, such as `2049-3630`."),
    Option(name="search", default=True, types=(bool,), check=checks.flag, help="Make a search page and its index."),
    Option(name="search_index", default=True, types=(bool,), check=checks.flag, rebuild="", help="Make the search's index after a build. Without it the page says that search is not available, as in the live preview."),
    Option(name="web_fonts", default=True, types=(bool,), check=checks.flag, rebuild="html", help="Set pages in the fonts that come with Standfirst, 60 kB, from the publication's own address; Chinese, Japanese and Korean always take the reader's. `False`: the reader's fonts everywhere."),
    Option(name="theme_css", default=_D.theme_css, check=checks.one_of("reduced", "full"), rebuild="html", help="What pages load of the theme's style sheets: `reduced`, what they can need by the classes that stand in them, or `full`, all of it, 60 kB more: where a script of your own gives classes of the theme's or Bootstrap's to elements."),
    Option(name="attachment_folders", default=list(_D.attachment_folders), types=(list, tuple), check=checks.attachment_folders, help="Folders from which every post may offer files to readers, besides its own and that of the posts; `.` for the files beside `conf.py`. A link to a file elsewhere is refused."),
    Option(name="pictures", default=_D.pictures, check=checks.folder, help="Folder of the pictures that `standfirst images fetch` has fetched, and of their lock file."),
    Option(name="picture_hosts", default=[], types=(list, tuple), check=checks.hosts, help="Machines of a private network that may be asked for pictures and, by `make linkcheck`, for links, such as `files.example.com:8080`; without a port, those of http and https. Others are never asked."),
    Option(name="fetch", default=False, types=(bool,), check=checks.flag, rebuild="", help="Fetch pictures that are not there yet before a build; otherwise a build asks nobody for anything."),
    Option(name="picture_widths", default=list(_D.picture_widths), types=(list, tuple), check=checks.widths, rebuild="html", help="Widths at which pictures are shown, in pixels, at most three: a telephone's, the column's, and twice the column's for dense screens."),
    Option(name="picture_format", default=_D.picture_format, check=checks.one_of("avif", "webp"), rebuild="html", help="Format of pictures for browsers that know it, beside JPEG or PNG for the others: `avif` (WebP where Pillow is built without it) or `webp`."),
    Option(name="content_policy", default=True, types=(bool,), check=checks.flag, rebuild="html", help="Have each page say which scripts, styles and pictures browsers may load: its Content-Security-Policy. `False`: say nothing, as in the live preview, which adds a script of its own to pages."),
    Option(name="content_sources", default={}, types=(dict,), check=checks.sources, rebuild="html", help="What pages may load besides the publication's own files, for statistics or comments in your own templates: a mapping such as `{'script-src': ['https://stats.example.com']}`, of " + ", ".join(f"`{name}`" for name in content_security.FURTHER) + "."),
    Option(name="classes", default=[], types=(list, tuple), check=checks.texts, help="Classes that posts may give to what they write besides the usual ones, such as `['chart', 'verdict']`: those that the publication's own style sheets know."),
    Option(name="preview", default=False, types=(bool,), check=checks.flag, help="Show drafts, embargoed and expired posts, with a banner and `noindex`."),
    Option(name="only", default="", check=checks.text, help="A folder or pattern below the posts' folder, such as `craft` or `2026-*`: only these posts are read, for a quick look."),
    Option(name="editions", default="", check=checks.text, rebuild="", help="Folder of the editions that pages link to. `standfirst editions` makes them and sets this itself. Empty: pages link to none."),
    Option(name="cards", default="", check=checks.text, rebuild="", help="Folder of the social cards that networks show. `standfirst cards` and `standfirst editions` make them and set this themselves. Empty: no cards."),
    Option(name="cards_always", default=False, types=(bool,), check=checks.flag, rebuild="html", help="Give networks an article's social card even where it has a lead picture; otherwise they get the lead picture."),
    Option(name="fonts", default="", check=checks.text, rebuild="", help="Folder of fonts for PDF editions, used before those of the system: for Chinese, Japanese and Korean, or characters that no other font has. Empty: those of the system alone."),
    Option(name="now", default="", check=checks.moment, rebuild="", help="The moment that decides embargo and expiry, in ISO format with an offset. Empty: the clock, rounded down to the hour."),
    Option(name="host", default=hosts.BY_FILES, check=checks.one_of(hosts.BY_FILES, "", *(host.key for host in hosts.HOSTS)), rebuild="", help="Whose [limits](hosting.md#what-hosts-take) a build compares with what it has made: " + ", ".join(f"`{host.key}`" for host in hosts.HOSTS) + f". `{hosts.BY_FILES}`: those of whom the publication has a file, such as `netlify.toml` or a workflow that deploys to GitHub Pages. Empty: nobody's."),
    Option(name="menu", default=[], types=(list, tuple), check=checks.links, rebuild="html", help="The menu: (label, target) pairs; a target is a page such as `about`, `sections/essays` or an http(s) address. Empty: the sections and standing pages, then the authors and the archive; where they are more than ten, the first of them and a list of all."),
    Option(name="footer_links", default=[], types=(list, tuple), check=checks.links, rebuild="html", help="Links in the footer: (label, target) pairs."),
)  # fmt: skip

_DEFAULT = "the default is used"
_SEE = "write it as the guide's page on configuration has it"
_NOT_IN_SETTINGS = {"fonts", "now", "editions", "cards", "host", "menu", "footer_links", "site"}


def checked(values: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """Return every option's value in the form that :class:`Settings` holds.

    :param values: By option name without prefix; a missing one takes its default.
    """
    good = usable(values, report)
    return {option.name: option.check(good[option.name]) for option in OPTIONS}


def usable(values: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """Return every option's value as ``conf.py`` would say it, without what cannot be used.

    An entry of a list or mapping goes alone; the default takes the place of a value of which nothing is left.
    """
    return {
        option.name: usable_value(
            f"{PREFIX}{option.name}", values.get(option.name, option.default), option, report
        )
        for option in OPTIONS
    }


def usable_value(name: str, value: Any, option: Option, report: Report) -> Any:
    """Return what can be used of the *value* of one option; the default where that is nothing.

    :param name: As in ``conf.py``.
    """
    check = option.check
    if isinstance(check, ListOrMappingOf):
        check = check.of(value)
    try:
        option.check(value)
    except (ValueError, TypeError) as exc:
        fault = exc
    else:
        return value
    entrywise = check if isinstance(check, ListOf | MappingOf) else None
    bad = _bad_entries(entrywise, value) if entrywise else {}
    if entrywise is None or not bad:
        report(_problem((name,), f" {fault} ({value!r:.200}); {_DEFAULT}", fault))
        return option.default
    is_anything_left = len(bad) < len(value)
    done = "it is left out" if is_anything_left else _DEFAULT
    for key, (shown, why) in bad.items():
        report(_problem((name, key), f": the entry {shown!r:.200} {why}; {done}", why))
    return entrywise.without(value, set(bad)) if is_anything_left else option.default


def _bad_entries(check: ListOf | MappingOf, value: Any) -> dict[Any, tuple[object, Exception]]:
    """Return the entries that cannot be used: number or key -> what is shown of it, and why."""
    bad: dict[Any, tuple[object, Exception]] = {}
    try:
        entries = check.entries(value)
    except ValueError:
        return bad
    for entry in entries:
        try:
            check.check(entry)
        except (ValueError, TypeError) as exc:
            bad[entry[0]] = (check.named(entry), exc)
    return bad


def _problem(way: ConfWay, said: str, fault: Exception) -> Problem:
    """Return the problem of an option, or of an entry of its value."""
    is_pattern = isinstance(fault, checks.PatternError)
    return Problem(
        subtype=PostWarning.CONFIG,
        message=f"{way[0]}{said}",
        remedy=fault.remedy if isinstance(fault, OptionError) else _SEE,
        # all addresses would be others
        level="error" if is_pattern else "warning",
        way=way,
    )


def settings(values: Mapping[str, Any], *, clock: dt.datetime, report: Report) -> Settings:
    """Return the publication's settings.

    :param clock: The time of the build, with an offset; used where ``now`` is empty.
    """
    good = checked(values, report)
    now = dt.datetime.fromisoformat(good["now"]) if good["now"] else dates.to_the_hour(clock)
    rest = {key: value for key, value in good.items() if key not in _NOT_IN_SETTINGS}
    return Settings(now=now, **rest)
