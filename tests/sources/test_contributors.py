"""What front matter says of the people who made a post."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.sources.front_matter import reader
from standfirst.sources.front_matter.contributors import Contributor


def read(author):
    """Return bylines, contributors and problems of a post with this line for its author."""
    text = f"---\ntitle: T\ndescription: d\n{author}\n---\n"
    found = reader.read(text, name="2024-02-29-a.md", tz=dt.UTC)
    return found.matter.authors, found.matter.contributors, [p.message for p in found.problems]


ADA = Contributor(name="Ada Reed", address="https://reed.example/")
JUN = Contributor(name="Jun Moss", address="https://moss.example/")


@pytest.mark.parametrize(
    ("author", "bylines", "known"),
    [
        ("author: Ada Reed and Jun Moss", ("Ada Reed and Jun Moss",), ()),
        (
            "author: <a href='https://reed.example/'>Ada Reed</a> and <a href='https://moss.example/'>Jun Moss</a><br>",
            ("Ada Reed and Jun Moss",),
            (ADA, JUN),
        ),
        ("author: '[Ada Reed](https://reed.example/), Jun Moss'", ("Ada Reed, Jun Moss",), (ADA,)),
        ("author: Ada Reed <ada@reed.example>", ("Ada Reed",), ()),
        ("author: Ada Reed (ada@reed.example)", ("Ada Reed",), ()),
        ("author: '[Ada Reed](mailto:ada@reed.example)'", ("Ada Reed",), ()),
        ("author: '[Ada Reed](javascript:x)'", ("[Ada Reed](javascript:x)",), ()),
        ("author: {name: Ada Reed, email: ada@reed.example, url: 'https://reed.example/'}", ("Ada Reed",), (ADA,)),
        ("author: {name: Ada Reed, url: 'http://['}", ("Ada Reed",), ()),
        ("author: {name: Ada Reed, url: 'ftp://reed.example/'}", ("Ada Reed",), ()),
        ("author: {name: {given: Ada, family: Reed}}", ("Ada Reed",), ()),
        ("author: {first_name: Ada, last_name: Reed}", ("Ada Reed",), ()),
        ("author: {username: reed, email: x}", ("reed",), ()),
        ("authors: [Ada Reed, {name: Jun Moss, website: 'https://moss.example/'}]", ("Ada Reed", "Jun Moss"), (JUN,)),
        ("authors: [[Ada Reed], Jun Moss]", ("Ada Reed", "Jun Moss"), ()),
        ("authors: {reed: {name: Ada Reed}, moss: {bio: x}}", ("Ada Reed", "moss"), ()),
        ("authors:\n- Ada Reed: a life", ("Ada Reed: a life",), ()),
        (
            "authors: [{name: <b>Ada Reed</b>, affiliations: {name: Hull}, orcid: 0000-0002-1825-0097}]",
            ("Ada Reed",),
            (Contributor(name="Ada Reed", affiliation="Hull", orcid="0000-0002-1825-0097"),),
        ),
        (
            "authors: [{name: Ada Reed, affiliation: [Hull, {name: York}, Hull], orcid: 1}]",
            ("Ada Reed",),
            (Contributor(name="Ada Reed", affiliation="Hull; York"),),
        ),
        ("translator: {name: Jun Moss, url: 'https://moss.example/'}\nauthor: Ada Reed", ("Ada Reed",), (JUN,)),
    ],
)  # fmt: skip
def test_each_form_of_a_byline(author, bylines, known):
    """Text with links, mapping, list, mapping by keys; an e-mail address is not published."""
    assert read(author) == (bylines, known, [])


def test_one_author_without_a_name_leaves_the_others():
    """It is told of, at its line."""
    bylines, known, problems = read(
        "authors: [Ada Reed, {url: 'https://x.example/', role: x}, Jun Moss]"
    )

    assert (bylines, known) == (("Ada Reed", "Jun Moss"), ())
    assert problems == [
        "authors: \"{'url': 'https://x.example/', 'role': 'x'}\" is a mapping without a name; it is ignored"
    ]
