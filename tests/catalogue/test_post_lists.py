"""What lists of posts may name, and what is said of what nothing has."""

from __future__ import annotations

import pytest
from catalogues import publish

from standfirst.catalogue.post_lists import ListedNames, asked

ADA = "---\nname: Ada Lovelace\naliases: [A. A. Lovelace]\n---\n"
REMEDY = "write the name as articles have it, or leave it out"


@pytest.fixture
def names(settings):
    """Return the names of a publication of two posts and an author who has written none."""
    made = publish(
        settings,
        "author: Ada Lovelace\ntags: [Feeds]\nsection: craft\nlang: fr",
        "author: Data Desk\ntags: [Old Ferries]",
        authors={"ada-lovelace": ADA, "idle": "---\nname: Idle Hand\n---\n"},
    )
    return ListedNames(made.catalogue)


@pytest.mark.parametrize(
    ("option", "written", "name"),
    [
        ("author", "Ada Lovelace", "Ada Lovelace"),
        ("author", "ada-lovelace", "Ada Lovelace"),
        ("author", "A. A. Lovelace", "Ada Lovelace"),
        ("author", "data-desk", "Data Desk"),
        ("author", "IDLE hand", "Idle Hand"),
        ("tags", "feeds", "Feeds"),
        ("tags", "old-ferries", "Old Ferries"),
        ("category", "Craft", "Craft"),
        ("category", "craft", "Craft"),
        ("language", "fr", "fr"),
    ],
)
def test_a_list_may_name_by_name_key_or_alias(names, option, written, name):
    """In any spelling that folds to it; nothing is said."""
    of = {option: [written]}

    assert names.found(of) == {option: [name]}
    assert list(names.problems(of, 3)) == []


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ({"author": ["Nobody Known"]}, [f"no article has the author 'Nobody Known', which {{postlist}} names; it lists nothing; {REMEDY}"]),
        ({"author": ["data-desc"]}, ["no article has the author 'data-desc', which {postlist} names; it lists nothing; perhaps 'data-desk' is meant"]),
        ({"category": ["x"], "location": ["Oslo"]}, [f"no article has the category 'x', which {{postlist}} names; it lists nothing; {REMEDY}", f"no article has the location 'Oslo', which {{postlist}} names; it lists nothing; {REMEDY}"]),
        ({"author": ["ada-lovelace"], "tags": ["ferries", "ferries"]}, ["no article has the tag 'ferries', which {postlist} names; only what else it names counts; perhaps 'old-ferries' is meant"]),
        ({"author": [], "tags": []}, []),
    ],
)  # fmt: skip
def test_what_nothing_has_is_named(names, of, said):
    """With the nearest name, where one is near; once each, at the directive's line."""
    found = list(names.problems(of, 7))

    assert [problem.text() for problem in found] == said
    assert {problem.line for problem in found} <= {7}


def test_an_empty_option_names_nothing():
    """As ABlog divides it, and where it is not there."""
    assert asked({"tags": [""], "author": ["A", ""]}) == {"tags": [], "author": ["A"], "category": [], "location": [], "language": []}  # fmt: skip
