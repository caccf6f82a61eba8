"""Small blogs of ABlog, one of each kind that public ones are of, with what is to become of them.

They are taken over by ``standfirst init --from-ablog`` and built; the record of each page is read
from its HTML, and the entries of each feed, and compared with what is written here.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

from benchmarks.takeover import publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.takeover.publication import PublicationOutput

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONF = 'blog_title = "{title}"\nblog_baseurl = "https://notes.example/"\nblog_authors = {{"mo": ("Mo Farr", ""), "ana": ("Ana Ruiz", "")}}\n'


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PageRecord:
    """What a reader is told of an article."""

    title: str
    date: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    text: str = ""
    """Its first paragraph."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Blog:
    """A blog, and what is to become of it."""

    kind: str
    files: Mapping[str, str]
    pages: Mapping[str, PageRecord]
    """File of the output -> its record."""
    feeds: Mapping[str, tuple[str, ...]] = dc.field(default_factory=dict)
    """File of a feed -> titles of its entries, the newest first."""
    moved: Mapping[str, str] = dc.field(default_factory=dict)
    """File at an old address -> where it leads to."""
    left: tuple[str, ...] = ()
    """What ``init`` names as left behind."""
    hidden: tuple[str, ...] = ()
    """Words of drafts, which no file of the output has."""


def conf(title: str, *more: str) -> str:
    """Return the ``conf.py`` of a blog."""
    return _CONF.format(title=title) + "".join(f"{line}\n" for line in more)


BLOGS = (
    Blog(
        kind="the first heading is the title",
        files={
            "conf.py": conf("Weights", 'blog_post_pattern = "posts/*"'),
            "posts/scales.md": "---\ndate: 2025-02-03\nauthor: mo\ntags: kitchen scales, brass\n---\n<!-- to be checked -->\n(scales)=\n# What a *scale* is for\n\nIt tells flour from snow.\n\n# What it is not for\n\nCats.\n",
            "posts/named.md": "---\ntitle: As it is called\ndate: 2025-02-04\nauthor: ana\n---\n# As it begins\n\nA heading stays.\n",
        },
        pages={
            "posts/scales.html": PageRecord(title="What a scale is for", date="2025-02-03", authors=("Mo Farr",), tags=("kitchen scales", "brass"), text="It tells flour from snow."),
            "posts/named.html": PageRecord(title="As it is called", date="2025-02-04", authors=("Ana Ruiz",), text="A heading stays."),
        },
        feeds={"blog/atom.xml": ("As it is called", "What a scale is for")},
    ),
    Blog(
        kind="the directive post",
        files={
            "conf.py": conf("Bread", 'blog_default_author = "mo"'),
            "bread/before.md": "```{post} 5 Apr 2025\n:author: mo, ana\n:category: Baking\n:tags: rye, sour dough\n:redirect: old/rye\n```\n\n# Rye before all\n\nIt keeps a week.\n",
            "bread/after.md": "# Oven after rye\n\n:::{post} April 9, 2025\n:author: ana\n:exclude:\n\nWhat the oven is asked.\n:::\n\nIt is hot below.\n",
            "bread/options.md": "# Crumbs\n\n```{post} Jun 5, 2025\n---\nauthor: mo\nexcerpt: 2\nimage: 1\n---\n```\n\nThey fall.\n",
            "bread/draft.md": "# Unbaked quicksilver\n\n```{post}\n:author: ana\n```\n\nNobody eats quicksilver.\n",
        },
        pages={
            "bread/before.html": PageRecord(title="Rye before all", date="2025-04-05", authors=("Mo Farr", "Ana Ruiz"), section="Baking", tags=("rye", "sour dough"), text="It keeps a week."),
            "bread/after.html": PageRecord(title="Oven after rye", date="2025-04-09", authors=("Ana Ruiz",), text="It is hot below."),
            "bread/options.html": PageRecord(title="Crumbs", date="2025-06-05", authors=("Mo Farr",), text="They fall."),
        },
        feeds={"blog/atom.xml": ("Crumbs", "Oven after rye", "Rye before all")},
        moved={"old/rye.html": "/bread/before"},
        hidden=("quicksilver",),
    ),
    Blog(
        kind="keys of its own in front matter",
        files={
            "conf.py": conf("Tides", 'blog_path = "tides"'),
            "notes/keys.md": "---\nblogpost: true\ndate: Jan 2nd, 2025\nauthor: ana\ncategory: [Harbour]\ntags: low water, moon\nlanguage: English\nlocation: Nantes\nnocomments: true\nexcerpt: 2\nimage: 1\nredirect: old/keys, older/keys\n------\n# Keys of a harbour\n\nThere are nine.\n",
            "notes/kept.md": "---\nblogpost: true\nauthor: ana\n---\n# Heliotrope\n\nKept for later.\n",
        },
        pages={
            "notes/keys.html": PageRecord(title="Keys of a harbour", date="2025-01-02", authors=("Ana Ruiz",), section="Harbour", tags=("low water", "moon"), text="There are nine."),
        },
        feeds={"tides/atom.xml": ("Keys of a harbour",)},
        moved={"old/keys.html": "/notes/keys", "older/keys.html": "/notes/keys"},
        hidden=("Heliotrope", "Kept for later"),
    ),
    Blog(
        kind="names that differ only in case",
        files={
            "conf.py": conf("Hills"),
            "posts/north/README.md": "---\nblogpost: true\ndate: 2025-03-01\nauthor: mo\n---\n# North\n\nIt is steep.\n",
            "posts/south/readme.md": "---\nblogpost: true\ndate: 2025-03-02\nauthor: mo\n---\n# South\n\nIt is long.\n",
        },
        pages={
            "posts/north/README.html": PageRecord(title="North", date="2025-03-01", authors=("Mo Farr",), section="North", text="It is steep."),
            "posts/south/readme.html": PageRecord(title="South", date="2025-03-02", authors=("Mo Farr",), section="South", text="It is long."),
        },
        feeds={"blog/atom.xml": ("South", "North")},
    ),
    Blog(
        kind="substitutions",
        files={
            "conf.py": conf("Tools", 'myst_enable_extensions = ["substitution"]', 'myst_substitutions = {"tool": "an adze"}'),
            "posts/adze.md": "---\nblogpost: true\ndate: 2025-05-01\nauthor: ana\nmyst:\n  substitutions:\n    who: Tom Ash\n---\n# Planks\n\nCut by {{ who }} with {{ tool }}.\n",
        },
        pages={
            "posts/adze.html": PageRecord(title="Planks", date="2025-05-01", authors=("Ana Ruiz",), text="Cut by Tom Ash with an adze."),
        },
        feeds={"blog/atom.xml": ("Planks",)},
    ),
    Blog(
        kind="posts that are not Markdown",
        files={
            "conf.py": conf("Mixed"),
            "posts/one.md": "---\nblogpost: true\ndate: 2025-06-01\nauthor: mo\n---\n# One\n\nIt is read.\n",
            "posts/two.rst": ":blogpost: true\n:date: 2025-06-02\n\nTwo\n===\n\nIt is not.\n",
            "posts/three.ipynb": '{"cells": [], "metadata": {"blogpost": "true"}, "nbformat": 4, "nbformat_minor": 5}',
        },
        pages={
            "posts/one.html": PageRecord(title="One", date="2025-06-01", authors=("Mo Farr",), text="It is read."),
        },
        feeds={"blog/atom.xml": ("One",)},
        left=("posts/three.ipynb", "posts/two.rst"),
    ),
    Blog(
        kind="folders of years, people of mystmd",
        files={
            "conf.py": conf("Years", 'blog_post_pattern = ["blog/20*/*"]'),
            "blog/2024/first.md": "---\ntitle: First of all\ndate: 2024-12-31\nauthors:\n  - name: Ana Ruiz\n    affiliations: [Quay]\n  - given: Lev\n    family: Osin\n---\n\nIt was cold.\n",
            "blog/2025/second.md": "---\ntitle: Second\ndate: 2025-01-01\nauthor: mo\n---\n\nSee {ref}`blog-feed` and [the first](../2024/first.md).\n",
        },
        pages={
            "blog/2024/first.html": PageRecord(title="First of all", date="2024-12-31", authors=("Ana Ruiz", "Lev Osin"), text="It was cold."),
            "blog/2025/second.html": PageRecord(title="Second", date="2025-01-01", authors=("Mo Farr",), text="See Years and the first."),
        },
        feeds={"blog/atom.xml": ("Second", "First of all")},
    ),
)  # fmt: skip


def faults(blog: Blog, work: Path) -> Iterator[str]:
    """Take *blog* over in *work*, build it, and yield what is not as it is to be."""
    site = work / "site"
    for name, text in blog.files.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    made = publication.build(site, work, "--from-ablog", jobs=1)
    yield from compare(blog, made)


def compare(blog: Blog, made: PublicationOutput) -> Iterator[str]:
    """Yield what of the publication is not as it is to be."""
    for name, expected in blog.pages.items():
        found = record(made.folder / name) if name in made.files else None
        if found != _comparable(expected, found):
            yield f"{name}: {found} in the place of {expected}"
    for name, titles in blog.feeds.items():
        entries = _titles(made.folder / name) if name in made.files else None
        if entries != titles:
            yield f"{name}: {entries} in the place of {titles}"
    for name, target in blog.moved.items():
        led = _led_to(made.folder / name) if name in made.files else None
        if led is None or not led.endswith(target):
            yield f"{name} leads to {led} in the place of {target}"
    if tuple(sorted(made.left)) != blog.left:
        yield f"left behind: {tuple(sorted(made.left))} in the place of {blog.left}"
    for name in sorted(made.files):
        content = (made.folder / name).read_bytes().lower()
        yield from (f"{name} has {word!r}, of a draft" for word in blog.hidden if word.lower().encode() in content)  # fmt: skip


def _comparable(expected: PageRecord, found: PageRecord | None) -> PageRecord:
    """Return *expected*; with the section that was found, where nothing is said of it."""
    if found is None or expected.section:
        return expected
    return dc.replace(expected, section=found.section)


def record(page: Path) -> PageRecord:
    """Return what a page says of its article."""
    root = lxml.html.parse(str(page)).getroot()

    def texts(path: str) -> tuple[str, ...]:
        return tuple(" ".join(each.text_content().split()) for each in root.xpath(path))

    def first(found: tuple[str, ...]) -> str:
        return found[0] if found else ""

    dates = root.xpath("//meta[@property='article:published_time']/@content")
    return PageRecord(
        title=first(texts("//article/header//h1")),
        date=first(tuple(str(date)[:10] for date in dates)),
        authors=tuple(str(name) for name in root.xpath("//meta[@name='author']/@content")),
        section=first(texts("//p[contains(@class, 'sf-kicker')]/a")),
        tags=texts("//article//a[@rel='tag']"),
        text=first(texts("//div[@class='sf-text']//p")),
    )


def _titles(feed: Path) -> tuple[str, ...]:
    root = lxml.etree.parse(str(feed)).getroot()
    return tuple(entry.findtext(f"{_ATOM}title") or "" for entry in root.iterfind(f"{_ATOM}entry"))


def _led_to(page: Path) -> str | None:
    root = lxml.html.parse(str(page)).getroot()
    found = root.xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if found else None
