"""Authors of a Jekyll site: what a data file says of one, as an author's file."""

from __future__ import annotations

import pytest
import yaml

from standfirst.jekyll import authors


def made(**said):
    """Return the front matter of the file of an author of whom this is said."""
    return yaml.safe_load(authors.author_file("ada", said).split("---")[1])


@pytest.mark.parametrize(
    ("said", "label", "url"),
    [
        ({"web": "ada.example"}, "Web", "https://ada.example"),
        ({"url": "http://ada.example/"}, "Web", "http://ada.example/"),
        ({"uri": "https://ada.example"}, "Web", "https://ada.example"),
        ({"site": "ada.example"}, "Web", "https://ada.example"),
        ({"website": "ada.example"}, "Web", "https://ada.example"),
        ({"home": "ada.example"}, "Web", "https://ada.example"),
        ({"twitter": "@ada"}, "X", "https://x.com/ada"),
        ({"x": "ada"}, "X", "https://x.com/ada"),
        ({"github": "ada"}, "GitHub", "https://github.com/ada"),
        ({"linkedin": "ada"}, "LinkedIn", "https://www.linkedin.com/in/ada"),
        ({"mastodon": "fedi.example/@ada"}, "Mastodon", "https://fedi.example/@ada"),
        ({"facebook": "ada"}, "Facebook", "https://www.facebook.com/ada"),
        ({"instagram": "@ada"}, "Instagram", "https://www.instagram.com/ada"),
        ({"github": "https://git.example/ada"}, "GitHub", "https://git.example/ada"),
        ({"links": [{"label": "L", "url": "https://l.example"}]}, "L", "https://l.example"),
        ({"links": [{"title": "L", "href": "https://l.example"}]}, "L", "https://l.example"),
        ({"links": [{"name": "L", "link": "https://l.example"}]}, "L", "https://l.example"),
        ({"links": [{"url": "https://l.example"}]}, "https://l.example", "https://l.example"),
    ],
)
def test_each_name_of_an_address_becomes_a_link(said, label, url):
    """Under the name of its site, with the address that a bare name has there."""
    assert made(**said) == {"name": "ada", "links": [{"label": label, "url": url}]}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"name": "Ada L."}, {"name": "Ada L."}),
        ({"display_name": "ADA"}, {"name": "ADA"}),
        ({"title": "Ada L."}, {"name": "Ada L."}),
        ({"affiliation": "A"}, {"name": "ada", "affiliation": "A"}),
        ({"organization": "A"}, {"name": "ada", "affiliation": "A"}),
        ({"employer": "A"}, {"name": "ada", "affiliation": "A"}),
        ({"orcid": "0000-0002-1825-0097"}, {"name": "ada", "orcid": "0000-0002-1825-0097"}),
        ({"orcid": "0000-0002-1825-0098"}, {"name": "ada"}),
        ({"avatar": "/a.png"}, {"name": "ada", "photo": "/a.png"}),
        ({"picture": "/a.png"}, {"name": "ada", "photo": "/a.png"}),
        ({"photo": "/a.png"}, {"name": "ada", "photo": "/a.png"}),
        ({"image": "/a.png"}, {"name": "ada", "photo": "/a.png"}),
        ({"email": "a@example.org"}, {"name": "ada"}),
        ({"web": "two words"}, {"name": "ada"}),
        ({"links": ["https://l.example", {"url": "mailto:a@example.org"}]}, {"name": "ada"}),
        ({"links": "https://l.example"}, {"name": "ada"}),
    ],
)
def test_each_name_of_a_field_becomes_that_field(said, expected):
    """What is no ORCID iD or no address on the web is left out; an e-mail address is not published."""
    assert made(**said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"title": "C", "display_name": "B", "name": "A"}, {"name": "A", "role": "C"}),
        ({"title": "C", "display_name": "B", "name": ""}, {"name": "B", "role": "C"}),
        ({"name": True, "title": 7}, {"name": "7"}),
        ({"name": "Ada L.", "title": "Editor"}, {"name": "Ada L.", "role": "Editor"}),
        ({"position": "C", "role": "B"}, {"name": "ada", "role": "B"}),
        ({"employer": "C", "organization": "B", "affiliation": "A"}, {"name": "ada", "affiliation": "A"}),
        ({"employer": "C", "organization": "B"}, {"name": "ada", "affiliation": "B"}),
        ({"image": "d", "photo": "c", "picture": "b", "avatar": "a"}, {"name": "ada", "photo": "a"}),
        ({"image": "d", "photo": "c"}, {"name": "ada", "photo": "c"}),
        (
            {"links": [{"label": "L", "title": "T", "url": "https://l.example", "href": "https://no.example"}], "instagram": "i", "facebook": "f", "mastodon": "m.example/@a", "linkedin": "l", "github": "g", "x": "no", "twitter": "t", "home": "no.example", "web": "w.example"},
            {
                "name": "ada",
                "links": [
                    {"label": "Web", "url": "https://w.example"},
                    {"label": "X", "url": "https://x.com/t"},
                    {"label": "GitHub", "url": "https://github.com/g"},
                    {"label": "LinkedIn", "url": "https://www.linkedin.com/in/l"},
                    {"label": "Mastodon", "url": "https://m.example/@a"},
                    {"label": "Facebook", "url": "https://www.facebook.com/f"},
                    {"label": "Instagram", "url": "https://www.instagram.com/i"},
                    {"label": "L", "url": "https://l.example"},
                ],
            },
        ),
        (
            {"web": "w.example", "links": [{"label": "Web", "url": "https://w.example"}, {"label": "W", "url": "https://w.example"}, {"label": "L"}]},
            {"name": "ada", "links": [{"label": "Web", "url": "https://w.example"}, {"label": "W", "url": "https://w.example"}]},
        ),
        ({"web": "ftp://a.example"}, {"name": "ada"}),
        ({"web": "http://"}, {"name": "ada"}),
    ],
)  # fmt: skip
def test_the_first_of_several_names_counts(said, expected):
    """Links are in one order, each once; the author's own come last."""
    assert made(**said) == expected


def test_an_authors_file_is_read_as_it_is_written():
    """Its keys in their order, its letters as they are, its paragraphs apart; the first text is the biography."""
    said = {"description": "No.", "about": "No.", "bio": "\n字\n\nTwo.\n\n", "orcid": "0000-0002-1825-0097", "photo": "p", "employer": "E", "name": "Zoë", "web": "w.example"}  # fmt: skip

    assert authors.author_file("zoe", said) == (
        "---\nname: Zoë\naffiliation: E\norcid: 0000-0002-1825-0097\nlinks:\n"
        "- label: Web\n  url: https://w.example\nphoto: p\n---\n\n字\n\nTwo.\n"
    )


def test_a_key_that_is_not_the_files_name_is_written():
    """The file is named by its slug, which serves as a key where it is spelt like one."""
    assert "short_name: reed@hull\n" in authors.author_file("reed@hull", {"name": "Ada Reed"})
    assert authors.author_file("A_Reed", {"name": "Ada Reed"}) == "---\nname: Ada Reed\n---\n"


@pytest.mark.parametrize("key", ["bio", "about", "description"])
def test_a_biography_is_the_text(key):
    """Whichever name it has; a list is none."""
    assert authors.author_file("ada", {key: " She *wrote* it.\n"}) == (
        "---\nname: ada\n---\n\nShe *wrote* it.\n"
    )
    assert authors.author_file("ada", {key: ["x"]}) == "---\nname: ada\n---\n"


@pytest.mark.parametrize(
    ("loaded", "expected"),
    [
        ({"ada": {"bio": "B"}, 3: "x"}, [("ada", {"bio": "B"}), ("3", None)]),
        ([{"short_name": "ada"}], [("ada", {"short_name": "ada"})]),
        ([{"username": "ada"}], [("ada", {"username": "ada"})]),
        ([{"slug": "ada"}], [("ada", {"slug": "ada"})]),
        ([{"id": "ada"}], [("ada", {"id": "ada"})]),
        ([{"name": "ada"}], [("ada", {"name": "ada"})]),
        ([{"name": "E", "id": "D", "slug": "C", "username": "B", "short_name": "A"}], [("A", {"name": "E", "id": "D", "slug": "C", "username": "B", "short_name": "A"})]),
        ([{"name": "E", "id": "D", "slug": "C"}], [("C", {"name": "E", "id": "D", "slug": "C"})]),
        ([{"name": "E", "id": 4}], [("4", {"name": "E", "id": 4})]),
        ([{"name": "ada"}, {"bio": "B"}, "x"], [("ada", {"name": "ada"}), ("entry 2", None), ("entry 3", None)]),
        (None, []),
        ("ada", []),
    ],
)  # fmt: skip
def test_authors_are_a_mapping_or_a_list(loaded, expected):
    """One that is not described is named, by its place where it has no name."""
    assert list(authors.entries(loaded)) == expected
