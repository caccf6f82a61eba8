"""The files of an ePub, made without a build."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from bare_posts import bare_post
from lxml import etree

from standfirst.catalogue.model import Person
from standfirst.editions.books import Book, BookPart
from standfirst.editions.epub import package, page_links, xhtml_pages

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def article(name, html, **given):
    """Return an article, and its page."""
    author = Person(name="Ada", key="a", page="a")
    day = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    post = bare_post(name, title=name.title(), date=day, authors=(author,), **given)
    return post, xhtml_pages.article(post, html, base_url="")


@pytest.fixture
def opened(tmp_path):
    """Return a function that makes a book of some articles, and opens it."""
    for name in ("b.png", "a.svg"):
        (tmp_path / name).write_bytes(name.encode())

    def made(*articles, title="", **given):
        posts = tuple(post for post, _ in articles)
        pages = {post.docname: page for post, page in articles}
        book = Book(
            key="k", title="T", subtitle="", publication="P", lang="en", parts=(BookPart(title=title, articles=posts),), **given,
        )  # fmt: skip
        supplies = package.Supplies(
            tree=lambda post: page_links.parse(pages[post.docname]),
            picture=lambda src: tmp_path / src if (tmp_path / src).is_file() else None,
            web=lambda name: f"https://e.org/{name}/",
            cover=b"cover",
        )
        return zipfile.ZipFile(BytesIO(package.make(book, supplies)))

    return made


def contents(book):
    """Return the lines of the contents, with those below them."""

    def lines(parent):
        return [
            (item.find(f"{HTML}a").get("href"), "".join(item.find(f"{HTML}a").itertext()), [entry for below in item.iterfind(f"{HTML}ol") for entry in lines(below)])
            for item in parent.iterfind(f"{HTML}li")
        ]  # fmt: skip

    return lines(etree.fromstring(book.read("nav.xhtml")).find(f".//{HTML}nav/{HTML}ol"))


def old_contents(book):
    """Return the same, as reading systems of the second version have it."""

    def lines(parent):
        return [
            (point.find("{*}content").get("src"), point.findtext("{*}navLabel/{*}text"), lines(point))
            for point in parent.iterfind("{*}navPoint")
        ]  # fmt: skip

    spine = etree.fromstring(book.read("content.opf")).find(f"{OPF}spine")
    [file] = [item.get("href") for item in spine.getparent().iter(f"{OPF}item") if item.get("id") == spine.get("toc")]  # fmt: skip
    return lines(etree.fromstring(book.read(file)).find("{*}navMap"))


def test_a_book_has_its_files_in_order_with_their_types(opened):
    """The type first and as it is; pictures are not packed again, everything else is; each is of one day."""
    html = '<p>x <img src="b.png" alt="B"><img src="a.svg" alt="A"></p><math><mi>x</mi></math>'
    book = opened(article("one", html), article("two", "<p>y</p>"))
    one, two = package.article_file("one"), package.article_file("two")
    infos = book.infolist()
    pictures = [info.filename for info in infos if info.filename.startswith("images/")]
    items = etree.fromstring(book.read("content.opf")).iter(f"{OPF}item")
    types = {item.get("href"): (item.get("media-type"), item.get("properties")) for item in items}
    page = "application/xhtml+xml"

    assert [info.filename for info in infos] == [
        "mimetype", "META-INF/container.xml", "content.opf", "cover.xhtml", "title.xhtml", "nav.xhtml", one, two,
        "colophon.xhtml", "cover.jpg", "book.css", *sorted(pictures), "toc.ncx",
    ]  # fmt: skip
    assert book.read("mimetype") == b"application/epub+zip"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.filename.rpartition(".")[2] for info in infos if not info.compress_type} == {"mimetype", "jpg", "png"}  # fmt: skip
    assert {info.external_attr for info in infos[1:]} == {0o644 << 16}
    assert types == {
        **dict.fromkeys(("cover.xhtml", "title.xhtml", two, "colophon.xhtml"), (page, None)),
        one: (page, "mathml"),
        "nav.xhtml": (page, "nav"),
        "cover.jpg": ("image/jpeg", "cover-image"),
        "book.css": ("text/css", None),
        "toc.ncx": ("application/x-dtbncx+xml", None),
        **{name: ("image/png" if name.endswith("png") else "image/svg+xml", None) for name in pictures},
    }  # fmt: skip
    assert sorted(name.rpartition(".")[2] for name in pictures) == ["png", "svg"]


def test_the_contents_have_parts_articles_and_headings(opened):
    """No headings in the whole publication, which would be too many."""
    one = article("one", '<section id="s"><h2>Part</h2><p>x</p></section>')
    file = package.article_file("one")
    below = [(f"{file}#s", "Part", [])]

    assert contents(opened(one)) == [(file, "One", below), ("colophon.xhtml", "Colophon", [])]
    assert old_contents(opened(one)) == contents(opened(one))
    assert contents(opened(one, title="Spring", is_whole=True)) == [
        ("part-1.xhtml", "Spring", [(file, "One", [])]),
        ("colophon.xhtml", "Colophon", []),
    ]
