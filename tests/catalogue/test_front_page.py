"""What stands where on the front page."""

from __future__ import annotations

import datetime as dt

import pytest
from bare_posts import bare_post

from standfirst.catalogue.front_page import front
from standfirst.catalogue.model import Catalogue, Listing, Ref, Volume

DAY = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)


def catalogue(*names, volumes=(), sections=("s",), **values):
    """Return a catalogue of posts, newest first, each in the section of its first letter; *values* of some by name."""
    posts = {}
    for number, name in enumerate(names):
        section = Ref(name=name[0], page=f"sections/{name[0]}")
        given = {"date": DAY - dt.timedelta(number), **values.get(name, {})}
        posts[name] = bare_post(name, title=name, section=section, **given)
    lists = {
        "section": {
            key: Listing(kind="section", key=key, name=key, page=f"sections/{key}", posts=tuple(n for n in names if n[0] == key))
            for key in sections
        },
        "volume": {
            key: Volume(kind="volume", key=key, name=key, page=f"volumes/{key}", posts=own)
            for key, own in volumes
        },
    }  # fmt: skip
    return Catalogue(posts=posts, lists=lists, neighbours={})


def shown(found):
    """Return lead, left and right, briefs, and the posts of each section, by name."""
    places = [post and post.docname for post in (found["lead"], found["left"], found["right"])]
    briefs = [post.docname for post in found["briefs"]]
    return places, briefs, [[post.docname for post in posts] for _, posts in found["sections"]]


WITHDRAWN = {"withdrawn": DAY}
TWELVE = [f"s{number}" for number in range(1, 13)]
PLACED = {"position": "center"}


@pytest.mark.parametrize(
    ("names", "values", "expected"),
    [
        ([], {}, ([None, None, None], [], [[]])),
        (["s1"], {}, (["s1", None, None], [], [[]])),
        (["s1", "s2", "s3", "s4"], {}, (["s1", "s2", "s3"], [], [["s4"]])),
        (["s1", "s2", "s3"], {"s2": PLACED}, (["s2", "s1", "s3"], [], [[]])),
        (["s1", "s2"], {"s2": {"position": "left"}}, (["s1", "s2", None], [], [[]])),
        (["s1", "s2"], {"s2": {"position": "right"}}, (["s1", None, "s2"], [], [[]])),
        (["s1", "s2", "s3"], {"s1": PLACED, "s2": PLACED}, (["s1", "s3", None], [], [["s2"]])),
        (["s1", "s2", "s3"], {"s1": WITHDRAWN}, (["s2", "s3", None], [], [[]])),
        (["s1", "s2"], {"s1": {**PLACED, **WITHDRAWN}}, (["s2", None, None], [], [[]])),
        (
            ["s1", "s2", "s3", "s4", "s5", "s6"],
            {"s5": WITHDRAWN},
            (["s1", "s2", "s3"], [], [["s4", "s6"]]),
        ),
        (TWELVE[:11], {}, (["s1", "s2", "s3"], [], [["s4", "s5", "s6", "s7"]])),
        (
            TWELVE,
            {},
            (["s1", "s2", "s3"], ["s4", "s5", "s6", "s7"], [["s8", "s9", "s10", "s11"]]),
        ),
        (TWELVE, {"s12": WITHDRAWN}, (["s1", "s2", "s3"], [], [["s4", "s5", "s6", "s7"]])),
    ],
)
def test_an_article_has_the_place_that_it_asks_for_else_the_newest_have_them(
    names, values, expected
):
    """The newest of each position; from twelve articles on four are titles only; four stand in their section, none twice."""
    assert shown(front(catalogue(*names, **values))) == expected


def test_sections_are_in_their_order_and_may_be_empty():
    """Each with its own articles."""
    found = front(catalogue("s1", "s2", "s3", "b1", "a1", sections=("b", "a", "c")))

    assert [(section.key, [p.docname for p in posts]) for section, posts in found["sections"]] == [
        ("b", ["b1"]),
        ("a", ["a1"]),
        ("c", []),
    ]


def test_the_newest_volume_with_articles_is_there_with_six_titles():
    """One that is announced has none yet."""
    names = tuple(f"s{number}" for number in range(7))
    found = front(catalogue(*names, volumes=[("next", ()), ("now", names), ("old", names[:1])]))
    bare = front(catalogue("s1", volumes=[("next", ())]))

    assert found["volume"].key == "now"
    assert [post.docname for post in found["titles"]] == [*names[:6]]
    assert (bare["volume"], bare["titles"]) == (None, [])


def test_the_day_of_the_front_page_is_that_of_its_newest_article():
    """An article without a day has none to give; with no day at all there is none."""
    undated = {"date": None}

    assert front(catalogue("s1", "s2"))["newest"] == DAY
    assert front(catalogue("s1", "s2", s1=undated))["newest"] == DAY - dt.timedelta(1)
    assert front(catalogue("s1", s1=undated))["newest"] is None


@pytest.mark.parametrize("unshown", [{"withdrawn": DAY}, {"is_page": True}])
def test_an_article_that_is_not_shown_gives_the_front_page_no_day(unshown):
    """One that is withdrawn, and a page of its section."""
    assert front(catalogue("s1", "s2", s1=unshown))["newest"] == DAY - dt.timedelta(1)
