"""What builders of editions say: progress on a terminal, pictures that lie elsewhere, fonts that are not there."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from standfirst.sphinx_ext.builders import printing
from standfirst.sphinx_ext.builders.printing import Printing, progress, report_remote


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
    monkeypatch.setattr(printing, "log", lambda problem, *, location: found.append((location, problem.message, problem.remedy)))  # fmt: skip
    return found


def test_progress_is_one_line_that_is_written_anew(monkeypatch):
    """With what is done, how much of how much, and what is next; cut off at the terminal's edge, and gone in the end."""
    stream = Terminal()
    monkeypatch.setattr(printing.sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "26")
    monkeypatch.setenv("LINES", "9")
    with progress("printing", 2) as tell:
        tell("a-rather-long-name")
        tell("銀行報告銀行報告")

    assert stream.getvalue().split("\r\x1b[K") == [
        "",
        "printing [1/2] a-rather-lo"[:25],
        "printing [2/2] 銀行報告銀行報告"[:12],
        "",
    ]


@pytest.mark.parametrize(("is_seen", "total"), [(False, 2), (True, 0)])
def test_there_is_no_progress_where_nobody_sees_it_or_nothing_is_made(monkeypatch, is_seen, total):
    """A log has no line of it."""
    stream = Terminal(is_seen=is_seen)
    monkeypatch.setattr(printing.sys, "stderr", stream)
    with progress("printing", total) as tell:
        tell("a")

    assert stream.getvalue() == ""


def test_each_name_is_told_before_it_is_made(monkeypatch):
    """By whichever process makes it, in the order of the work."""
    stream, made = Terminal(), []
    monkeypatch.setattr(printing.sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "9")
    shares = []

    def share(work, weights, *, jobs, do):
        shares.append((work, weights, jobs))
        do(work)

    builder = SimpleNamespace(faults=SimpleNamespace(share=share), jobs=3)
    Printing.make_each(builder, "printing", {"a": 5, "b": 7}, lambda name: made.append((name, stream.getvalue().count("["))))  # fmt: skip

    assert shares == [(["a", "b"], [5, 7], 3)]
    assert [name for name, _ in made] == ["a", "b"]
    assert "printing [1/2] a" in stream.getvalue()
    assert "printing [2/2] b" in stream.getvalue()


@pytest.mark.parametrize(
    ("hidden", "others", "message"),
    [
        ([], [], None),
        (["a.tif", "b.tif"], ["a.tif", "b.tif"], None),
        (["a.tif", "https://x.org/1"], ["a.tif"], "the picture https://x.org/1 lies elsewhere and was not fetched; the ePub shows a frame with text and address"),
        (["https://x.org/2", "https://x.org/1"], [], "2 pictures lie elsewhere and were not fetched, the first at https://x.org/2; the ePub shows frames with text and address"),
        ([f"https://x.org/{'a' * 300}"], [], f"the picture https://x.org/{'a' * 186} lies elsewhere and was not fetched; the ePub shows a frame with text and address"),
    ],
)  # fmt: skip
def test_pictures_that_lie_elsewhere_are_said_in_one_line(said, hidden, others, message):
    """However many; the others are left to who knows what they lack."""
    assert report_remote(hidden, "ePub", "posts/a") == others
    assert said == ([(("posts/a", 1), message, "`make images` fetches what can be had")] if message else [])  # fmt: skip


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
    """One that is named and is not there is said."""
    if is_there:
        (tmp_path / name).mkdir()
    builder = SimpleNamespace(config=SimpleNamespace(standfirst_fonts=name), confdir=tmp_path)

    assert Printing.own_fonts(builder) == (expected and tmp_path / expected)
    assert [location for location, *_ in said] == (["conf.py:1"] if name and not is_there else [])


def test_scripts_without_a_font_are_said_once(said):
    """In their order; nothing where there is one for each."""
    fonts = SimpleNamespace(has=lambda lang: lang == "en")
    builder = SimpleNamespace(press=SimpleNamespace(fonts=fonts))
    posts = [SimpleNamespace(lang=lang) for lang in ("zh-Hant", "en", "ja", "zh-TW", "ja")]
    Printing.check_fonts(builder, posts, "covers")
    Printing.check_fonts(builder, posts[1:2], "covers")
    (_, message, remedy), = said  # fmt: skip

    assert message == "this machine has no font for ja, zh-Hant; covers show codes of its characters in brackets"  # fmt: skip
    assert "apt install" in remedy


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
