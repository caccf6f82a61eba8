"""Pictures on pages, in lists and in feeds, from the publication's files and from the store."""

from __future__ import annotations

import json
import re
import shutil

import feedparser
import pytest
from click.testing import CliRunner
from lxml import html as lxml_html
from picture_server import PNG, PictureServer, picture, png
from publications import NOW, hold
from site_faults import faults as site_faults

from standfirst.checking import checker
from standfirst.cli.main import main
from standfirst.problems import PostWarning
from standfirst.reading.publication_reader import PublicationReader

ELSEWHERE = "https://pictures.example"
PLACE = "2026/01/x/"
FETCH = ("standfirst_fetch=1",)
_ADDRESS = re.compile(r"_images/[^\s\"',<>?&\\]+")


def page(built, path=PLACE):
    """Return a page."""
    return lxml_html.fromstring(built.read(path))


def shown(built, path=PLACE):
    """Return the pictures of a page's text by their alternative text."""
    return {image.get("alt"): image for image in page(built, path).xpath("//main//img")}


TEXT = f"""\
Text.

![one]({ELSEWHERE}/one.jpg)
▲ A figure.

[![linked]({ELSEWHERE}/one.jpg)](https://example.com/) <a href="https://example.com/">x <img src="{ELSEWHERE.upper()}/one.jpg" alt="by html"></a>

![gone]({ELSEWHERE}/gone.png)

In a line ![gone too]({ELSEWHERE}/gone2.png) of text.

[![gone, linked]({ELSEWHERE}/gone3.png)](https://example.com/x)

![small](/img/small.png) ![]({ELSEWHERE}/one.jpg)
"""


@pytest.fixture
def illustrated(publication):
    """Return a publication with pictures everywhere, some of which nobody has."""
    hold(publication, *(f"{ELSEWHERE}/{name}.jpg" for name in ("one", "lead", "face")))
    publication.picture("img/small.png")
    publication.picture("img/cover.jpg", 600, 800)
    lead = f"{ELSEWHERE}/lead.jpg"
    publication.post("2026-01-02-x", TEXT, image=lead, image_alt="The lead")
    publication.post("2026-01-03-y", TEXT, image=f"{ELSEWHERE}/gone.png", image_alt="Not there")
    publication.picture("img/secret.png")
    publication.post(
        "2026-01-05-w",
        "![s](/img/secret.png)\n",
        image="/img/secret.png",
        withdrawn="2026-02-01",
        date="2025-01-01",
    )
    publication.post("2026-01-04-z", "![small](/img/small.png) ![again](/img/small.png)\n")
    publication.write(
        "authors/ada-lovelace.md",
        f"---\nname: Ada Lovelace\nphoto: {ELSEWHERE}/face.jpg\n---\nShe. ![b]({ELSEWHERE}/b.png)\n",
    )
    publication.write("volumes/v.md", "---\ntitle: V\nposts: [2026-01-02-x]\ncover: /img/cover.jpg\nstart: 2026-01-01\nend: 2026-01-31\n---\n")  # fmt: skip
    return publication


def test_pages_ask_no_other_host_and_name_the_files_that_there_are(illustrated):
    """Every file that a page or feed names is there, and every file that is there is named."""
    built = illustrated.build()
    texts = {name: data.decode() for name, data in built.files().items() if name.endswith((".html", ".xml", ".json"))}  # fmt: skip
    named = {found for text in texts.values() for found in _ADDRESS.findall(text)}
    there = {name for name in built.files() if name.startswith("_images/")}
    sources = [
        value
        for name, text in texts.items()
        if name.endswith(".html")
        for value in lxml_html.fromstring(text).xpath("//@src | //@srcset | //@poster")
    ]

    assert built.warnings == ""
    assert site_faults(built.out) == []
    assert [value for value in sources if "://" in value] == []
    assert named == there
    assert not [name for name in there if "secret" in name], "of a withdrawn post"
    assert "3 pictures are not in the store; `make images` fetches them" in built.status


def test_a_picture_of_the_text(illustrated):
    """It comes in the width that is needed, keeps its place, and leads to all its pixels."""
    built = illustrated.build()
    picture = shown(built)["one"]
    [source] = picture.xpath("ancestor::picture/source")
    [link] = picture.xpath("ancestor::a")

    assert (picture.get("width"), picture.get("height")) == ("1700", "1100")
    assert picture.get("loading") == "lazy"
    assert source.get("sizes") == "(min-width: 696px) 640px, 92vw"
    assert len(source.get("srcset").split(", ")) == 3
    assert (link.tag, "full" in link.get("href")) == ("a", True)


def test_a_picture_in_a_link_leads_where_the_link_does(illustrated):
    """Markdown's link or one of HTML: no link lies in another."""
    built = illustrated.build()
    tree = page(built)

    assert not tree.xpath("//a//a")
    for alt in ("linked", "by html"):
        [link] = shown(built)[alt].xpath("ancestor::a")
        assert link.get("href") == "https://example.com/"
    assert tree.xpath("//a[.//img[@alt='']]/@aria-label") == ["Picture in full size"]


def test_the_lead_image_comes_first(illustrated):
    """It is loaded before others; where there is none, the first picture of the text is not late."""
    built = illustrated.build()
    lead = shown(built)["The lead"]

    assert (lead.get("fetchpriority"), lead.get("loading")) == ("high", None)
    assert shown(built)["small"].get("loading") == "lazy"
    text = page(built, "2026/01/z/").xpath("//*[contains(@class, 'sf-text')]")[0]
    assert [image.get("loading") for image in text.xpath(".//img")] == [None, "lazy"]


def test_what_is_not_in_the_store_is_a_frame_with_its_text(illustrated):
    """And with a link to where it is, but in a link of the author's."""
    built = illustrated.build()
    frames = page(built, "2026/01/y/").xpath("//*[contains(@class, 'sf-placeholder')]")
    expected = [
        ("Not there", [f"{ELSEWHERE}/gone.png"], False),
        ("gone", [f"{ELSEWHERE}/gone.png"], False),
        ("gone too", [f"{ELSEWHERE}/gone2.png"], True),
        ("gone, linked", [], False),
    ]

    assert [
        (f.text_content(), f.xpath("a/@href"), "inline" in f.get("class")) for f in frames
    ] == expected


def test_lists_show_what_was_cut_for_them(illustrated):
    """Thumbnails on cards, squares of people, covers of volumes; a card without a picture has no box for one."""
    built = illustrated.build()
    front, authors = page(built, ""), page(built, "authors/")
    cards = front.xpath("//*[contains(@class, 'sf-card--pictured')]//h2")

    assert [card.text_content() for card in cards] == ["A title"]
    assert {"thumb" in s for s in page(built, "posts/").xpath("//*[contains(@class, 'sf-card__picture')]/img/@src")} == {True}  # fmt: skip
    assert ["portrait" in s for s in authors.xpath("//img[@class='sf-portrait']/@src")] == [True]
    assert front.xpath("//*[@class='sf-front__cover']//img/@width") == ["600"]
    [biography] = page(built, "authors/ada-lovelace/").xpath(f"//a[@href='{ELSEWHERE}/b.png']")
    assert biography.text_content() == "b"


def test_feeds_have_absolute_addresses_with_type_and_size(illustrated):
    """Of the file that every reader can show; what is missing is a link in the text, and no enclosure."""
    built = illustrated.build()
    entries = {each.link: each for each in feedparser.parse(built.read("atom.xml")).entries}
    with_lead = entries["https://example.org/review/2026/01/x/"]
    without = entries["https://example.org/review/2026/01/y/"]
    [enclosure] = with_lead.enclosures
    file = enclosure.href.removeprefix("https://example.org/review/")
    body = lxml_html.fromstring(with_lead.content[0].value)

    assert enclosure.type == "image/jpeg"
    assert int(enclosure.length) == len(built.files()[file])
    assert without.enclosures == []
    assert {s.startswith("https://example.org/review/_images/") for s in body.xpath("//img/@src")} == {True}  # fmt: skip
    assert not body.xpath("//source | //picture | //@srcset | //@loading")
    assert f"{ELSEWHERE}/gone.png" in body.xpath("//a/@href")
    items = json.loads(built.read("feed.json"))["items"]
    assert [item["image"] for item in items if "image" in item] == [enclosure.href]


def test_a_broken_picture_is_said_where_it_is_shown(publication):
    """With the reason, in every build until it is mended; its text stands in a frame."""
    publication.write("img/broken.png", b"\x89PNG\r\n\x1a\n broken")
    publication.post(
        "2026-01-02-x", "Text.\n\n![a map](/img/broken.png)\n", image="/img/broken.png"
    )
    publication.write("authors/ada-lovelace.md", "---\nname: Ada Lovelace\nphoto: /img/broken.png\n---\n")  # fmt: skip
    first = publication.build()
    again = publication.build()
    lines = [line.partition(" WARNING: ")[0] for line in first.warnings.splitlines()]

    assert lines == ["posts/2026-01-02-x.md:11:", "posts/2026-01-02-x.md:6:", "authors/ada-lovelace.md:3:"]  # fmt: skip
    assert {"[standfirst.image]" in line for line in first.warnings.splitlines()} == {True}
    assert first.warnings == again.warnings
    assert page(first).xpath("//main//*[contains(@class, 'sf-placeholder')]//text()") == [
        "Lead picture",
        "a map",
    ]
    assert publication.build("suppress_warnings=standfirst.image").warnings == ""


BOMB = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a0"><path d="M0 0h1"/></g>'
    + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    + "</svg>"
)


def test_a_check_says_which_pictures_cannot_be_shown_as_a_build_does(publication):
    """Wherever they are shown, with the line; of one that can be shown, nothing."""
    publication.picture("posts/good.png")
    publication.write("posts/bomb.svg", BOMB)
    publication.write("posts/page.png", b"<!DOCTYPE html><title>Not here</title>")
    publication.write("posts/none.jpg", b"")
    publication.post(
        "2026-01-02-a", "![g](good.png)\n\n![b](bomb.svg)\n\n![n](none.jpg)\n", image="page.png"
    )
    publication.write("authors/ada.md", "---\nname: Ada Lovelace\nphoto: /posts/bomb.svg\n---\n")
    publication.write("volumes/one.md", "---\ntitle: One\ncover: /posts/none.jpg\n---\n")
    built = publication.build()
    found = checker.check(publication.root, clock=NOW, tried=None)
    lines = re.findall(r"^(\S+\.md)(?::(\d+))?: WARNING: (.*) \[standfirst\.image\]$", built.warnings, re.MULTILINE)  # fmt: skip

    assert sorted((path, int(line or 1), text) for path, line, text in lines) == sorted(
        (each.path, each.problem.line, each.problem.text())
        for each in found
        if each.problem.subtype is PostWarning.IMAGE
    )
    assert sorted((path, line) for path, line, _ in lines) == [
        ("authors/ada.md", "3"),
        ("posts/2026-01-02-a.md", "11"),
        ("posts/2026-01-02-a.md", "13"),
        ("posts/2026-01-02-a.md", "6"),
        ("volumes/one.md", "3"),
    ]


def test_a_picture_within_its_address_stays_where_it_is_small(publication):
    """A large one would be taken by every reader of the page, seen or not."""
    small = "data:image/png;base64,iVBORw0KGgo="
    large = f"data:image/png;base64,{'A' * 70_000}"
    publication.post("2026-01-02-x", f"![small]({small})\n\n![large]({large})\n")
    built = publication.build()

    assert shown(built)["small"].get("src") == small
    assert "large" not in shown(built)
    assert "posts/2026-01-02-x.md:10: WARNING: a picture is embedded in the text" in built.warnings


def test_a_broken_lock_file_is_one_error(illustrated):
    """The publication is built without its remote pictures."""
    lock = illustrated.root / "pictures" / "lock.json"
    lock.write_text("<<<<<<< ours\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    built = illustrated.build()

    assert "lock.json" in built.warnings
    assert built.warnings.count("[standfirst.image]") == 1
    assert shown(built).keys() == {"small"}


def test_a_build_fetches_only_when_it_is_told_to(publication):
    """And a second one asks nobody: what it needs is in the store."""
    server = PictureServer()
    address = server.at("/one.png", picture(PNG))
    hosts = f"\n        standfirst_picture_hosts = [{server.address!r}]\n"
    publication.write("conf.py", publication.conf + hosts)
    publication.post("2026-01-02-x", f"![one]({address})\n")
    first = publication.build()
    before = shown(first)
    fetched = [list(shown(publication.build(*FETCH))) for _ in range(2)]
    server.close()

    assert (before, fetched) == ({}, [["one"], ["one"]])
    assert [request.path for request in server.asked] == ["/one.png"]
    assert "1 picture is not in the store" in first.status


def test_the_name_of_a_missing_file_is_not_shown(publication):
    """A picture without an alternative text leaves nothing, but the word in a link; in pages and feeds, and so the warning says."""
    publication.write("about.md", "---\ntitle: About\n---\n\nText.\n")
    publication.post(
        "2026-01-02-x",
        "a ![](no1.png) b\n\n![](no2.png)\n\n![c](no3.png)\n\n[![](no4.png)](https://e.example/)\n\n"
        '[![](no5.png)](/about.md)\n\n<img src="no6.png">\n\n```{figure} no7.png\nd\n```\n',
    )
    built = publication.build("standfirst_feeds=atom")
    shown = page(built).xpath("//div[@class='sf-text']")[0]
    said = [re.search(r"(no\d).*?; (.*?);", line) for line in built.warnings.splitlines()]
    nothing, text = "without an alternative text nothing is shown", "its alternative text is shown instead"  # fmt: skip
    written = [path.name for path in built.out.rglob("*") if path.suffix in {".html", ".xml"} and re.search(r"no\d\.png", path.read_text(encoding="utf-8"))]  # fmt: skip

    assert shown.text_content().split() == ["a", "b", "c", "Picture", "Picture", "d"]
    assert shown.xpath("//p[not(node())]") == []
    assert sorted({(found[1], found[2]) for found in said if found}) == [
        (f"no{n}", text if n == 3 else nothing) for n in range(1, 8)
    ]
    assert written == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"image_caption": "The weir", "image_credit": "Ann"}, ["The weir · Ann"]),
        ({"image_credit": "Ann"}, ["Ann"]),
    ],
)
def test_caption_and_credit_are_two_things(publication, given, expected):
    """For whatever reads the page without its style sheet, too: there is a dot between them."""
    publication.picture("img/a.png")
    publication.post("2026-01-02-x", image="img/a.png", image_alt="A", **given)
    captions = page(publication.build(), "2026/01/x/").xpath("//figcaption")

    assert [" ".join(each.text_content().split()) for each in captions] == expected


def test_a_build_fetches_what_the_command_fetches(publication, monkeypatch):
    """The same requests and the same lock file; posts and pages are not read again for it, but those that no build reads."""
    server = PictureServer()
    one, two, three, four, five, six, seven, eight = (
        server.at(f"/{n}.png", picture(png(size=(n + 1, 2)))) for n in range(8)
    )
    hosts = f"\n        standfirst_picture_hosts = [{server.address!r}]\n"
    publication.write("conf.py", publication.conf + hosts)
    publication.post(
        "2026-01-02-x",
        f"![a]({one})\n*▲ A harbour. Photo: Ann Example*\n\n```{{note}}\n![b]({two}) [c][far] ![c][far]\n```\n\n[far]: {three}\n",
        image=four,
        image_credit="Bob Example",
        image_license="CC-BY-4.0",
    )
    publication.post("2026-01-03-z", f"![a]({one})\n*▲ Photo: Zoe Example*\n")
    publication.post("a/2026-01-04-y", f'<img src="{one}" alt=""> ![t]({one}#top)\n', draft="true")
    publication.post("2026-01-05-gone", f"![]({two})\n", withdrawn="2026-02-01")
    publication.write("about.md", f"---\ntitle: About\n---\n\n![a]({five})\n")
    publication.write("help/a.md", f"# Help\n\n```{{figure}} {six}\nA. Photo: Cy Example\n```\n")
    publication.write("authors/ada.md", f"---\nname: Ada Lovelace\nphoto: {seven}\n---\n\n![]({eight})\n")  # fmt: skip
    lock = publication.root / "pictures" / "lock.json"
    runs = []
    for fetch in (
        lambda: publication.build(*FETCH),
        lambda: CliRunner().invoke(main, ["images", "fetch", str(publication.root)]),
    ):
        shutil.rmtree(publication.root / "pictures", ignore_errors=True)
        shutil.rmtree(publication.root / "_build", ignore_errors=True)
        server.asked.clear()
        fetch()
        entries = json.loads(lock.read_text(encoding="utf-8"))
        runs.append((re.sub(r'"fetched": "[^"]+"', "", json.dumps(entries)), sorted(server.paths())))  # fmt: skip
    read = []
    original = PublicationReader.read
    monkeypatch.setattr(PublicationReader, "read", lambda self, path, *rest: read.append(path) or original(self, path, *rest))  # fmt: skip
    before = lock.read_bytes()
    publication.build(*FETCH)
    server.close()

    assert runs[0] == runs[1]
    assert len(runs[0][1]) == 8
    assert "Ann Example" in runs[0][0]
    assert "Cy Example" in runs[0][0]
    assert lock.read_bytes() == before
    assert sorted(read) == ["authors/ada.md", "help/a.md", "posts/a/2026-01-04-y.md"]
