"""A page is made again where anything that its template has read is another: by the publication's own templates too."""

from __future__ import annotations

import json

import pytest
from bare_posts import bare_post
from jinja2 import DictLoader
from publications import NOW
from walks import clean, differences, tree

from standfirst.catalogue.model import Author, Person, Ref
from standfirst.incremental import freshness, manifest
from standfirst.settings.model import Settings
from standfirst.sphinx_ext.html import template_reads

CONF = """
    extensions = ["standfirst"]
    templates_path = ["_templates"]
    standfirst_title = "The Test Review"
    standfirst_base_url = "https://example.org/review/"
    standfirst_now = "2026-06-01T00:00:00+00:00"
    standfirst_search = False
    html_sidebars = {}
"""
ADA = "---\nname: Ada Lovelace\naffiliation: %s\n---\nShe.\n"
ABOUT = "---\ntitle: About\npermalink: /%s/\n---\nWe.\n"
CASES = {
    "how many there are": ("{{ sf.catalogue.posts|length }}", ("posts/2026-01-09-z.md", None)),
    "a post's own words": ("{{ sf.catalogue.posts.values()|map(attribute='deck')|join }}", ("posts/2026-01-02-a.md", "Other")),
    "who writes": ("{{ sf.catalogue.authors.values()|map(attribute='affiliation')|join }}", ("authors/ada.md", ADA % "Else")),
    "a neighbour's deck": ("{{ previous.deck if previous }}{{ next['deck'] if next }}", ("posts/2026-01-02-a.md", "Other")),
    "a list's length": ("{{ section.posts|length if section }}", ("posts/2026-01-09-z.md", None)),
    "an author's house": ("{{ (post_authors|first).affiliation if post_authors }}", ("authors/ada.md", ADA % "Else")),
    "an address": ("<a href='{{ pathto('about') }}'>a</a>", ("about.md", ABOUT % "us")),
    "an address of ours": ("<a href='{{ sf.href('about') }}'>a</a>", ("about.md", ABOUT % "us")),
    "whether it is there": ("{{ hasdoc('other') }}", ("other.md", "# Other\n")),
    "the tree of documents": ("{{ toctree(titles_only=True) }}", ("guide/two.md", "# Second, changed\n")),
    "the one beside it": ("{{ next.title if next and next.link }}{{ prev.title if prev and prev.link }}", ("guide/two.md", "# Second, changed\n")),
    "those above it": ("{% for p in parents %}{{ p.title }}{% endfor %}", ("guide/index.md", "# Guide, changed\n\n```{toctree}\none\ntwo\n```\n")),
    "now": ("{{ sf.settings.now }}", ("conf.py", CONF.replace("00:00:00", "01:00:00"))),
    "the day": ("{{ last_updated }}", ("conf.py", (CONF + '    html_last_updated_fmt = ""\n').replace("06-01", "06-02"))),
    "a template's part of another kind": ("{% include 'part.txt' %}", ("_templates/part.txt", "Other.\n")),
    "what is said of sections": ("{{ sf.settings.sections|map(attribute='description')|join }}", ("conf.py", CONF + '    standfirst_sections = [{"slug": "essays", "title": "Essays", "description": "Long."}]\n')),
    "a setting of ours": ("{{ sf.settings.fetch }}{{ sf.settings.search_index }}", ("conf.py", CONF + "    standfirst_search_index = False\n")),
    "a value of the publication's": ("{{ counted }}", ("posts/2026-01-09-z.md", None)),
}  # fmt: skip
"""What a footer shows, and the change that it should show."""
SETUP = """
    def setup(app):
        app.connect("html-page-context", lambda app, page, name, context, tree: context.update(counted=len(app.env.all_docs)))
"""


def _write(publication, conf):
    publication.write("conf.py", conf)
    publication.write("index.md", "---\ntitle: Front\n---\n\n```{toctree}\nguide/index\n```\n")
    publication.write("guide/index.md", "# Guide\n\n```{toctree}\none\ntwo\n```\n")
    publication.write("guide/one.md", "# First\n\nText.\n")
    publication.write("guide/two.md", "# Second\n\nText.\n")
    publication.write("about.md", ABOUT % "about")
    publication.write("authors/ada.md", ADA % "Here")
    publication.write("_templates/part.txt", "Part.\n")
    for number, name in enumerate("abc"):
        publication.post(
            f"2026-01-0{2 + number}-{name}", title=f"Title {name}", description=f"Deck {name}."
        )


_USUAL = {"how many there are", "a neighbour's deck", "an address", "a value of the publication's"}
"""The others take a minute."""


@pytest.mark.parametrize(
    "case",
    [case if case in _USUAL else pytest.param(case, marks=pytest.mark.audit) for case in CASES],
)
def test_what_a_template_shows_is_as_a_clean_build_has_it(publication, tmp_path, case):
    """On every page that shows it, whatever it is."""
    template, (path, text) = CASES[case]
    publication.root = tmp_path / "publication"
    conf = CONF + (
        SETUP
        if "counted" in template
        else '    html_last_updated_fmt = ""\n'
        if "last_updated" in template
        else ""
    )
    _write(publication, conf)
    publication.write("_templates/standfirst/footer_extra.html", f"<p>{template}</p>\n")
    before = tree(publication.build().out)
    if path.startswith("posts/"):
        title, deck = ("Title a", "Other.") if text else ("New", "New.")
        publication.post(path[6:-3], title=title, description=deck)
    else:
        publication.write(path, text)
    built = publication.build()
    want = clean(publication, tmp_path / "clean")
    pages = [
        name
        for name in want
        if name.endswith(".html") and want[name] != before.get(name) is not None
    ]

    assert len(pages) > 1, "no other page shows it"
    assert differences(tree(built.out), want) == []


def _kept(publication, built):
    found = manifest.read(freshness.written(publication.root / "_build/doctrees", built.out))
    return {file: made.reads for file, made in found.items() if made.reads}


def test_our_own_templates_read_of_an_article_what_its_hash_is_of(publication):
    """So that a post that comes or changes has no other post made again; and lists read of theirs."""
    _write(publication, CONF)
    hosts = {"series": "The Road", "volume": "spring", "tags": "[one, two]", "image": "one.svg"}
    for number, name in enumerate("defgh"):
        publication.post(
            f"2026-02-0{2 + number}-{name}",
            title=f"Title {name}",
            author="Ada Lovelace and Bo Bee",
            **hosts,
        )
    publication.post(
        "2026-02-09-fr",
        title="Titre",
        lang="fr",
        translation_of="2026-02-02-d",
        translator="Bo Bee",
    )
    publication.post("2026-02-10-gone", title="Gone", withdrawn="2026-03-01")
    publication.write("posts/one.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    kept = _kept(publication, publication.build())
    articles = {file: keys for file, keys in kept.items() if file.startswith("2026/")}
    documents = {file: keys for file, keys in kept.items() if file.startswith(("guide/", "about/"))}

    assert (articles, documents) == ({}, {})
    assert [file for file, keys in kept.items() if "all" in keys] == []
    assert {key for key in kept["tags/one/index.html"] if not key.startswith("post:")} == {
        "head:tags/one",
        "posts:tags/one",
    }


def test_pages_that_read_nothing_of_it_are_left(publication):
    """The keys of a page are its own: a footer that shows an address has the pages made again when that is another."""
    _write(publication, CONF)
    publication.write(
        "_templates/standfirst/footer_extra.html", "<a href='{{ pathto('about') }}'>a</a>\n"
    )
    first = publication.build()
    kept = _kept(publication, first)
    publication.post("2026-01-09-z", title="New", section="else")
    again = publication.build()

    assert kept["2026/01/a/index.html"] == ("page:about",)
    assert kept["guide/one/index.html"] == ("page:about",)
    assert 0 < int(again.status.partition(" files written")[0].rpartition(" ")[2]) < 40
    manifest_ = freshness.written(publication.root / "_build/doctrees", again.out).read_text()
    listed = json.loads(manifest_.partition("\n")[2])
    assert listed["2026/01/a/index.html"][-1] == ["page:about"]


POST = bare_post(
    "posts/x",
    path="x/",
    deck="D",
    section=Ref(name="S", page="sections/s"),
    authors=(Person(name="A", key="a", page="authors/a"),),
)
ADA_ = Author(
    kind="author", key="a", name="A", page="authors/a", posts=("posts/x",), affiliation="H"
)


@pytest.mark.parametrize(
    ("template", "keys"),
    [
        ("{{ post.title }}{{ post.authors[0].name }}", ()),
        ("{{ post.deck }}", ("post:posts/x",)),
        ("{{ post['deck'] }}", ("post:posts/x",)),
        ("{{ post|attr('deck') }}", ("post:posts/x",)),
        ("{{ [post]|map(attribute='deck')|join }}", ("post:posts/x",)),
        ("{% set name = 'de' ~ 'ck' %}{{ post[name] }}", ("post:posts/x",)),
        ("{% macro m(p) %}{{ p.deck }}{% endmacro %}{{ m(post) }}", ("post:posts/x",)),
        ("{{ related.name }}{{ related.page }}", ()),
        (
            "{{ related.posts|length }}{{ related.affiliation }}",
            ("head:authors/a", "posts:authors/a"),
        ),
        ("{{ sf.now }}{{ sf.title }}", ("now",)),
        ("{{ strange }}", ("all",)),
        ("{% set strange = 1 %}{{ strange }}{{ nowhere }}{{ project }}", ()),
        ("{% if strange is defined %}x{% endif %}", ("all",)),
    ],
)
def test_reads_are_noted_however_they_are_written(template, keys):
    """By attribute, item, filter, macro, or name."""
    looked = template_reads.Reads()
    looked.of_all_pages = {"project"}
    environment = template_reads.Looking(looked, loader=DictLoader({"a.html": template}))
    told = {"post": POST, "related": ADA_, "strange": 1, "project": "P", "sf": Settings(now=NOW)}
    with looked.of("posts/y", told):
        environment.get_template("a.html").render(told)

    assert looked.keys == keys


def test_a_pages_own_post_is_in_its_hash():
    """And addresses that objects give are looked at with them."""
    looked = template_reads.Reads()
    environment = template_reads.Looking(
        looked, loader=DictLoader({"a.html": "{{ post.deck }}{{ post.section.page }}"})
    )
    with looked.of("posts/x", ["post"]):
        environment.get_template("a.html").render(post=POST)
        looked.address("sections/s")
        looked.address("posts/x")
        looked.address("about")
    looked.address("elsewhere")

    assert looked.keys == ("page:about",)
