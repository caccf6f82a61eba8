"""The scripts that pages load, made of those of the package."""

from __future__ import annotations

import gzip
import re

import pytest
from source_tree import PACKAGE

from standfirst.sphinx_ext.html.scripts import ARTICLE, ENGINE, joined, scripts, short

FOLDER = PACKAGE / "static/standfirst"
MOST = 12_000
"""Bytes, compressed, of all that a browser has to know of the search."""
_TOP = re.compile(r"^(?:export )?(?:async )?(?:const|let|function\*?|class) (\w+|[\[{][^=]*)", re.MULTILINE)  # fmt: skip


def test_the_search_is_small():
    """What is on every page, what is on the search page, and what comes with the first key: 12 kB together."""
    found = scripts(FOLDER)
    sizes = {
        name: len(gzip.compress(found[name], 9))
        for name in ("search.js", "search_page.js", "search_engine.js")
    }

    assert sizes["search.js"] <= 500
    assert sum(sizes.values()) <= MOST, sizes


def test_each_script_is_loaded_by_a_name_of_its_own():
    """Those of articles in one file with the search's keys; the search's modules in one."""
    found = scripts(FOLDER)

    assert not {*ARTICLE} & found.keys()
    assert found.keys() == {"article.js", "code.js", "mode.js", "search.js", "search_engine.js", "search_page.js"}  # fmt: skip
    assert {path.stem for path in (FOLDER / "search").glob("*.js")} == {*ENGINE}


def test_joined_modules_have_different_names_at_their_top():
    """Else the one module that they become would be none; and each imports only those before it."""
    names: list[str] = []
    for at, name in enumerate(ENGINE):
        text = (FOLDER / "search" / f"{name}.js").read_text("utf-8")
        for found in _TOP.findall(text):
            names += re.findall(r"\w+", found)
        imported = re.findall(r'^import .* from "\./(\w+)\.js";$', text, re.MULTILINE)
        assert {*imported} <= {*ENGINE[:at]}

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("/* What.\n   It is. */\nconst a = 1; // one\n", "let a=1;"),
        ("if (a) {\n  // so\n  b();\n}\n", "if(a){b()}"),
        ("const a = {\n  b: [\n    1,\n  ],\n};\n", "let a={b:[1]};"),
        ("for (let n = 8; n--; ) say(n);\n", "for(let n=8;n--;)say(n);"),
        ('say("a  // b", `c ${d + 1} : e`);\n', 'say("a  // b",`c ${d + 1} : e`);'),
        ("const a = b / c / d;\n", "let a=b/c/d;"),
        (r"x.replace(/[/ ] {2}\/ /gu, ' - ');", r"x.replace(/[/ ] {2}\/ /gu,' - ');"),
        ("return a in b;\n", "return a in b;"),
        (
            "const LONG = 1_500; // ms\nconst [ONE, TWO_S] = [0.5, 1e-6];\nsay(LONG, ONE * x.TWO_S, 'ONE', TWO_S, LONGER);\n",
            "say(1500,0.5*x.TWO_S,'ONE',1e-6,LONGER);",
        ),
    ],
)
def test_a_script_loses_what_says_nothing(script, expected):
    """Comments, indentation, spaces beside signs, signs at the end of blocks and lists; not those in texts and expressions."""
    assert short(script).rstrip("\n") == expected


def test_modules_become_one():
    """Without imports, with one export."""
    one, other = "export const a = 1;\n", 'import { a } from "./one.js";\n\nexport const b = a;\n'

    assert joined([one, other]) == "let a=1;let b=a;export{open,search,results,filters};"
