"""Fixtures: publications made for one test, and the one in this repository."""

from __future__ import annotations

import functools
import gc
import inspect
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import browsers
import hypothesis
import pytest
from longest import LONGEST
from own_publication import NOW as TODAY
from own_publication import built, copied
from picture_server import PictureServer
from publications import NOW, Publication

from standfirst.incremental import freshness
from standfirst.settings.model import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)

# the same examples in every run, and no deadline that a busy machine would miss
hypothesis.settings.register_profile("tests", deadline=None, derandomize=True)
hypothesis.settings.load_profile("tests")
# a tenth of the time of small builds went into looking for garbage among all that is imported
gc.set_threshold(100_000, 20, 50)

IN_MEMORY = Path("/dev/shm")  # noqa: S108  # pytest makes a folder of its own there
ROOM = 4 << 30
"""Bytes; all tests at once take a tenth of it. Of their processor time, writing to a disk and deleting takes that, too."""

SPHINX = {
    "sphinx",
    "ablog",
    "myst_parser",
    "sphinx_design",
    "sphinx_book_theme",
    "pydata_sphinx_theme",
}
_IMPORTS = re.compile(
    rf"^(?:from|import) (?:{'|'.join(sorted(SPHINX))}|standfirst\.(?:sphinx_ext|cli))\b",
    re.MULTILINE,
)
_BUILDS = {"publication", "site", "copy", "online"}
"""Fixtures with which a test makes pages."""
_MAKING = re.compile(rf"\b(?:{'|'.join(sorted(_BUILDS))})[\"']?[,):]|Publication\(")
"""One of them as an argument, or what makes a publication by hand."""
_ROOMS = {"sphinx_ext", "cli", "browser", "fuzz", "project"}
"""Folders of tests that are not the core's."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two halves of the tests, of which each is run once by ``make test``."""
    parser.addoption(
        "--core", action="store_true", help="what builds nothing, with Sphinx not importable"
    )
    parser.addoption(
        "--builds", action="store_true", help="what builds something or imports Sphinx"
    )


class _NoSphinx:
    """Finds no Sphinx, though it is installed: the core knows nothing of it."""

    def find_spec(self, name: str, *_: object) -> None:
        """Refuse Sphinx and its extensions."""
        if name.partition(".")[0] in SPHINX:
            raise ModuleNotFoundError(f"the core does without {name}", name=name)


class _Elsewhere(pytest.Module):
    """A module of tests that belongs to the other half."""

    def collect(self) -> list[pytest.Item]:
        """Return nothing."""
        return []


def pytest_configure(config: pytest.Config) -> None:
    """Take Sphinx away, where the core is tested alone; have the tests' files in memory, where there is room."""
    if (
        "TMPDIR" not in os.environ
        and IN_MEMORY.is_dir()
        and shutil.disk_usage(IN_MEMORY).free > ROOM
    ):
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None
    if config.getoption("--core"):
        sys.meta_path.insert(0, _NoSphinx())


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Pass over a module of the other half: the core has no Sphinx, and what is not imported takes no time."""
    config = parent.config
    if (config.getoption("--core") and _is_elsewhere(module_path)) or (
        config.getoption("--builds") and not _may_build(module_path)
    ):
        return _Elsewhere.from_parent(parent, path=module_path)
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the half that is asked for."""
    halves = {True: config.getoption("--builds"), False: config.getoption("--core")}
    if any(halves.values()):
        left_out = [item for item in items if not halves[_builds(item)]]
        items[:] = [item for item in items if halves[_builds(item)]]
        config.hook.pytest_deselected(items=left_out)
        items.sort(key=lambda item: item.path.stem not in LONGEST)


@functools.cache
def _is_elsewhere(path: Path) -> bool:
    """Return whether the tests of a module are not the core's."""
    return path.parent.name in _ROOMS or bool(_IMPORTS.search(path.read_text("utf-8")))


def _may_build(path: Path) -> bool:
    """Return whether a module of tests says anywhere what a test has to say to build something."""
    return _is_elsewhere(path) or bool(_MAKING.search(path.read_text("utf-8")))


@functools.cache
def _makes(function: Callable[..., Any]) -> bool:
    """Return whether a test or a fixture makes a publication by itself."""
    return "Publication(" in inspect.getsource(function)


def _builds(item: pytest.Item) -> bool:
    """Return whether a test, a fixture that it takes, or its module has to do with Sphinx."""
    if _is_elsewhere(item.path):
        return True
    fixtures = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]  # noqa: SLF001  # pytest has no public way
    makers = [
        one.func for found in fixtures.values() for one in found if one.func.__module__ != __name__
    ]
    makers.append(item.function)  # type: ignore[attr-defined]
    return bool(_BUILDS & set(fixtures)) or any(map(_makes, makers))


def strict(report: _Report) -> _Report:
    """Return a report of what was skipped for want of a tool as a failure, where ``.ci/run`` has installed everything."""
    if report.skipped and os.environ.get("STANDFIRST_CI") and "CORPUS=" not in str(report.longrepr):
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a test."""
    return strict((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Report a module, which may be skipped as a whole."""
    return strict((yield))


@pytest.fixture(autouse=True)
def _as_in_a_new_process() -> Iterator[None]:
    """Have no translations of another build: Sphinx adds to them with each, until Python can go no deeper."""
    yield
    if locale := sys.modules.get("sphinx.locale"):
        locale.translators.clear()


@pytest.fixture
def settings() -> Settings:
    """Return a publication's settings with a fixed clock."""
    return Settings(now=NOW, title="The Test Review", base_url="https://example.org/review/")


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """Return an empty publication."""
    return Publication(tmp_path)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> int:
    """Return a number of posts that several processes share; for so few, a build has one process alone elsewhere."""
    from standfirst.sphinx_ext import workers  # noqa: PLC0415  # what builds nothing runs without Sphinx

    monkeypatch.setattr(workers, "FEWEST", 4)
    return 6


@pytest.fixture
def server() -> Iterator[PictureServer]:
    """Return a server of pictures on the loopback address."""
    found = PictureServer()
    yield found
    found.close()


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the publication in this repository, apart from its code."""
    return copied(tmp_path_factory.mktemp("publication"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of its pages: built with -n -W --keep-going and two processes, on a fixed day.

    Once for all processes of a run, whose folders lie beside each other.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "site"
    out = folder / "_build" / "html"
    with freshness.alone(folder, lambda: None):
        if not (folder / "_build" / "whole").exists():
            shutil.rmtree(folder / "_build", ignore_errors=True)
            done = built(copied(folder), out, "-j", "2", "-D", f"standfirst_now={TODAY}")
            assert done.returncode == 0, done.stderr
            (folder / "_build" / "whole").touch()
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium; one for each module, since Playwright keeps an event loop running."""
    with browsers.launched() as found:
        yield found


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return what opens a browser's profile of its own: ``tab(width=…, height=…, **Playwright's options)``."""
    opened: list[BrowserContext] = []

    def new(width: int = 1280, height: int = 900, **options: Any) -> BrowserContext:
        opened.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return opened[-1]

    yield new
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def online(site: Path) -> Iterator[str]:
    """Return the address at which the publication in this repository is served."""
    with browsers.served(site) as address:
        yield address
