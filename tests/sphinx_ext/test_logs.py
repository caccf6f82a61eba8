"""What is logged, as it leaves: without a build."""

from __future__ import annotations

import io
import logging as py_logging
import re
from types import SimpleNamespace

import pytest
from sphinx.util import logging

from standfirst import problems
from standfirst.sphinx_ext import logs

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
