"""A picture's renditions as HTML, and which files they need."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from standfirst.pictures import markup
from standfirst.pictures.conversion.gather import Appearance, gather
from standfirst.pictures.conversion.renditions import Rendition, Shown
from standfirst.pictures.remote.store import Held, Store, hash_of

FOLDER = "../../_images/"


def rendition(name, width, height, **values):
    """Return a file of a picture."""
    suffix = name.rpartition(".")[2]
    type_ = {"webp": "image/webp", "jpg": "image/jpeg", "svg": "image/svg+xml"}[suffix]
    return Rendition(name=name, type=type_, width=width, height=height, bytes=9, **values)


PHOTO = Shown(
    width=3000,
    height=2000,
    modern=(rendition("a b-1-480.webp", 480, 320), rendition("a b-1-1600.webp", 1600, 1067)),
    fallback=rendition("a b-1-1200.jpg", 1200, 800),
    full=rendition("a b-1-full.jpg", 3000, 2000),
    thumbs=(rendition("a b-1-thumb320.jpg", 320, 213), rendition("a b-1-thumb640.jpg", 640, 427)),
    portrait=rendition("a b-1-portrait.jpg", 320, 320),
)
DRAWING = Shown(width=600, height=300, fallback=rendition("d-1-still.svg", 600, 300))


def parsed(made):
    """Return the element."""
    return lxml_html.fragment_fromstring(made)


def test_a_picture_of_the_text_has_a_modern_format_and_a_fallback():
    """The browser learns width, proportions and files before it asks for one."""
    place = markup.in_text(3000, is_first=False)
    element = parsed(markup.picture(PHOTO, place, folder=FOLDER, alt='A "b" <c>'))
    [source], [image] = element.xpath("//source"), element.xpath("//img")

    assert element.tag == "picture"
    assert dict(source.attrib) == {
        "type": "image/webp",
        "srcset": "../../_images/a%20b-1-480.webp 480w, ../../_images/a%20b-1-1600.webp 1600w",
        "sizes": "(min-width: 696px) 640px, 92vw",
    }
    assert dict(image.attrib) == {
        "src": "../../_images/a%20b-1-1200.jpg",
        "alt": 'A "b" <c>',
        "width": "3000",
        "height": "2000",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_wide_picture_in_a_narrower_box_is_not_too_small():
    """The browser is told the width of the whole, of which the box shows the middle."""
    wide = dc.replace(PHOTO, width=4000, height=1000)
    sizes = [
        parsed(markup.picture(shown, markup.PLACES["front-lead"], folder="", alt=""))
        .xpath("//source")[0]
        .get("sizes")
        for shown in (PHOTO, wide)
    ]

    assert sizes == [
        "(min-width: 80rem) 48rem, (min-width: 45rem) 58vw, 92vw",
        "(min-width: 80rem) 128rem, (min-width: 45rem) 155vw, 245vw",
    ]


def test_what_has_one_file_is_a_plain_image():
    """A drawing, or one that moves."""
    element = parsed(
        markup.picture(DRAWING, markup.PLACES["lead"], folder="_images/", alt="", css="x y")
    )

    assert (element.tag, element.get("src")) == ("img", "_images/d-1-still.svg")
    assert (element.get("width"), element.get("height"), element.get("class")) == ("600", "300", "x y")  # fmt: skip


@pytest.mark.parametrize(
    ("place", "src", "size"),
    [
        ("card", "a%20b-1-thumb640.jpg", ("640", "427")),
        ("portrait-small", "a%20b-1-portrait.jpg", ("320", "320")),
    ],
)
def test_lists_show_the_part_that_was_cut_for_them(place, src, size):
    """Not the whole, of which most would not be seen."""
    element = parsed(markup.picture(PHOTO, markup.PLACES[place], folder=FOLDER, alt=""))

    assert element.tag == "img"
    assert element.get("src") == FOLDER + src
    assert (element.get("width"), element.get("height")) == size
    assert (element.get("srcset") is not None) == (place == "card")


@pytest.mark.parametrize(
    ("place", "lazy", "urgent"),
    [("lead", False, True), ("front-lead", False, True), ("card", True, False), ("cover-large", False, False)],
)  # fmt: skip
def test_what_is_on_the_first_screen_is_not_loaded_late(place, lazy, urgent):
    """And the picture that a page is about comes before others."""
    made = markup.picture(PHOTO, markup.PLACES[place], folder=FOLDER, alt="")

    assert ('loading="lazy"' in made, 'fetchpriority="high"' in made) == (lazy, urgent)


@pytest.mark.parametrize(
    ("width", "sizes"),
    [
        (5000, "(min-width: 696px) 640px, 92vw"),
        (320.0, "(min-width: 348px) 320px, 92vw"),
        (24, "(min-width: 27px) 24px, 92vw"),
    ],
)
def test_sizes_in_the_text(width, sizes):
    """No wider than the column, the picture, or what its author asks for."""
    assert markup.in_text(width, is_first=True).sizes == sizes


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, (3000, 2000)),
        ({"width": 300}, (300, 200)),
        ({"height": 20}, (30, 20)),
        ({"width": 300, "height": 20}, (300, 200)),
        ({"width": 1}, (1, 1)),
    ],
)
def test_an_authors_size_keeps_the_proportions(asked, expected):
    """Else the browser makes room for other proportions than it then shows, and the page moves."""
    assert markup.proportioned(PHOTO, **asked) == expected


@pytest.mark.parametrize(
    ("picture", "width", "place", "expected"),
    [
        (PHOTO, 3000, "lead", False),
        (PHOTO, 128, "lead", True),
        (PHOTO, 319, "card", True),
        (PHOTO, 320, "card", False),
        (PHOTO, 128, "column", True),
        (PHOTO, 128, "front-lead", True),
        (PHOTO, 128, "front-second", True),
        (PHOTO, 128, "portrait", False),
        (PHOTO, 128, "cover", False),
        (DRAWING, 128, "lead", False),
    ],
)
def test_what_would_be_enlarged_above_an_article_is_small(picture, width, place, expected):
    """A logo of 128 pixels in a row; a drawing has any size."""
    assert markup.is_small(dc.replace(picture, width=width), place) is expected


def test_a_picture_links_to_all_its_pixels():
    """Where it does not show them itself; with a name where the picture says nothing."""
    element = parsed(markup.linked("<img>", PHOTO, folder=FOLDER, label="In full"))

    assert (element.tag, element.get("href")) == ("a", "../../_images/a%20b-1-full.jpg")
    assert element.get("aria-label") == "In full"
    assert markup.linked("<img>", DRAWING, folder=FOLDER, label="") == "<img>"


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://example.org/a.png", True),
        ("https://user:password@example.org/a.png", False),
        ("file:///etc/passwd", False),
        ("img/a.png", False),
        ("", False),
    ],
)
def test_a_placeholder_leads_where_anybody_may_follow(address, is_link):
    """Not to what is no address of the web, and with nobody's password."""
    made = markup.placeholder("A map", address)

    assert (address in made, "<a " in made) == (is_link or not address, is_link)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_placeholder_is_safe(text, address):
    """Whatever the text and the address are, there is one frame, with one link at most."""
    text, address = (t.encode("utf-8", "ignore").decode() for t in (text, address))
    element = parsed(markup.placeholder(text, f"https://example.org/{address}"))

    assert {each.tag for each in element.iter()} <= {"span", "a"}
    assert len(element.xpath("//a")) <= 1
    assert {name for each in element.iter() for name in each.attrib} <= {"class", "href", "rel"}


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({"text"}, ["a b-1-480.webp", "a b-1-1600.webp", "a b-1-1200.jpg", "a b-1-full.jpg", "a b-1-thumb320.jpg", "a b-1-thumb640.jpg"]),
        ({"cover"}, ["a b-1-480.webp", "a b-1-1600.webp", "a b-1-1200.jpg"]),
        ({"portrait"}, ["a b-1-portrait.jpg"]),
        ({"portrait", "cover"}, ["a b-1-portrait.jpg", "a b-1-480.webp", "a b-1-1600.webp", "a b-1-1200.jpg"]),
    ],
)  # fmt: skip
def test_files_that_nobody_asks_for_are_not_placed(roles, expected):
    """A host takes so many files and no more."""
    assert [file.name for file in markup.files(PHOTO, roles)] == expected


def held(url, content=b"picture"):
    """Return an entry of a store."""
    return Held(
        url=url,
        final_url=url,
        sha256=hash_of(content),
        bytes=len(content),
        type="image/jpeg",
        width=3,
        height=2,
        fetched="2026-01-01T00:00:00+00:00",
    )


@pytest.fixture
def store(tmp_path):
    """Return a store with one picture at two addresses, and an entry without its file."""
    entries = {
        url: held(url, content)
        for url, content in (
            ("https://a.example/One%20Two.jpg", b"picture"),
            ("https://b.example/other", b"picture"),
            ("https://b.example/lost.jpg", b"lost"),
        )
    }
    made = Store(tmp_path / "pictures", entries)
    file = made.file(entries["https://b.example/other"])
    file.parent.mkdir(parents=True)
    file.write_bytes(b"picture")
    return made


def use(src, role="text"):
    """Return a place that shows a picture."""
    return Appearance(src=src, role=role, where="posts/x")


def test_pictures_are_found_at_home_and_in_the_store(store, tmp_path):
    """By whatever address; one picture has one name, and all its uses count."""
    uses = [
        use("img/A Map.jpg"),
        use("img/A Map.jpg", "lead"),
        use("HTTPS://A.example/One Two.jpg#x"),
        use("https://b.example/other"),
    ]
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "A Map.jpg").write_bytes(b"x")
    found = gather(uses, root=tmp_path, store=store)
    file = store.file(store.entries["https://b.example/other"])

    assert {src: (w.path, w.stem, w.roles) for src, w in found.wanted.items()} == {
        "img/A Map.jpg": (Path(tmp_path, "img/A Map.jpg"), "a-map", {"text", "lead"}),
        "HTTPS://A.example/One Two.jpg#x": (file, "one-two", {"text"}),
        "https://b.example/other": (file, "one-two", {"text"}),
    }
    assert not found.missing


def test_what_is_not_in_the_store_is_missing_once(store, tmp_path):
    """Also where the entry is there and the file is not."""
    uses = [
        use("https://b.example/lost.jpg"),
        use("https://c.example/x.png#a"),
        use("https://C.example/x.png"),
        use("file:///etc/passwd"),
    ]
    found = gather(uses, root=tmp_path, store=store)

    assert found.missing == {"https://b.example/lost.jpg", "https://c.example/x.png"}
    assert list(found.never) == ["file:///etc/passwd"]
    assert not found.wanted
