"""The rules of the architecture that can be read from the source."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from importlib.metadata import packages_distributions

import pytest
from longest import LONGEST
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from source_tree import MODULES, PACKAGE, ROOT, tree_of

from standfirst import problems
from standfirst.settings import option_table
from standfirst.sphinx_ext.read import directives_

CORE = [path for path in MODULES if "sphinx_ext" not in path.parts and path.name != "__init__.py"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FORBIDDEN = {"sphinx", "docutils", "ablog", "myst_parser", "sphinx_design"}


@cache
def imports(path):
    """Return what a module imports, in full."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_the_core_does_not_know_sphinx(path):
    """It can be used, tested and carried elsewhere without it."""
    roots = {name.split(".")[0] for name in imports(path)}
    # what translates docutils' nodes has to know them
    forbidden = FORBIDDEN - {"docutils"} if "editions" in path.parts else FORBIDDEN

    assert not roots & forbidden
    assert "cli" in path.parts or not any(
        name.startswith("standfirst.sphinx_ext") for name in imports(path)
    )


def test_only_the_adapter_imports_ablog():
    """So that it can be mended, or taken out, in one place."""
    users = [
        path.name
        for path in MODULES
        if any(name.split(".")[0] == "ablog" for name in imports(path))
    ]

    assert users == ["ablog_.py"]


def test_nothing_is_required_that_the_package_does_not_import():
    """A package that another one needs comes by that one."""
    project = PROJECT["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["editions"]]
    required = {canonicalize_name(Requirement(line).name) for line in asked}
    homes = packages_distributions()
    imported = {
        canonicalize_name(home)
        for path in MODULES
        for root in {name.split(".")[0] for name in imports(path)} - {"standfirst"}
        for home in homes.get(root, ())
    }

    # zoneinfo reads it where the system has no such data
    assert required - imported == {"tzdata"}


@pytest.mark.parametrize(
    ("file", "extra", "group"),
    [
        ("html", (), "build"),
        ("editions", ("editions",), "build"),
        ("serve", ("serve",), "build"),
        ("bench", (), "bench"),
        ("test", ("editions",), "test"),
    ],
)
def test_lock_files_have_what_the_project_asks_for(file, extra, group):
    """In one version of the range that stands in ``pyproject.toml``; else `make lock` was forgotten."""
    text = (ROOT / "requirements" / f"{file}.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([\w.+!-]+)", text, re.MULTILINE))
    project = PROJECT["project"]
    asked = [*project["dependencies"], *PROJECT["dependency-groups"][group]]
    asked += [line for name in extra for line in project["optional-dependencies"][name]]
    wanted = [Requirement(line) for line in asked if isinstance(line, str)]

    assert not [
        str(each)
        for each in wanted
        if (version := locked.get(canonicalize_name(each.name))) is None
        or not each.specifier.contains(version)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_short(path):
    """One idea each, of at most 320 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_no_assertion_holds_of_nothing(path):
    """``all`` is true where there is nothing to look at: a test compares lists, or sets of what it has found."""
    asserted = [
        node.test
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Call)
    ]

    assert [ast.unparse(call) for call in asserted if ast.unparse(call.func) == "all"] == []


def test_the_modules_that_begin_first_are_there():
    """Else one that has another name now begins late, and nobody sees it."""
    assert LONGEST - {path.stem for path in TESTS} == set()


def test_the_extension_knows_nothing_of_this_publication():
    """No name, title or address of it."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".html", ".css", ".js", ".txt"}:
            text = path.read_text(encoding="utf-8")

            assert "Standfirst Review" not in text, path


def test_conf_py_holds_settings_only():
    """Assignments of plain values, nothing that runs."""
    tree = ast.parse((ROOT / "conf.py").read_text(encoding="utf-8"))
    allowed = (ast.Assign, ast.Expr)

    assert {isinstance(node, allowed) for node in tree.body} == {True}
    assert not [
        node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.For | ast.FunctionDef)
    ]


def test_every_option_and_every_warning_is_documented():
    """The guide's pages are made from the code, and say something about each."""
    options, warnings = directives_.options_markdown(), directives_.warnings_markdown()

    assert [
        o.name for o in option_table.OPTIONS if f"`standfirst_{o.name}`" in options and o.help
    ] == [option.name for option in option_table.OPTIONS]
    assert re.findall(r"`standfirst\.(\w+)`\n: \S", warnings) == [
        subtype.value for subtype in problems.PostWarning
    ]


def test_styles_are_in_the_stated_order():
    """Every sheet is in ORDER, once."""
    folder = PACKAGE / "static" / "standfirst"
    order = (folder / "ORDER").read_text(encoding="utf-8").split()

    assert sorted(order) == sorted(path.name for path in folder.glob("*.css"))


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "templates").rglob("*.html")), ids=lambda path: path.name
)
def test_templates_escape_every_text_and_have_no_inline_script(path):
    """Sphinx's Jinja does not escape by itself."""
    text = path.read_text(encoding="utf-8")

    assert text.lstrip().startswith("{#")
    # a block of data is no script
    assert not re.search(
        r"<script(?![^>]*\ssrc=)(?! type=\"application/(?:ld\+)?json\">)[^>]*>|\sstyle=|\son[a-z]+=",
        text,
    )
    for value in re.findall(
        r"\{\{-?\s*((?:post|listing|person|sf\.(?:title|lang|site\.title|description))[\w.]*)\s*-?\}\}",
        text,
    ):
        assert value == "listing.html", value


def test_no_two_classes_have_one_name():
    """Nor any module two of one: one word, one thing."""
    names = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_one_file_says_the_order():
    """Sphinx calls us by numbers in the pipeline alone: everything else is called by name."""
    numbered = re.compile(r"\bpriority\s*=|\.connect\(")
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if numbered.search(re.sub(r"default_priority\s*=", "", path.read_text(encoding="utf-8")))
    }

    assert users == {"sphinx_ext/pipeline.py"}
