"""The commands of a build that is divided over machines: each is a phase, with files between them."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from standfirst.cli.options import FOLDER, PhaseArguments, hearing, of_a_phase, say
from standfirst.cli.places import work_of
from standfirst.incremental import gc_pauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from standfirst.parts.part import Part
    from standfirst.sphinx_ext.parts.runs import Phases
    from standfirst.sphinx_ext.run.build import BuildOutcome


@click.group()
def part() -> None:
    """Build a publication in parts, on several machines: read each, plan, write each, join.

    \b
    Example, for two machines:
      standfirst part read 1/2          standfirst part read 2/2
      standfirst part plan
      standfirst part write 1/2         standfirst part write 2/2
      standfirst part join
    """


def _part(context: click.Context, parameter: click.Parameter, value: str) -> Part:  # noqa: ARG001  # click's signature
    from standfirst.parts.part import Part, PartError  # noqa: PLC0415  # `--help` need not load it

    try:
        return Part.of(value)
    except PartError as exc:
        raise click.BadParameter(str(exc)) from exc


_PART = click.argument("which", metavar="PART", callback=_part)


@part.command()
@_PART
@of_a_phase(overrides=True)
def read(given: PhaseArguments, *, which: Part, options: dict[str, str]) -> None:
    """Read PART, such as 3/8: records and trees of its documents.

    Options given here hold for all later phases, so they are the same for each part. The moment of
    the build is one of them where posts have embargoes: -D standfirst_now=2026-06-01T12:00:00+00:00.

    \b
    Example:
      standfirst part read 3/8
    """
    _carry_out(given, lambda phases: phases.read(which, options), f"Part {which} is read")


@part.command()
@of_a_phase()
@click.option(
    "--editions", is_flag=True, help="Make PDF and ePub files too, as `standfirst editions` does."
)
def plan(given: PhaseArguments, *, editions: bool) -> None:
    """Make the catalogue, addresses and related articles of all parts that were read.

    \b
    Example:
      standfirst part plan --editions
    """
    _require_packages(wanted=editions)
    said = f"The plan is in {given.layout.plan}"
    _carry_out(given, lambda phases: phases.plan(editions=editions), said)


@part.command()
@_PART
@of_a_phase()
def write(given: PhaseArguments, *, which: Part) -> None:
    """Write PART as it was planned: its pages and lists, and what lies beside each.

    \b
    Example:
      standfirst part write 3/8
    """
    _carry_out(given, lambda phases: phases.write(which), f"Part {which} is written")


@part.command()
@of_a_phase()
@click.option("-o", "--output", type=FOLDER, help="Where the pages go; DIR/_build/html by default.")
def join(given: PhaseArguments, *, output: Path | None) -> None:
    """Make the publication of all parts that were written.

    Where a part is missing or does not fit, the last publication is left as it was.

    \b
    Example:
      standfirst part join -o public
    """
    from standfirst.sphinx_ext.parts.taking_in import Whole  # noqa: PLC0415

    out = output or given.folder / "_build" / "html"
    whole = Whole(
        work=work_of(given.folder, output).resolve(),
        out=out.resolve(),
        shelf=(given.folder / "_build" / "editions").resolve(),
    )
    _carry_out(given, lambda phases: phases.join(whole), f"The parts are joined in {out}")


def _require_packages(*, wanted: bool) -> None:
    from standfirst.editions import missing_packages  # noqa: PLC0415  # `--help` need not load it

    if wanted and (message := missing_packages()):
        raise click.ClickException(message)


def _carry_out(given: PhaseArguments, do: Callable[[Phases], BuildOutcome], said: str) -> None:
    """Carry a phase out; say what came of it, and leave with its code."""
    with _phases(given) as phases:
        outcome = do(phases)
    if outcome.code:
        if outcome.summary:
            say(outcome.summary)
        raise SystemExit(outcome.code)
    say(f"{said}{f': {outcome.summary}' if outcome.summary else ''}")


@contextmanager
def _phases(given: PhaseArguments) -> Iterator[Phases]:
    """Yield what carries phases out; say in a line each what keeps one from that, and leave with 2."""
    with gc_pauses.paused():
        from standfirst.sphinx_ext.parts.runs import Phases  # noqa: PLC0415  # `--help` need not load Sphinx
    try:
        with hearing(given.folder) as heard:
            yield Phases(
                root=given.folder,
                layout=given.layout,
                jobs=given.jobs,
                strict=given.strict,
                quiet=not given.verbose,
                heard=heard,
            )
            heard.tell(partial(say, err=True))
    except (ValueError, OSError) as exc:
        for line in str(exc).splitlines():
            say(f"Not done: {line}", err=True)
        raise SystemExit(2) from exc
