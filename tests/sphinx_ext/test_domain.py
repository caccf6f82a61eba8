"""What is kept of each document, and whom roles name: without a build."""

from __future__ import annotations

import pickle
from dataclasses import replace
from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx.addnodes import pending_xref

from standfirst.addresses.page_addresses import address
from standfirst.limits.faults import Caught
from standfirst.reading.record import Body, Record
from standfirst.settings.model import Department
from standfirst.sources.front_matter.model import FrontMatter
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.text.name_folding import fold


@pytest.fixture
def domain():
    """Return the domain of a publication of one post by one author."""
    env = SimpleNamespace(
        domaindata={},
        project=SimpleNamespace(docnames={"index"}),
        doc2path=lambda name, **_: f"{name}.md".replace("/", "\\"),
    )
    made = PublicationDomain.__new__(PublicationDomain)
    made.env, made.data = env, {name: {} for name in PublicationDomain.initial_data}
    made.published = SimpleNamespace(
        addresses=SimpleNamespace(pages={"posts/a": address("a b/"), "authors/ada": address("authors/ada/")}),
        catalogue=SimpleNamespace(authors={"ada": SimpleNamespace(page="authors/ada", name="Ada Lovelace")}, posts={"posts/a": SimpleNamespace(docname="posts/a", title="T")}),
        people={fold("Ada Lovelace"): "ada", "ada": "ada"},
    )  # fmt: skip
    made.discovery = SimpleNamespace(stems={"a": "posts/a.md", "cut": "posts/cut.md"})
    made.inputs = SimpleNamespace(settings=SimpleNamespace(base_url="https://e.org/", posts="posts", sections=(Department(slug="b", title="B", lang="fr"),)))  # fmt: skip
    made.targets = SimpleNamespace(said=[], names_nothing=lambda *said: made.targets.said.append(said))  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("author", "Ada", ("authors/ada", "Ada Lovelace")),
        ("author", "ADA  Lovelace", ("authors/ada", "Ada Lovelace")),
        ("author", "Bo", None),
        ("post", "a", ("posts/a", "T")),
        ("post", "/a/", ("posts/a", "T")),
        ("post", "cut", None),
        ("post", "b", None),
    ],
)
def test_a_role_names_an_author_or_a_post(domain, kind, target, expected):
    """By a name, an alias or the key; by the name of its file. A post that is not to be seen is none."""
    assert domain.named(kind, target) == expected


def resolved(domain, kind, target, *, is_explicit=False):
    """Return what a role becomes."""
    node = pending_xref("", refexplicit=is_explicit)
    node.line = 7
    builder = SimpleNamespace(get_relative_uri=lambda source, page: f"{source} to {page}")
    inner = nodes.literal("", "said")
    return domain.resolve_xref(domain.env, "index", builder, kind, target, node, inner)


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("post", "a", ("index to posts/a", "T")),
        ("author", "Ada", ("index to authors/ada", "Ada Lovelace")),
    ],
)
def test_a_role_becomes_a_link(domain, kind, target, expected):
    """With the title or name, or with what is written."""
    links = [resolved(domain, kind, target, is_explicit=explicit) for explicit in (False, True)]

    assert [(link["refuri"], link.astext()) for link in links] == [expected, (expected[0], "said")]
    assert {link["internal"] for link in links} == {True}
    assert domain.targets.said == []


def test_a_role_that_names_nothing_stays_as_text(domain):
    """And is said, with its place."""
    found = resolved(domain, "author", "Bo")

    assert (type(found), found.astext()) == (nodes.literal, "said")
    assert domain.targets.said == [("author", "Bo", "index", 7)]


def test_names_are_not_guessed_at(domain):
    """A reference of no kind means neither author nor post."""
    assert domain.resolve_any_xref(None, "index", None, "Ada", None, None) == []


def test_an_address_is_whole_or_empty(domain):
    """Percent-encoded; empty where there is no page, or where the publication has none."""
    found = [domain.url(page) for page in ("posts/a", "gone")]
    domain.inputs.settings.base_url = ""

    assert found == ["https://e.org/a%20b/", ""]
    assert (domain.url("posts/a"), domain.output_url("x.pdf")) == ("", "")
    assert domain.source("posts/a") == "posts/a.md"


def test_a_post_lies_in_the_folder_of_posts(domain):
    """Not in one whose name only begins like it."""
    names = ("posts/a", "posts/b/c", "posts", "postscript/a", "index")

    assert [name for name in names if domain.is_post(name)] == ["posts/a", "posts/b/c"]


def test_what_is_kept_of_a_document_goes_and_comes_as_a_whole(domain):
    """Another reader's is taken over for its own documents alone; what is forgotten is nowhere."""
    record, page = (
        Record(docname=name, source=f"{name}.md", matter=FrontMatter(title=name), body=Body())
        for name in ("posts/a", "about")
    )
    domain.note_record("posts/a", record, is_post=True)
    domain.note_record("about", page, is_post=False)
    there = replace(record, docname="posts/b", source="posts/b.md")
    other = {name: {"posts/b": f"{name} of b", "posts/a": "not its own"} for name in domain.data}
    other["records"]["posts/b"] = pickle.dumps(there)
    other["pages"] = other["moments"] = {}
    in_section = replace(record, docname="posts/b/c", source="posts/b/c.md")
    domain.note_record("posts/b/c", in_section, is_post=True)
    domain.merge_domaindata(["posts/b"], other)

    assert domain.records == {"posts/a": record, "posts/b/c": in_section, "posts/b": there}
    assert domain.pages == {"about": page}
    assert {name for name, kept in domain.data.items() if "posts/b" in kept} == {*domain.data} - {"moments", "pages"}  # fmt: skip
    for name in ("posts/a", "posts/b", "posts/b/c", "about", "none"):
        domain.clear_doc(name)
    assert {name: kept for name, kept in domain.data.items() if kept} == {}


def test_a_document_is_of_the_sections_that_it_was_read_with(domain):
    """Another language of its own section counts, that of others does not; nor does it where there is no record."""
    for name in ("posts/a", "posts/b/c"):
        record = Record(
            docname=name, source=f"{name}.md", matter=FrontMatter(title=name), body=Body()
        )
        domain.note_record(name, record, is_post=True)
    [section] = domain.inputs.settings.sections
    names = ("posts/a", "posts/b/c", "guide")
    before = [domain.is_of_same_sections(name, f"{name}.md") for name in names]
    domain.inputs.settings.sections = (replace(section, description="D.", lang="de"),)

    assert before == [True, True, True]
    after = [domain.is_of_same_sections(name, f"{name}.md") for name in names]
    assert after == [True, False, True]


def test_what_raises_at_a_document_is_noted_and_the_rest_is_made(domain):
    """With its source, and what is said of it."""
    noted = []
    caught = Caught(error=KeyError())
    domain.inputs.faults = SimpleNamespace(
        attempt=lambda do: caught if do.args == ("b",) else do(),
        note=lambda *said, **more: noted.append((said, more)),
    )
    made = domain.of_each("abc", str.upper, when="cited", done="it has none")

    assert made == {"a": "A", "c": "C"}
    assert noted == [(("b", "b.md", caught), {"when": "cited", "done": "it has none"})]
