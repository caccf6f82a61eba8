"""What a site loses when it is taken over, as `make takeover` measures it."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import written

from benchmarks.takeover import (
    article,
    blogs,
    command,
    comparison,
    jekyll,
    known,
    publication,
    report,
)
from benchmarks.takeover.article import NAMED, Article, Link, Picture
from benchmarks.takeover.comparison import Difference, Known
from benchmarks.takeover.publication import PublicationOutput

PAGE = "https://old.example/blog/2025/a.html"
NOTHING_KNOWN = Known(link=lambda _: "", picture=lambda _: "")


def of(source):
    """Return the article of a piece of HTML."""
    return article.read(source, PAGE)


def difference(theirs, ours, reasons=NOTHING_KNOWN):
    """Return what differs between two pieces of HTML."""
    return comparison.compare("a.md", of(theirs), of(ours), of(ours), reasons)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It’s so – and it's", {"It": 1, "it": 1, "s": 2, "so": 1, "and": 1}),
        ("水車2座", {"水": 1, "車": 1, "2": 1, "座": 1}),
        ("soft\u00adware ﬁne", {"software": 1, "fine": 1}),
        ("/a/%E6%B0%B4", {"a": 1, "水": 1}),
        ("—…", {}),
    ],
)
def test_words_are_told_by_their_letters(text, found):
    """Signs and their forms do not count; a character of Chinese is a word."""
    assert article.words(text) == Counter(found)


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("b.html", "/blog/2025/b"),
        ("../b/", "/blog/b"),
        ("/", "/"),
        ("/blog/index.html#x", "/blog"),
        ("https://old.example/c.html?x=1", "/c"),
        ("http://www.Else.example/a%20b/?q=%C3%A9#x", "//else.example/a b?q=é"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[", "http://["),
    ],
)
def test_addresses_are_compared_as_they_are_resolved(href, found):
    """From the page; without what leads to the same file."""
    assert article.target(href, PAGE) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("/img/The%20Mill.JPG?x", "the-mill"),
        ("../_images/the-mill-0123456789ab-800.avif", "the-mill"),
        ("https://x.example/水.png", "水"),
        ("http://[/a.png", "a"),
    ],
)
def test_pictures_are_compared_by_name(source, found):
    """Without what a conversion adds to it."""
    assert article.picture(source, PAGE).name == found


def test_what_a_reader_has_of_a_text():
    """Blocks of words by their kinds, links, pictures, frames and formulas; not what an engine adds."""
    found = of(
        "<!-- x --><h2>A <em>h</em>ead<a class='headerlink' href='#a'>#</a></h2>"
        "<p>So<sup role='doc-noteref'>1</sup> <a href='b.html'>b <i>c</i></a><br>\\(x_1\\)</p>"
        "<table><tr><td><p>cell</p></td></tr></table><pre>a=\\(1\\)</pre><script>no()</script>"
        "<figure><img src='p.png'><figcaption>cap</figcaption></figure>"
        "<video src='v'>no video</video><math><mi>y</mi></math><span class='sf-placeholder'>alt</span>"
    )

    assert [(block.kind, block.text) for block in found.blocks] == [
        ("heading", "A head"),
        ("paragraph", "So b c"),
        ("table", "cell"),
        ("code", "a=\\(1\\)"),
        ("caption", "cap"),
    ]
    assert found.links == (Link(target="/blog/2025/b", text="b c"),)
    assert found.pictures == (Picture(name="p", target="/blog/2025/p.png"), Picture(name=NAMED))
    assert (found.media, found.formulas) == (1, 2)


def test_a_word_that_is_missing_is_one_of_the_block_that_misses_most():
    """Though it stands in another, too; each kind has its number, each block a sample."""
    found = difference(
        "<p>a mill and a wheel</p><ul><li>mill race</li></ul>", "<p>a mill and a wheel</p>"
    )

    assert found == Difference(
        path="a.md",
        words=7,
        missing=Counter({"list": 2}),
        samples=("list: mill race | mill race",),
    )


@pytest.mark.parametrize("leak", ["{: .lead} word", "<p>x</p>{% gone %}", "a ](b word", "**word"])
def test_markup_that_jekyll_shows_is_counted_apart(leak):
    """It is no loss; in code it is none of Jekyll's."""
    shown = leak.replace("<", "&lt;")
    ours = comparison.totals([difference(f"<p>{shown}</p><p>b</p>", "<p>b</p>")])
    code = comparison.totals([difference(f"<pre>{shown}</pre><p>b</p>", "<p>b</p>")])

    assert (ours.missing.total() > 0, ours.words_lost) == (True, 0)
    assert code.words_lost > 0


def test_a_link_that_kramdown_makes_a_table_of_is_markup_that_is_shown():
    """Its cells have a part each; a table that lost a cell has lost words."""
    theirs = "<table><tr><td>[a</td><td>b](c “d</td><td>e”)</td><td>f</td></tr></table>"
    found = difference(theirs, "<p>a</p>")

    assert found.missing == Counter({comparison.SHOWN: 4, "table": 1})


def test_links_that_are_not_there_have_a_reason():
    """One that leads elsewhere is told from one that is none."""
    theirs = (
        "<p><a href='a'>one</a> <a href='b'>two</a> <a href='c'>three</a> <a href='d'>d</a></p>"
    )
    ours = "<p><a href='a'>one</a> <a href='x'>two</a> three d</p>"
    reasons = Known(
        link=lambda target: "known" if target.endswith("d") else "", picture=lambda _: ""
    )
    found = difference(theirs, ours, reasons)

    assert found.links_missing == Counter({"leads elsewhere": 1, "is no link": 1, "known": 1})
    assert found.link_samples[0] == "leads elsewhere: /blog/2025/b -> /blog/2025/x | two"


@pytest.mark.parametrize(
    ("ours", "missing"),
    [
        ("<img src='/i/a-0123456789ab-x.png'><img src='b.png'>", {}),
        ("<img src='a.png'><img src='other.png'>", {}),
        ("<img src='a.png'><span class='sf-placeholder'>b</span>", {"is named, until it is fetched or mended": 1}),
        ("<img src='a.png'>", {"is not there": 1}),
        ("", {"is not there": 1, "known": 1}),
    ],
)  # fmt: skip
def test_pictures_that_are_not_there_have_a_reason(ours, missing):
    """Those of which the text alone is shown, and those that Jekyll does not show either, are told apart."""
    reasons = Known(
        link=lambda _: "", picture=lambda target: "known" if target.endswith("/a.png") else ""
    )
    found = difference("<p><img src='a.png'><img src='b.png'></p>", f"<p>{ours}</p>", reasons)

    assert found.pictures_missing == Counter(missing)


def test_of_two_pictures_of_one_name_the_one_without_a_reason_is_there():
    """Whichever comes first."""
    reasons = Known(link=lambda _: "", picture=lambda target: "known" if "else" in target else "")
    found = difference("<img src='//else.example/a.png'><img src='a.png'>", "<img src='a.png'>", reasons)  # fmt: skip

    assert found.picture_samples == ("known: //else.example/a.png",)


def test_shares_decide():
    """Words by their share, pictures by their number; a document without a page has lost all."""
    theirs = of("<p>" + "w " * 999 + "x</p><p><img src='a.png'></p>")
    one = comparison.totals([comparison.compare("a.md", theirs, of("<p>" + "w " * 999 + "</p><img src='a.png'>"), Article(), NOTHING_KNOWN)])  # fmt: skip
    gone = comparison.totals([comparison.absent("a.md", theirs)])

    assert (one.words_lost, one.pictures_lost) == (0.001, 0)
    assert one.hold(words=0.001, pictures=0)
    assert not one.hold(words=0.0009, pictures=0)
    assert (gone.words_lost, gone.pictures_lost, gone.absent) == (1, 1, ("a.md",))
    assert not gone.hold(words=1, pictures=0)
    assert comparison.totals([]).hold(words=0, pictures=0)


def test_the_report_names_the_worst_documents_first():
    """With what they lack; those without a page above all."""
    small = difference("<p>a b</p>", "<p>a</p>")
    lines = list(report.lines([small, comparison.absent("gone.md", of("<p>c d e</p>"))]))

    assert lines[0] == "2 documents, 1 without a page at their address"
    assert lines[1].startswith("words: 5, not there 4 (80.000%)")
    assert "  no page at its address: gone.md" in lines
    assert [line for line in lines if line.endswith("pictures")] == [
        "gone.md: 3 of 3 words, 0 of 0 links, 0 of 0 pictures",
        "a.md: 1 of 2 words, 0 of 0 links, 0 of 0 pictures",
    ]


def output(tmp_path, files):
    """Return the output of a publication of these files, at an address with a path."""
    return PublicationOutput(folder=written(tmp_path, files), base_url="https://old.example/blog/", files=frozenset(files), left={"tags": "a list"}, warnings=Counter())  # fmt: skip


def test_what_was_said_is_counted_by_its_type(tmp_path):
    """As the commands say it; what is left behind has its reason."""
    said = "left behind:\n  tags: a list\n"
    told = "posts/a.md:1:1: warning [standfirst.html] <hr> [x.y]\na.md:2: error [myst.header] b\n2 warnings\n"  # fmt: skip
    written(tmp_path, {"publication/conf.py": "standfirst_base_url = 'https://e.example/'\n"})
    found = publication.read(tmp_path, said, told)

    assert found.warnings == Counter({"standfirst.html": 1, "myst.header": 1})
    assert (found.left, found.base_url) == ({"tags": "a list"}, "https://e.example/")


PAGE_OF_OURS = "<article><header><h1>Head</h1></header><div class='sf-text'><p>text</p></div></article>"  # fmt: skip


def test_documents_are_compared_at_their_addresses(tmp_path):
    """But for lists, what Jekyll fails at, and what was named as left behind."""

    def document(path, content="<p>text</p>", *, error="", is_list=False):
        url = f"/blog/{path.removesuffix('.md')}.html"
        return jekyll.JekyllDocument(path=path, url=url, title="", content=content, error=error, is_list=is_list)  # fmt: skip

    theirs = jekyll.JekyllOutput(
        documents=(
            document("a.md", "<h1>Head</h1><p>text more</p>"),
            document("b.md"),
            document("tags/c.md"),
            document("d.md", is_list=True),
            document("e.md", error="no"),
            document("f.md", ""),
        ),
        files=frozenset(),
        left_out=(),
    )
    found = list(command.compare(theirs, output(tmp_path, {"a.html": PAGE_OF_OURS})))

    assert [(each.path, each.missing.total(), each.extra) for each in found] == [("a.md", 1, 0), ("b.md", 1, 0)]  # fmt: skip
    assert [each.is_absent for each in found] == [False, True]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("//else.example/a", ""),
        ("mailto:x", ""),
        ("/blog/gone", "leads nowhere in Jekyll's output either"),
        ("/blog/old", "leads to what is not taken over"),
        ("/blog/files/a.pdf", "leads to what is not taken over"),
        ("/blog/kept", ""),
        ("/blog", ""),
    ],
)
def test_why_a_link_is_not_there(tmp_path, target, reason):
    """By what either output has."""
    files = frozenset({"old.html", "kept/index.html", "files/a.pdf", "i/Mill.png", "index.html"})
    theirs = jekyll.JekyllOutput(documents=(), files=files, left_out=())
    ours = output(tmp_path, {"kept.html": "", "index.html": ""})
    there = known.Outputs(theirs, ours)

    assert there.why_no_link(target) == reason


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/blog/i/Mill.png", ""),
        ("/i/Mill.png", ""),
        ("/blog/i//é.png", ""),
        ("data:image/gif;base64,R0", "is written into the text, and not in a file"),
        ("file:/C:/Mill.png", "has an address that no page can show"),
        ("/blog/j/Mill.png", "is not in Jekyll's output either"),
        ("//else.example/i/Mill.png", "is on another server"),
    ],
)
def test_why_a_picture_is_not_there(tmp_path, target, reason):
    """By its whole address: another of the same name does not count."""
    files = frozenset({"i/Mill.png", unicodedata.normalize("NFD", "i/é.png")})
    theirs = jekyll.JekyllOutput(documents=(), files=files, left_out=())

    assert known.Outputs(theirs, output(tmp_path, {})).why_no_picture(target) == reason


def test_jekyll_is_told_to_do_without_what_is_not_there():
    """Themes, layouts, own plugins; a converter that Debian has not is kramdown."""
    found = jekyll.overlay({"markdown": "CommonMarkGhPages"}, ["jekyll-feed"])

    assert (found["plugins"], found["theme"], found["markdown"]) == (
        ["jekyll-feed"],
        False,
        "CommonMark",
    )
    assert jekyll.overlay({"markdown": "redcarpet"}, [])["markdown"] == "kramdown"
    assert [Path(folder, "record.rb").is_file() for folder in found["plugins_dir"]] == [True]


@pytest.mark.parametrize(
    ("files", "path", "is_list"),
    [
        ({"a.md": "{% for p in site.posts %}"}, "a.md", True),
        ({"a.md": "{% include all.html of=site.notes %}"}, "a.md", True),
        ({"a.md": "{%- include all.html -%}", "_includes/all.html": "{% assign x = site.tags %}"}, "a.md", True),
        ({"_posts/a.md": "{% for p in site.posts %}"}, "_posts/a.md", False),
        ({"a.md": "{% for x in site.data.x %} site.posts {{ site.posts }}"}, "a.md", False),
        ({"a.md": "{% include a.html %}", "_includes/a.html": "{% include a.html %}"}, "a.md", False),
    ],
)  # fmt: skip
def test_lists_of_documents_are_told_by_their_source(tmp_path, files, path, is_list):
    """Or that of what they include; a post is none."""
    config = {"_config.yml": "collections: [notes]\nbaseurl: /b/"}
    site = written(tmp_path / "site", files | config)
    record = {"path": path, "url": "/a/", "title": "", "is_page": True, "content": "\u2028", "error": ""}  # fmt: skip
    (tmp_path / "jekyll.jsonl").write_text(f"{json.dumps(record, ensure_ascii=False)}\n" * 2, "utf-8")  # fmt: skip
    found = jekyll.build(site, tmp_path)

    assert [(each.url, each.is_list) for each in found.documents] == [("/b/a/", is_list)]


def test_without_jekyll_there_is_nothing_to_compare_with(monkeypatch):
    """It is named with its package."""
    monkeypatch.setattr(jekyll.shutil, "which", lambda _: None)

    assert "apt install jekyll" in jekyll.missing()


def test_what_is_wrong_with_a_blog_is_said(tmp_path):
    """A record, a feed, an old address, what is left behind, a draft's words."""
    blog = blogs.Blog(
        kind="x",
        files={},
        pages={"a.html": blogs.PageRecord(title="Head", text="text")},
        feeds={"atom.xml": ("Head",)},
        moved={"old.html": "/a"},
        left=("tags",),
        hidden=("Secret",),
    )
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{}</title></entry></feed>"
    old = "<link rel='canonical' href='https://old.example/{}'>"
    good = {"a.html": PAGE_OF_OURS, "atom.xml": feed.format("Head"), "old.html": old.format("a")}
    bad = {"a.html": PAGE_OF_OURS.replace("Head", "Secret"), "atom.xml": feed.format("X"), "old.html": old.format("b")}  # fmt: skip

    assert list(blogs.compare(blog, output(tmp_path, good))) == []
    assert [fault.split()[0] for fault in blogs.compare(blog, output(tmp_path, bad))] == ["a.html:", "atom.xml:", "old.html", "a.html"]  # fmt: skip
    assert len(list(blogs.compare(blog, output(tmp_path, {})))) == 3


@pytest.mark.audit
def test_blogs_of_ablog_become_what_is_expected(tmp_path):
    """All seven kinds, by the command."""
    done = CliRunner().invoke(command.takeover, ["--work", str(tmp_path)], catch_exceptions=False)

    assert done.output.splitlines() == [f"{blog.kind}: as expected" for blog in blogs.BLOGS]
    assert done.exit_code == 0
