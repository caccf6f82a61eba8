"""Front matter as ABlog and mystmd have it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from standfirst.sources.front_matter import reader
from standfirst.sources.front_matter.dialects import as_jekyll_has_them

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"excerpt": "2", "image": " 1 ", "title": "2"}, {"title": "2"}),
        ({"excerpt": "2 words", "image": "1.png"}, {"excerpt": "2 words", "image": "1.png"}),
        ({"excerpt": ["2"], "image": None}, {"excerpt": ["2"], "image": None}),
        ({"tags": "a b", "redirect": "x"}, {"tags": "a b", "redirect": "x"}),
    ],
)
def test_numbers_are_no_texts(values, expected):
    """ABlog counts paragraphs and pictures with them; nothing else is another in a post of Jekyll's."""
    assert as_jekyll_has_them(values, is_ablogs=False) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"tags": "soil science"}, {"tags": ["soil science"]}),
        ({"tags": "[soil science, wells,]"}, {"tags": ["soil science", "wells"]}),
        ({"tags": ["a, b"]}, {"tags": ["a, b"]}),
        ({"category": "Field notes, Tools"}, {"category": ["Field notes", "Tools"]}),
        (
            {"redirect": "old/a, old/b"},
            {"redirect": "old/a, old/b", "redirect_from": ["old/a", "old/b"]},
        ),
        ({"redirect": ["a"]}, {"redirect": ["a"], "redirect_from": ["a"]}),
        ({"redirect": "a", "redirect_from": "b"}, {"redirect": "a", "redirect_from": "b"}),
        ({"redirect": ""}, {"redirect": ""}),
    ],
)
def test_keys_mean_what_they_mean_to_ablog(values, expected):
    """In a post of its own."""
    assert as_jekyll_has_them(values, is_ablogs=True) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ({"name": {"given": "Rosa", "family": "Brandt"}}, {"name": "Rosa Brandt"}),
        ({"given": "Ana", "non_dropping_particle": "de", "family": "Brito", "suffix": "Jr."}, {"name": "Ana de Brito Jr."}),
        ({"name": {"literal": "The Desk", "family": "Desk"}}, {"name": "The Desk"}),
        ({"first": "Ivo", "last": "Kern"}, {"name": "Ivo Kern"}),
        ({"name": {"given": ["a"]}}, {"name": None}),
        ({"name": "Ivo Kern", "given": "I."}, {"name": "Ivo Kern"}),
        ({"id": "ivo"}, {"name": "ivo"}),
        ({"id": "ivo", "given": "Ivo"}, {"name": "Ivo"}),
        ({"id": ["ivo"]}, {}),
        ({"orcid": "1"}, {}),
        ("Ivo Kern", "Ivo Kern"),
    ],
)  # fmt: skip
def test_people_have_their_names(people, expected):
    """Of one or of several; mystmd's and Quarto's parts are put together, and all else is left alone."""
    kept = people if isinstance(people, str) else {**people, **expected}

    assert as_jekyll_has_them({"author": people}, is_ablogs=False) == {"author": kept}
    assert as_jekyll_has_them({"authors": [people]}, is_ablogs=False) == {"authors": [kept]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"myst": {"html_meta": {"description lang=en": "D"}}}, "D"),
        ({"myst": {"html_meta": {"property=og:title": "T", "description": "D"}}}, "D"),
        ({"html_meta": {"description": "D"}}, "D"),
        ({"description": "Own", "html_meta": {"description": "D"}}, "Own"),
        ({"myst": {"html_meta": {"description": ["D"]}}}, None),
        ({"myst": ["html_meta"]}, None),
    ],
)
def test_the_description_of_the_pages_head_is_one(values, expected):
    """MyST's, where the post has no other."""
    assert as_jekyll_has_them(values, is_ablogs=False).get("description") == expected


@pytest.mark.parametrize(("more", "tags"), [({}, ("a", "b")), ({"is_ablogs": True}, ("a b",))])
def test_a_publication_may_say_that_all_posts_are_ablogs(more, tags):
    """Those too that say nothing of it themselves."""
    text = "---\ntitle: T\ndate: 2025-01-01\ntags: a b\n---\n"

    assert reader.read(text, name="x.md", tz=UTC, **more).matter.tags == tags
