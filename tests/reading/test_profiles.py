"""The files of ``authors/`` and ``volumes/``."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publications import UNFIT, texts_in

from standfirst.reading import profiles
from standfirst.sources.front_matter import field_values


def author(text):
    """Return the profile that a file gives, and its problems."""
    problems = []
    return profiles.read_author(
        text, source="authors/ada-lovelace.md", report=problems.append
    ), problems


def test_an_authors_file_is_read_whole():
    """Name, aliases, affiliation, ORCID, links, photo and biography."""
    found, problems = author(
        "---\nname: Ada Lovelace\naliases: [A. Lovelace]\naffiliation: None\norcid: https://orcid.org/0000-0002-1825-0097\n"
        "links:\n- Home: https://example.org/\n- {label: Blog, url: https://example.com/}\n- https://example.net/x\n"
        "photo: images/ada.png\nphoto_alt: Ada\n---\n\n**Ada Lovelace** wrote the first program.\n"
    )

    assert not problems
    assert found.name == "Ada Lovelace"
    assert found.aliases == ("A. Lovelace",)
    assert found.orcid == "0000-0002-1825-0097"
    assert found.links == (
        ("Home", "https://example.org/"),
        ("Blog", "https://example.com/"),
        ("example.net", "https://example.net/x"),
    )
    assert found.biography == "**Ada Lovelace** wrote the first program."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("orcid: 0000-0002-1825-0098", "check digit"),
        ("orcid: x", "not an ORCID"),
        ("links: javascript:alert(1)", "not an http(s)"),
        ("photo: file:///etc/passwd", "neither an http(s) address nor a path"),
        ("name: [a, b]", "not text"),
    ],
)
def test_a_faulty_value_is_named_and_the_rest_is_used(line, said):
    """With its line and what to write."""
    found, problems = author(f"---\nname: Ada\n{line}\n---\nText.\n")

    assert found.biography == "Text."
    assert any(
        said in problem.message and problem.remedy and problem.line == 3 for problem in problems
    )
    assert {problem.subtype.value for problem in problems} <= {"author_file"}


def test_a_name_comes_from_the_file_name_where_there_is_none():
    """With a warning."""
    found, problems = author("Text.\n")

    assert found.name == "Ada Lovelace"
    assert len(problems) == 1


def test_a_volumes_file_has_days_and_posts():
    """The last day is inclusive; a volume that ends before it begins has no days."""
    problems = []
    text = "---\ntitle: Spring\nstart: 2026-03-01\nend: 2026-05-31\nposts: [a, b]\n---\nNote.\n"
    found = profiles.read_volume(text, source="volumes/spring.md", report=problems.append)
    wrong = profiles.read_volume(
        text.replace("2026-05", "2025-05"), source="volumes/spring.md", report=problems.append
    )

    assert (found.start, found.end) == (dt.date(2026, 3, 1), dt.date(2026, 5, 31))
    assert found.posts == ("a", "b")
    assert wrong.start is None
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["0000-0002-1825-0097", "0000000218250097", "0000-0001-5109-3700"])
def test_an_orcid_has_its_check_digit(text):
    """ISO 7064 mod 11-2."""
    assert field_values.orcid(text).replace("-", "") == text.replace("-", "")


@given(st.text(max_size=200))
def test_any_file_gives_an_author(text):
    """Of its own name, with fields that are clean and problems that have a line and a remedy."""
    problems = []
    found = profiles.read_author(f"---\n{text}\n---\n{text}", source="authors/x.md", report=problems.append)  # fmt: skip

    assert found.name
    assert [said for said in texts_in(dc.replace(found, source="")) if UNFIT.search(said) and "\n" not in said] == []  # fmt: skip
    assert [p for p in problems if p.line < 1 or not p.remedy] == []


def test_an_orcid_that_is_none_is_refused():
    """With the reason."""
    with pytest.raises(field_values.FieldError):
        field_values.orcid("1")


def test_what_a_text_may_not_have_is_told_with_its_line():
    """Characters that were taken out, and what is refused when its page is made."""
    problems = []
    text = '---\nname: A\n---\nOne \x07.\n\n<a href="javascript:x">y</a>\n'
    profiles.read_author(text, source="authors/a.md", report=problems.append)

    assert [(p.line, p.subtype.value) for p in problems] == [(4, "author_file"), (6, "refused")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
        ("http://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", "has a wrong check digit"),
        ("0000-0002-1825-009X", "has a wrong check digit"),
        ("0000-0002-1825-009", "is not an ORCID such as 0000-0002-1825-0097"),
        ("0000-0002-1825-00977", "is not an ORCID such as 0000-0002-1825-0097"),
        ("https://example.org/0000-0002-1825-0097", "is not an ORCID such as 0000-0002-1825-0097"),
    ],
)
def test_an_orcid_or_why_it_is_none(text, expected):
    """Sixteen digits, the last of which may be X; with or without hyphens and address."""
    try:
        found = field_values.orcid(text)
    except field_values.FieldError as exc:
        found = str(exc)

    assert found == expected


@pytest.mark.parametrize(
    ("lines", "expected", "said"),
    [
        ("", (), ""),
        ("links: https://a.example/b", (("a.example", "https://a.example/b"),), ""),
        ("links: mailto:a@b.example", (("mailto:a@b.example", "mailto:a@b.example"),), ""),
        ("links: {A: https://a.example/, B: http://b.example/}", (("A", "https://a.example/"), ("B", "http://b.example/")), ""),
        ("links: [{label: L, title: T, name: N, url: https://a.example/}]", (("L", "https://a.example/"),), ""),
        ("links: [{title: T, name: N, href: https://a.example/}]", (("T", "https://a.example/"),), ""),
        ("links: [{name: N, url: https://a.example/, href: https://b.example/}]", (("N", "https://a.example/"),), ""),
        ("links: [{url: https://a.example/}]", (("a.example", "https://a.example/"),), ""),
        ("links: [{A: ''}, '']", (), "has no address"),
        ("links: /a", (), "'/a' is not an http(s) or mailto address; it is ignored"),
        ("links: https:///a", (), "'https:///a' is not an http(s) or mailto address; it is ignored"),
        ("links: 'http://['", (), "'http://[' is not an http(s) or mailto address; it is ignored"),
        ("links: ftp://a.example/", (), "'ftp://a.example/' is not an http(s) or mailto address; it is ignored"),
    ],
)  # fmt: skip
def test_each_way_to_write_links(lines, expected, said):
    """An address, a label and an address, or both by name; the host is the label where there is none."""
    found, problems = author(f"---\nname: A\n{lines}\n---\n")

    assert found.links == expected
    assert bool(problems) is bool(said)
    assert [p for p in problems if said not in p.message or not p.message.startswith("links: ") or p.remedy != "write `label: https://…`"] == []  # fmt: skip


def test_every_field_of_an_author_has_its_key():
    """And those that say nothing are empty."""
    text = "---\nname: Ada Byron\naliases: A. B.\naffiliation: X\nfamily_name: Byron\ngiven_name: Ada\nphoto: a.png\nphoto_alt: P\n---\n\nText.\n\n"

    assert author(text) == (
        profiles.AuthorProfile(
            key="ada-lovelace",
            source="authors/ada-lovelace.md",
            name="Ada Byron",
            aliases=("A. B.",),
            keys=("ada-lovelace",),
            affiliation="X",
            family_name="Byron",
            given_name="Ada",
            photo="a.png",
            photo_alt="P",
            biography="Text.",
        ),
        [],
    )


@pytest.mark.parametrize(
    ("lines", "days", "said"),
    [
        ("start: 2026-03-01\nend: 2026-03-01", (dt.date(2026, 3, 1), dt.date(2026, 3, 1)), []),
        ("start: 2026-03-01", (dt.date(2026, 3, 1), None), []),
        ("end: 2026-03-01", (None, dt.date(2026, 3, 1)), []),
        ("start: 2026-03-02\nend: 2026-03-01", (None, None), ["the volume ends (2026-03-01) before it begins (2026-03-02); both are ignored"]),
    ],
)  # fmt: skip
def test_every_field_of_a_volume_has_its_key(lines, days, said):
    """Of the days either may be left out, and the two may be one."""
    problems = []
    text = f"---\ntitle: One\naliases: [I]\nposts: [a]\ncover: c.png\ncover_alt: C\n{lines}\n---\nNote.\n"
    found = profiles.read_volume(text, source="volumes/one.md", report=problems.append)

    assert found == profiles.VolumeProfile(
        key="one", source="volumes/one.md", title="One", start=days[0], end=days[1],
        aliases=("I",), posts=("a",), cover="c.png", cover_alt="C", note="Note.",
    )  # fmt: skip
    assert [(p.subtype.value, p.message, p.remedy) for p in problems] == [
        ("volume_file", message, "mend the dates") for message in said
    ]


def test_names_of_authors_are_those_and_their_aliases():
    """Folded."""
    found, _ = author("---\nname: Ada Lovelace\naliases: [A. L., Ada-Byron]\n---\n")

    assert profiles.names([found]) == {"adalovelace", "al", "adabyron"}


@pytest.mark.parametrize(
    ("keys", "field", "value", "expected"),
    [
        ("name display_name full_name fullname title", "name", "Ada Byron", "Ada Byron"),
        ("role position job_title job title", "role", "Editor", "Editor"),
        ("affiliation affiliations organization organisation institution employer company", "affiliation", "The Tide", "The Tide"),
        ("avatar picture photo image img portrait headshot", "photo", "/a/ada.png", "/a/ada.png"),
        ("bio biography about description", "biography", "Wrote *much*.", "Wrote *much*."),
        ("short_name username slug id key", "keys", "al", ("ada-lovelace", "al")),
        ("web url uri site website homepage home", "links", "https://a.example/", (("Web", "https://a.example/"),)),
        ("web url uri site website homepage home", "links", "a.example", (("Web", "https://a.example"),)),
        ("twitter x", "links", "@ada", (("X", "https://x.com/ada"),)),
        ("github", "links", "ada", (("GitHub", "https://github.com/ada"),)),
        ("linkedin", "links", "ada", (("LinkedIn", "https://www.linkedin.com/in/ada"),)),
        ("mastodon", "links", "m.example/@ada", (("Mastodon", "https://m.example/@ada"),)),
        ("bluesky", "links", "ada.example", (("Bluesky", "https://bsky.app/profile/ada.example"),)),
        ("facebook", "links", "ada", (("Facebook", "https://www.facebook.com/ada"),)),
        ("instagram", "links", "ada", (("Instagram", "https://www.instagram.com/ada"),)),
    ],
)  # fmt: skip
def test_each_key_of_jekylls_themes_is_read(keys, field, value, expected):
    """Under whichever name a theme keeps it."""
    for key in keys.split():
        name = "" if field == "name" else "name: Ada\n"
        found, _ = author(f"---\n{name}{key}: '{value}'\n---\n")

        assert getattr(found, field) == expected, key
