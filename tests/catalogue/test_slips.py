"""What looks like a slip when all posts are seen together."""

from __future__ import annotations

import time

import pytest
from catalogues import publish, said

AUTHOR = "---\nname: Ada Reed\naliases: [Ada R. Quill]\n---\n"


def doubts(made):
    """Return file and message of each warning that names a likeness."""
    return [
        (p.docname, p.problem.message)
        for p in made.problems
        if " is nearly " in p.problem.message or " is that of " in p.problem.message
    ]


@pytest.mark.parametrize("name", ["Ada Reeed", "Ada Red", "Ada Rede", "Ade Reed"])
def test_a_name_that_is_nearly_an_authors_is_named(settings, name):
    """One letter wrong, missing, doubled or exchanged; both stay authors."""
    made = publish(settings, "author: Ada Reed", f"author: {name}", authors={"ada-reed": AUTHOR})

    assert doubts(made) == [
        (
            "posts/2026-01-02-1",
            f"{name!r} is nearly 'Ada Reed', who is known; they are taken for two people",
        )
    ]
    assert len(made.catalogue.authors) == 2


def test_a_name_that_many_posts_have_is_known_too(settings):
    """Of three or more."""
    posts = ["author: Oto Tern"] * 2

    assert doubts(publish(settings, *posts, "author: Oto Terne")) == []
    assert doubts(publish(settings, *posts, "author: Oto Tern", "author: Oto Terne")) == [
        (
            "posts/2026-01-04-3",
            "'Oto Terne' is nearly 'Oto Tern', who is known; they are taken for two people",
        )
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["Ada Reeed", "Ada Reeed"],
        ["Ida Read"],
        ["Ada R Quill"],
        ["ada reed"],
        ["Bo Li"],
        ["王一二三四五六七"],
    ],
)
def test_other_names_are_not(settings, names):
    """Used twice, farther off, another spelling of the same, too short, or of characters."""
    others = {
        "ada-reed": AUTHOR,
        "bo": "---\nname: Bo Lu\n---\n",
        "yi": "---\nname: 王一二三四五六八\n---\n",
    }

    assert doubts(publish(settings, *(f"author: {name}" for name in names), authors=others)) == []


def test_many_names_are_compared_in_little_time(settings):
    """Not each with each."""
    start = time.perf_counter()
    publish(
        settings,
        *(f"authors: [Ada Reed {n:04}, Oto Tern {n:04}]" for n in range(400)),
        authors={f"a{n}": f"---\nname: Iva Gull {n:05}\n---\n" for n in range(400)},
    )

    assert time.perf_counter() - start < 20


def test_a_title_that_is_used_twice_is_named_once(settings):
    """At the newest post, with the one before it and the number of the rest."""
    made = publish(
        settings, "title: One", "title: one", "title: One", "title: Two", "title: One\nlang: fr"
    )

    assert doubts(made) == [
        (
            "posts/2026-01-03-2",
            "the title 'One' is that of posts/2026-01-02-1.md and 1 more as well; lists do not tell them apart",
        )
    ]


@pytest.mark.parametrize("more", ["series: S", "withdrawn: true"])
def test_a_title_may_be_that_of_a_series_or_of_what_is_gone(settings, more):
    """Then it is used on purpose, or once."""
    made = publish(settings, f"title: One\n{more}", f"title: One\n{more}")

    assert doubts(made) == []
    assert [message for _, message in said(made) if "title" in message] == []
