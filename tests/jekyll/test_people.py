"""A Jekyll site's authors, taken over."""

from __future__ import annotations

import lxml.html
from jekyll_sites import taken_over

CONFIG = "title: T\nurl: https://t.example\npermalink: /:year/:title/\ncollections:\n"
POST = "---\ntitle: {}\nauthor: {}\ndescription: d.\n---\nText.\n"


def test_a_collection_of_authors_becomes_their_files(tmp_path, publication):
    """Byte for byte; keys stand for names in bylines, and what the files say is on the authors' pages."""
    gull = "---\nshort_name: gull\nname: Iva Gull\nposition: Editor\nbio: She *keeps* the light.\n---\nAnd the log.\n"
    files = {
        "_config.yml": CONFIG + "  authors:\n    output: true\n    permalink: /people/:name.html\n",
        "_authors/iva-g.md": gull,
        "_authors/tern.md": "---\nname: Oto Tern\n---\n",
        "_posts/2026-01-02-a.md": POST.format("A", "gull"),
        "_posts/2026-01-03-b.md": POST.format("B", "[gull, tern]"),
    }
    _, new, conf = taken_over(tmp_path, files)
    publication.root = new
    built = publication.build("standfirst_now=2026-06-01T00:00:00+00:00")
    page = lxml.html.fromstring(built.read("authors/iva-g/"))

    assert (new / "authors/iva-g.md").read_text(encoding="utf-8") == gull
    assert "standfirst_sections" not in conf
    assert conf["standfirst_redirects"] == {
        "/people/iva-g.html": "/authors/iva-g/",
        "/people/tern.html": "/authors/tern/",
    }
    assert built.warnings == ""
    assert [
        lxml.html.fromstring(built.read(f"2026/{name}/"))
        .xpath("string(//*[contains(@class, 'sf-byline')])")
        .split()
        for name in "ab"
    ] == [["By", "Iva", "Gull"], ["By", "Iva", "Gull", "and", "Oto", "Tern"]]
    assert page.xpath("string(//*[@class='sf-heading__affiliation'])") == "Editor"
    assert page.xpath("//*[contains(@class, 'sf-heading__note')]//p//text()") == [
        "She ",
        "keeps",
        " the light.",
        "And the log.",
    ]


def test_people_are_authors_where_posts_name_them(tmp_path):
    """Of a collection, or of a file of data; others are what they were."""
    files = {
        "_config.yml": CONFIG + "  team: {output: false}\n  staff: {output: true}\n",
        "_team/gull.md": "---\nname: Iva Gull\n---\n",
        "_staff/crane.md": "---\nname: A crane\n---\n",
        "_data/people.yml": "tern: {name: Oto Tern, title: Pilot}\n",
        "_data/members.yml": "auk: {name: Ula Auk}\n",
        "_posts/2026-01-02-a.md": POST.format("A", "[Iva Gull, tern]"),
    }
    result, new, conf = taken_over(tmp_path, files)

    assert sorted(path.name for path in (new / "authors").iterdir()) == ["gull.md", "tern.md"]
    assert (new / "authors/tern.md").read_text(encoding="utf-8") == (
        "---\nname: Oto Tern\nrole: Pilot\n---\n"
    )
    assert [section["slug"] for section in conf["standfirst_sections"]] == ["staff"]
    assert ("_data/members.yml", "data files are not read") in result.left
    assert "standfirst_redirects" not in conf


def test_lead_pictures_are_found_in_front_matter(tmp_path):
    """The option names the keys that themes use, and what is in doubt is told with its count."""
    files = {
        "_config.yml": CONFIG
        + "  x: {}\ndefaults:\n- {scope: {path: ''}, values: {thumbnail: /assets/img/a.png}}\n",
        "assets/img/a.png": "x",
        "_posts/2026-01-02-a.md": "---\ntitle: A\nheader: {teaser: /assets/img/a.png}\n---\nText.\n",
        "_posts/2026-01-03-b.md": "---\ntitle: B\nimg: a.png\nmap: /assets/img/a.png\n---\nText.\n",
    }
    result, _, conf = taken_over(tmp_path, files)

    assert conf["standfirst_lead_pictures"] == [
        "image",
        ("img", "assets/img"),
        "thumbnail",
        "header.teaser",
    ]
    assert [said for said in result.left if said[0].startswith("front matter")] == [
        (
            "front matter: map",
            "names a picture in 1 post and is not used; if it is the lead picture, add the key to standfirst_lead_pictures",
        )
    ]


def test_the_author_of_the_configuration_has_a_file(tmp_path):
    """Where more than a name is said, and no other authors are there."""
    config = "title: T\nurl: https://t.example\nauthor: {name: Iva Gull, email: i@t.example, bio: Keeps the light., avatar: /a.png}\n"
    _, new, _ = taken_over(tmp_path / "a", {"_config.yml": config})
    _, other, _ = taken_over(tmp_path / "b", {"_config.yml": config, "_data/authors.yml": "tern: {name: Oto Tern}\n"})  # fmt: skip
    _, bare, _ = taken_over(tmp_path / "c", {"_config.yml": "title: T\nauthor: {name: Iva Gull, email: i@t.example}\n"})  # fmt: skip

    assert (new / "authors/iva-gull.md").read_text(encoding="utf-8") == (
        "---\nname: Iva Gull\nphoto: /a.png\n---\n\nKeeps the light.\n"
    )
    assert [path.name for path in (other / "authors").iterdir()] == ["tern.md"]
    assert not (bare / "authors").exists()
