"""No listing holds a build up, whatever its lexer makes of it; a check says what a build says."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from markdown_it import MarkdownIt
from publications import NOW

from standfirst.checking import checker
from standfirst.limits import colouring
from standfirst.limits.colouring import Allowance, OutOfTime

FOR_EVER = "<!--" * 30
"""To Pygments' lexer for ``mcschema``."""


def test_what_takes_too_long_ends():
    """A regular expression too, which asks nobody on its way; what fits is done, and nothing ends later."""
    began = time.process_time()
    with pytest.raises(OutOfTime), Allowance(left=0.1, for_each=0).spend(0):
        re.match(r"(a*)*b", "a" * 40)
    assert 0.05 < time.process_time() - began < 2

    with Allowance(left=0.2, for_each=0).spend(0):
        pass
    while time.process_time() - began < 0.5:
        pass


def test_time_is_spent_once():
    """By all that is done with one text; what is left grows with what is worked on."""
    allowed = Allowance(left=0.1, for_each=0.001)
    with pytest.raises(OutOfTime), allowed.spend(0):
        re.match(r"(a*)*b", "a" * 40)
    assert allowed.left <= 0
    with pytest.raises(OutOfTime), allowed.spend(0):
        pytest.fail("there was nothing left")
    with allowed.spend(1000):
        pass
    assert 0.5 < allowed.left < 1.1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("```python\nx\n```\n\n```mcschema x=1\n{0}\n```\n\n```mcschema\n{0}\n```\n", [5]),
        ("```nosuch\n{0}\n```\n> ~~~ mcschema\n> {0}\n> ~~~\n", [4]),
        ("```\n{0}\n```\n\n```{{mcschema}}\n{0}\n```\n\n    {0}\n\n`{0}`\n", []),
    ],
)
def test_the_first_code_that_takes_too_long_is_told(monkeypatch, text, lines):
    """With its language and line; code without a language, and a directive's, has no colours here."""
    monkeypatch.setattr(colouring, "Allowance", partial(Allowance, left=0.2, for_each=0))
    found = list(colouring.faults(MarkdownIt().parse(text.format(FOR_EVER))))

    assert found == [colouring.too_long("mcschema", line) for line in lines]


def test_no_time_is_set_off_elsewhere_than_in_the_main_thread():
    """Which gets no signals: there code is coloured without a limit."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: list(colouring.faults(MarkdownIt().parse("```python\nx\n```")))).result() == []  # fmt: skip


def test_code_that_takes_too_long_has_no_colours(publication, monkeypatch):
    """What came before it has; that is said once, with its line, by a check as well; other posts are as they were."""
    monkeypatch.setattr(colouring, "Allowance", partial(Allowance, left=0.3, for_each=0))
    fence = f"```mcschema\n{FOR_EVER}\n```\n"
    plain = "```python\nx = 1\n```\n"
    publication.post("2026-01-02-a", f"{plain}\n{fence}\n{fence}")
    publication.post("2026-01-02-b", plain)
    built = publication.build()
    found = checker.check(publication.root, clock=NOW, tried=None)
    said = [(each.path, each.problem.line, each.problem.text()) for each in found]
    page = built.read("2026/01/a/")

    assert said == [("posts/2026-01-02-a.md", 12, colouring.too_long("mcschema").text())]
    assert built.warnings == f"posts/2026-01-02-a.md:12: WARNING: {said[0][2]} [standfirst.size]\n"
    assert page.count("&lt;!--" * 30) == 2
    assert '<span class="mi">1</span>' in page
    assert '<span class="mi">1</span>' in built.read("2026/01/b/")
