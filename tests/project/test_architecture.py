"""What the page on architecture names is there, and stands in the order that it tells."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache

import pytest
from named_things import NAME, defined, file_of, quoted
from source_tree import PACKAGE, ROOT

from standfirst.cli.main import main

PAGE = (ROOT / "guide/architecture.md").read_text(encoding="utf-8")
PIPELINE = ast.parse((PACKAGE / "sphinx_ext/pipeline.py").read_text(encoding="utf-8"))
CONTRACT = next(
    contract["layers"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    if contract["type"] == "layers"
)  # fmt: skip
TREE = re.search(r"^```text\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[1].splitlines()
STAGES = re.findall(r"^\| `([a-z-]+)` \| `([\w.]+)\(\)` \| (.*) \|$", PAGE, re.MULTILINE)
"""Event, handler, and what is said of it."""
EVENTS = {event for event, _, _ in STAGES}
LINES = [line for line in re.sub(r"^```.*?^```$", "", PAGE, flags=re.DOTALL | re.MULTILINE).splitlines() if "`" in line]  # fmt: skip


def functions(name):
    """Return the definition of a handler of the pipeline."""
    owner, _, method = name.rpartition(".")
    body = PIPELINE.body
    if owner:
        body = next(n.body for n in body if isinstance(n, ast.ClassDef) and n.name == owner)
    return next(n for n in body if isinstance(n, ast.FunctionDef) and n.name == method)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40])
def test_what_a_line_names_exists(line):
    """Files are there; classes, functions and constants are in a file that the same line names; commands can be given."""
    files = [path for name in quoted(line) if (path := file_of(name))]
    is_stage = any(line.startswith(f"| `{event}` | `{name}()` |") for event, name, _ in STAGES)
    if is_stage:
        files.append(PACKAGE / "sphinx_ext/pipeline.py")
    known = {name for path in files for name in defined(path)}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in quoted(line):
        if command := re.fullmatch(r"(make|standfirst) (\w+)", name):
            targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
            assert command[2] in (targets if command[1] == "make" else main.commands)
        elif NAME.fullmatch(name):
            assert name.removesuffix("()") in known
        elif name == "[tool.importlinter]":
            assert name in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        elif not (name in EVENTS or (is_stage and name in modules_of_the_pipeline()) or name == "site"):  # fmt: skip
            assert file_of(name), name


def test_the_tree_is_the_packages_in_the_order_of_the_contract():
    """Each folder and module of the package, once, those that import others below those."""
    told = [line.split()[0] for line in TREE if not line.startswith(" ")]
    found = {path.name + "/" for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    found |= {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}

    assert [re.sub(r"/$|\.py$", "", name) for name in told] == CONTRACT[::-1]
    assert set(told) == found


def test_the_tree_has_all_folders_of_what_knows_sphinx():
    """Below sphinx_ext, and nowhere else."""
    at = next(i for i, line in enumerate(TREE) if line.startswith("sphinx_ext/"))
    told = [line.split()[0] for line in TREE if line.startswith(" ")]
    folders = [path.parent for path in (PACKAGE / "sphinx_ext").glob("*/__init__.py")]

    assert [line.split()[0] for line in TREE[at + 1 : at + 1 + len(told)]] == told
    assert sorted(told) == sorted(f"{path.name}/" for path in folders)


@pytest.mark.parametrize("line", TREE, ids=lambda line: line.split()[0])
def test_what_the_tree_says_of_a_folder_is_in_it(line):
    """Modules, folders and classes that are named behind it."""
    name, said = line.strip().split(maxsplit=1)
    place = next(path for path in (PACKAGE / name, PACKAGE / "sphinx_ext" / name) if path.exists())
    of_others = {"conf.py"}

    for inner in set(re.findall(r"[\w-]+(?:\.py\b|/)", said)) - of_others:
        assert (place / inner).exists()
    for inner in re.findall(r"\b[A-Z][a-z]+[A-Z]?\w*\b", said) if place.suffix else ():
        assert inner in defined(place) | {"Python"}


def test_the_stages_are_those_of_the_pipeline_in_its_order():
    """Event by event, with the handler that is registered."""
    register = next(n for n in PIPELINE.body if getattr(n, "name", "") == "setup_pipeline")
    rows = next(n.iter.elts for n in ast.walk(register) if isinstance(n, ast.For))
    expected = [
        (row.elts[0].value, re.sub("^conductor", "Conductor", ast.unparse(row.elts[1])))
        for row in rows
    ]

    assert [(event, handler) for event, handler, _ in STAGES] == expected


@cache
def modules_of_the_pipeline():
    """Return the modules that the pipeline imports."""
    imported = [n for n in PIPELINE.body if isinstance(n, ast.ImportFrom) and n.module.startswith("standfirst")]  # fmt: skip
    return {a.name for n in imported for a in n.names if file_of(f"{n.module.removeprefix('standfirst.').replace('.', '/')}/{a.name}.py")}  # fmt: skip


@pytest.mark.parametrize(("event", "handler", "said"), STAGES, ids=[name for _, name, _ in STAGES])
def test_a_stage_calls_what_is_said_in_that_order(event, handler, said):  # noqa: ARG001  # a row of the table
    """All modules that it calls something of, each where it comes first."""
    called = [
        node
        for node in ast.walk(functions(handler))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    in_order = sorted(called, key=lambda node: (node.lineno, node.col_offset))
    names = [n.value.id for n in in_order if n.value.id in modules_of_the_pipeline()]

    assert quoted(said) == list(dict.fromkeys(names))
