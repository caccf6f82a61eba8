"""A post as pages and feeds show it: what of its front matter and its text it says where."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest
from catalogues import publish

from standfirst.catalogue.model import Picture
from standfirst.settings.model import Settings

SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))


def post(lines, text="Text.", settings=SETTINGS, **more):
    """Return the post that these lines of front matter and this text make."""
    [made] = publish(settings, (lines, text), **more).catalogue.posts.values()
    return made


TEXT = "First words.\n\n<!--more-->\n\nOther words."


@pytest.mark.parametrize(
    ("lines", "text", "excerpt", "deck", "description"),
    [
        ("", "", "", "", ""),
        ("", "First\nwords.\n\nMore.", "First words.", "", "First words."),
        ("", TEXT, "First words.", "", "First words."),
        ('excerpt: Said -- "so"', TEXT, "Said – “so”", "", "Said – “so”"),
        ("subtitle: It's so", TEXT, "First words.", "It’s so", "It’s so"),
        ("description: It's so", TEXT, "First words.", "It’s so", "It’s so"),
        ("subtitle: A\ndescription: B\nexcerpt: C", TEXT, "C", "A", "B"),
        # a deck that the text's own standfirst repeats is not shown a second time
        ("description: We met.", "*We met!*\n\nMore.", "We met!", "", "We met."),
        ("description: We met…", "*We met here.*\n\nMore.", "We met here.", "", "We met…"),
        ("description: We met", "*We met here.*\n\nMore.", "We met here.", "We met", "We met"),
        ("description: We met.", "*We met. So?*\n\nMore.", "We met. So?", "", "We met."),
        ("description: 开会了。", "*开会了，很久。*\n\n好。", "开会了，很久。", "开会了。", "开会了。"),
        ("description: 开会了。", "*开会了。很久。*\n\n好。", "开会了。很久。", "", "开会了。"),
        (f"excerpt: {'a' * 500}", "", "a" * 500, "", "a" * 299 + "…"),
        (f"excerpt: {'a' * 501}", "", "a" * 499 + "…", "", "a" * 299 + "…"),
        (f"description: {'a' * 300}", "", "", "a" * 300, "a" * 300),
        (f"description: {'a' * 301}", "", "", "a" * 301, "a" * 299 + "…"),
    ],
)  # fmt: skip
def test_what_a_post_says_of_itself_goes_before_its_text(lines, text, excerpt, deck, description):
    """With the quotation marks of its language; at most 500 characters in lists and 300 for programs."""
    made = post(lines, text)

    assert (made.excerpt, made.deck, made.description) == (excerpt, deck, description)


def test_lines_of_chinese_are_closed_up_in_an_excerpt():
    """Where a space would be between them."""
    assert post("lang: zh-Hans\nexcerpt: |\n  第一行\n  第二行。").excerpt == "第一行第二行。"


@pytest.mark.parametrize(
    ("lines", "settings", "expected"),
    [
        ("", {}, ("", "")),
        ("license: CC-BY-4.0", {}, ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")),
        ("", {"license": "CC0"}, ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/")),
        ("license: Mine", {"license": "CC0"}, ("Mine", "")),
    ],
)
def test_a_licence_is_the_posts_else_the_publications(lines, settings, expected):
    """With its address, where it has one."""
    made = post(lines, settings=dc.replace(SETTINGS, **settings))

    assert (made.license, made.license_url) == expected


@pytest.mark.parametrize(
    ("lines", "hidden"),
    [
        ("date: 2026-05-31", False),
        ("date: 2026-06-02", True),
        ("draft: true", True),
        ("published: false", True),
        ("", False),
    ],
)
def test_what_is_not_to_be_seen_yet_is_marked(lines, hidden):
    """It is in a preview alone."""
    assert post(lines).hidden is hidden


def test_an_alias_is_shown_as_it_was_published():
    """Another spelling of the name is not; one person stands once."""
    ada = "---\nname: Ada Lovelace\naliases: [A. A. L.]\n---\n"
    found = [
        [(person.name, person.key) for person in post(f"author: {names}", authors={"ada": ada}).authors]
        for names in ("[A. A. L.]", "[ada lovelace]", "[Ada Lovelace, A. A. L.]", "[Bo Bee, Ada Lovelace]")
    ]  # fmt: skip

    assert found == [
        [("A. A. L.", "ada")],
        [("Ada Lovelace", "ada")],
        [("Ada Lovelace", "ada")],
        [("Bo Bee", "bo-bee"), ("Ada Lovelace", "ada")],
    ]


def test_a_post_says_where_it_first_appeared_and_what_it_is():
    """Its fields, its length and the volume that it is in."""
    made = post(
        "author: A\ntranslator: B C\ndate: 2026-01-02\nlast_modified_at: 2026-02-03\nseries: It's a road\n"
        "source: https://first.example/\ndoi: 10.1000/182\nvolume: Volume 3\nposition: left",
        "word " * 600,
    )  # fmt: skip

    assert [person.key for person in made.translators] == ["b-c"]
    assert (made.date.day, made.updated.day, made.revised.day) == (2, 3, 3)
    assert (made.series, made.position, made.doi) == ("It’s a road", "left", "10.1000/182")
    assert (made.source_title, made.source_url) == ("first.example", "https://first.example/")
    assert (made.volume.name, made.volume.page, made.words) == ("Volume 3", "volumes/volume-3", 600)
    assert (made.minutes, post("").minutes, made.withdrawn_reason) == (3, 1, "")


def pictured(lines="", author="", volume=""):
    """Return the publication of one post, an author's file and a volume's, with one picture, and the problems."""
    made = publish(
        SETTINGS,
        (lines, "Text.", "posts/2026-01-02-a.md"),
        authors={"ada": f"---\nname: Ada\n{author}\n---\n"},
        volumes={"spring": f"---\ntitle: Spring\n{volume}\n---\n"},
        find_file=lambda image, source: f"{source.partition('/')[0]}/l.png" if image == "l.png" else None,
    )  # fmt: skip
    return made.catalogue, [(p.docname, p.problem.line, p.problem.subtype.value, p.problem.message, p.problem.remedy) for p in made.problems]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", None),
        ("image: l.png", Picture(src="posts/l.png")),
        ("image: https://a.example/l.png", Picture(src="https://a.example/l.png")),
        ("image: l.png\nimage_alt: It's a lead", Picture(src="posts/l.png", alt="It’s a lead")),
        (
            "image: l.png\nimage_caption: It's a lead",
            Picture(src="posts/l.png", alt="It’s a lead", caption="It’s a lead"),
        ),
        (
            "image: l.png\nimage_alt: A\nimage_caption: B\nimage_credit: C",
            Picture(src="posts/l.png", alt="A", caption="B", credit="C"),
        ),
    ],
)
def test_a_lead_image_is_found_beside_its_post(lines, expected):
    """Or on a server of others; what it shows is said by its caption where nothing else does."""
    found, problems = pictured(lines)

    assert found.posts["posts/2026-01-02-a"].image == expected
    assert problems == []


def test_a_picture_that_is_not_there_is_said_where_it_is_named():
    """Of a post, an author and a volume; their pages have none."""
    found, problems = pictured("image: no.png", "photo: no.png", "cover: no.png")
    remedy = "put the file there or mend its address"

    assert (found.posts["posts/2026-01-02-a"].image, found.authors["ada"].photo, found.volumes["spring"].cover) == (None, None, None)  # fmt: skip
    assert [(where, line, kind, mend) for where, line, kind, _, mend in problems] == [
        ("authors/ada.md", 3, "author_file", remedy),
        ("volumes/spring.md", 3, "volume_file", remedy),
        ("posts/2026-01-02-a", 3, "image", remedy),
    ]
    assert [message.partition("'no.png'")[0] for *_, message, _ in problems] == ["the picture ", "the picture ", "the lead image "]  # fmt: skip


def test_pictures_of_authors_and_volumes_are_found():
    """With what they show; those on a server of others are as they are named."""
    found, problems = pictured(
        "", "photo: l.png\nphoto_alt: Ada", "cover: l.png\ncover_alt: A cover"
    )
    other, _ = pictured("", "photo: https://a.example/a.png", "cover: https://a.example/b.png")

    assert found.authors["ada"].photo == Picture(src="authors/l.png", alt="Ada")
    assert found.volumes["spring"].cover == Picture(src="volumes/l.png", alt="A cover")
    assert other.authors["ada"].photo == Picture(src="https://a.example/a.png")
    assert other.volumes["spring"].cover == Picture(src="https://a.example/b.png")
    assert problems == []
