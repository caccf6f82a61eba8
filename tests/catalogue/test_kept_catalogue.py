"""The last build's publication, taken again: the same as one made from nothing, whatever has changed."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.catalogue import kept_catalogue
from standfirst.catalogue.assemble import AssembleInputs, assemble
from standfirst.catalogue.kept_catalogue import KeptCatalogue
from standfirst.incremental.kept_files import KeptFiles
from standfirst.reading.keywords import signature
from standfirst.reading.profiles import AuthorProfile
from standfirst.reading.record import Biography, Body, Record, marked
from standfirst.settings.model import Settings
from standfirst.sources.front_matter.contributors import Contributor
from standfirst.sources.front_matter.model import FrontMatter

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
SETTINGS = Settings(now=NOW, base_url="https://example.org/")
WORDS = [
    "flour",
    "water",
    "bread",
    "oven",
    "sail",
    "canvas",
    "harbour",
    "pilot",
    "lantern",
    "winter",
    "ledger",
    "bridge",
]
NAMES = ("Ada Stone", "Grace Hill", "Émile Noir")


def record(number, said=0):
    """Return the record of a post whose text is one of many."""
    chosen = random.Random(said)  # noqa: S311  # no secret
    text = " ".join(chosen.choices(WORDS, k=12))
    matter = FrontMatter(
        title=f"T{number}",
        authors=(NAMES[number % 3],),
        date=dt.datetime(2026, 1, 1 + number, tzinfo=dt.UTC),
        tags=(WORDS[number % 4],),
    )
    body = Body(
        first_paragraph=text,
        words=100 + said,
        terms=signature(matter.title, text),
        lang="fr" if number % 5 == 4 else "",
    )
    name = f"posts/{number}"
    return Record(docname=name, source=f"{name}.md", matter=matter, body=body)


def inputs(records, **more):
    """Return the inputs of a publication of *records*."""
    pages = {"about": Record(docname="about", source="about.md", matter=FrontMatter(title="About"), body=Body())}  # fmt: skip
    return AssembleInputs(
        **{
            "settings": SETTINGS,
            "records": {each.docname: each for each in records},
            "pages": pages,
            "documents": {"index": "index.md", "about": "about.md"},
            **more,
        }
    )


def built(folder, given):
    """Return the publication as the next build in *folder* makes it."""
    marks = {name: marked(each) for of in (given.records, given.pages) for name, each in of.items()}
    return assemble(given, KeptCatalogue(KeptFiles(folder, "code"), marks))


def changed(which, **values):
    """Return the change of a post of one part of its record."""

    def change(every):
        return [
            dc.replace(each, **{which: dc.replace(getattr(each, which), **values)})
            if each.docname == "posts/3"
            else each
            for each in every
        ]

    return change


CHANGES = {
    "text": lambda every: [*every[:3], record(3, 77), *every[4:]],
    "texts": lambda every: [record(n, 50 + n) for n in range(len(every))],
    "words": changed("body", words=900, han=3),
    "standfirst": changed("body", standfirst="Said first."),
    "excerpt": changed("body", excerpt="A part."),
    "terms": changed("body", terms=signature("Bridge", "ledger winter lantern")),
    "no terms": changed("body", terms=b""),
    "lang": changed("body", lang="zh-Hans"),
    "biography": changed("body", biographies=(Biography(name="Ada Stone", markdown="*Ada Stone* sails."),)),
    "title": changed("matter", title="Another"),
    "deck": changed("matter", subtitle="A deck"),
    "description": changed("matter", description="What it says", image_caption="Seen"),
    "author": changed("matter", authors=("Grace Hill", "Somebody New")),
    "contributor": changed("matter", contributors=(Contributor(name="Ada Stone", affiliation="Port"),)),
    "section": changed("matter", section="essays"),
    "tags": changed("matter", tags=("new", "oven")),
    "series": lambda every: [dc.replace(each, matter=dc.replace(each.matter, series="S")) for each in every[:4]],
    "volume": changed("matter", volume="Volume 3"),
    "permalink": changed("matter", permalink="/posts/2026/one/"),
    "withdrawn": changed("matter", withdrawn=dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
    "updated ahead": changed("matter", updated=dt.datetime(2027, 3, 1, tzinfo=dt.UTC)),
    "translation": changed("matter", translation_of="4"),
    "lines": lambda every: [dc.replace(each, lines=(("title", 7),)) for each in every],
    "added": lambda every: [*every, record(20, 5)],
    "removed": lambda every: every[1:],
    "order": lambda every: every[::-1],
    "nothing": lambda every: every,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_it_is_what_a_build_from_nothing_makes(tmp_path, change):
    """In every part: posts, lists, addresses, problems."""
    every = [record(number, number) for number in range(12)]
    given = inputs(change(every))
    built(tmp_path, inputs(every))

    assert built(tmp_path, given) == assemble(given)
    assert built(tmp_path, given) == assemble(given)


OTHERS = {
    "settings": {"settings": dc.replace(SETTINGS, title="Another", page_size=2)},
    "related": {"settings": dc.replace(SETTINGS, related=0)},
    "language": {"settings": dc.replace(SETTINGS, language="fr")},
    "author": {"authors": (AuthorProfile(name="Ada Stone", key="ada", source="authors/ada.md", biography="Of *ships*."),)},
    "documents": {"documents": {"index": "index.md", "about": "about.md", "authors": "authors.md"}},
    "pages": {"pages": {}},
    "extra": {"extra": {"posts/2026/01/03/2/index.html": "extra/x"}},
    "menu": {"has_menu": True},
    "root": {"root": "about"},
}  # fmt: skip


@pytest.mark.parametrize("more", OTHERS.values(), ids=OTHERS)
def test_whatever_else_changes_counts(tmp_path, more):
    """Settings, authors, other documents and files."""
    every = [record(number, number) for number in range(6)]
    built(tmp_path, inputs(every))
    given = inputs(every, **more)

    assert built(tmp_path, given) == assemble(given)


def test_what_the_file_system_answers_counts(tmp_path):
    """A lead image that has come, or gone; a post that is to be seen by now."""
    every = [record(number, number) for number in range(4)]
    every = changed("matter", image="a.png", translation_of="nowhere")(every)
    for answer, unseen in ((None, False), ("a.png", False), ("a.png", True), (None, True)):
        given = inputs(
            every,
            find_file=lambda *_, answer=answer: answer,
            is_unseen=lambda *_, unseen=unseen: unseen,
        )
        made = built(tmp_path, given)

        assert made == assemble(given)
        assert (made.catalogue.posts["posts/3"].image is not None) == (answer is not None)


@pytest.mark.parametrize("days", [-200, -3, 0, 200, 400])
def test_now_counts_where_it_says_another_thing(tmp_path, days):
    """For embargoes, expiry, and days that lie ahead; else the last build's is taken."""
    at = NOW + dt.timedelta(days=days)
    every = [
        dc.replace(
            record(number, number),
            matter=dc.replace(
                record(number).matter,
                expires=NOW + dt.timedelta(days=100) if number == 1 else None,
                updated=NOW + dt.timedelta(days=300) if number == 2 else None,
            ),
        )
        for number in range(4)
    ]
    built(tmp_path, inputs(every))
    given = inputs(every, settings=dc.replace(SETTINGS, now=at))

    assert built(tmp_path, given) == assemble(given)


def test_an_edited_text_makes_no_outline_anew(tmp_path, monkeypatch):
    """Nor does *now*; a title does."""
    made = []
    monkeypatch.setattr(kept_catalogue.KeptCatalogue, "keep", lambda *_: made.append(1))
    every = [record(number, number) for number in range(6)]
    built(tmp_path, inputs(every))
    monkeypatch.undo()
    built(tmp_path, inputs(every))
    monkeypatch.setattr(kept_catalogue.KeptCatalogue, "keep", lambda *_: made.append(1))
    later = dc.replace(SETTINGS, now=NOW + dt.timedelta(days=9))
    built(tmp_path, inputs(CHANGES["text"](every), settings=later))
    without = len(made)
    built(tmp_path, inputs(CHANGES["title"](every)))

    assert (without, len(made)) == (1, 2)


def test_what_is_kept_is_written_again_when_many_texts_have_changed(tmp_path):
    """A few are made once more in each build; which, it knows by itself, and of the last of them what it was at last."""
    every = [record(number, number) for number in range(12)]
    built(tmp_path, inputs(every))
    file = tmp_path / "catalogue.kept"
    first = file.read_bytes()
    kept = []
    for count in (1, 8, 9):
        given = [record(n, n + 100 * count if n < count else n) for n in range(12)]
        assert built(tmp_path, inputs(given)) == assemble(inputs(given))
        kept.append(file.read_bytes() == first)

    assert kept == [True, True, False]
    assert built(tmp_path, inputs(every)) == assemble(inputs(every))


@pytest.mark.parametrize("content", [b"", b"standfirst kept 1\n", b"\x80\x05N.", None])
@pytest.mark.parametrize("name", ["catalogue", "short-texts"])
def test_damage_to_what_is_kept_costs_time_alone(tmp_path, name, content):
    """A file that is cut off, foreign or missing."""
    every = changed("body", biographies=(Biography(name="Ada Stone", markdown="*Ada*."),))(
        [record(number, number) for number in range(6)]
    )
    built(tmp_path, inputs(every))
    file = tmp_path / f"{name}.kept"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    given = inputs(CHANGES["title"](every))

    assert built(tmp_path, inputs(every)) == assemble(inputs(every))
    assert built(tmp_path, given) == assemble(given)


EDITS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["text", "title", "tag", "author", "gone"]), st.integers(0, 30)),
    max_size=5,
)  # fmt: skip


@given(walk=st.lists(EDITS, min_size=1, max_size=4))
def test_a_walk_of_edits_ends_where_a_build_from_nothing_does(tmp_path_factory, walk):
    """Whatever is edited, in whatever order, several at once."""
    folder = tmp_path_factory.mktemp("walk")
    posts = {number: record(number, number) for number in range(10)}
    for edits in walk:
        for number, what, value in edits:
            before = posts.get(number) or record(number)
            matter = before.matter
            posts[number] = {
                "text": record(number, value),
                "title": dc.replace(before, matter=dc.replace(matter, title=f"T{value}")),
                "tag": dc.replace(before, matter=dc.replace(matter, tags=(WORDS[value % 4],))),
                "author": dc.replace(before, matter=dc.replace(matter, authors=(NAMES[value % 3],))),
                "gone": None,
            }[what]  # fmt: skip
        given = inputs([each for each in posts.values() if each])

        assert built(folder, given) == assemble(given)
