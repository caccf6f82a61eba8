"""Names that documents define are the same whoever is read first: without a build."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from standfirst.sphinx_ext.read import definitions

TABLES = {"std": ("labels", "anonlabels", "terms", "objects", "progoptions"), "math": ("objects",), "citation": ("citations",), "py": ("objects", "modules"), "js": ("objects", "modules"), "rst": ("objects",)}  # fmt: skip
"""Every table that is put together."""
LABELS = ("std", "labels")


@pytest.fixture
def env(monkeypatch):
    """Return an environment of two pages and two posts, with what is defined in each and what is logged."""
    domain = SimpleNamespace(data={"defined": {}}, is_post=lambda name: name.startswith("posts/"))
    monkeypatch.setattr(definitions.PublicationDomain, "of", lambda _env: domain)
    made = SimpleNamespace(
        docname="a",
        all_docs={"a", "b", "posts/a", "posts/b"},
        domaindata={of: {table: {} for table in tables} for of, tables in TABLES.items()},
        toctree_includes={"b": ["x"], "a": ["y"]},
        defined=domain.data["defined"],
        said=[],
    )
    monkeypatch.setattr(definitions, "log", lambda problem, *, location: made.said.append((location, problem.text())))  # fmt: skip
    return made


def test_a_document_is_read_with_empty_tables(env):
    """What others have defined is there again after it, also where it raises."""
    before = env.domaindata["std"]["labels"] = {"x": ("b", "x")}
    within = {}
    with contextlib.suppress(ValueError), definitions.of_one_document(env):
        within = {of: {**env.domaindata[of]} for of in TABLES}
        raise ValueError

    assert within == {of: {table: {} for table in tables} for of, tables in TABLES.items()}
    assert env.domaindata["std"]["labels"] is before


@pytest.mark.parametrize("none", [None, 0])
def test_what_a_document_defines_is_kept_with_its_line(env, none):
    """That of the node that has the id, or of what it lies in; where there is none, none is known."""
    tree, section, inner = new_document("a.md"), nodes.section(ids=["x"]), nodes.target(ids=["y"])
    tree += section
    section += inner
    section.line, inner.line = 7, none
    tree.ids = {"x": section, "y": inner}
    env.domaindata["std"]["labels"] = {"x": ("a", "x", "X"), "y": ("a", "y", "Y"), "z": ("a", "z", "Z")}  # fmt: skip
    env.domaindata["math"]["objects"] = {"eq": ("a", 1)}
    env.domaindata["py"]["modules"] = {"m": ("a",)}
    definitions.note(env, tree)

    assert env.defined == {
        "a": {
            ("std", "labels", "x"): (("a", "x", "X"), 7),
            ("std", "labels", "y"): (("a", "y", "Y"), 7),
            ("std", "labels", "z"): (("a", "z", "Z"), None),
            ("math", "objects", "eq"): (("a", 1), None),
            ("py", "modules", "m"): (("a",), None),
        }
    }
    env.docname = "b"
    for tables in env.domaindata.values():
        tables.update({name: {} for name in tables})
    definitions.note(env, tree)
    assert [*env.defined] == ["a"]


NAMED = [
    (LABELS, "x", "the label 'x'"),
    (("std", "objects"), ("envvar", "HOME"), "the envvar 'HOME'"),
    (("math", "objects"), "x", "the equation 'x'"),
    (("citation", "citations"), "x", "the citation 'x'"),
    (("py", "objects"), "x", "the object 'x'"),
    (("js", "objects"), "x", "the object 'x'"),
    (("rst", "objects"), ("directive", "x"), "the directive 'x'"),
    (("std", "anonlabels"), "x", ""),
    (("std", "terms"), "x", ""),
    (("std", "progoptions"), ("cmd", "-x"), ""),
    (("py", "modules"), "x", ""),
    (("js", "modules"), "x", ""),
]


@pytest.mark.parametrize(("table", "name", "called"), NAMED)
def test_of_two_definitions_a_pages_goes_before_a_posts_and_then_the_first_by_name(env, table, name, called):  # fmt: skip
    """In whatever order they are read; the others are told, once for each thing."""
    of, kind = table
    for docname, line in (("posts/b", 5), ("b", None), ("posts/a", 6), ("a", 7)):
        env.defined[docname] = {(of, kind, name): ((docname, "id"), line)}
    env.domaindata[of][kind] = {name: ("posts/b", "id"), "index": ("genindex", ""), "gone": ("a", "")}  # fmt: skip
    definitions.put_together(env)
    lines = [("b", 1), ("posts/a", 6), ("posts/b", 5)]

    assert env.domaindata[of][kind] == {"index": ("genindex", ""), name: ("a", "id")}
    assert env.said == ([(location, f"{called} is also that of 'a', which takes precedence; choose another") for location in lines] if called else [])  # fmt: skip


def test_of_two_toctrees_the_first_by_name_has_a_document(env):
    """However they were read."""
    definitions.put_together(env)

    assert [*env.toctree_includes.items()] == [("a", ["y"]), ("b", ["x"])]


def test_in_its_own_document_a_name_means_what_that_says(env):
    """Other names what all say; what is defined meanwhile does not stay."""
    env.domaindata["std"]["labels"] = {"x": ("a", "x"), "y": ("a", "y")}
    env.defined["posts/a"] = {("std", "labels", "x"): (("posts/a", "x"), 3)}
    with definitions.own_first(env, "posts/a"):
        within = dict(env.domaindata["std"]["labels"])
        env.domaindata["std"]["labels"]["new"] = ("posts/a", "new")
    with definitions.own_first(env, "b"):
        elsewhere = dict(env.domaindata["std"]["labels"])

    assert within == {"x": ("posts/a", "x"), "y": ("a", "y")}
    assert elsewhere == env.domaindata["std"]["labels"] == {"x": ("a", "x"), "y": ("a", "y")}
