"""Which articles are one in several languages."""

from __future__ import annotations

import datetime as dt

import pytest
from catalogues import publish, said

from standfirst.settings.model import Settings

SETTINGS = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), language="en")


def found(*posts):
    """Return the translations of posts, each a name, a language and what it is a translation of, and what is said."""
    texts = [
        (f"date: 2026-01-{20 - number}\nlang: {lang}\n{f'translation_of: {of}' if of else ''}", "", f"posts/{name}.md")
        for number, (name, lang, of) in enumerate(posts)
    ]  # fmt: skip
    made = publish(SETTINGS, *texts)
    result = {
        name.removeprefix("posts/"): [other.removeprefix("posts/") for other in others]
        for name, others in made.catalogue.translations.items()
    }
    return result, [message for _, message in said(made)]


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([("a", "en", ""), ("b", "de", "")], {}),
        ([("a", "en", ""), ("b", "de", "a")], {"a": ["b"], "b": ["a"]}),
        ([("a", "en", ""), ("b", "de", "/a/")], {"a": ["b"], "b": ["a"]}),
        (
            [("z", "en", ""), ("b", "fr", "z"), ("c", "de", "b")],
            {"z": ["c", "b"], "b": ["c", "z"], "c": ["z", "b"]},
        ),
        (
            [("a", "fr", "b"), ("b", "en", "c"), ("c", "de", "a")],
            {"a": ["c", "b"], "b": ["c", "a"], "c": ["b", "a"]},
        ),
        (
            [("a", "fr", "c"), ("b", "en", "c"), ("c", "de", "b")],
            {"a": ["c", "b"], "b": ["c", "a"], "c": ["b", "a"]},
        ),
        ([("a", "de", ""), ("b", "de", "a")], {}),
        (
            [("o", "en", ""), ("b", "de", "o"), ("a", "de", "o")],
            {"o": ["a"], "a": ["o"], "b": ["o"]},
        ),
    ],
)
def test_an_article_has_the_others_in_the_order_of_their_languages(posts, expected):
    """One for each language, the first by its file name, its own left out; of a chain or a circle all are one article."""
    assert found(*posts) == (expected, [])


def test_of_two_articles_of_one_file_name_the_newer_is_meant():
    """As in a role; in its folder each can be named."""
    posts = [("new/a", "en", ""), ("old/a", "en", ""), ("b", "de", "a"), ("c", "fr", "old/a")]

    assert found(*posts)[0] == {"new/a": ["b"], "b": ["new/a"], "old/a": ["c"], "c": ["old/a"]}


@pytest.mark.parametrize("of", ["nowhere", "a", "index", "tags/"])
def test_what_is_no_other_article_is_said(of):
    """Itself neither."""
    assert found(("a", "en", of)) == (
        {},
        [f"translation_of: {of!r} is not another post; it is ignored"],
    )


def test_what_is_no_other_article_is_said_where_it_stands():
    """At its line, with what to write instead; of a long one the beginning."""
    made = publish(SETTINGS, f"date: 2026-01-02\ntranslation_of: {'x' * 121}")
    [located] = made.problems
    problem = located.problem

    assert (problem.line, problem.level, problem.subtype.value) == (4, "warning", "link")
    assert problem.message == f"translation_of: {'x' * 120!r} is not another post; it is ignored"
    assert problem.remedy == "write the file name of the post that was translated"
