"""What editions cost: the same articles by Standfirst, by XeLaTeX and by WeasyPrint, where those are installed.

::

    made posts --standfirst--> pages, environment --typst, latex + xelatex, weasyprint--> PDFs
                                                  --epub--> ePub

Each way is measured after the same pages have been built and the same posts read: what is
compared is the making of editions. Standfirst makes the whole from nothing; its articles take the
sources and volumes that were made for that.
"""

from __future__ import annotations

import dataclasses as dc
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import corpus, engines, measure, results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Watch = Callable[[Sequence["Way"]], Iterable["Way"]]

_TIMEOUT = 1_800.0
_SPHINX = (sys.executable, "-m", "sphinx", "-q", "-d", "doctrees")
_LATEX = "xelatex", "-interaction=batchmode"
_PASSES = 2
"""Runs of XeLaTeX after which contents and references are right."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One way to make editions of a publication whose pages are built."""

    label: str
    program: str
    """What has to be installed; empty where that is part of Standfirst."""
    commands: Callable[[Path], Iterator[Sequence[str]]]
    """Publication's folder -> what is run in it, one after another."""
    made: str
    """Pattern of the files that must be there then."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Took:
    """What one way took."""

    label: str
    wall: float = 0.0
    cpu: float = 0.0
    """Seconds, both."""
    memory: int = 0
    """Bytes at the highest point."""
    files: int = 0
    fault: str = ""
    """Why there are no figures; empty where there are."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Editions:
    """What every way took, for the same articles."""

    machine: str
    day: str
    seed: int
    articles: int
    ways: list[Took]

    def save(self, path: Path) -> None:
        """Write everything as JSON."""
        text = json.dumps(dc.asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Editions:
    """Return what was saved."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Editions(**{**data, "ways": [Took(**item) for item in data["ways"]]})


def publication(folder: Path, count: int, seed: int) -> None:
    """Write *count* posts with what Standfirst needs into *folder*, and have the pages built.

    :raises ValueError: They cannot be built.
    """
    engine = next(engine for engine in engines.ENGINES if engine.site == "standfirst")
    engine.lay_out(folder)
    corpus.write(folder / engine.posts, corpus.posts(count, seed))
    cost = measure.run((*_SPHINX, "-b", "html", ".", "html"), folder, timeout=_TIMEOUT)
    if cost.code:
        raise ValueError(f"the pages cannot be built: {cost.said[-500:]}")


def _typst(folder: Path) -> Iterator[Sequence[str]]:  # noqa: ARG001  # as the others
    yield (*_SPHINX, "-b", "typst", ".", "typst")


def _whole(folder: Path) -> Iterator[Sequence[str]]:  # noqa: ARG001
    yield (*_SPHINX, "-b", "pdf", ".", "pdf")


def _epub(folder: Path) -> Iterator[Sequence[str]]:  # noqa: ARG001
    yield (*_SPHINX, "-b", "epub", ".", "epub")


def _latex(folder: Path) -> Iterator[Sequence[str]]:
    yield (*_SPHINX, "-b", "latex", "-D", "latex_engine=xelatex", ".", "latex")
    for source in sorted((folder / "latex").glob("*.tex")):
        for _ in range(_PASSES):
            yield (*_LATEX, "-output-directory=latex", str(source))


def _weasyprint(folder: Path) -> Iterator[Sequence[str]]:
    target = folder / "weasyprint"
    target.mkdir()
    for number, page in enumerate(_articles(folder / "html")):
        yield (_program("weasyprint"), "-q", str(page), str(target / f"{number}.pdf"))


def _articles(html: Path) -> list[Path]:
    """Return the pages of the posts, whose addresses begin with year and month."""
    return sorted(html.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/*/index.html"))


WAYS = (
    Way(label="Standfirst, the whole", program="", commands=_whole, made="pdf/*.pdf"),
    Way(label="Standfirst, articles", program="", commands=_typst, made="typst/articles/**/*.pdf"),
    Way(label="Standfirst, the ePub", program="", commands=_epub, made="epub/*.epub"),
    Way(label="XeLaTeX, the whole", program="xelatex", commands=_latex, made="latex/*.pdf"),
    Way(label="WeasyPrint, articles", program="weasyprint", commands=_weasyprint, made="weasyprint/*.pdf"),
)  # fmt: skip


def run(folder: Path, count: int, seed: int, watch: Watch = iter) -> Editions:
    """Return what each way takes for a publication of *count* made posts, which is laid out in *folder*.

    :param watch: Told which way is next.
    :raises ValueError: Its pages cannot be built.
    """
    publication(folder, count, seed)
    ways = [take(way, folder) for way in watch(WAYS)]
    return Editions(
        machine=results.machine(), day=results.today(), seed=seed, articles=count, ways=ways
    )


def take(way: Way, folder: Path) -> Took:
    """Return what *way* took in a publication's folder; of several commands, the sum."""
    if way.program and not _program(way.program):
        return Took(label=way.label, fault=f"{way.program} is not installed")
    costs = []
    for command in way.commands(folder):
        cost = measure.run(command, folder, timeout=_TIMEOUT)
        costs.append(cost)
        # XeLaTeX ends with 1 for a letter that it lacks, and has made its file
        if cost.code and way.program != "xelatex":
            return Took(
                label=way.label, fault=f"{Path(command[0]).name} failed: {cost.said[-200:]}"
            )
    files = list(folder.glob(way.made))
    if not files:
        return Took(label=way.label, fault="made no file")
    return Took(
        label=way.label,
        wall=sum(cost.wall for cost in costs),
        cpu=sum(cost.cpu for cost in costs),
        memory=max(cost.memory for cost in costs),
        files=len(files),
    )


def _program(name: str) -> str:
    """Return the path of a program, of this environment or the machine's; empty where there is none."""
    return shutil.which(name, path=Path(sys.executable).parent) or shutil.which(name) or ""
