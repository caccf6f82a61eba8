"""Static files are put together where something that they are made from differs: each test builds more than once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standfirst.sphinx_ext.html.static_files import StaticFiles

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{}</title></svg>'


@pytest.fixture
def made(publication, monkeypatch):
    """Return a publication with static files of every kind, and a list of the builds that put them together."""
    conf = (
        publication.conf.rstrip()
        + """
        html_static_path = ["_static"]
        templates_path = ["_templates"]
        html_logo = "art/logo.svg"
        html_theme_options = {"logo": {"image_dark": "art/dark.svg"}, "pygments_light_style": "friendly"}
    """
    )
    publication.write("conf.py", conf)
    publication.write("_static/own.css", "p { color: red }\n")
    publication.write("_static/said.js_t", "var said = '{{ project }}';\n")
    publication.write("_templates/note.html", "<p>A note.</p>\n")
    for name in ("logo", "dark"):
        publication.write(f"art/{name}.svg", LOGO.format(name))
    publication.post("2026-01-02-x", "Text.\n")
    builds, copy = [], StaticFiles.copy_static_dirs
    monkeypatch.setattr(
        StaticFiles, "copy_static_dirs", lambda self: (builds.append(1), copy(self))
    )
    publication.builds = builds
    publication.full = conf
    return publication


def anew(made):
    """Return the files of a build from nothing."""
    shutil.rmtree(made.root / "_build")
    return made.build().files()


def test_after_an_edit_of_a_text_nothing_is_put_together(made):
    """The files are those of a build from nothing."""
    made.build()
    first = len(made.builds)
    made.post("2026-01-02-x", "Another text.\n")
    after = made.build()
    edited = len(made.builds)

    assert (first, edited) == (1, 1)
    assert after.files() == anew(made)


@pytest.mark.parametrize(
    ("file", "text", "shown", "wanted"),
    [
        ("_static/own.css", "p { color: blue }\n", "_static/own.css", "blue"),
        ("_static/new.css", "p { color: green }\n", "_static/new.css", "green"),
        ("_static/said.js_t", "var other = '{{ project }}';\n", "_static/said.js", "other"),
        ("_static/standfirst.css", "p { margin: 7px }\n", "_static/standfirst.css", "7px"),
        ("art/logo.svg", LOGO.format("another"), "_static/logo.svg", "another"),
        ("art/dark.svg", LOGO.format("darker"), "_static/dark.svg", "darker"),
        ("_templates/note.html", "<script src='../_static/scripts/fontawesome.js'></script>", "_static/scripts/fontawesome.js", "function"),
    ],
)  # fmt: skip
def test_what_has_changed_is_there_as_from_nothing(made, file, text, shown, wanted):
    """Files of the folder of static files, pictures that options name, and what a template asks for of the theme's."""
    made.build()
    made.write(file, text)
    after = made.build()

    assert wanted in after.read(shown)
    assert after.files() == anew(made)


def test_a_folder_that_a_link_leads_to_counts(made):
    """As its files are published, wherever in the publication it lies."""
    made.write("art/deep/linked.css", "p { color: red }\n")
    (made.root / "_static" / "art").symlink_to(made.root / "art" / "deep")
    before = made.build().read("_static/art/linked.css")
    made.write("art/deep/linked.css", "p { color: navy }\n")
    after = made.build()

    assert ("red" in before, "navy" in after.read("_static/art/linked.css")) == (True, True)
    assert after.files() == anew(made)


def test_an_option_counts(made):
    """The highlighter's colours are made of it."""
    before = made.build().files()
    made.write("conf.py", made.full.replace("friendly", "monokai"))
    after = made.build()

    assert after.files()["_static/standfirst.css"] != before["_static/standfirst.css"]
    assert after.files() == anew(made)


def test_a_file_that_is_gone_or_changed_in_the_output_comes_again(made):
    """And no other is lost by it."""
    built = made.build()
    before = built.files()
    for name, text in (("own.css", None), ("said.js", "mine")):
        path = built.out / "_static" / name
        path.unlink() if text is None else path.write_text(text)

    assert made.build().files() == before


def test_a_warning_is_given_in_each_build(made):
    """What was made with one is not kept."""
    made.write("_static/bad.css", "")
    place = Path(made.root, "_static", "away.css")
    place.symlink_to("/nowhere/at/all.css")
    first, second = made.build().warnings, made.build().warnings

    assert "away.css" in first
    assert "away.css" in second
