"""The commands that make PDF and ePub files."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standfirst.cli.options import FOLDER, no_publication, of_a_build, say, to_pages
from standfirst.editions import missing_packages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHELF = Path("_build", "editions")
"""Where editions lie until pages take them."""
_CARDS = {"standfirst_cards": str(_SHELF)}


@click.command()
@of_a_build
@to_pages
def editions(
    folder: Path,
    output: Path | None,
    jobs: int,
    *,
    strict: bool,
    verbose: bool,
    options: dict[str, str],
) -> None:
    """Build every article's PDF, every volume's PDF and ePub, and the pages that link to them.

    What has not changed is not made again. `standfirst build` afterwards gives pages without
    the links.

    \b
    Examples:
      standfirst editions
      standfirst editions my-journal -o public
    """
    pages = {"standfirst_editions": str(_SHELF), **_CARDS}
    out = output or folder / "_build" / "html"
    with _making(folder, jobs=jobs, strict=strict, verbose=verbose) as make:
        if make.publication(out, ("cards", "typst", "epub-volumes"), options, pages):
            say(f"The publication with its editions is in {out}")


@click.command()
@of_a_build
@to_pages
def cards(
    folder: Path,
    output: Path | None,
    jobs: int,
    *,
    strict: bool,
    verbose: bool,
    options: dict[str, str],
) -> None:
    """Build a picture of each article's title and byline, for networks, and the pages that name it.

    `standfirst editions` makes them as well. `standfirst build` afterwards gives pages without
    them.

    \b
    Example:
      standfirst cards
    """
    out = output or folder / "_build" / "html"
    with _making(folder, jobs=jobs, strict=strict, verbose=verbose) as make:
        if make.publication(out, ("cards",), options, _CARDS):
            say(f"The publication with its social cards is in {out}")


@click.command()
@of_a_build
@click.option("-o", "--output", type=FOLDER, help="Where the file goes; DIR/_build/pdf by default.")
def pdf(
    folder: Path,
    output: Path | None,
    jobs: int,
    *,
    strict: bool,
    verbose: bool,
    options: dict[str, str],
) -> None:
    """Make one PDF of the whole publication.

    \b
    Example:
      standfirst pdf -o public
    """
    out = output or folder / "_build" / "pdf"
    with _making(folder, jobs=jobs, strict=strict, verbose=verbose) as make:
        make("pdf", out, options)
    say(f"The PDF is in {out}")


@click.command()
@of_a_build
@click.option(
    "-o", "--output", type=FOLDER, help="Where the file goes; DIR/_build/epub by default."
)
def epub(
    folder: Path,
    output: Path | None,
    jobs: int,
    *,
    strict: bool,
    verbose: bool,
    options: dict[str, str],
) -> None:
    """Make one ePub of the whole publication.

    \b
    Example:
      standfirst epub -o public
    """
    out = output or folder / "_build" / "epub"
    with _making(folder, jobs=jobs, strict=strict, verbose=verbose) as make:
        make("epub", out, options)
    say(f"The ePub is in {out}")


@contextmanager
def _making(folder: Path, *, jobs: int, strict: bool, verbose: bool) -> Iterator[_EditionsMaker]:
    """Yield what runs the builders; say in one line what keeps them from it, and leave with their code."""
    from standfirst.incremental import freshness  # noqa: PLC0415  # `--help` need not load it

    if not (folder / "conf.py").is_file():
        raise click.UsageError(no_publication(folder))
    if message := missing_packages():
        raise click.ClickException(message)
    work = folder / "_build" / "doctrees" / "html"
    try:
        with freshness.alone(work, lambda: say("Waiting for another build to end")):
            make = _EditionsMaker(folder, work, jobs=jobs, strict=strict, verbose=verbose)
            yield make
            make.end()
    except (ValueError, OSError) as exc:
        say(f"Not built: {exc}", err=True)
        raise SystemExit(2) from exc


class _EditionsMaker:
    """Runs one builder after another on one environment."""

    def __init__(self, folder: Path, work: Path, *, jobs: int, strict: bool, verbose: bool) -> None:
        self.folder = folder
        self.work = work
        self.jobs = jobs
        self.strict = strict
        # file names and counts are for whoever looks
        self.quiet = not (verbose or sys.stdout.isatty())
        self.code = 0
        self.is_complete = True
        self._is_first = True

    def __call__(self, builder: str, out: Path, options: Mapping[str, str]) -> None:
        """Run *builder*; what is read is read by the first."""
        from standfirst.sphinx_ext.run import build  # noqa: PLC0415  # `--help` need not load Sphinx

        outcome = build.build(
            self.folder,
            out=out,
            work=self.work,
            jobs=self.jobs,
            builder=builder,
            strict=self.strict,
            anew=self.strict and self._is_first,
            quiet=self.quiet,
            options=options,
        )
        self._is_first = False
        self.code = self.code or outcome.code
        self.is_complete &= outcome.is_complete
        if outcome.summary:
            say(f"{builder}: {outcome.summary}")

    def publication(
        self,
        out: Path,
        builders: tuple[str, ...],
        options: Mapping[str, str],
        of_pages: Mapping[str, str],
    ) -> bool:
        """Run *builders*, and make the pages that show what they have made; return False where nothing has changed.

        :param of_pages: Options of the pages alone.
        """
        from standfirst.editions.typst import fonts  # noqa: PLC0415  # needs Typst, and `--help` does not
        from standfirst.incremental import freshness  # noqa: PLC0415  # `--help` need not load it

        # a font that came or went changes what is printed
        there = (*builders, fonts.known())
        given = (*map(repr, options.items()), str(out.resolve()), str(self.strict), *there)
        current = freshness.digest(self.folder, given)
        if freshness.is_fresh(self.work, out, current, dt.datetime.now(tz=dt.UTC)):
            say(f"Nothing has changed; the publication is in {out}")
            return False
        freshness.forget(self.work)
        for builder in builders:
            self(builder, self.folder / _SHELF, options)
        self("html", out, {**options, **of_pages})
        self.end()
        if self.is_complete:
            freshness.remember(self.work, current)
        return True

    def end(self) -> None:
        """Leave with the code of the first builder that failed."""
        if self.code:
            raise SystemExit(self.code)
