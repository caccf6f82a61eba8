"""Where ``conf.py`` says what."""

from __future__ import annotations

import pytest

from standfirst.problems import PostWarning, Problem
from standfirst.settings import conf_lines

CONF = """import os

standfirst_title = "T"
standfirst_menu = [
    ("A", "a"),
    ["B", "b"],
    (os.sep, "c"),
]
standfirst_redirects = {
    "/a/": "/b/",
    "/c/": "/d/",
}
html_theme_options = {
    "logo": {
        "image_light": "a.svg",
        "image_dark": "b.svg",
    },
}
standfirst_sections: list = ["a", {
    "slug": "b",
    "title": "B"}]
standfirst_share = [
    *FEW,
    "x",
    "y",
]
standfirst_paths = dict(tag="t")
standfirst_title = "U"
"""


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("standfirst_title",), 28),
        (("standfirst_menu",), 4),
        (("standfirst_menu", 1), 6),
        (("standfirst_menu", ("A", "a")), 5),
        (("standfirst_menu", ("B", "b")), 6),
        (("standfirst_menu", ("/", "c")), 4),
        (("standfirst_menu", 9), 4),
        (("standfirst_redirects", "/c/"), 11),
        (("standfirst_redirects", "/e/"), 9),
        (("html_theme_options", "logo", "image_dark"), 16),
        (("html_theme_options", "logo", "text"), 14),
        (("standfirst_sections", 1), 19),
        (("standfirst_sections", 1, "title"), 21),
        (("standfirst_paths", "tag"), 27),
        (("standfirst_share", 2), 22),
        (("standfirst_share", "y"), 25),
        (("standfirst_menu", ["A", "a"]), 5),
        (("standfirst_roles", 0), 1),
        ((), 1),
    ],
)
def test_a_problem_has_the_line_of_its_entry(tmp_path, way, line):
    """As far as the entry is written out; else that of what it lies in, and the first of what is said elsewhere."""
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    problem = Problem(subtype=PostWarning.CONFIG, message="x", way=way)

    assert conf_lines.placed(tmp_path, problem).line == line


def test_entries_are_looked_up_once(tmp_path, monkeypatch):
    """Of a list that is wrong from its first entry to its last, each says what it is once."""
    asked = []
    monkeypatch.setattr(conf_lines, "_said", lambda node: asked.append(node.lineno))
    (tmp_path / "conf.py").write_text("a = [\n1,\n2,\n3,\n]\n", encoding="utf-8")
    lines = [conf_lines.lines_of(tmp_path).line(("a", number)) for number in range(3)]

    assert (lines, sorted(asked)) == ([2, 3, 4], [2, 3, 4])


@pytest.mark.parametrize("text", [None, b"a = (", b"\xff", b"\0", b"a = " + b"(" * 10_000])
def test_a_file_that_is_no_python_has_no_lines(tmp_path, text):
    """Nor has one that is not there; who runs it says what is wrong with it."""
    if text is not None:
        (tmp_path / "conf.py").write_bytes(text)

    assert conf_lines.lines_of(tmp_path).line(("a",)) == 1


def test_what_a_file_sets_and_what_it_asks_for_are_told_apart(tmp_path):
    """A name that it asks for is a variable of the editor's."""
    (tmp_path / "conf.py").write_text("a = 1\nb: int = a\nfor c in (b,):\n    d = 1\n", "utf-8")
    found = conf_lines.lines_of(tmp_path)

    assert sorted(found.assigned) == ["a", "b"]
    assert found.used == {"a", "b", "int"}
