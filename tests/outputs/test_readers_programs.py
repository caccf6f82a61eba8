"""What readers' own programs make of a publication: ``make audit``.

Text browsers (w3m, lynx), a feed reader (newsboat), what reads a bibliography (pandoc), Firefox, and a copy by wget.
Reader views are in ``test_reader_views.py``, WebKit in ``tests/browser/test_webkit.py``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import shutil
import sqlite3
import subprocess
from urllib.parse import quote

import lxml.html
import pytest
from browsers import served
from firefox import firefox
from publications import Publication, hold

pytestmark = pytest.mark.audit

PICTURE = "https://pictures.example/weir.jpg"
HOME = "https://example.org/review/"
ENGLISH = f"""
The weir was built in 1906.[^1] It *holds* still.

## The second winter

![The weir from above]({PICTURE})

The ice came in [January](/2026/01/水坝/), see `notes.txt`.

| Winter | Ice |
| --- | --- |
| 1906 | *thin* |

[^1]: Two clerks wrote of it at length.
"""
CHINESE = "2025年4月15日，水坝修好了。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a publication with an English article that has a note and a picture, a Chinese and a withdrawn one."""
    publication = Publication(tmp_path_factory.mktemp("programs"))
    hold(publication, PICTURE)
    publication.post(
        "2026-01-02-weir",
        ENGLISH,
        title="A Weir in Winter",
        image=f"{{path: {PICTURE}, alt: Ice on the weir}}",
    )
    publication.post("2026-01-03-水坝", CHINESE, title="水坝", author="王小明", date="2026-01-03 12:00:00 +0800", description="修好了。")  # fmt: skip
    publication.post("2026-01-04-gone", "Taken back.\n", title="A Withdrawn Notice", author="Bo Bee", date="2026-01-04 12:00:00 +0800", withdrawn="2026-03-01, The figures were wrong.")  # fmt: skip
    return publication.build()


@pytest.fixture(scope="module")
def address(built):
    """Return where it is served."""
    with served(built.out, mount="") as base:
        yield base


@pytest.fixture
def run(tmp_path):
    """Return what runs a program in an empty home, with no server between, and returns what it says."""

    def said(name, *arguments):
        if not shutil.which(name):
            pytest.skip(f"needs {name} (Debian, Ubuntu: apt install {name})")
        env = {**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1"}
        done = subprocess.run([name, *map(str, arguments)], env=env, capture_output=True, text=True, check=False, timeout=120)  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return said


MASTHEAD = ["Skip to the text", "Search", "The Test Review", "• Articles", "• Authors", "• Archive"]
FOOT = ["The Test Review", "Feeds", "• Atom", "• RSS", "• JSON"]
CARD = [
    "A Weir in Winter",
    "The weir was built in 1906. It holds still.",
    "By Ada Lovelace 2 January 2026",
]
CITED_IN_WORDS = [
    "• Chicago Lovelace, Ada. “A Weir in Winter.” The Test Review, January 2, 2026. https://example.org/review/2026/01/weir/.",
    "• APA Lovelace, A. (2026, January 2). A Weir in Winter. The Test Review. https://example.org/review/2026/01/weir/",
    "• MLA Lovelace, Ada. “A Weir in Winter.” The Test Review, 2 Jan. 2026, https://example.org/review/2026/01/weir/.",
    "• GB/T 7714 LOVELACE A. A Weir in Winter[N/OL]. The Test Review, 2026-01-02. https://example.org/review/2026/01/weir/.",
]  # fmt: skip
FILES = ["BibTeX", "Download BibTeX", "RIS", "Download RIS", "CSL-JSON", "Download CSL-JSON"]
TEXTS = {
    "": [*MASTHEAD[:1], "3 January 2026", *MASTHEAD[1:], "Articles", "水坝", "2025年4月15日，水坝修好了。", "文｜王小明2026年1月3日", "Articles", *CARD, *FOOT],
    "2026/01/weir/": [*MASTHEAD, "Articles", "A Weir in Winter", "What it is about.", "By Ada Lovelace", "2 January 2026 1 minute’s reading Cite", "Contents", "• The second winter", "Ice on the weir", "The weir was built in 1906.1 It holds still.", "The second winter", "The weir from above", "The ice came in January, see notes.txt.", "Winter Ice", "1906 thin", "[1]", "Two clerks wrote of it at length.", "Share", "E-mail Bluesky Facebook LinkedIn WhatsApp", "Address", "https://example.org/review/2026/01/weir/", "Cite this article", *CITED_IN_WORDS, *FILES, "Next in Articles水坝", *FOOT],
    "2026/01/水坝/": ["跳到正文", "搜索", *MASTHEAD[2:], "Articles", "水坝", "修好了。", "文｜王小明", "2026年1月3日阅读约1分钟引用", "2025年4月15日，水坝修好了。", "分享", "电子邮件Bluesky Facebook LinkedIn WhatsApp", "网址", "https://example.org/review/2026/01/%E6%B0%B4%E5%9D%9D/", "引用本文"],
    "2026/01/gone/": [*MASTHEAD, "Articles", "A Withdrawn Notice", "By Bo Bee", "4 January 2026", "This article was withdrawn on 1 March 2026.", "The figures were wrong.", "Address", "https://example.org/review/2026/01/gone/", "Previous in Articles水坝", *FOOT],
    "authors/ada-lovelace/": [*MASTHEAD, "Author", "Ada Lovelace", "1 article", "• Atom", "• RSS", "• JSON", "All articles as BibTeX", "2026", "Articles", *CARD, *FOOT],
    "search.html": [*MASTHEAD, "Search", "Searching needs JavaScript. The archive lists every article without it.", "Search", *FOOT],
}  # fmt: skip
"""Page -> its lines. Nothing is there that does nothing without JavaScript, nor a name of a file in a picture's place."""
BROWSERS = {
    "w3m": ("-dump", "-cols", "1000"),
    "lynx": ("-dump", "-nolist", "-width=1000", "-display_charset=utf-8"),
}
SIGNS = re.compile(r"\[ +\] |_{3,} |\(BUTTON\) ?|^#search .*")
"""Fields and buttons as these programs draw them, and lynx's list of what the head links to."""
SPACES = re.compile(" {2,}")
BESIDE = re.compile("(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
"""A space beside a Chinese character, of which w3m sets none."""


@pytest.mark.parametrize("place", TEXTS)
@pytest.mark.parametrize("browser", BROWSERS)
def test_a_text_browser_shows_all_in_its_order(address, run, browser, place):
    """First what leads to the text; pictures by their alternative texts, notes below; no sign of a heading's link."""
    shown = run(browser, *BROWSERS[browser], address + place).splitlines()
    plain = [SPACES.sub(" ", SIGNS.sub("", line.strip())) for line in shown]
    lines = [re.sub(r"^[*+] ", "• ", BESIDE.sub("", line)) for line in plain if line]

    assert lines[: len(TEXTS[place])] == TEXTS[place]


def records(file, query):
    """Return the rows of a database."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_a_feed_reader_has_the_articles(address, run, tmp_path, name):
    """In newsboat: the site by its own address, each article's author, day, whole text and full addresses."""
    (tmp_path / "urls").write_text(f"{address}{name}\n", "utf-8")
    (tmp_path / "config").touch()
    cache = tmp_path / "cache.db"
    run("newsboat", "-C", tmp_path / "config", "-u", tmp_path / "urls", "-c", cache, "-x", "reload")
    feeds = records(cache, "SELECT title, url FROM rss_feed")
    rows = records(cache, "SELECT title, author, url, pubDate, content FROM rss_item ORDER BY pubDate")  # fmt: skip
    texts = [lxml.html.fragment_fromstring(row[4], create_parent="div") for row in rows]
    links = [link for text in texts for _, _, link, _ in text.iterlinks()]

    assert feeds == [("The Test Review", HOME)]
    assert [(*row[:3], dt.datetime.fromtimestamp(row[3], dt.UTC).isoformat()) for row in rows] == [
        ("A Weir in Winter", "Ada Lovelace", f"{HOME}2026/01/weir/", "2026-01-02T04:00:00+00:00"),
        ("水坝", "王小明", f"{HOME}2026/01/{quote('水坝')}/", "2026-01-03T04:00:00+00:00"),
        ("A Withdrawn Notice", "Bo Bee", f"{HOME}2026/01/gone/", "2026-01-04T04:00:00+00:00"),
    ]
    assert [" ".join(text.text_content().split()) for text in texts] == [
        "The weir was built in 1906.[1] It holds still. The second winter The ice came in January, see notes.txt. Winter Ice 1906 thin [1] Two clerks wrote of it at length.",
        "2025年4月15日，水坝修好了。",
        "This article was withdrawn on 1 March 2026. The figures were wrong.",
    ]
    assert len(links) == 5
    assert [link for link in links if not link.startswith(HOME)] == []


@pytest.mark.parametrize("form", ["biblatex", "bibtex"])
def test_pandoc_reads_every_record(built, run, form):
    """As many as there are articles, each with its author, day and its address in its own letters."""
    read = json.loads(run("pandoc", "-f", form, "-t", "csljson", built.out / "citations.bib"))
    kind = {"type": "article-newspaper", "container-title": "The Test Review"}
    keys = ("title", "author", "URL", "issued", *kind)

    assert [{key: item.get(key) for key in keys} for item in read] == [
        {"title": "水坝", "author": [{"literal": "王小明"}], "URL": f"{HOME}2026/01/水坝/", "issued": {"date-parts": [[2026, 1, 3]]}, **kind},
        {"title": "A Weir in Winter", "author": [{"family": "Lovelace", "given": "Ada"}], "URL": f"{HOME}2026/01/weir/", "issued": {"date-parts": [[2026, 1, 2]]}, **kind},
    ]  # fmt: skip


SEEN = """
const images = [...document.querySelectorAll("article img")];
for (const image of images) image.loading = "eager";
const width = (image) => image.decode().then(() => image.naturalWidth > 0, () => false);
await document.fonts.ready;
const faces = [...document.fonts].filter((face) => face.status === "loaded");
return {
  title: document.querySelector("h1").innerText,
  pictures: await Promise.all(images.map(width)),
  fonts: [...new Set(faces.map((face) => `${face.family} ${face.style}`.replaceAll('"', "")))].sort(),
};
"""
WEIR = {
    "title": "A Weir in Winter",
    "pictures": [True, True],
    "fonts": ["Standfirst Sans normal", "Standfirst Serif italic", "Standfirst Serif normal"],
}
WAITS = "return [...new Set([...document.fonts].map((face) => face.display))]"
"""How long text waits for its fonts, which else the browser decides by what is at hand (``optional``)."""
CITED = "return document.querySelector('.sf-cite').open"
MODE = "document.querySelector('button[data-mode={}]').click()"


def test_a_copy_by_wget_is_whole(built, address, run, tmp_path):
    """Nothing that is linked is missing; opened from disk in Firefox, it has its pictures, style sheets and fonts."""
    copy = tmp_path / "copy"
    run("wget", "--quiet", "--mirror", "--page-requisites", "--convert-links", "--adjust-extension", "--no-host-directories", "--directory-prefix", copy, address)  # fmt: skip
    articles = {path.parent.name for path in copy.glob("2026/01/*/index.html")}
    with firefox(tmp_path / "profile") as window:
        window.go((copy / "2026/01/weir/index.html").as_uri())
        seen, waits = window.run(SEEN), window.run(WAITS)

    assert articles == {path.parent.name for path in built.out.glob("2026/01/*/index.html")}
    assert seen == WEIR
    # none depends on the disk's haste
    assert waits == ["block"]


KINDS = ["", "2026/01/weir/", "2026/01/水坝/", "2026/01/gone/", "posts/", "authors/", "authors/ada-lovelace/", "sections/", "sections/articles/", "archive/", "archive/2026/01/", "search.html?q=weir", "404.html"]  # fmt: skip
"""Pages, one of each kind."""
BEYOND = """
await document.fonts.ready;
for (const fold of document.querySelectorAll("details")) fold.open = true;
const { clientWidth, scrollWidth } = document.documentElement;
const [{ responseStatus }] = performance.getEntriesByType("navigation");
return [responseStatus, innerWidth, scrollWidth - clientWidth];
"""


def test_a_telephone_with_firefox_scrolls_no_page_sideways(address, tmp_path):
    """Pages of every kind, with all that is folded open."""
    with firefox(tmp_path / "profile") as window:
        window.go(address)
        window.narrow(360)
        found = {}
        for page in KINDS:
            window.go(address + page)
            found[page] = window.run(BEYOND)

    assert found == {page: [200, 360, 0] for page in KINDS}


def test_firefox(address, tmp_path):
    """Fonts, pictures, the box with citations by its address, light and dark: not blank in any."""
    pictures = {}
    with firefox(tmp_path / "profile") as window:
        window.go(f"{address}2026/01/weir/#cite")
        opened = window.run(CITED)
        # italics are there from the second page on (static/standfirst/fonts.css)
        window.go(f"{address}2026/01/weir/")
        seen = window.run(SEEN)
        for mode in ("light", "dark"):
            window.run(MODE.format(mode))
            pictures[mode] = window.picture()
        grounds = {mode: sum(picture.getpixel((9, 400))) > 384 for mode, picture in pictures.items()}  # fmt: skip
        colours = [len(picture.getcolors(2**24)) > 99 for picture in pictures.values()]

    assert (opened, seen) == (True, WEIR)
    assert grounds == {"light": True, "dark": False}
    assert colours == [True, True]
