"""What leads on from an article: the parts of its series, other work by its authors."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from functools import partial

import lxml.html
import pytest
from bare_posts import bare_post

from standfirst.catalogue import further_reading
from standfirst.catalogue.model import Person, Ref, SeriesPart


def post(name, day=1, **values):
    """Return a post of January 2026."""
    values.setdefault("authors", ("ada",))
    people = tuple(Person(name=k.title(), key=k, page=f"authors/{k}") for k in values["authors"])
    section = Ref(name="Essays", page="sections/essays")
    return bare_post(
        name,
        title=name.upper(),
        section=section,
        date=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(day - 1) if day else None,
        **{**values, "authors": people},
    )


def by_name(*posts):
    """Return posts by docname, newest first, undated ones last."""
    ordered = sorted(
        posts, key=lambda p: (p.date is None, -p.date.timestamp() if p.date else 0, p.docname)
    )
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

    assert further_reading.series(posts) == dict.fromkeys(parts, parts)


@pytest.mark.parametrize("other", [{"lang": "zh-Hans"}, {"series": "Another"}])
def test_a_post_alone_in_its_series_has_no_parts(other):
    """Another language is another series."""
    posts = by_name(
        post("a", 1, series="Long Road"), post("b", 2, **{"series": "Long Road", **other})
    )

    assert not further_reading.series(posts)


def serial(count, **more):
    """Return the posts of a series, by docname, newest first, and its names, first part first."""
    posts = [post(f"p{n:04}", n, series="Long Road", **more) for n in range(1, count + 1)]
    return by_name(*posts), tuple(each.docname for each in posts)


def test_a_short_series_is_listed_on_each_of_its_pages():
    """With numbers, and how many there are."""
    posts, names = serial(further_reading.MOST_LISTED)
    found = further_reading.parts(further_reading.series(posts), {})
    every = tuple(enumerate(names, start=1))

    assert further_reading.long_series(further_reading.series(posts)) == []
    assert found == {
        name: SeriesPart(number=number, shown=every, count=further_reading.MOST_LISTED)
        for number, name in every
    }


def test_a_long_series_is_listed_on_a_page_of_its_own():
    """Those of its parts list the first, those beside them, and where all are."""
    posts, names = serial(30)
    series = further_reading.series(posts)
    found = further_reading.parts(series, {names[0]: "series/long-road"})
    shown = {n: [number for number, _ in found[names[n - 1]].shown] for n in (1, 2, 4, 9, 29, 30)}

    assert further_reading.long_series(series) == [names]
    assert shown == {1: [1, 2, 3], 2: [1, 2, 3, 4], 4: [1, 2, 3, 4, 5, 6], 9: [1, 7, 8, 9, 10, 11], 29: [1, 27, 28, 29, 30], 30: [1, 28, 29, 30]}  # fmt: skip
    assert {(part.page, part.count) for part in found.values()} == {("series/long-road", 0)}
    assert [part.number for part in found.values()] == [*range(1, 31)]


@pytest.mark.parametrize("count", [2, 20, 21])
def test_a_series_of_more_than_twenty_has_a_page_of_its_own(count):
    """Then its other parts are other work by the author, too, since the page does not list them."""
    posts, names = serial(count)
    series = further_reading.series(posts)
    long = further_reading.long_series(series)

    assert long == ([names] if count > 20 else [])
    assert further_reading.other_work(posts, {}, 3, series) == {}
    assert len(further_reading.other_work(posts, {}, 3)) == count


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, {}), (1, {"c": ("d",)}), (2, {"c": ("d", "b")}), (3, {"c": ("d", "b", "a")}), (9, {"c": ("e", "d", "b", "a")})],
)  # fmt: skip
def test_so_many_of_an_authors_other_works_are_there(count, expected):
    """Of two as near the older is chosen first; they stand newest first."""
    posts = by_name(*(post(name, day) for day, name in enumerate("abcde", 1)))
    found = further_reading.other_work(posts, {"c": ("b",)} if count == 1 else {}, count)

    assert {name: others for name, others in found.items() if name == "c"} == expected


def test_a_part_that_is_added_changes_those_beside_it():
    """Not all pages of a long series."""
    before, after = (
        further_reading.parts(
            further_reading.series(serial(count)[0]), {"p0001": "series/long-road"}
        )
        for count in (30, 31)
    )

    assert [name for name in before if before[name] != after[name]] == ["p0029", "p0030"]


def calls(work):
    """Return what *work* returns, and how many functions it calls."""
    counted = Counter()
    sys.setprofile(lambda _frame, event, _of: counted.update([event]))
    try:
        made = work()
    finally:
        sys.setprofile(None)
    return made, counted["call"]


def test_what_pages_lead_to_grows_with_the_series():
    """Twice the parts are twice the entries, and twice the work to find other articles."""
    entries, steps = [], []
    for count in (200, 400):
        posts, names = serial(count, authors=("ada", "bo"))
        series = further_reading.series(posts)
        every = {**posts, "z": post("z", 0, authors=("ada",))}
        others, taken = calls(partial(further_reading.other_work, every, {}, 3, series))
        steps.append(taken)
        found = further_reading.parts(series, {names[0]: "s"})
        entries.append(sum(len(part.shown) for part in found.values()))

        assert others[names[0]] == ("z",)
    assert entries[1] == pytest.approx(2 * entries[0], rel=0.1)
    assert 400 < steps[1] <= 2.2 * steps[0]


def test_other_work_beside_a_long_series_is_the_nearest():
    """Its parts are passed over at once, in both directions."""
    posts = [post(f"p{n:04}", n, series="Long Road") for n in range(10, 40)]
    beside = [post(f"q{n:04}", n) for n in (1, 2, 15, 50)]
    every = by_name(*posts, *beside)
    found = further_reading.other_work(every, {}, 3, further_reading.series(every))

    assert found["p0012"] == ("q0015", "q0002", "q0001")
    assert found["p0039"] == ("q0050", "q0015", "q0002")


def test_other_work_is_what_was_published_next_to_the_post():
    """A post that is added changes only those beside it."""
    before = [post(f"p{day:02}", day) for day in range(1, 21)]
    old = further_reading.other_work(by_name(*before), {}, 3)
    new = further_reading.other_work(by_name(*before, post("p21", 21)), {}, 3)

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
    found = further_reading.other_work(posts, {"a": ("a", "d")}, 3)

    assert found["a"] == ("e",)
    assert "c" not in found
    assert further_reading.other_work(posts, {}, 0) == {}


def test_authors_take_turns():
    """The second author's work is there too, and a shared post once."""
    posts = by_name(
        post("a", 1, authors=("ada", "bo")),
        post("b", 2),
        post("c", 3),
        post("d", 4, authors=("bo",)),
        post("e", 5, authors=("ada", "bo")),
    )

    assert further_reading.other_work(posts, {}, 2)["a"] == ("d", "b")
    assert further_reading.other_work(posts, {}, 9)["a"] == ("e", "d", "c", "b")


def page(built, name):
    """Return a post's page, parsed."""
    return lxml.html.fromstring(built.read(f"2026/01/{name}/index.html"))


def titles(tree, heading):
    """Return the titles listed under a heading's id."""
    items = tree.xpath(f"//aside[@aria-labelledby='{heading}']//li/*[1]")
    return [title.text for title in items]


def number(tree):
    """Return what stands beside the name of the series."""
    return tree.xpath("string(//a[@href='#sf-series'])")


def test_pages_say_which_part_they_are(publication):
    """Its number stands beside the series' name; a part that is added is on the others' pages, too."""
    for day in (1, 2):
        publication.post(
            f"2026-01-0{day}-p{day}",
            title=f'"<{day}>"',
            date=f"2026-01-0{day}",
            series='"The <Road>"',
        )
    publication.post("2026-01-05-p5", title="Five", date="2026-01-05")
    first = page(publication.build(), "p1")
    publication.post("2026-01-03-p3", title="Three", date="2026-01-03", series='"The <Road>"')
    built = publication.build()
    second = page(built, "p1")

    assert number(first) == "Part 1 of 2"
    assert number(second) == "Part 1 of 3"
    assert titles(second, "sf-series") == ["<1>", "<2>", "Three"]
    assert titles(second, "sf-other-work") == ["Five"]
    assert not page(built, "p5").xpath("//*[@id='sf-series' or @href='#sf-series']")


def test_pages_of_a_long_series_lead_to_the_list_of_all(publication):
    """It has all in order, an address of its own where no post has it, and is in the sitemap; a series in another language is another."""
    count = further_reading.MOST_LISTED + 1
    for lang, name in (("en", "x"), ("zh-Hans", "z")):
        for part in range(1, count + 1):
            publication.post(
                f"2026-01-01-{name}{part:02}",
                title=f"'<{part}>'",
                date=f"2026-01-01 00:{part:02}:00",
                series='"The *Road*"',
                lang=lang,
            )
    publication.post("2026-01-02-taken", permalink="/series/the-road/")
    built = publication.build()
    fourth = page(built, "x04")
    items = fourth.xpath("//aside[@aria-labelledby='sf-series']//li/@value")
    (link,) = fourth.xpath("//aside[@aria-labelledby='sf-series']//p/a")
    whole = lxml.html.fromstring(built.read("series/the-road-2/"))
    chinese = lxml.html.fromstring(built.read("series/the-road-zh-hans/"))

    assert number(fourth) == "Part 4"
    assert items == ["1", "2", "3", "4", "5", "6"]
    assert (link.text, link.get("href")) == ("All parts", "../../../series/the-road-2/")
    assert whole.xpath("string(//h1)") == "The Road"
    assert whole.xpath("//ol/li/a/text()") == [f"<{n}>" for n in range(1, count + 1)]
    assert whole.xpath("//ol/li/a/@href")[0] == "../../2026/01/x01/"
    assert chinese.xpath("//ol/li/a/@lang") == ["zh-Hans"] * count
    assert "https://example.org/review/series/the-road-2/" in built.read("sitemap.xml")
    assert publication.build().files() == built.files()


def test_a_series_gets_its_list_when_it_is_long(publication):
    """As if it had always been; and loses it."""
    for part in range(1, further_reading.MOST_LISTED + 1):
        publication.post(
            f"2026-01-01-x{part:02}",
            title=f"X{part}",
            date=f"2026-01-01 00:{part:02}:00",
            series="Road",
        )
    before = publication.build().files()

    assert not [name for name in before if name.startswith("series/")]
    publication.post("2026-01-02-last", date="2026-01-02", series="Road")
    built = publication.build()

    assert number(page(built, "x01")) == "Part 1"
    assert titles(page(built, "x01"), "sf-series") == ["X1", "X2", "X3"]
    assert built.has("series/road/index.html")
    (publication.root / "posts/2026-01-02-last.md").unlink()
    built = publication.build()

    assert built.files() == before
