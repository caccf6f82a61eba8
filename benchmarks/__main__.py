"""The command ``python -m benchmarks``: ``make bench`` is its ``run``."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    track,
)

from benchmarks import (
    corpus,
    course,
    editions,
    engines,
    pictures,
    publish,
    results,
    telling,
)
from benchmarks.takeover.command import takeover
from standfirst.pictures.conversion.renditions import Recipe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.results import Measurement, Results

_FOLDER = click.Path(file_okay=False, path_type=Path)
_OUTPUT = Path("_build/bench")
_SIZES = (20, 500, 2_000, 10_000)
_EDITIONS = "editions.json"


def _names(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001
    """Return names with commas between them."""
    return tuple(filter(None, (name.strip() for name in value.split(","))))


def _numbers(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, ...]:
    """Return numbers with commas between them, ascending."""
    texts = _names(ctx, param, value)
    if not all(text.isdecimal() and int(text) > 1 for text in texts):
        raise click.BadParameter(f"{value!r} are no numbers from 2 such as 100,500")
    return tuple(sorted({int(text) for text in texts}))


def _kinds(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return kinds of builds with commas between them."""
    names = _names(ctx, param, value)
    if unknown := [name for name in names if name not in engines.KINDS]:
        raise click.BadParameter(f"{', '.join(unknown)}: there are {', '.join(engines.KINDS)}")
    return names


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Measure Standfirst beside other engines."""


main.add_command(takeover)


@main.command()
@click.option(
    "--sizes",
    callback=_numbers,
    default="",
    help="Numbers of posts.  [default: 20,500,2000,10000; with --corpus all]",
)
@click.option(
    "--engines",
    "keys",
    callback=_names,
    default="",
    help=f"Some of {', '.join(e.key for e in engines.ENGINES)}.  [default: all]",
)
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True)
@click.option(
    "--kinds",
    callback=_kinds,
    default=",".join(engines.KINDS),
    show_default=True,
    help="Builds to measure; the one from nothing always is.",
)
@click.option(
    "--corpus",
    "own",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own posts, in the place of made ones. It is only read.",
)
@click.option(
    "--output",
    type=_FOLDER,
    default=_OUTPUT,
    show_default=True,
    help="Where results, tables and pictures go.",
)
@click.option(
    "--work",
    type=_FOLDER,
    help="Where a folder for the sites is made, and removed after.  [default: --output]",
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--add", is_flag=True, help="Keep the results that are in the output folder, of other sizes."
)
@click.option(
    "--timeout", type=float, default=3_600, show_default=True, help="Seconds for one build."
)
@click.option("--page/--no-page", default=True, show_default=True, help="Have Lighthouse look at an article, where it is installed.")  # fmt: skip
@click.option("--articles", type=click.IntRange(0), default=20, show_default=True, help="Made articles of which editions are made; 0 leaves them out.")  # fmt: skip
def run(*, sizes: tuple[int, ...], keys: Sequence[str], runs: int, kinds: Sequence[str], own: Path | None, output: Path, work: Path | None, seed: int, timeout: float, add: bool, page: bool, articles: int) -> None:  # fmt: skip
    """Build corpora with all engines, and measure.

    \b
    Examples:
      make bench
      make bench ARGS="--sizes 500 --engines standfirst-2,jekyll --runs 5"
      make bench ARGS="--sizes 20,300 --runs 1 --engines standfirst-2"
      make bench ARGS="--corpus ../my-journal/posts"
    """
    console = Console()
    try:
        asked = engines.chosen(keys)
    except ValueError as exc:
        raise click.BadParameter(str(exc), param_hint="--engines") from exc
    if own and not sizes:
        sizes = (_number_of_posts(own),)
    missing = {engine.key: why for engine in asked if (why := engine.missing())}
    for engine in asked:
        if engine.key in missing:
            console.print(f"{engine.label} is left out: {missing[engine.key]}", highlight=False)
    present = [engine for engine in asked if engine.key not in missing]
    output.mkdir(parents=True, exist_ok=True)
    choices = course.Choices(engines=present, sizes=sizes or _SIZES, runs=runs, kinds=kinds, seed=seed, timeout=timeout, work=_room(work or output), own=own)  # fmt: skip
    found = results.Results(
        machine=results.machine(),
        day=results.today(),
        seed=seed,
        labels={engine.key: engine.label for engine in engines.ENGINES},
        versions={engine.key: engine.version() for engine in present},
        missing=missing,
    )
    file = output / "results.json"
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # as Ctrl-C: ends the build, keeps results
    if add and file.is_file():
        found.take_over(results.load(file), sizes=choices.sizes)
    try:
        if page:
            telling.look(choices.work / "first-page", found, output, seed, console)
        _watched(choices, found, file, console)
        if articles:
            _editions(choices.work / "editions", output, articles, seed, console)
    finally:
        shutil.rmtree(choices.work, ignore_errors=True)
        if found.measurements:
            telling.draw(found, output, console)
    if failed := [engine.label for engine in present if engine.key in found.missing]:
        raise click.ClickException(f"could not build: {', '.join(failed)}")


def _number_of_posts(own: Path) -> int:
    number = len(course.usable(own))
    if number < 2:
        raise click.BadParameter(
            f"no two posts named YYYY-MM-DD-slug.md in {own}", param_hint="--corpus"
        )
    return number


def _room(folder: Path) -> Path:
    """Return a new folder in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="sites-", dir=folder)).resolve()


def _watched(choices: course.Choices, found: Results, file: Path, console: Console) -> None:
    """Measure, telling what runs and what is left, and keep the results after each build."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("builds,"), TimeElapsedColumn(), TextColumn("gone,"), TimeRemainingColumn(), TextColumn("left"))  # fmt: skip
    before, total = len(found.measurements), choices.builds()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)

        def watch(what: str, done: Measurement | None) -> None:
            if what:
                progress.update(task, description=what)
            if done is None:
                if not console.is_terminal:
                    place = f"[{len(found.measurements) - before} of {total}]"
                    console.print(f"{place} {what}", soft_wrap=True, markup=False, highlight=False)
                return
            progress.advance(task)
            console.print(telling.line(found, done), soft_wrap=True, markup=False, highlight=False)
            found.save(file)

        course.go(choices, found, watch)


@main.command()
@click.argument(
    "file", metavar="RESULTS", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--output", type=_FOLDER, required=True)
def draw(file: Path, output: Path) -> None:
    """Make tables and pictures of the results in a JSON file, and the table of the editions.json beside it.

    \b
    Example, for the guide's page:
      python -m benchmarks draw benchmarks/results.json --output guide/figures
    """
    output.mkdir(parents=True, exist_ok=True)
    telling.draw(results.load(file), output, Console())
    if (beside := file.with_name(_EDITIONS)).is_file():
        telling.draw_editions(editions.load(beside), output, Console())


@main.command("publish")
@click.option("--from", "source", type=_FOLDER, default=_OUTPUT, show_default=True, help="Folder of a run.")  # fmt: skip
def publish_results(source: Path) -> None:
    """Put the results of a run into the guide and the README of this checkout."""
    if not (source / publish.RESULTS).is_file():
        raise click.BadParameter(f"no {publish.RESULTS} in {source}", param_hint="--from")
    for path in publish.publish(source, Path(__file__).parents[1]):
        click.echo(path)


@main.command("corpus")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--posts", "count", type=click.IntRange(1), default=_SIZES[0], show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def make_corpus(folder: Path, count: int, seed: int) -> None:
    """Write made posts into DIR, to try something on them."""
    corpus.write(folder, corpus.posts(count, seed))
    click.echo(f"{count:,} posts are in {folder}")


@main.command("pictures")
@click.option("--count", type=click.IntRange(1), default=500, show_default=True)
@click.option("--format", "format_", type=click.Choice(["avif", "webp"]), default="avif", show_default=True)  # fmt: skip
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--work", type=_FOLDER, default=_OUTPUT, show_default=True, help="Where a folder for the pictures is made, and removed after.")  # fmt: skip
def convert_pictures(count: int, format_: str, jobs: int, work: Path) -> None:
    """Convert made photographs of a camera's size, twice, and tell what it took."""
    console, room = Console(), _room(work)

    def progress(names: Iterable[str], total: int) -> Iterable[str]:
        return track(names, "converting", total, console=console, disable=not console.is_terminal)

    try:
        paths = pictures.write(room / "originals", count)
        recipe = Recipe(format=format_)
        cost = pictures.measure(paths, room / "cache", recipe, jobs, progress)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    for line in (
        f"{results.machine()}; {jobs} processes, {format_}",
        f"{count:,} pictures of {cost.original_bytes / count / 1e6:.1f} MB on average",
        f"first: CPU {cost.first_cpu / count:.2f} s each, {cost.first_wall:.0f} s in all; {cost.files / count:.1f} files each, {cost.all_bytes / cost.original_bytes:.0%} of the originals' bytes",
        f"second: CPU {cost.second_cpu:.3f} s, {cost.second_wall:.3f} s, for all of them",
        f"a column of 800 pixels takes {cost.column_bytes / cost.original_bytes:.1%} of the originals' bytes",
    ):
        console.print(line, soft_wrap=True, markup=False, highlight=False)


@main.command("editions")
@click.option("--count", type=click.IntRange(1), default=20, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--output", type=_FOLDER, default=_OUTPUT, show_default=True, help="Where results and table go, and a folder for the publication is made, and removed after.")  # fmt: skip
def make_editions(count: int, seed: int, output: Path) -> None:
    """Make PDFs and an ePub of made articles by Standfirst, and PDFs by XeLaTeX and WeasyPrint where they are installed."""
    room = _room(output)
    try:
        _editions(room / "publication", output, count, seed, Console())
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _editions(folder: Path, output: Path, count: int, seed: int, console: Console) -> None:
    """Measure editions of a publication in *folder*, keep the results in *output*, and show them."""

    def watch(ways: Sequence[editions.Way]) -> Iterable[editions.Way]:
        return track(ways, "editions", console=console, disable=not console.is_terminal)

    try:
        found = editions.run(folder, count, seed, watch)
    except ValueError as exc:
        raise click.ClickException(str(exc)) from exc
    found.save(output / _EDITIONS)
    telling.draw_editions(found, output, console)


if __name__ == "__main__":
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # as Ctrl-C: ends the build, keeps results
    main(prog_name="python -m benchmarks")
