"""Arguments and options of several commands, and how all commands print."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import os
import sys
import time
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standfirst.parts.layout import Layout
    from standfirst.problems import Problem
    from standfirst.settings.model import Settings
    from standfirst.sphinx_ext.warnings_heard import WarningsHeard

FOLDER = click.Path(file_okay=False, path_type=Path)


def now() -> dt.datetime:
    """Return the time of the call."""
    return dt.datetime.now(tz=dt.UTC)


class Commands(click.Group):
    """A group of commands whose errors, which quote arguments and names of files, are one line each."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except click.ClickException as exc:
            exc.message = cleaning.one_line(exc.message)  # type: ignore[misc]  # click prints no other
            raise


def say(text: str, *, err: bool = False, indent: int = 0) -> None:
    """Print a message, which may quote an author, as one line.

    :param err: To the standard error.
    :param indent: Spaces before it.
    """
    click.echo(" " * indent + cleaning.one_line(text), err=err)


def say_json(data: object) -> None:
    """Print *data* as JSON that no terminal and no continuous integration obeys, whatever is in it."""
    written = json.dumps(data, ensure_ascii=False, indent=2)
    click.echo(cleaning.in_json(written))


def settings_of(root: Path, folder: Path) -> tuple[dict[str, Any], Settings]:
    """Return what the ``conf.py`` in *root* sets, and the settings in it; say what is faulty in them.

    :param folder: The same, as it was given.
    :raises click.UsageError: There is none, or it cannot be run.
    """
    from standfirst.checking.findings import Finding, Said  # noqa: PLC0415  # `--help` need not load them
    from standfirst.settings import conf_py, option_table, sphinx_options  # noqa: PLC0415
    from standfirst.settings.conf_lines import placed  # noqa: PLC0415

    def report(problem: Problem) -> None:
        found = Finding(path=conf_py.CONF, problem=placed(root, problem))
        say(Said.of(found).shown(), err=True)

    _require_publication(root, folder)
    try:
        options = sphinx_options.usable(conf_py.options_of(root), report)
    except conf_py.ConfError as exc:
        raise click.UsageError(str(exc)) from exc
    values = conf_py.values_of(options)
    return options, option_table.settings(values, clock=now(), report=report)


def _require_publication(root: Path, folder: Path) -> None:
    if not (root / "conf.py").is_file():
        raise click.UsageError(f"{folder} has no conf.py; `standfirst init` makes a publication")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class BuildArguments:
    """The arguments of every command that builds."""

    folder: Path
    output: Path | None
    jobs: int
    strict: bool
    verbose: bool
    options: dict[str, str]
    """Values over those of ``conf.py``."""
    begun: float = dc.field(default_factory=time.perf_counter, compare=False)
    """When the command was called, in seconds."""

    def with_time(self, summary: str) -> str:
        """Return what there is, as a build says it in a line, and how long the command took until now."""
        return f"{summary}, {time.perf_counter() - self.begun:.1f} s"

    def out(self, name: str) -> Path:
        """Return the output folder: *name* below ``_build`` where none was given."""
        return self.output or self.folder / "_build" / name

    def told(self, out: Path) -> tuple[str, ...]:
        """Return all that tells this build into *out* from another of the same sources."""
        way = os.path.relpath(out.resolve(), self.folder.resolve())
        return (*map(repr, self.options.items()), way, str(self.strict))


def of_a_build(what: str, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command the options of every command that builds, as one :class:`BuildArguments`.

    :param what: What is put into the output folder, for the help.
    :param name: Name of that folder below ``_build``.
    """
    output = f"Where {what}; DIR/_build/{name} by default."
    option = click.option("-o", "--output", type=FOLDER, help=output)
    return partial(_given, of=BuildArguments, options=(*_OPTIONS, option))


def _given(
    command: Callable[..., None],
    *,
    of: type[BuildArguments | PhaseArguments],
    options: Iterable[Callable[[Callable[..., None]], Callable[..., None]]],
) -> Callable[..., None]:
    """Return *command* with *options*: it is given the values of those that *of* has fields for as one of it."""
    fields = {field.name for field in dc.fields(of)}

    @wraps(command)
    def called(**values: Any) -> None:
        arguments = of(**{name: values.pop(name) for name in fields & values.keys()})
        _require_publication(arguments.folder, arguments.folder)
        command(arguments, **values)

    for option in reversed([*options]):
        called = option(called)
    return called


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PhaseArguments:
    """The arguments of every phase of a divided build."""

    folder: Path
    parts: Path | None
    jobs: int
    strict: bool
    verbose: bool

    @property
    def layout(self) -> Layout:
        """Return where the parts lie."""
        from standfirst.parts.layout import DEFAULT, Layout  # noqa: PLC0415  # `--help` need not load it

        return Layout((self.parts or self.folder.joinpath(*DEFAULT)).resolve())


def of_a_phase(*, overrides: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command the options of every phase of a divided build, as one :class:`PhaseArguments`.

    :param overrides: Whether it takes options over those of ``conf.py``, as ``options``; later phases have those of the first.
    """
    parts = click.option(
        "--parts",
        type=FOLDER,
        metavar="FOLDER",
        help="Where the parts lie; DIR/_build/parts by default.",
    )
    common = _OPTIONS if overrides else _OPTIONS[:-1]
    return partial(_given, of=PhaseArguments, options=(*common, parts))


@contextmanager
def building(work: Path) -> Iterator[None]:
    """Wait until no other process builds with the folder *work*; say in one line what keeps from building, and leave with 2."""
    from standfirst.incremental import freshness  # noqa: PLC0415  # `--help` need not load it

    try:
        with freshness.alone(work, lambda: say("Waiting for another build to end")):
            yield
    except (ValueError, OSError) as exc:
        say(f"Not built: {exc}", err=True)
        raise SystemExit(2) from exc


@contextmanager
def hearing(root: Path) -> Iterator[WarningsHeard]:
    """Yield what takes the warnings of builds of *root*, and say them when the builds have ended, in whatever way."""
    from standfirst.sphinx_ext import warnings_heard  # noqa: PLC0415  # `--help` need not load it

    heard = warnings_heard.WarningsHeard(root, sys.stderr)
    try:
        yield heard
    finally:
        heard.tell(partial(say, err=True))


def _jobs(context: click.Context, parameter: click.Parameter, value: str) -> int:  # noqa: ARG001  # click's signature
    if value == "auto":
        return 0
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"{value!r} is neither a number from 1 nor 'auto'")
    return int(value)


def _pairs(
    context: click.Context,  # noqa: ARG001  # click's signature
    parameter: click.Parameter,  # noqa: ARG001
    value: tuple[str, ...],
) -> dict[str, str]:
    for text in value:
        if "=" not in text:
            raise click.BadParameter(f"{text!r} is not NAME=VALUE")
    pairs = dict(text.split("=", 1) for text in value)
    if pairs:
        from standfirst.checking import configuration  # noqa: PLC0415  # `--help` need not load it

        # a dotted name is an entry's; of others' options Sphinx tells
        for name in filter(configuration.is_ours, (each.partition(".")[0] for each in pairs)):
            if remedy := configuration.remedy_of_name(name):
                raise click.BadParameter(f"there is no option {name}; {remedy}")
    return pairs


_OPTIONS = (
    click.argument("folder", metavar="[DIR]", type=FOLDER, default="."),
    click.option(
        "-j",
        "--jobs",
        default="auto",
        callback=_jobs,
        help="Processes, or 'auto'.",
        show_default=True,
    ),
    click.option("-W", "--strict", is_flag=True, help="Exit with 1 if there is any warning."),
    click.option(
        "-v", "--verbose", is_flag=True, help="Show what Sphinx does, and how long it takes."
    ),
    click.option(
        "-D",
        "options",
        multiple=True,
        callback=_pairs,
        metavar="NAME=VALUE",
        help="Override an option of conf.py.",
    ),
)
