"""The commands that make PDF and ePub files."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standfirst.cli_options import FOLDER, no_publication, of_a_build
from standfirst.editions import needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHELF = Path("_build", "editions")
"""Where editions lie until pages take them."""


@click.command()
@of_a_build
@click.option("-o", "--output", type=FOLDER, help="Where the pages go; DIR/_build/html by default.")
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
    from standfirst import freshness  # noqa: PLC0415  # `--help` need not load it

    out = output or folder / "_build" / "html"
    with _making(folder, jobs=jobs, strict=strict, verbose=verbose) as make:
        given = (*map(repr, options.items()), str(out.resolve()), str(strict), "editions")
        current = freshness.digest(folder, given)
        if freshness.is_fresh(make.work, out, current, dt.datetime.now(tz=dt.UTC)):
            click.echo(f"Nothing has changed; the publication is in {out}")
            return
        freshness.forget(make.work)
        make("typst", folder / _SHELF, options)
        make("epub-volumes", folder / _SHELF, options)
        make("html", out, {**options, "standfirst_editions": str(_SHELF)})
        make.end()
        if make.is_complete:
            freshness.remember(make.work, current)
    click.echo(f"The publication with its editions is in {out}")


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
    click.echo(f"The PDF is in {out}")


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
    click.echo(f"The ePub is in {out}")


@contextmanager
def _making(folder: Path, *, jobs: int, strict: bool, verbose: bool) -> Iterator[_Maker]:
    """Yield what runs the builders; say in one line what keeps them from it, and leave with their code."""
    from standfirst import freshness  # noqa: PLC0415  # `--help` need not load it

    if not (folder / "conf.py").is_file():
        raise click.UsageError(no_publication(folder))
    if message := needs.lacking():
        raise click.ClickException(message)
    work = folder / "_build" / "doctrees" / "html"
    try:
        with freshness.alone(work, lambda: click.echo("Waiting for another build to end")):
            make = _Maker(folder, work, jobs=jobs, strict=strict, verbose=verbose)
            yield make
            make.end()
    except (ValueError, OSError) as exc:
        click.echo(f"Not built: {exc}", err=True)
        raise SystemExit(2) from exc


class _Maker:
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
        from standfirst.sphinx_ext import build  # noqa: PLC0415  # `--help` need not load Sphinx

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
            click.echo(f"{builder}: {outcome.summary}")

    def end(self) -> None:
        """Leave with the code of the first builder that failed."""
        if self.code:
            raise SystemExit(self.code)
