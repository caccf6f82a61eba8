"""Arguments and options of several commands, and how all commands print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = click.Path(file_okay=False, path_type=Path)
_Command = TypeVar("_Command", bound="Callable[..., Any]")
to_pages = click.option("-o", "--output", type=FOLDER, help="Where the pages go; DIR/_build/html by default.")  # fmt: skip


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


def no_publication(folder: Path) -> str:
    """Return the message about a folder that is not a publication."""
    return f"{folder} has no conf.py; `standfirst init` makes a publication"


def of_a_build(command: _Command) -> _Command:
    """Give *command* the options of every command that builds."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


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
    wrong = next((text for text in value if not text.partition("=")[1]), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not NAME=VALUE")
    return {name: said for name, _, said in (text.partition("=") for text in value)}


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
    click.option("-v", "--verbose", is_flag=True, help="Show what Sphinx does."),
    click.option(
        "-D",
        "options",
        multiple=True,
        callback=_pairs,
        metavar="NAME=VALUE",
        help="Override an option of conf.py.",
    ),
)
