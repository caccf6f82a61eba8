"""The commands that make PDF and ePub files."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standfirst.cli.options import BuildArguments, building, hearing, now, of_a_build, say
from standfirst.editions import missing_packages
from standfirst.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.sphinx_ext.warnings_heard import WarningsHeard

_SHELF = Path("_build", "editions")
"""Where editions lie until pages take them."""
_CARDS = {"standfirst_cards": str(_SHELF)}


@click.command()
@of_a_build("the pages go", "html")
def editions(given: BuildArguments) -> None:
    """Build every article's PDF, every volume's PDF and ePub, and the pages that link to them.

    What has not changed is not made again. `standfirst build` afterwards gives pages without
    the links.

    \b
    Examples:
      standfirst editions
      standfirst editions my-journal -o public
    """
    pages = {"standfirst_editions": str(_SHELF), **_CARDS}
    with _making(given) as make:
        if make.publication(("cards", "typst", "epub-volumes"), pages):
            say(f"The publication with its editions is in {given.out('html')}")
            say(given.with_time(make.summary))


@click.command()
@of_a_build("the pages go", "html")
def cards(given: BuildArguments) -> None:
    """Build a picture of each article's title and byline, for networks, and the pages that name it.

    `standfirst editions` makes them as well. `standfirst build` afterwards gives pages without
    them.

    \b
    Example:
      standfirst cards
    """
    with _making(given) as make:
        if make.publication(("cards",), _CARDS):
            say(f"The publication with its social cards is in {given.out('html')}")
            say(given.with_time(make.summary))


@click.command()
@of_a_build("the file goes", "pdf")
def pdf(given: BuildArguments) -> None:
    """Make one PDF of the whole publication.

    \b
    Example:
      standfirst pdf -o public
    """
    with _making(given) as make:
        make("pdf", given.out("pdf"))
    say(f"The PDF is in {given.out('pdf')}")


@click.command()
@of_a_build("the file goes", "epub")
def epub(given: BuildArguments) -> None:
    """Make one ePub of the whole publication.

    \b
    Example:
      standfirst epub -o public
    """
    with _making(given) as make:
        make("epub", given.out("epub"))
    say(f"The ePub is in {given.out('epub')}")


@contextmanager
def _making(given: BuildArguments) -> Iterator[_EditionsMaker]:
    """Yield what runs the builders; leave with the code of the first that failed."""
    if message := missing_packages():
        raise click.ClickException(message)
    with hearing(given.folder) as heard:
        make = _EditionsMaker(given, heard)
        with building(make.work):
            yield make
            make.end()


class _EditionsMaker:
    """Runs one builder after another on one environment."""

    def __init__(self, given: BuildArguments, heard: WarningsHeard) -> None:
        self.given = given
        self.heard = heard
        self.progress = Progress(sys.stderr)
        self.work = given.folder / "_build" / "doctrees" / "html"
        self.code = 0
        self.summary = ""
        """What there is, in a line, when the pages are made."""
        self.is_complete = True
        self._is_first = True

    def __call__(self, builder: str, out: Path, further: Mapping[str, str] | None = None) -> None:
        """Run *builder*; what is read is read by the first.

        :param further: Options besides those given.
        """
        from standfirst.sphinx_ext.run import build  # noqa: PLC0415  # `--help` need not load Sphinx

        given = self.given
        outcome = build.build(
            given.folder,
            out=out,
            work=self.work,
            jobs=given.jobs,
            builder=builder,
            strict=given.strict,
            anew=given.strict and self._is_first,
            # file names and counts are for whoever looks
            quiet=not (given.verbose or sys.stdout.isatty()),
            options={**given.options, **(further or {})},
            heard=self.heard,
            progress=self.progress,
        )
        self._is_first = False
        self.code = self.code or outcome.code
        self.is_complete &= outcome.is_complete
        if builder == "html":
            self.summary = outcome.summary
        elif outcome.summary:
            say(f"{builder}: {outcome.summary}")

    def publication(self, builders: tuple[str, ...], of_pages: Mapping[str, str]) -> bool:
        """Run *builders*, and make the pages that show what they have made; return False where nothing has changed.

        :param of_pages: Options of the pages alone.
        """
        from standfirst.editions.typst import fonts  # noqa: PLC0415  # needs Typst, and `--help` does not
        from standfirst.incremental import contents, freshness  # noqa: PLC0415  # `--help` need not load them

        folder, out = self.given.folder, self.given.out("html")
        # a font that came or went changes what is printed
        known = contents.kept_in(self.work, folder)
        digest = freshness.digest(folder, (*self.given.told(out), *builders, fonts.known()), known)
        if freshness.is_fresh(self.work, out, digest, now()):
            say(f"Nothing has changed; the publication is in {out}")
            return False
        freshness.forget(self.work)
        for builder in builders:
            self(builder, folder / _SHELF)
        self("html", out, of_pages)
        self.end()
        if self.is_complete:
            freshness.remember(self.work, digest)
        return True

    def end(self) -> None:
        """Say what is wrong; leave with the code of the first builder that failed."""
        self.heard.tell(partial(say, err=True))
        if self.code:
            if self.summary:
                say(self.given.with_time(self.summary))
            raise SystemExit(self.code)
