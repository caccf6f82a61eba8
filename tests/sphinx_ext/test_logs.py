"""What is logged, as it leaves: without a build."""

from __future__ import annotations

import io
import logging as py_logging
import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx.util import logging

from standfirst import problems
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext import logs
from standfirst.sphinx_ext.warnings_heard import WarningsHeard

BREAKS = "\n::error::b\r\n\tc\v\f\x1b[2J\x85d\u2028e\u2029f"


@pytest.fixture
def written(monkeypatch):
    """Return what the log has been given so far, after our set-up."""
    handler = logging.WarningStreamHandler(io.StringIO())
    handler.addFilter(logging.WarningLogRecordTranslator(SimpleNamespace(_warncount=0)))
    handler.setFormatter(logging.ColorizeFormatter())
    logger = py_logging.getLogger(logging.NAMESPACE)
    monkeypatch.setattr(logger, "handlers", [handler])
    logs.set_up(SimpleNamespace(config=SimpleNamespace(standfirst_posts="/posts/")))
    return handler.stream.getvalue


SHOWN = r" ::error::b c \x1b[2J d e f"
MINE = f"a{SHOWN} (myst.xref); {problems.MEND_MARKUP}"


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (None, f"LEVEL: a{SHOWN}"),
        ("about.md:3", f"about.md:3: LEVEL: a{SHOWN}"),
        (f"about{BREAKS}.md:3", f"about{SHOWN}.md:3: LEVEL: a{SHOWN}"),
        ("posts/x.md:3", f"posts/x.md:3: LEVEL: {MINE}"),
        (f"posts/x{BREAKS}.md:3", f"posts/x{SHOWN}.md:3: LEVEL: {MINE}"),
    ],
)
@pytest.mark.parametrize("level", ["WARNING", "ERROR", "CRITICAL"])
def test_whoever_says_it_a_warning_is_one_line(written, location, said, level):
    """With its place, be it about a post or not; what would move the cursor is shown, of the message and of the place."""
    log = logging.getLogger("another")
    log.log(level, "a%s", BREAKS, location=location, type="myst", subtype="xref")

    assert re.sub(r"\x1b\[[\d;]*m", "", written()) == f"{said.replace('LEVEL', level)}\n"


def record(level=py_logging.WARNING, text="said %s", **given):
    """Return a record of a log."""
    made = py_logging.LogRecord("x", level, "", 0, text, ("so",), None)
    vars(made).update(given)
    return made


MENDED = f"; {problems.MEND_MARKUP}"
TYPED = ("standfirst", "markup")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"location": ("posts/a", 3), "type": "myst", "subtype": "xref"}, (("posts/a", 3), *TYPED, f"said so (myst.xref){MENDED}")),
        ({"location": ("posts/a", None), "type": "docutils"}, (("posts/a", 1), *TYPED, f"said so (docutils){MENDED}")),
        ({"location": "posts/a"}, (("posts/a", 1), *TYPED, f"said so{MENDED}")),
        ({"location": "posts/a.md:"}, ("posts/a.md:1", *TYPED, f"said so{MENDED}")),
        ({"location": "C:\\x\\posts\\a.md:4"}, ("C:\\x\\posts\\a.md:4", *TYPED, f"said so{MENDED}")),
        ({"location": ("/x/posts/a.md", None)}, ("/x/posts/a.md:1", *TYPED, f"said so{MENDED}")),
        ({"location": ("posts/a", 3), "type": "standfirst", "subtype": "link"}, (("posts/a", 3), "standfirst", "link", "said so")),
        ({"location": ("about", None), "type": "myst"}, (("about", None), "myst", None, "said so")),
        ({"location": ("outposts/a", None)}, (("outposts/a", None), None, None, "said so")),
        ({"location": None}, (None, None, None, "said so")),
        ({"location": ("posts/a", 3), "level": py_logging.INFO}, (("posts/a", 3), None, None, "said so")),
        ({"location": ("posts/a", 3), "text": "x" * 2000 + "%s"}, (("posts/a", 3), *TYPED, f"{'x' * 999}…{MENDED}")),
    ],
)  # fmt: skip
def test_a_warning_about_a_post_is_one_of_ours(given, expected):
    """Where it stands at a line of a post; with the type that it had, and no longer than a screen. What is no warning stays as it is."""
    made = record(**given)

    assert logs.PostFilter("posts/").filter(made) is True
    assert (made.location, getattr(made, "type", None), getattr(made, "subtype", None), made.getMessage()) == expected  # fmt: skip


@pytest.mark.parametrize(("location", "shown"), [(("posts/a", 3), False), (("about", 3), True)])
def test_advice_on_cards_is_not_shown_of_posts(location, shown):
    """What it advises against goes on working."""
    made = record(location=location, type="design", subtype="card_legacy")

    assert logs.PostFilter("posts/").filter(made) is shown


def test_a_node_without_a_place_has_that_of_what_it_lies_in():
    """The first line where that has none; a node that lies in nothing is nowhere."""
    paragraph, inner = nodes.paragraph(), nodes.inline()
    paragraph += inner
    paragraph.source = "/x/posts/a.md"
    found = []
    for node in (inner, paragraph, nodes.inline()):
        made = record(location=node)
        logs.PostFilter("posts/").filter(made)
        found.append(made.location if isinstance(made.location, str) else None)
    paragraph.line = 5
    made = record(location=inner)
    logs.PostFilter("posts/").filter(made)

    assert [*found, made.location] == [
        "/x/posts/a.md:1",
        "/x/posts/a.md:1",
        None,
        "/x/posts/a.md:5",
    ]


def test_the_line_of_a_node_is_that_of_the_nearest_that_has_one():
    """From within; the first where none has."""
    section, paragraph, inner = nodes.section(), nodes.paragraph(), nodes.inline()
    section += paragraph
    paragraph += inner
    lines = [logs.line_of(inner)]
    section.line = 3
    lines.append(logs.line_of(inner))
    paragraph.line = 4
    lines.append(logs.line_of(inner))

    assert lines == [1, 3, 4]
    assert [*logs.lineage(inner)] == [inner, paragraph, section]
    assert [*logs.lineage(None)] == []


def test_a_place_is_of_a_document_or_of_a_file():
    """As the log takes it."""
    env = SimpleNamespace(all_docs={"posts/a": 0})

    assert logs.place(env, "posts/a", 3) == ("posts/a", 3)
    assert logs.place(env, "authors/a.md", 3) == "authors/a.md:3"


@pytest.mark.parametrize(
    ("level", "column", "expected"),
    [("warning", 7, (py_logging.WARNING, 7)), ("error", None, (py_logging.ERROR, 1))],
)
def test_a_problem_is_logged_whole(monkeypatch, level, column, expected):
    """With type, level, place and column; per cent in its words stands for nothing."""
    heard = []
    handler = py_logging.Handler()
    handler.emit = heard.append
    monkeypatch.setattr(py_logging.getLogger(logging.NAMESPACE), "handlers", [handler])
    problem = Problem(subtype=PostWarning.LINK, message="50 %s", remedy="mend", level=level, column=column)  # fmt: skip
    logs.log(problem, location="about.md:3")
    [found] = heard

    assert (found.levelno, found.column) == expected
    assert (found.getMessage(), found.location, found.type, found.subtype) == (problem.text(), "about.md:3", "standfirst", "link")  # fmt: skip


def test_the_log_is_set_up_once_for_each_build(monkeypatch, tmp_path):
    """What a build in the same process has set up goes; what keeps a command's warnings comes last, of warnings alone."""
    kept = WarningsHeard(tmp_path, io.StringIO())
    info = py_logging.StreamHandler(io.StringIO())
    warning = logging.WarningStreamHandler(SimpleNamespace(stream=kept, write=kept.write, flush=kept.flush))  # fmt: skip
    other = py_logging.Filter("other")
    for handler in (info, warning):
        handler.addFilter(other)
    monkeypatch.setattr(py_logging.getLogger(logging.NAMESPACE), "handlers", [info, warning])
    nobody = logs.heard()
    for posts in ("/old/", "posts"):
        logs.set_up(SimpleNamespace(config=SimpleNamespace(standfirst_posts=posts)))
    kinds = [[type(each).__name__ for each in handler.filters] for handler in (info, warning)]

    assert (nobody, logs.heard()) == (None, kept)
    ours = ["PostFilter", "BarFilter", "Filter"]
    assert kinds == [ours, [*ours, "WarningsHeard"]]
    assert {handler.filters[0].prefix for handler in (info, warning)} == {"posts/"}
    assert {type(handler.formatter).__name__ for handler in (info, warning)} == {"OneLine"}


@pytest.mark.parametrize("builder", [{}, {"builder": None}, {"builder": SimpleNamespace()}])
def test_a_message_before_there_is_a_bar_is_logged(builder):
    """As a message of a builder that has none."""
    assert logs.BarFilter(SimpleNamespace(**builder)).filter(None)


def test_a_message_takes_the_bar_of_the_build_away():
    """And is logged."""
    cleared = []
    progress = SimpleNamespace(clear=lambda: cleared.append(True))
    bar = logs.BarFilter(SimpleNamespace(builder=SimpleNamespace(progress=progress)))

    assert (bar.filter(None), cleared) == (True, [True])
