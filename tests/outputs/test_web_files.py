"""What programs are told of the whole publication: sitemaps, robots.txt, llms.txt, articles as Markdown."""

from __future__ import annotations

import datetime as dt
import re
from html import escape

import pytest
from articles import HOSTILE, post
from bare_posts import bare_post
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from standfirst.addresses import page_addresses
from standfirst.catalogue.model import Catalogue, Listing, Ref
from standfirst.incremental import freshness
from standfirst.incremental.manifest import Manifest
from standfirst.markdown.quotes import smarten
from standfirst.outputs import markdown_copy, web_files
from standfirst.outputs.article import Facts
from standfirst.settings.model import Settings
from standfirst.sources.front_matter import inline_markup

BASE = "https://example.org/review/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}  # fmt: skip


def listed(data):
    """Return address -> last change of a sitemap or of an index of them."""
    root = etree.fromstring(data)
    return {
        child.findtext("s:loc", namespaces=NAMES): child.findtext("s:lastmod", namespaces=NAMES)
        for child in root
    }


@pytest.fixture
def review(publication):
    """Return a publication with articles of three days."""
    publication.write("about.md", "---\ntitle: About\nlast_modified_at: 2026-04-05\n---\n\nText.\n")
    publication.post("2026-01-02-a", date="2026-01-02 12:00:00 +0800", tags="[x]")
    publication.post(
        "2026-05-30-b", date="2026-05-30 12:00:00 +0000", title="'Café & <b>'", lang="zh-Hant"
    )
    publication.post(
        "2026-05-20-c", date="2026-05-20", last_modified_at="2026-05-31 09:00:00 +0000"
    )
    publication.post("2026-05-31-d", date="2026-05-31", withdrawn="2026-05-31, wrong")
    publication.post("2026-05-31-e", draft="true")
    return publication


def test_the_sitemap_has_every_page_with_its_last_change(review):
    """The update date, else the publication date; of a list that of its newest article; nothing that is not to be found."""
    found = listed(review.build().read("sitemap.xml").encode())
    below = {url.removeprefix(BASE): moment for url, moment in found.items()}

    assert {url.startswith(BASE) for url in found} == {True}
    assert below["2026/01/a/"] == "2026-01-02T12:00:00+08:00"
    assert below["2026/05/c/"] == "2026-05-31T09:00:00+00:00"
    assert below["about/"] == "2026-04-05T00:00:00+00:00"
    assert below["tags/x/"] == "2026-01-02T12:00:00+08:00"
    assert below["authors/ada-lovelace/"] == "2026-05-31T09:00:00+00:00"
    assert below[""] == below["archive/"] == "2026-05-31T09:00:00+00:00"
    assert not {"2026/05/d/", "2026/05/e/", "search.html", "404.html"} & set(below)


def test_an_incremental_build_has_the_same_sitemap(review):
    """Pages that were not written again are in it."""
    review.build()
    review.post(
        "2026-05-30-b",
        "Changed.\n",
        date="2026-05-30 12:00:00 +0000",
        last_modified_at="2026-06-01",
    )
    after = review.build().files()
    for folder in ("html", "doctrees"):
        (review.root / "_build" / folder).rename(review.root / f"_build/old-{folder}")
    anew = review.build().files()

    for name in ("sitemap.xml", "robots.txt", "llms.txt", "2026/05/b/index.html.md"):
        assert after[name] == anew[name]
    assert listed(after["sitemap.xml"])[f"{BASE}2026/05/b/"] == "2026-06-01T00:00:00+00:00"


def test_a_sitemap_that_is_too_long_is_split():
    """Into files that one names, each with its newest change; with a line for each address, as tools that compare lines need."""
    moments = [dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in (1, 3, 2)]
    found = [(f"{BASE}{number}/", moment) for number, moment in enumerate(moments)]
    files = web_files.sitemaps([*found, (f"{BASE}x/", None)], BASE, most=2)

    assert listed(files["sitemap.xml"]) == {
        f"{BASE}sitemap-1.xml": "2026-01-03T00:00:00+00:00",
        f"{BASE}sitemap-2.xml": "2026-01-02T00:00:00+00:00",
    }
    assert [*listed(files["sitemap-2.xml"])] == [f"{BASE}2/", f"{BASE}x/"]
    lines = files["sitemap-2.xml"].decode().splitlines()
    assert [line.strip() for line in lines if "<loc>" in line] == [f"<loc>{BASE}{end}</loc>" for end in ("2/", "x/")]  # fmt: skip
    assert web_files.MOST == 50_000


def test_the_news_are_those_of_two_days(review):
    """Before now, which the publication may say; with its languages; when there are none there is no file."""
    built = review.build()
    root = etree.fromstring(built.read("news-sitemap.xml").encode())
    (news,) = root.iterfind(".//n:news", NAMES)

    assert [*listed(built.read("news-sitemap.xml").encode())] == [f"{BASE}2026/05/b/"]
    assert news.findtext("n:title", namespaces=NAMES) == "Café & <b>"
    assert news.findtext("n:publication/n:name", namespaces=NAMES) == "The Test Review"
    assert news.findtext("n:publication/n:language", namespaces=NAMES) == "zh-tw"
    assert news.findtext("n:publication_date", namespaces=NAMES) == "2026-05-30T12:00:00+00:00"
    assert f"Sitemap: {BASE}news-sitemap.xml\n" in built.read("robots.txt")
    later = review.build("standfirst_now=2026-06-01T12:00:00+00:00")
    assert not later.has("news-sitemap.xml")
    assert "news" not in later.read("robots.txt")


def test_a_build_is_due_when_an_article_is_news_no_more(tmp_path):
    """Though nothing else has changed."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").touch()
    Manifest(freshness.written(tmp_path, out), out).finish({"index.html": "x"})
    freshness.remember(tmp_path, "x")
    moment = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
    freshness.note(tmp_path / freshness.NEWS, moment)

    assert freshness.is_fresh(tmp_path, out, "x", moment - dt.timedelta(minutes=1))
    assert not freshness.is_fresh(tmp_path, out, "x", moment)
    freshness.note(tmp_path / freshness.NEWS, None)
    assert freshness.is_fresh(tmp_path, out, "x", moment)


def test_robots_may_read_everything_but_a_preview(review):
    """They are told where the sitemap is; a publisher's own file stays."""
    assert review.build().read("robots.txt") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n\nSitemap: {BASE}news-sitemap.xml\n"
    )
    preview = review.build("standfirst_preview=1")
    assert preview.read("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert not preview.has("sitemap.xml")
    review.write("extra/robots.txt", "mine")
    assert review.build("html_extra_path=extra").read("robots.txt") == "mine"


def test_without_a_base_url_there_is_no_sitemap(review):
    """Nor anything else that has absolute addresses."""
    built = review.build("standfirst_base_url=")

    for name in (
        "sitemap.xml",
        "news-sitemap.xml",
        "llms.txt",
        "robots.txt",
        "2026/01/a/index.html.md",
    ):
        assert not built.has(name)


def test_llms_txt_names_articles_by_section(review):
    """The newest first, with what they are about and their address as Markdown."""
    text = review.build().read("llms.txt")
    tree = html.fragment_fromstring(MarkdownIt().render(text), create_parent="div")
    links = {a.text_content(): a.get("href") for a in tree.iter("a")}

    assert tree.findtext("h1") == "The Test Review"
    assert [*links.items()] == [
        ("Café & <b>", f"{BASE}2026/05/b/index.html.md"),
        ("A title of 2026-05-20-c", f"{BASE}2026/05/c/index.html.md"),
        ("A title", f"{BASE}2026/01/a/index.html.md"),
        ("All pages", f"{BASE}sitemap.xml"),
    ]
    assert f"{BASE}2026/05/c/index.html.md" in text
    assert "2026/05/d/" not in text


def test_an_article_is_there_as_markdown(publication):
    """Title, byline, day and address, then the text, with absolute links; the page names it."""
    publication.post(
        "2026-01-02-a",
        "## Part\n\nSee [b](2026-01-03-b.md), *this* and `x*y`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        author="Ada Lovelace and Bo Bee",
        permalink="/a.html",
    )
    publication.post("2026-01-03-b")
    publication.post("2026-01-04-c", withdrawn="2026-02-01, wrong")
    built = publication.build()
    text = built.read("a.html.md")
    (link,) = html.document_fromstring(built.read("a.html")).xpath("//link[@type='text/markdown']")

    assert link.get("href") == f"{BASE}a.html.md"
    assert text.startswith(
        "# A title\n\n*What it is about.*\n\nBy Ada Lovelace and Bo Bee · 2 January 2026 · "
    )
    assert text.count(f"{BASE}a.html") == 1
    assert "\n## Part\n" in text
    assert f"See [b]({BASE}2026/01/b/), *this* and `x*y`." in text
    assert re.search(r"^\| a +\| b +\|$", text, re.MULTILINE)
    assert not built.has("2026/01/c/index.html.md")


MARKS = ["*a* _b_ `c` [d](e) # f", "1. x", "2) y", "- z", "+ z", "# h", "> q", "=", "![a](b)", "a < b > c <b>", "&amp; & &x", "back\\slash \\*", "snake_case e-mail 3.5", "~~s~~ ~", "a | b"]  # fmt: skip


@given(st.sampled_from(MARKS) | st.text("ab1 *_`[](){}<>#+-.!&;\\\\~=|\n"))
def test_text_is_text_in_markdown(text):
    """Whatever marks it has, wherever a line begins; what needs no escape has none."""
    source = f"<h2>{escape(' '.join(text.split()))}</h2>\n<p>x <em>y</em> {escape(text)}</p>\n<ul>\n<li>{escape(text)}</li>\n</ul>"
    made = markdown_copy.to_markdown(source)
    tree = html.fragment_fromstring(MarkdownIt("commonmark").render(made), create_parent="div")
    expected = " ".join(text.split())

    read = [" ".join(e.text_content().split()) for e in tree]

    assert [*filter(None, read)] == [*filter(None, (expected, f"x y {expected}".strip(), expected))]
    assert {e.tag for e in tree.iter()} <= {"div", "h2", "p", "em", "ul", "li"}


def test_code_stays_as_it_is_in_markdown():
    """In lines and blocks; plain words have no backslash."""
    source = "<p>An e-mail of 3.5 MB, snake_case. <code>a_*b*</code></p><pre>x_*y* [z]\n</pre>"
    made = markdown_copy.to_markdown(source)

    assert made.strip() == "An e-mail of 3.5 MB, snake_case. `a_*b*`\n\n```\nx_*y* [z]\n```"


def test_titles_stay_titles_in_markdown(publication):
    """Without their own marks; no element comes of them."""
    for number, title in enumerate([*HOSTILE, "*a* _b_ `c` [d](e) # f", "1. x", "![a](b)"]):
        post(publication, f"2026-01-0{number + 1}-p", title=title, permalink=f"/p{number}/")
    built = publication.build()
    for number, title in enumerate([*HOSTILE, "*a* _b_ `c` [d](e) # f", "1. x", "![a](b)"]):
        rendered = MarkdownIt("commonmark").render(built.read(f"p{number}/index.html.md"))
        tree = html.fragment_fromstring(rendered, create_parent="div")

        assert tree.find("h1").text_content() == smarten(
            inline_markup.plain(title).text or "P", tree.get("lang") or _lang(built, number)
        )
        assert not len(tree.find("h1"))


def _lang(built, number):
    return html.document_fromstring(built.read(f"p{number}/")).get("lang")


def test_a_robots_text_is_made_of_what_it_is_told():
    """Without sitemaps it has none."""
    assert web_files.robots((), is_preview=False) == "User-agent: *\nAllow: /\n"


NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
HOURS = dt.timedelta(hours=1)


def known(*posts, names=None, **options):
    """Return the facts of posts, all in one section; each is a name and the values of a post."""
    made = {}
    for name, values in posts:
        section = Ref(name="Essays", page="sections/essays")
        made[name] = bare_post(name, **{"title": name.upper(), "section": section, **values})
    listing = Listing(kind="section", key="essays", name=names or "Essays", page="sections/essays", posts=tuple(made))  # fmt: skip
    lists = {"author": {}, "section": {"essays": listing}}
    pages = {name: page_addresses.address(f"{name}/") for name in ("sections/essays", *made, "about", "none")}  # fmt: skip
    settings = Settings(**{"now": NOW, "title": "Review", "base_url": BASE, **options})
    catalogue = Catalogue(posts=made, lists=lists, neighbours={})
    return Facts(catalogue, page_addresses.Addresses(pages=pages), settings, pictures={}, pdfs={}, cards={}, card="")  # fmt: skip


@pytest.mark.parametrize(
    ("values", "is_news"),
    [
        ({"date": NOW}, True),
        ({"date": NOW + dt.timedelta(seconds=1)}, False),
        ({"date": NOW - 48 * HOURS}, False),
        ({"date": NOW - 48 * HOURS + dt.timedelta(seconds=1)}, True),
        ({"date": NOW, "withdrawn": NOW}, False),
        ({"date": NOW, "hidden": True}, False),
        ({"date": NOW, "withdrawn": NOW, "hidden": True}, False),
        ({}, False),
    ],
)
def test_news_is_less_than_two_days_old_and_not_of_tomorrow(values, is_news):
    """What is withdrawn, not to be seen or of no day is none."""
    facts = known(("a", values))
    posts = web_files.news(facts.catalogue, facts.settings)

    assert [post.docname for post in posts] == ["a"] * is_news
    assert web_files.news_until(posts) == (values["date"] + 48 * HOURS if is_news else None)


def test_there_are_a_thousand_news_at_most():
    """The newest; the first that is none any more is the oldest of them."""
    facts = known(*((f"p{n}", {"date": NOW - n * dt.timedelta(minutes=1)}) for n in range(1001)))
    posts = web_files.news(facts.catalogue, facts.settings)

    assert [posts[0].docname, posts[-1].docname, len(posts)] == ["p0", "p999", 1000]
    assert web_files.news_until(posts) == NOW - dt.timedelta(minutes=999) + 48 * HOURS


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("pt-BR", "pt"),
        ("zh", "zh-cn"),
        ("zh-Hans", "zh-cn"),
        ("zh-Hans-HK", "zh-cn"),
        ("zh-CN", "zh-cn"),
        ("zh-SG", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh-Hant-HK", "zh-tw"),
        ("zh-TW", "zh-tw"),
        ("zh-HK", "zh-tw"),
        ("zh-MO", "zh-tw"),
    ],
)
def test_news_sitemaps_have_two_kinds_of_chinese(lang, expected):
    """By script, else by territory; of other languages the language alone."""
    facts = known(("a", {"date": NOW, "lang": lang}))
    root = etree.fromstring(web_files.news_sitemap(facts.catalogue.posts.values(), facts))

    assert root.findtext(".//n:language", namespaces=NAMES) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"date": NOW}, NOW),
        ({"date": NOW, "updated": NOW + HOURS}, NOW + HOURS),
        ({}, None),
        ({"date": NOW, "withdrawn": NOW + HOURS}, NOW + HOURS),
        ({"date": NOW, "updated": NOW + HOURS, "withdrawn": NOW}, NOW + HOURS),
        ({"withdrawn": NOW}, NOW),
    ],
)
def test_a_list_changes_with_its_articles(values, expected):
    """Also when one is withdrawn, whose own page is in no sitemap; a page of another kind does not."""
    facts = known(("a", values), ("b", {}))
    own = [] if "withdrawn" in values else [(f"{BASE}a/", expected)]

    assert web_files.sitemap_entries(facts, {}, fronts={"about"}, without={"none"}) == [
        (f"{BASE}sections/essays/", expected),
        *own,
        (f"{BASE}b/", None),
        (f"{BASE}about/", expected),
    ]


@pytest.mark.parametrize(
    ("number", "parts"), [(0, [0]), (1, [1]), (2, [2]), (3, [2, 1]), (4, [2, 2]), (5, [2, 2, 1])]
)
def test_a_sitemap_is_split_where_it_has_more_than_it_may(number, parts):
    """As many as it may is one file."""
    found = [(f"{BASE}{n}/", None) for n in range(number)]
    files = web_files.sitemaps(found, BASE, most=2)
    names = ["sitemap.xml", *(f"sitemap-{n}.xml" for n, _ in enumerate(parts, 1) if parts[1:])]
    index = {f"{BASE}{name}": None for name in names[1:]}

    assert [*files] == names
    assert [len(listed(files[name])) for name in names[1:] or names] == parts
    assert not index or listed(files["sitemap.xml"]) == index


@pytest.mark.parametrize("mark", "\\`*_[]<>")
def test_llms_txt_has_no_mark_of_markdown_but_its_own(mark):
    """In titles, descriptions, names of sections and of the publication."""
    facts = known(("a", {"title": f"A{mark}", "description": f"B{mark}"}), names=f"C{mark}", title=f"D{mark}", tagline=f"E{mark}")  # fmt: skip

    assert web_files.llms(facts, f"{BASE}sitemap.xml") == (
        f"# D\\{mark}\n\n> E\\{mark}\n\n## C\\{mark}\n\n"
        f"- [A\\{mark}]({BASE}a/index.html.md): B\\{mark}\n\n"
        f"## Optional\n\n- [All pages]({BASE}sitemap.xml)\n"
    )


def test_llms_txt_has_as_many_articles_of_a_section_as_a_feed():
    """The newest of those that are to be seen; a section without any is not named, nor a tagline that is none."""
    withdrawn, hidden = {"withdrawn": NOW}, {"hidden": True}
    facts = known(("a", withdrawn), ("b", {}), ("c", hidden), ("d", {}), ("e", {}), feed_length=2)
    text = web_files.llms(facts, "s")

    assert [line[:6] for line in text.splitlines() if line.startswith("- ")] == ["- [B](", "- [D](", "- [All"]  # fmt: skip
    assert web_files.llms(known(("a", withdrawn)), "s") == "# Review\n\n## Optional\n\n- [All pages](s)\n"  # fmt: skip
