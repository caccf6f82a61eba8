"""What the check of links does itself: which addresses it asks for, by whom, and what comes of it: without a network."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sphinx.builders.linkcheck import CheckResult, Hyperlink, HyperlinkAvailabilityChecker

from standfirst.sphinx_ext.builders import linkcheck_
from standfirst.sphinx_ext.builders.linkcheck_ import Checker, LinkcheckBuilder
from standfirst.sphinx_ext.upstream.linkcheck import BROKEN

CONFIG = SimpleNamespace(linkcheck_workers=3, linkcheck_anchors=True, linkcheck_ignore=[], linkcheck_timeout=1, linkcheck_exclude_documents=[], linkcheck_rate_limit_timeout=1)  # fmt: skip


def link(uri, docname="posts/a", lineno=3):
    """Return a link of a document."""
    return Hyperlink(uri=uri, docname=docname, docpath="", lineno=lineno)


@pytest.fixture
def checker(monkeypatch):
    """Return a checker, and the addresses that Sphinx is to ask for."""
    asked = []
    monkeypatch.setattr(HyperlinkAvailabilityChecker, "__init__", lambda self, config: vars(self).update(config=config, num_workers=3, workers=[], rqueue="r", wqueue="w", rate_limits={}))  # fmt: skip
    monkeypatch.setattr(HyperlinkAvailabilityChecker, "check", lambda _self, links: asked.extend(links) or iter(["asked"]))  # fmt: skip
    return Checker(CONFIG, frozenset({"e.example:80"})), asked


def test_what_is_no_address_is_broken_and_not_asked_for(checker):
    """At its line; the others are, though it comes first."""
    made, asked = checker
    bad, good = "https://[e.example/", "https://e.example/"
    first, *others = made.check({bad: link(bad), good: link(good)})

    assert (first.uri, first.docname, first.lineno, first.status, first.code) == (bad, "posts/a", 3, BROKEN, 0)  # fmt: skip
    assert first.message.startswith("it is not an address (")
    assert (others, asked) == (["asked"], [good])


def test_as_many_workers_ask_as_are_set(checker, monkeypatch):
    """Each knows the machines that may be asked."""
    started = []

    class Worker:
        """Notes what it is given."""

        def __init__(self, *given, allowed):
            self.given = (*given, allowed)

        def start(self):
            """Begin."""
            started.append(self)

    monkeypatch.setattr(linkcheck_, "LinkWorker", Worker)
    made, _ = checker
    made.invoke_threads()

    assert [worker.given for worker in started] == [(CONFIG, "r", "w", {}, frozenset({"e.example:80"}))] * 3  # fmt: skip
    assert made.workers == started


@pytest.mark.parametrize(
    ("broken", "late", "code"), [([], [], 0), (["a"], [], 1), ([], ["a"], 1), (["a"], ["b"], 1)]
)
def test_a_check_that_finds_a_broken_link_has_failed(tmp_path, monkeypatch, broken, late, code):
    """Or one that does not answer in time; each result is written."""
    result = CheckResult("https://e.example/", "posts/a", 3, BROKEN, "said", 0)
    monkeypatch.setattr(linkcheck_, "Checker", lambda config, allowed: SimpleNamespace(check=lambda links: [(config, allowed, links, result)]))  # fmt: skip
    settings = SimpleNamespace(picture_hosts=("e.example:80",))
    monkeypatch.setattr(linkcheck_.PublicationDomain, "of", lambda _env: SimpleNamespace(inputs=SimpleNamespace(settings=settings)))  # fmt: skip
    builder = LinkcheckBuilder.__new__(LinkcheckBuilder)
    builder.env, builder.config, builder.outdir, builder.hyperlinks = None, CONFIG, tmp_path, "links"  # fmt: skip
    builder.broken_hyperlinks, builder.timed_out_hyperlinks = broken, late
    application = SimpleNamespace(statuscode=0)
    monkeypatch.setattr(LinkcheckBuilder, "application", property(lambda _self: application), raising=False)  # fmt: skip
    done = []
    builder.process_result = lambda found: done.append(found) or builder.txt_outfile.write("字")
    builder.finish()

    assert done == [(CONFIG, ("e.example:80",), "links", result)]
    assert application.statuscode == code
    assert (tmp_path / "output.txt").read_text("utf-8") == "字"
    assert (tmp_path / "output.json").is_file()
