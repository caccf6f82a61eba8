"""The tables of directives and roles that posts may use are whole, and true to what is registered."""

from __future__ import annotations

import pytest
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.parsers.rst import directives as rst
from docutils.parsers.rst import roles as rst_roles
from docutils.parsers.rst.languages import en
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils, sphinx_domains

from standfirst.policy import directives

PROGRAMMING = frozenset({"c", "cpp", "js", "py", "rst"})
"""Sphinx's domains of programming languages: they name functions and classes for the whole publication."""


@pytest.fixture(scope="module")
def registered(tmp_path_factory):
    """Return every directive by name, and every role's name, that docutils, Sphinx and its extensions have."""
    root = tmp_path_factory.mktemp("registered")
    (root / "conf.py").write_text("extensions = ['standfirst']\n")
    (root / "index.md").write_text("# Front\n")
    with patch_docutils(str(root)), docutils_namespace():
        app = Sphinx(root, root, root / "out", root / "work", "html", status=None)
        names = {*rst._directive_registry, *rst._directives}  # noqa: SLF001  # there is no public list
        names |= set(app.env.domains["std"].directives)
        document = new_document("x", get_default_settings(Parser))
        with sphinx_domains(app.env):
            app.env.current_document.default_domain = None
            found = {name: rst.directive(name, en, document)[0] for name in names}
        of_roles = {*rst_roles._role_registry, *rst_roles._roles} - {""}  # noqa: SLF001
        of_roles |= set(app.env.domains["std"].roles)
        domains = set(app.env.domains) if hasattr(app.env.domains, "__iter__") else set()
        apart = {
            name
            for name in domains
            if app.env.domains[name].directives or app.env.domains[name].roles
        }
    return {name: kind for name, kind in found.items() if kind}, of_roles, apart


def test_every_directive_stands_in_one_table(registered):
    """A new version that brings another has somebody decide about it; none is allowed that is not there."""
    found, _, _ = registered

    assert len(found) > 90
    assert set(found) == {*directives.POSTS, *directives.REFUSED} & set(found)
    assert set(directives.POSTS) & set(directives.REFUSED) == set()
    assert set(directives.POSTS) - set(found) == set()


def test_what_a_directive_needs_is_known_of_each_that_needs_something(registered):
    """So that a post without it is told what to write; an update is shown without its date."""
    found, _, _ = registered
    needing = {name for name in directives.POSTS if found[name].required_arguments}

    assert needing | {"update"} == set(directives.NEEDED)
    assert set(directives.BOXES) <= set(directives.NEEDED)
    assert not any(found[box].required_arguments for box in directives.BOXES.values())


def test_every_role_stands_in_one_table(registered):
    """As for directives; docutils' aliases are among the registered."""
    _, found, _ = registered

    assert len(found) > 100
    assert found - directives.ROLES - set(directives.REFUSED_ROLES) == set()
    assert directives.ROLES & set(directives.REFUSED_ROLES) == set()


def test_every_domain_is_one_whose_names_were_looked_at(registered):
    """Those of programming languages are refused as they are; the others have roles and directives in the tables."""
    _, _, found = registered

    assert found - PROGRAMMING == {"std", "math", "standfirst"}
    assert {"py", "js"} < PROGRAMMING
    assert [name for name in PROGRAMMING if not directives.reason(f"{name}:function")] == []  # fmt: skip


def test_every_option_of_the_table_is_one_of_its_directive(registered):
    """So that the table says what can be written; those of listings are joined for two kinds of them."""
    found, _, _ = registered
    unknown = {
        (name, option)
        for name, options in directives.POSTS.items()
        for option in options - set(found[name].option_spec or {})
    }

    assert unknown == {
        ("code", "linenos"), ("code", "dedent"), ("code", "lineno-start"), ("code", "emphasize-lines"), ("code", "caption"),
        ("code-block", "number-lines"), ("sourcecode", "number-lines"),
    }  # fmt: skip
