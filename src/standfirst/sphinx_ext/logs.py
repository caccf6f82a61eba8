"""Logs problems, and gives the warnings of docutils and MyST our types.

What those find wrong in a post is the post's fault: it is typed ``standfirst.markup`` too, so
that one setting shows or suppresses it and every warning about a post reads alike.

Whoever it is from, a warning leaves as one line: it may quote a post, and a log is read by
terminals and by the machines of a continuous integration.
"""

from __future__ import annotations

import logging as py_logging
import os
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from standfirst.problems import MEND_MARKUP, WARNING_TYPE, PostWarning
from standfirst.settings.conf_lines import placed
from standfirst.settings.conf_py import CONF
from standfirst.sphinx_ext.warnings_heard import WarningsHeard
from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.problems import Problem

LOGGER = logging.getLogger(__name__)
_LONGEST = 1_000
"""Characters of a message."""
_QUIET = "design.card_legacy"
"""sphinx-design's advice on how to write cards anew; ``+++`` within a card goes on working."""
_EMPTY = re.compile(r'Content block expected for the "([^"]*)" directive; none found')
_OF_EMPTY = "the directive {!r} is empty; write its text on the lines below its name"


def log(problem: Problem, *, location: tuple[str, int | None] | str | None) -> None:
    """Log *problem* as Sphinx logs warnings, with its type."""
    LOGGER.log(
        "ERROR" if problem.level == "error" else "WARNING",
        "%s",
        problem.text(),
        type=WARNING_TYPE,
        subtype=problem.subtype.value,
        location=location,
        extra={"column": problem.column or 1},
    )


def log_of_conf(root: Path, problem: Problem) -> None:
    """Log a problem of the ``conf.py`` in *root*, at its line."""
    found = placed(root, problem)
    log(found, location=f"{CONF}:{found.line}")


def place(env: BuildEnvironment, where: str, line: int) -> tuple[str, int] | str:
    """Return a location as :func:`log` takes it, of a line in a document or in another file."""
    return (where, line) if where in env.all_docs else f"{where}:{line}"


def lineage(node: nodes.Node | None) -> Iterator[nodes.Node]:
    """Yield *node*, what it lies in, and so on up to the document."""
    while node is not None:
        yield node
        node = node.parent


def line_of(node: nodes.Node) -> int:
    """Return the 1-based line where *node*, or what it lies in, was written."""
    return next((int(each.line) for each in lineage(node) if each.line), 1)


def set_up(app: Sphinx) -> None:
    """Give others' warnings about posts our types, and write every warning as one line.

    Where the build is a command's, that keeps them until it has ended.
    """
    prefix = f"{str(app.config.standfirst_posts).strip('/')}/"
    for handler in py_logging.getLogger(logging.NAMESPACE).handlers:
        handler.setFormatter(OneLine())
        others = [
            f for f in handler.filters if not isinstance(f, PostFilter | BarFilter | WarningsHeard)
        ]
        handler.filters = [PostFilter(prefix), BarFilter(app), *others]
        if isinstance(handler, logging.WarningStreamHandler):
            heard = getattr(handler.stream, "stream", None)  # Sphinx's own writer is around ours
            handler.filters += [heard] if isinstance(heard, WarningsHeard) else []


def heard() -> WarningsHeard | None:
    """Return what keeps the warnings of a command's builds; None where Sphinx writes them."""
    for handler in py_logging.getLogger(logging.NAMESPACE).handlers:
        found = next((f for f in handler.filters if isinstance(f, WarningsHeard)), None)
        if found:
            return found
    return None


class OneLine(logging.ColorizeFormatter):
    """Writes a warning with its location as one line, before it is coloured."""

    def formatMessage(self, record: py_logging.LogRecord) -> str:  # noqa: N802  # logging's own name
        """Return the text of *record*; Sphinx's status lines, which move the cursor, keep what does so."""
        fit = (
            cleaning.one_line if record.levelno >= py_logging.WARNING else cleaning.without_commands
        )
        return fit(super().formatMessage(record))


class PostFilter(py_logging.Filter):
    """Types warnings of docutils, MyST and Sphinx that are about a post."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def filter(self, record: py_logging.LogRecord) -> bool:
        """Return whether *record*, which may have been changed, is to be logged."""
        if record.levelno < py_logging.WARNING:
            return True
        location = _with_line(getattr(record, "location", None))
        where = str(location[0] if isinstance(location, tuple) else location or "")
        if f"/{self.prefix}" not in f"/{where}".replace("\\", "/"):
            return True
        record.location = location
        kind = getattr(record, "type", None) or ""
        if kind != WARNING_TYPE:
            detail = ".".join(filter(None, (kind, getattr(record, "subtype", None))))
            if detail == _QUIET:
                return False
            record.type, record.subtype = WARNING_TYPE, PostWarning.MARKUP.value
            # some show all that a post has written
            said = cleaning.shorten(record.getMessage(), _LONGEST)
            said = f"{said} ({detail})" if detail else said
            empty = _EMPTY.search(said)
            record.msg = _OF_EMPTY.format(empty[1]) if empty else f"{said}; {MEND_MARKUP}"
            record.args = ()
        return True


class BarFilter(py_logging.Filter):
    """Takes the bar of a terminal away before a message, which would be written behind it."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app

    def filter(self, record: py_logging.LogRecord) -> bool:  # noqa: ARG002  # logging's signature
        """Return True: every record is logged."""
        progress = getattr(getattr(self.app, "builder", None), "progress", None)
        if progress is not None:
            progress.clear()
        return True


def _with_line(location: object) -> object:
    """Return a location as Sphinx takes it, of the first line where it has none."""
    if isinstance(location, nodes.Node):
        # what a directive has just made may not know yet where it is from
        while location.source is None and location.parent is not None:
            location = location.parent
        location = logging.get_node_location(location) or ""
        return f"{location}1" if location.endswith(":") else location
    if isinstance(location, tuple):
        place, line = location[0], location[1] or 1
        # Sphinx's directives for code name the file, not the document
        return f"{place}:{line}" if os.path.isabs(str(place)) else (place, line)  # noqa: PTH117  # a text
    if isinstance(location, str) and location.endswith(":"):
        return f"{location}1"
    # a text without a colon is the name of a document
    return (location, 1) if isinstance(location, str) and ":" not in location else location
