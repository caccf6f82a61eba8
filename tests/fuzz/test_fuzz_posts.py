"""Posts that ask for everything there is, in every way: none runs, leaks, spreads or stops the others.

``STANDFIRST_FUZZ_SECONDS`` says for how long, ``STANDFIRST_FUZZ_SEED`` with which seed: that of a
run is printed, and makes the same posts again.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import fuzz_oracles
import pytest
from folders import written
from fuzz_builds import shrunk
from fuzz_names import Directive, Names
from fuzz_oracles import SECRET, of_html, secrets, spread
from fuzz_publication import said
from fuzz_texts import Maker
from lxml import etree

BASE = "https://example.org/review/"
NAMES = Names(
    directives=(Directive(name="note", options=("class", "name")), Directive(name="figure")),
    translated=(Directive(name="数学"),),
    roles=("ref", "py:func"),
    translated_roles=("下标",),
    filters=("append",),
    tags=("raw",),
    keys=("title", "image"),
)


def kinds(found):
    """Return kind and detail of faults, in order."""
    return [(fault.kind, fault.detail) for fault in found]


def page(text):
    """Return a page with an article's text."""
    return f'<!DOCTYPE html><html><head><script src="../_static/a.js"></script></head><body><main><div class="sf-text">{text}</div></main></body></html>'


def test_a_seed_makes_the_same_posts_of_every_name():
    """Whatever the order in which they are made."""

    def made(seed):
        maker = Maker(NAMES, random.Random(seed), word="zq0x0q", outside="/x")  # noqa: S311  # no secret
        return maker.post("2026-01-01-x").text()

    texts = [made(seed) for seed in range(200)]
    whole = "".join(texts)

    assert [made(seed) for seed in range(200)] == texts
    assert len(set(texts)) == 200
    forms = ["{note}", "{figure}", "{数学}", "{ref}", "{py:func}", "{下标}", "{eval-rst}", "{% raw", "| append", "\nimage: ", ":class: ", "<svg", "javascript:"]  # fmt: skip
    assert [form for form in forms if form not in whole] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Words <a href='https://a.example/'>out</a> <img src='../_images/x.png'></p>", []),
        ("<svg onload=alert(1)></svg>", [("script", "the attribute onload of <svg>")]),
        ("<script>alert(1)</script>", [("script", "an inline script")]),
        ("<a href='java\tscript:x'>y</a>", [("scheme", "the scheme javascript in href of <a>")]),
        ("<a href=' \x01blob:x'>y</a>", [("scheme", "the scheme blob in href of <a>")]),
        ("<p style='top:0'></p>", [("style", "a style of <p>")]),
        ("<img src='//a.example/x.png'>", [("load", "src of <img> from elsewhere")]),
        ("<img srcset='x.png 1x, \\\\a.example/x.png 2x'>", [("load", "srcset of <img> from elsewhere")]),
        ("<iframe srcdoc='x'></iframe>", [("element", "<iframe>"), ("script", "the attribute srcdoc of <iframe>")]),
        ("<meta http-equiv=Refresh content='0;url=//a.example'>", [("script", "a page that leads away by itself")]),
        ("<a class='sd-btn position-fixed'>x</a>", [("class", "the theme's class 'position-fixed'")]),
        ("<p id=a></p><p id=a></p>", [("id", "an id is there twice")]),
        ("<svg><a xlink:href='javascript:x'></a></svg>", [("scheme", "the scheme javascript in xlink:href of <a>")]),
    ],
)  # fmt: skip
def test_what_runs_or_loads_in_a_page_is_seen(text, expected):
    """As a browser reads it; what is ours is not taken for it."""
    assert sorted(kinds(of_html(page(text), BASE))) == sorted(expected)


def test_files_from_outside_and_texts_of_others_are_seen(tmp_path):
    """Wherever they are; a post's text may be on its page, beside it, and in feeds."""
    places = {"zq1x1q": "a/index.html", "zq1x2q": "b/index.html", "zq1x3q": ""}
    files = {
        "a/index.html": "zq1x1q zq1x2qh",
        "a/index.html.md": "zq1x1q",
        "feed.json": "zq1x2q",
        "b/index.html": "zq1x1q",
        "archive/index.html": "zq1x2qh zq1x2q",
        "atom.xml": "zq1x3q",
        "_downloads/x/key": SECRET,
    }
    found = [(fault.word, fault.where) for fault in spread(written(tmp_path, files), places)]

    assert found == [
        ("zq1x2q", "archive/index.html"),
        ("zq1x3q", "atom.xml"),
        ("zq1x1q", "b/index.html"),
    ]
    assert kinds(secrets(tmp_path)) == [("leak", "a file from outside in _downloads")]


def test_feeds_and_drawings_are_looked_into(tmp_path):
    """The HTML within a feed, SVG, and what is no XML."""
    rss = etree.Element("rss")
    etree.SubElement(etree.SubElement(etree.SubElement(rss, "channel"), "item"), "description").text = "<b onclick='x'>"  # fmt: skip
    (tmp_path / "rss.xml").write_bytes(etree.tostring(rss))
    (tmp_path / "feed.json").write_text('{"items": [{"content_html": "<iframe></iframe>"}]}')
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>')
    (tmp_path / "y.xhtml").write_text("<p>")

    assert [(fault.where, fault.kind) for fault in fuzz_oracles.scripts(tmp_path, BASE)] == [
        ("feed.json", "element"),
        ("rss.xml", "script"),
        ("x.svg", "script"),
        ("y.xhtml", "malformed"),
    ]


def test_a_warning_is_a_line_of_a_post_with_a_type():
    """Another one is a fault, as is one that tells of ours."""
    good = "posts/2026-02-01-zq1x1qh.md:4: WARNING: what is wrong; what to do [standfirst.markup]\n"
    bad = "WARNING: unknown role name: zq1x1q\nposts/a.md:1: ERROR: it raises [standfirst.fault]\n"

    assert list(said(good)) == []
    assert [(fault.kind, fault.word) for fault in said(good + bad)] == [
        ("message", "zq1x1q"),
        ("fault", ""),
    ]


def test_what_shows_a_fault_is_cut_down_to_what_it_takes():
    """One thing, or two that belong together."""
    assert shrunk(list("abcdefghijk"), lambda some: "h" in some) == ["h"]
    assert shrunk(list("abcdefghijk"), lambda some: {"b", "j"} <= set(some)) == ["b", "j"]
    assert shrunk(["a"], lambda _: False) == ["a"]


@pytest.mark.audit
def test_posts_of_everything_there_is(tmp_path):
    """Built beside ordinary ones, which stay as they are: nothing raises, and nothing is seen that must not be."""
    seconds = os.environ.get("STANDFIRST_FUZZ_SECONDS", "60")
    seed = os.environ.get("STANDFIRST_FUZZ_SEED", str(time.time_ns() % 1_000_000))
    script = Path(__file__).parents[1] / "support" / "fuzz_builds.py"
    done = subprocess.run(
        [sys.executable, str(script), "--seed", seed, "--seconds", seconds],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    print(done.stdout)  # noqa: T201  # seed and finds, for whoever looks

    assert re.search(r"seed \w+: [1-9]\d* batches, [1-9]\d* posts", done.stdout), done.stderr
    assert done.returncode == 0, done.stdout
