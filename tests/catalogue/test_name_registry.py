"""What the posts of a publication name: authors, sections, tags and volumes across all of them."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import time
from types import SimpleNamespace

import pytest
from catalogues import MARKDOWN, publish, said
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from standfirst.catalogue import address_registry, name_registry
from standfirst.markdown import use_plugins
from standfirst.settings.model import Department, Settings
from standfirst.text import cleaning
from standfirst.text.name_folding import fold

BIOGRAPHY = "Text.\n\n---\n\n**Somebody Else** is a writer.\n"
use_plugins(MARKDOWN)


@pytest.mark.parametrize("field", ["author", "tags", "section", "volume", "categories"])
def test_spellings_of_one_name_are_one(settings, field):
    """Under the one used most, with a warning that names both, at the line where the other stands."""
    value = "{}".format if field in {"section", "volume"} else "[{}]".format
    common, rare = value("Open Data"), value("open-data")
    made = publish(settings, f"{field}: {common}", f"{field}: {common}", f"x: y\n{field}: {rare}")
    kind = {"author": "author", "tags": "tag", "volume": "volume"}.get(field, "section")
    names = [listing.name for listing in made.catalogue.lists[kind].values()]
    doubts = [p.problem for p in made.problems if "written" in p.problem.message]

    assert names == ["Open Data"]
    assert ["'open-data'" in p.message and "'Open Data'" in p.message for p in doubts] == [True]
    assert doubts[0].line == 4


@pytest.mark.parametrize("field", ["author", "tags", "section", "volume"])
def test_names_that_collide_as_addresses_get_two(settings, field):
    """With an error that names both; no listing takes in the other's posts."""
    made = publish(
        settings, f"{field}: ['a/b']" if field == "tags" else f"{field}: a/b", f"{field}: a!b"
    )
    listings = made.catalogue.lists[field.removesuffix("s")].values()
    errors = [message for level, message in said(made) if level == "error"]

    assert sorted(len(listing.posts) for listing in listings) == [1, 1]
    assert len({listing.page for listing in listings}) == 2
    assert len(errors) == 1
    assert "'a!b'" in errors[0]
    assert "'a/b'" in errors[0]


def test_a_folder_is_no_spelling_of_its_section(settings):
    """Nor are the slug and the title of a configured one."""
    assert (
        said(publish(settings, "section: Open Data", ("", "", "posts/open-data/2026-01-02-x.md")))
        == []
    )
    configured = dc.replace(settings, sections=(Department(slug="od", title="Open Data"),))

    assert said(publish(configured, "section: od", "section: Open Data")) == []


def test_a_named_alias_is_no_variant(settings):
    """The remedy that the warning names holds; the byline keeps an alias as it was published."""
    authors = {"ann": "---\nname: Ann Lee\naliases: [ANN LEE, A. L.]\n---\n"}
    made = publish(settings, "author: ANN LEE", "author: A. L.", authors=authors)
    bylines = [post.authors[0].name for post in made.catalogue.posts.values()]

    assert said(made) == []
    assert list(made.catalogue.authors) == ["ann"]
    assert bylines == ["A. L.", "Ann Lee"]


def test_one_person_stands_once_in_a_byline(settings):
    """Also under two names."""
    authors = {"ann": "---\nname: Ann Lee\naliases: [A. L.]\n---\n"}
    made = publish(settings, "authors: [Ann Lee, A. L.]", authors=authors)

    assert [p.name for p in made.catalogue.posts["posts/2026-01-01-0"].authors] == ["Ann Lee"]


@pytest.mark.parametrize(
    "authors",
    [
        {"ann-lee": "---\nname: Ann\n---\n", "ann_lee": "---\nname: Lee\n---\n"},
        {"one": "---\nname: Ann\n---\n", "two": "---\nname: ANN\n---\n"},
        {
            "one": "---\nname: Ann\naliases: [X]\n---\n",
            "two": "---\nname: Lee\naliases: [x]\n---\n",
        },
    ],
    ids=["slug", "name", "alias"],
)
def test_authors_files_that_claim_one_thing_are_both_kept(settings, authors):
    """With an error that names both files."""
    made = publish(settings, "author: Ann", authors=authors)
    first, second = (f"authors/{name}.md" for name in authors)

    assert len(made.catalogue.authors) == 2
    assert [(level, first in text and second in text) for level, text in said(made)] == [
        ("error", True)
    ]


def test_volumes_files_that_claim_one_thing_are_both_kept(settings):
    """As authors' are."""
    volumes = {"one": "---\ntitle: Winter\n---\n", "two": "---\ntitle: winter\n---\n"}
    made = publish(settings, "volume: Winter", volumes=volumes)

    assert len(made.catalogue.volumes) == 2
    assert [level for level, _ in said(made)] == ["error"]


@pytest.mark.parametrize("rule", ["month", "quarter", "year"])
@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31 23:59:59 -0500"])
def test_no_date_is_too_far_for_a_volume(settings, rule, date):
    """The first and the last that a calendar has are in a period with an end."""
    made = publish(dc.replace(settings, volumes=rule), f"date: {date}")
    (volume,) = made.catalogue.volumes.values()

    assert volume.start
    assert volume.end
    assert volume.start < volume.end


def test_a_volume_that_is_named_like_a_rules_is_another(settings):
    """Unless it is the same but for its spelling."""
    made = publish(dc.replace(settings, volumes="month"), "volume: 2026/01", "x: y")

    assert len(made.catalogue.volumes) == 2
    assert [level for level, _ in said(made)] == ["error"]


def test_translations_that_lead_in_a_circle_belong_together(settings):
    """However long it is, and whoever leads into it; another article's are apart."""
    leads = {"a": "b", "b": "c", "c": "a", "d": "a", "e": "f", "f": ""}
    tags = dict(zip(leads, ("de", "fr", "it", "nl", "pl", "sv"), strict=True))
    posts = [
        (f"lang: {tags[name]}\n" + (f"translation_of: 2026-01-02-{of}" if of else ""), "", f"posts/2026-01-02-{name}.md")
        for name, of in leads.items()
    ]  # fmt: skip
    made = publish(settings, *posts).catalogue.translations
    found = {name[-1]: [other[-1] for other in others] for name, others in made.items()}

    assert found == {"a": ["b", "c", "d"], "b": ["a", "c", "d"], "c": ["a", "b", "d"], "d": ["a", "b", "c"], "e": ["f"], "f": ["e"]}  # fmt: skip


BIOGRAPHIES = "Text.\n\n---\n\n__Ann B. Lee__ is a writer.\n\n__Bo Chen, PhD,__ has a chair.\n\n**李和平**是记者。\n"


def test_an_open_byline_has_nobody_twice(settings):
    """Initials and degrees make no other person, and a character for "and" is part of a name."""
    made = publish(settings, ("author: Ann Lee, et al.", BIOGRAPHIES))
    post = made.catalogue.posts["posts/2026-01-01-0"]

    assert [person.name for person in post.authors] == ["Ann Lee", "Bo Chen", "李和平"]
    assert {name: html.fromstring(author.html).text_content().strip() for name, author in made.catalogue.authors.items()} == {"ann-lee": "Ann B. Lee is a writer.", "bo-chen": "Bo Chen, PhD, has a chair.", "李和平": "李和平是记者。"}  # fmt: skip
    assert said(made) == []


def test_an_open_byline_that_nothing_completes_is_named(settings):
    """With its line."""
    made = publish(settings, "author: Ann Lee, et al.")
    (doubt,) = made.problems

    assert doubt.problem.line == 3
    assert "Ann Lee" in doubt.problem.message


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("iPhone", "iPhone", "IPhone"), "iPhone"),
        (("iPhone", "IPhone", "IPhone"), "IPhone"),
        (("iPhone", "IPhone"), "IPhone"),
        (("b c", "b-c", "b c", "B C", "B C", "B C"), "B C"),
    ],
)
def test_the_most_frequent_spelling_is_the_name(settings, spellings, name):
    """Of those that are as frequent the first by its letters; each other is said once."""
    made = publish(settings, *(f"tags: [{spelling}]" for spelling in spellings))
    others = sorted({*spellings} - {name})

    assert [listing.name for listing in made.catalogue.lists["tag"].values()] == [name]
    assert said(made) == [
        ("warning", f"the tag {other!r} is written {name!r} elsewhere; both count as {name!r}")
        for other in others
    ]


@pytest.mark.parametrize(
    ("lines", "line", "remedy"),
    [
        ("author: ann LEE", 3, "write it one way, or add the spelling to the author's aliases"),
        ("author: Bo Chen\ntranslator: ann LEE", 4, "write it one way, or add the spelling to the author's aliases"),
        ("author: Bo Chen\ntags: [x Y]", 4, "write it one way"),
        ("author: Bo Chen\ntags: [z]\ncategories: [a, x Y]", 5, "write it one way"),
        ("author: Bo Chen\nsection: opinion Pieces", 4, "write it one way"),
    ],
)  # fmt: skip
def test_another_spelling_is_said_at_its_line(settings, lines, line, remedy):
    """Of whatever kind; that of an author may be an alias."""
    usual = "author: Ann Lee\ntags: [X y]\nsection: Opinion pieces"
    made = publish(settings, lines, usual, usual)
    [located] = made.problems

    assert (located.docname, located.problem.line, located.problem.remedy) == ("posts/2026-01-01-0", line, remedy)  # fmt: skip
    assert (located.problem.subtype.value, located.problem.level) == ("name", "warning")


def test_two_names_of_one_address_are_said_at_the_second():
    """What has the address keeps it; the other has a number, and is an error."""
    settings = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    made = publish(settings, "author: A B\ntags: [x/y]", "author: A B\ntags: [x.y]")
    [located] = made.problems

    assert {name: listing.page for name, listing in made.catalogue.lists["tag"].items()} == {"x-y": "tags/x-y", "x-y-2": "tags/x-y-2"}  # fmt: skip
    assert (located.docname, located.problem.line, located.problem.level) == ("posts/2026-01-02-1", 4, "error")  # fmt: skip
    assert located.problem.message == "the tags 'x/y' and 'x.y' would have the same address; 'x.y' is at 'x-y-2'"  # fmt: skip
    assert located.problem.remedy == "rename one of them"


@pytest.mark.parametrize("length", [100, 101])
def test_a_hundred_tags_of_a_post_are_read(settings, length):
    """Categories among them; one more is said at the line of the tags."""
    made = publish(settings, f"author: A B\ntags: [{', '.join(f't{n}' for n in range(length))}]")

    assert len(made.catalogue.lists["tag"]) == 100
    assert [(p.problem.line, p.problem.subtype.value, p.problem.remedy) for p in made.problems] == [(4, "size", "name fewer")] * (length - 100)  # fmt: skip


def test_a_misspelt_byline_is_named(settings):
    """Where a biography has nearly its name; another person's has not."""
    text = "A.\n\n---\n\n__Ann Carolin__ is a writer.\n\n__Bo Chen__ is another.\n"
    (doubt,) = publish(settings, ("author: Ann Carolinn", text)).problems

    assert "'Ann Carolinn'" in doubt.problem.message
    assert "'Ann Carolin'" in doubt.problem.message
    assert doubt.problem.line == 3
    authors = {"ann": "---\nname: Ann Carolin\naliases: [Ann Carolinn]\n---\n"}
    assert said(publish(settings, ("author: Ann Carolinn", text), authors=authors)) == []


def test_the_latest_biography_is_the_authors(settings):
    """Of a post that two wrote, each has the paragraph about both."""
    made = publish(
        settings,
        ("author: Ann Lee", "A.\n\n---\n\n__Ann Lee__ is new here.\n"),
        ("author: Ann Lee and Bo Chen", "B.\n\n---\n\n__Ann Lee and Bo Chen__ are old hands.\n"),
        ("author: Di Eco and Ed Fox", "D.\n\n---\n\n**Di Eco** and **Ed Fox** are twins.\n"),
        (
            "author: Cy Dee",
            "C.\n\n---\n\n__Cy Dee__ is somebody.\n\n__Ann Lee__ is only mentioned.\n",
        ),
    )
    pages = {author.name: author.html for author in made.catalogue.authors.values()}

    assert "old hands" in pages["Bo Chen"]
    assert "mentioned" in pages["Ann Lee"]
    assert "twins" in pages["Di Eco"]
    assert "twins" in pages["Ed Fox"]


def test_an_authors_file_without_a_text_leaves_the_biography_to_the_posts(settings):
    """One that only names aliases takes nothing away."""
    authors = {"ann": "---\nname: Ann Lee\naliases: [A. L.]\n---\n"}
    made = publish(
        settings, ("author: A. L.", "A.\n\n---\n\n__Ann Lee__ is a writer.\n"), authors=authors
    )

    assert "is a writer" in made.catalogue.authors["ann"].html


NAMES = st.sampled_from(
    ["Ann Lee", "ann-lee", "a/b", "a!b", "《甲》", "甲", "C", "C++", "con", "-", "·", "x" * 300]
) | st.text(min_size=1, max_size=8).filter(lambda text: cleaning.clean(text)[0])


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=5))
def test_any_names_are_settled(names):
    """Every post is in the listings that it names, each with an address of its own."""
    settings = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), volumes="month")
    posts = [
        f"authors: {json.dumps([a])}\ntags: {json.dumps([a, b])}\nsection: {json.dumps(b)}\nvolume: {json.dumps(c)}"
        for a, b, c in names
    ]
    made = publish(settings, *posts).catalogue

    for kind in ("author", "section", "tag", "volume"):
        listings = made.lists[kind].values()
        assert len({listing.page for listing in listings}) == len(listings)
        assert set(made.posts) <= {docname for listing in listings for docname in listing.posts}


def test_thousands_for_one_address_take_no_longer():
    """Each post and each name finds its number without asking for those before it."""
    record = SimpleNamespace(docname="posts/x", lines=())
    uses = [
        name_registry.NameUse(spelling=f"t{'!' * n}", record=record, field="tags")
        for n in range(3000)
    ]
    addresses = address_registry.AddressRegistry()
    started = time.process_time()
    names, _ = name_registry.settle(uses, kind="tag")
    paths = {addresses.claim("same/", str(number))[0].path for number in range(10_000)}

    assert len({name.slug for name in names.values()}) == 3000
    assert len(paths) == 10_000
    assert time.process_time() - started < 10


def test_no_post_costs_more_for_the_files_of_authors(settings):
    """Their names are folded once, and not again for each post."""
    before = fold.cache_info()
    posts = [(f"title: A\nauthor: Person {n} and Me, et al.", BIOGRAPHY) for n in range(100)]
    publish(
        settings, *posts, authors={f"p{n}": f"---\nname: Person {n}\n---\n" for n in range(500)}
    )
    after = fold.cache_info()
    calls = after.hits + after.misses - before.hits - before.misses

    assert calls < 20_000
