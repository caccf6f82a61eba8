"""What builders of editions say: what is next, pictures that lie elsewhere, fonts that are not there."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from standfirst.progress import Progress
from standfirst.sphinx_ext import logs
from standfirst.sphinx_ext.builders import printing
from standfirst.sphinx_ext.builders.printing import Printing, report_remote


class Terminal(io.StringIO):
    """A stream that somebody looks at, or not."""

    def __init__(self, *, is_seen=True):
        super().__init__()
        self.is_seen = is_seen

    def isatty(self):
        """Return whether somebody does."""
        return self.is_seen


@pytest.fixture
def said(monkeypatch):
    """Return what is reported: where, what, and what helps."""
    found = []
    for module in (printing, logs):  # of a document, of conf.py
        monkeypatch.setattr(module, "log", lambda problem, *, location: found.append((location, problem.message, problem.remedy)))  # fmt: skip
    return found


def test_each_name_is_told_before_it_is_made(monkeypatch):
    """By whichever process makes it, in the order of the work."""
    stream, made, clock = Terminal(), [], iter(range(99))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "9")
    shares = []

    def share(work, weights, *, jobs, do):
        shares.append((work, weights, jobs))
        do(work)

    progress = Progress(stream, clock=lambda: next(clock))
    builder = SimpleNamespace(faults=SimpleNamespace(share=share), jobs=3, progress=progress)
    Printing.make_each(builder, "printing", {"a": 5, "b": 7}, lambda name: made.append((name, stream.getvalue().count("["))))  # fmt: skip

    assert shares == [(["a", "b"], [5, 7], 3)]
    assert [name for name, _ in made] == ["a", "b"]
    assert "0 of 2 a" in stream.getvalue()
    assert "1 of 2 b" in stream.getvalue()


@pytest.mark.parametrize(
    ("hidden", "others", "line"),
    [
        ([], [], 0),
        (["a.tif", "b.tif"], ["a.tif", "b.tif"], 0),
        (["a.tif", "https://x.org/1"], ["a.tif"], 7),
        (["https://x.org/2", "b.tif", "https://x.org/1", "a.tif"], ["b.tif", "a.tif"], 7),
        ([f"https://x.org/{'a' * 300}"], [], 1),
    ],
)
def test_pictures_that_lie_elsewhere_are_said_in_one_line(said, hidden, others, line):
    """However many, and whichever, at the first of them; the others are left to who knows what they lack."""
    message = (
        "pictures that lie elsewhere were not fetched; books show their text and address instead"
    )
    remedy = "`make images` fetches what can be had, and names what cannot"

    lines = {"a.tif": 2, "https://x.org/1": 7, "https://x.org/2": 9}

    assert report_remote(hidden, "posts/a", lines) == others
    assert said == ([(("posts/a", line), message, remedy)] if line else [])


def test_a_report_is_of_a_document_or_of_none(said):
    """With a remedy of its own, or the usual one."""
    printing.report("No page.", "posts/a", "write one")
    printing.report("No book.", None)

    assert said == [
        (("posts/a", 1), "No page.", "write one"),
        (None, "No book.", "mend what it names, or report it"),
    ]


@pytest.mark.parametrize(
    ("name", "is_there", "expected"), [("", False, None), ("fonts", True, "fonts"), ("fonts", False, None)]
)  # fmt: skip
def test_a_folder_of_fonts_is_used_where_it_is_there(said, tmp_path, name, is_there, expected):
    """One that is named and is not there is said, where it is named."""
    if is_there:
        (tmp_path / name).mkdir()
    (tmp_path / "conf.py").write_text(f"project = 'A'\nstandfirst_fonts = {name!r}\n", encoding="utf-8")  # fmt: skip
    builder = SimpleNamespace(config=SimpleNamespace(standfirst_fonts=name), confdir=tmp_path)

    assert Printing.own_fonts(builder) == (expected and tmp_path / expected)
    assert [location for location, *_ in said] == (["conf.py:2"] if name and not is_there else [])


def test_scripts_without_a_font_are_said_once(said, tmp_path):
    """In their order, with the packages that have one; nothing where there is one for each."""
    packages = {"hi": "fonts-of-all", "ja": "fonts-a", "zh-Hant": "fonts-a", "zh-TW": "fonts-a"}
    fonts = SimpleNamespace(has=lambda lang: lang == "en", package=packages.__getitem__)
    builder = SimpleNamespace(press=SimpleNamespace(fonts=fonts), confdir=tmp_path)
    posts = [SimpleNamespace(lang=lang) for lang in ("zh-Hant", "en", "ja", "hi", "zh-TW", "ja")]
    Printing.check_fonts(builder, posts, "covers")
    Printing.check_fonts(builder, posts[1:2], "covers")
    (location, message, remedy), = said  # fmt: skip

    assert location == "conf.py:1"
    assert message == "this machine has no font for hi, ja, zh-Hant; covers show codes of its characters in brackets"  # fmt: skip
    assert "apt install fonts-a fonts-of-all)" in remedy


def test_links_between_pages_are_the_same_from_each():
    """Until their places in the edition are known."""
    builder = SimpleNamespace(get_target_uri=lambda to: f"to {to}")

    assert Printing.get_relative_uri(builder, "a", "b") == "to b"


def test_the_press_ends_with_its_builder():
    """No process of it stays."""
    ended = []
    Printing.close(SimpleNamespace(press=SimpleNamespace(end=lambda: ended.append("press"))))

    assert ended == ["press"]


def test_sphinx_fetches_and_converts_no_picture():
    """It would with no limit of any kind; and reading may be shared."""
    assert (Printing.supported_remote_images, Printing.supported_data_uri_images) == (True, True)
    assert (Printing.allow_parallel, Printing.shares_output) == (True, True)
