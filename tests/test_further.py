"""What leads on from an article: the parts of its series, other work by its authors."""

from __future__ import annotations

import datetime as dt

import lxml.html
import pytest

from standfirst import further
from standfirst.catalogue import Person, Post, Ref


def post(name, day=1, **values):
    """Return a post of January 2026."""
    values.setdefault("authors", ("ada",))
    people = tuple(Person(name=k.title(), key=k, page=f"authors/{k}") for k in values["authors"])
    section = Ref(name="Essays", page="sections/essays")
    return Post(
        docname=name,
        source=f"{name}.md",
        page=name,
        path=f"{name}/",
        title=name.upper(),
        section=section,
        date=dt.datetime(2026, 1, day, tzinfo=dt.UTC) if day else None,
        **{**values, "authors": people},
    )


def by_name(*posts):
    """Return posts by docname, newest first, undated ones last."""
    ordered = sorted(posts, key=lambda p: (p.date is None, -p.date.day if p.date else 0, p.docname))
    return {p.docname: p for p in ordered}


def test_the_parts_of_a_series_stand_in_order_of_publication():
    """Spellings of one name are one series; undated parts come last, those of one day by name."""
    posts = by_name(
        post("c", 3, series="Long Road"),
        post("z", 0, series="Long Road"),
        post("b", 1, series="long road"),
        post("a", 1, series="Long Road"),
        post("x", 2),
    )
    parts = ("a", "b", "c", "z")

    assert further.series(posts) == dict.fromkeys(parts, parts)


@pytest.mark.parametrize("other", [{"lang": "zh-Hans"}, {"series": "Another"}])
def test_a_post_alone_in_its_series_has_no_parts(other):
    """Another language is another series."""
    posts = by_name(
        post("a", 1, series="Long Road"), post("b", 2, **{"series": "Long Road", **other})
    )

    assert not further.series(posts)


def test_other_work_is_what_was_published_next_to_the_post():
    """A post that is added changes only those beside it."""
    before = [post(f"p{day:02}", day) for day in range(1, 21)]
    old = further.other_work(by_name(*before), {}, 3)
    new = further.other_work(by_name(*before, post("p21", 21)), {}, 3)

    assert old["p10"] == ("p11", "p09", "p08")
    assert old["p20"] == ("p19", "p18", "p17")
    assert {name for name, others in old.items() if new[name] != others} == {"p20"}


def test_other_work_leaves_out_what_the_page_does_not_lead_to():
    """Withdrawn posts, other languages and parts of the series are not there; the post is not itself."""
    posts = by_name(
        post("a", 1),
        post("b", 2, withdrawn=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)),
        post("c", 3, lang="zh-Hans"),
        post("d", 4),
        post("e", 5),
    )
    found = further.other_work(posts, {"a": ("a", "d")}, 3)

    assert found["a"] == ("e",)
    assert "c" not in found
    assert further.other_work(posts, {}, 0) == {}


def test_authors_take_turns():
    """The second author's work is there too, and a shared post once."""
    posts = by_name(
        post("a", 1, authors=("ada", "bo")),
        post("b", 2),
        post("c", 3),
        post("d", 4, authors=("bo",)),
        post("e", 5, authors=("ada", "bo")),
    )

    assert further.other_work(posts, {}, 2)["a"] == ("d", "b")
    assert further.other_work(posts, {}, 9)["a"] == ("e", "d", "c", "b")


def page(built, name):
    """Return a post's page, parsed."""
    return lxml.html.fromstring(built.read(f"2026/01/{name}/index.html"))


def titles(tree, heading):
    """Return the titles listed under a heading's id."""
    items = tree.xpath(f"//section[@aria-labelledby='{heading}']//li/*[1]")
    return [title.text for title in items]


def number(tree):
    """Return what stands beside the name of the series."""
    return tree.xpath("string(//a[@href='#sf-series'])")


def test_pages_say_which_part_they_are(publication):
    """Its number stands beside the series' name; a part that is added is on the others' pages, too."""
    for day in (1, 2):
        publication.post(
            f"2026-01-0{day}-p{day}",
            title=f'"<b>{day}</b>"',
            date=f"2026-01-0{day}",
            series='"The <i>Road</i>"',
        )
    publication.post("2026-01-05-p5", title="Five", date="2026-01-05")
    first = page(publication.build(), "p1")
    publication.post("2026-01-03-p3", title="Three", date="2026-01-03", series='"The <i>Road</i>"')
    built = publication.build()
    second = page(built, "p1")

    assert number(first) == "Part 1 of 2"
    assert number(second) == "Part 1 of 3"
    assert titles(second, "sf-series") == ["<b>1</b>", "<b>2</b>", "Three"]
    assert titles(second, "sf-other-work") == ["Five"]
    assert not page(built, "p5").xpath("//*[@id='sf-series' or @href='#sf-series']")
