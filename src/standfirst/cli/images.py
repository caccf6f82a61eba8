"""The commands ``standfirst images …``: the store of remote pictures."""

from __future__ import annotations

import contextlib
import dataclasses as dc
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from standfirst.cli.options import FOLDER, now, say, say_json, settings_of
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from standfirst.pictures.remote.fetch_missing import FetchOutcome, Missed
    from standfirst.pictures.remote.verification import Trouble
    from standfirst.settings.model import Settings

_DIR = click.argument("folder", metavar="[DIR]", type=FOLDER, default=".")


@click.group()
def images() -> None:
    """Keep the pictures that lie on other people's servers.

    They are fetched once, into the folder `pictures` (`standfirst_pictures`), and builds take
    them from there. The folder may be committed; its lock.json says where each is from.

    \b
    Example:
      standfirst images fetch && standfirst build
    """


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _Publication:
    root: Path
    options: dict[str, Any]
    settings: Settings

    @property
    def store(self) -> Path:
        return self.root / self.settings.pictures


def _publication(folder: Path) -> _Publication:
    root = folder.resolve()
    options, settings = settings_of(root, folder)
    return _Publication(root=root, options=options, settings=settings)


@contextlib.contextmanager
def _errors() -> Iterator[None]:
    """Say in one line why the store cannot be read or written."""
    from standfirst.incremental.atomic_files import OutputError  # noqa: PLC0415
    from standfirst.pictures.remote.store import StoreError  # noqa: PLC0415

    try:
        yield
    except (StoreError, OutputError) as exc:
        say(str(exc), err=True)
        raise SystemExit(2) from exc


def _waiting() -> None:
    say("Waiting for another run to end", err=True)


@images.command()
@_DIR
@click.option(
    "--update", is_flag=True, help="Ask again for stored pictures; fetch those that have changed."
)
@click.option("--retry", is_flag=True, help="Try again what failed recently.")
def fetch(folder: Path, *, update: bool, retry: bool) -> None:
    """Fetch the pictures that the store does not hold.

    Exit code: 0 all are there, 1 some failed, 2 misuse.

    \b
    Examples:
      standfirst images fetch
      standfirst images fetch --update
    """
    from standfirst.pictures.remote import fetch_missing  # noqa: PLC0415
    from standfirst.pictures.remote.wanted import wanted  # noqa: PLC0415
    from standfirst.progress import Progress  # noqa: PLC0415

    of = _publication(folder)
    shown = fetch_missing.shown(Progress(sys.stderr), update=update, retry=retry, waiting=_waiting)
    with _errors(), shown as manner:
        outcome = fetch_missing.fetch_missing(
            of.root,
            of.settings,
            wanted(of.root, of.settings, of.options),
            clock=now(),
            manner=manner,
        )
    for line in _said_of(outcome.missed):
        say(line, err=True)
    say(_counts(outcome))
    if outcome.missed or outcome.unreached:
        raise SystemExit(1)


def _said_of(every: Sequence[Missed]) -> list[str]:
    """Return a line for each picture that did not come, and one for all of a host that does not answer."""
    from standfirst.pictures.remote.request import Kind  # noqa: PLC0415

    alike: dict[tuple[str, ...], list[Missed]] = {}
    for missed in every:
        url = missed.wanted.url
        is_of_host = missed.kind in {Kind.UNREACHABLE, Kind.BUSY}
        of = urlsplit(url).netloc if is_of_host else url
        alike.setdefault((of, missed.reason, str(missed.is_remembered)), []).append(missed)
    return [_line(first, len(others)) for first, *others in alike.values()]


def _line(missed: Missed, others: int) -> str:
    use, *more = missed.wanted.uses
    places = f" and {len(more)} more" if more else ""
    lately = " (failed recently; --retry tries again)" if missed.is_remembered else ""
    stays = "; the stored one is kept" if missed.is_held else ""
    rest = f"; the same for {others} more from that host" if others else ""
    return f"{use.source}:{use.line}{places}: {missed.wanted.url}: {missed.reason}{lately}{stays}{rest}"


def _counts(outcome: FetchOutcome) -> str:
    parts = [f"{len(outcome.fetched)} fetched"]
    if outcome.changed:
        parts.append(f"{len(outcome.changed)} of them changed at their addresses")
    parts.append(f"{outcome.held} already stored")
    if outcome.missed:
        parts.append(f"{len(outcome.missed)} failed")
    if outcome.unreached:
        parts.append(f"{outcome.unreached} not reached in time")
    return f"{outcome.wanted} remote pictures: {', '.join(parts)}"


@images.command()
@_DIR
@click.option("--online", is_flag=True, help="Also ask their servers whether they have changed.")  # fmt: skip
def verify(folder: Path, *, online: bool) -> None:
    """List the pictures that are missing, or are not as they were fetched.

    Exit code: 0 nothing, 1 something is wrong, 2 misuse.

    \b
    Examples:
      standfirst images verify
      standfirst images verify --online
    """
    from standfirst.pictures.remote import verification  # noqa: PLC0415
    from standfirst.pictures.remote.fetch_missing import fetcher_for  # noqa: PLC0415
    from standfirst.pictures.remote.store import Store  # noqa: PLC0415
    from standfirst.pictures.remote.wanted import wanted  # noqa: PLC0415

    of = _publication(folder)
    with _errors():
        store = Store.open(of.store)
    pictures = wanted(of.root, of.settings, of.options)
    found: Sequence[Trouble] = verification.verify(store, pictures)
    if online:
        found = [*found, *verification.changed_there(store, pictures, fetcher_for(of.settings))]
    for trouble in found:
        place = f"{trouble.place}: " if trouble.place else ""
        say(f"{place}{trouble.subject}: {trouble.message}")
    if found:
        raise SystemExit(1)
    say(
        f"{counted(len(store.entries), 'picture is as it was', 'pictures are as they were')} fetched"
    )


@images.command("list")
@_DIR
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)  # fmt: skip
def list_(folder: Path, form: str) -> None:
    """List the stored pictures, and what shows each of them.

    \b
    Examples:
      standfirst images list
      standfirst images list --format json
    """
    from standfirst.pictures.remote.store import Store  # noqa: PLC0415

    of = _publication(folder)
    with _errors():
        store = Store.open(of.store)
    if form == "json":
        entries = [
            {**dc.asdict(held), "file": store.file(held).relative_to(of.root).as_posix()}
            for held in store.entries.values()
        ]
        say_json(entries)
        return
    for url, held in store.entries.items():
        say(url)
        size = f"{held.width} × {held.height}, {held.bytes:,} bytes"
        for line in (f"{held.type}, {size}, fetched {held.fetched[:10]}", *held.used_by):
            say(line, indent=2)


@images.command()
@_DIR
@click.option("--yes", is_flag=True, help="Delete without asking.")
def prune(folder: Path, *, yes: bool) -> None:
    """List the pictures that no post, page, author or volume shows, and delete them.

    \b
    Examples:
      standfirst images prune
      standfirst images prune --yes
    """
    from standfirst.pictures.remote import verification  # noqa: PLC0415
    from standfirst.pictures.remote.store import changing  # noqa: PLC0415
    from standfirst.pictures.remote.wanted import wanted  # noqa: PLC0415

    of = _publication(folder)
    if not of.store.is_dir():
        say("Nothing to delete")
        return
    pictures = wanted(of.root, of.settings, of.options)
    with _errors(), changing(of.store, _waiting) as changes:
        what = verification.surplus(changes.store, pictures)
        if not what.urls and not what.files:
            say("Nothing to delete")
            return
        for url in what.urls:
            say(url)
        for path in what.files:
            say(path.relative_to(of.root).as_posix())
        said = f"{counted(len(what.urls), 'entry', 'entries')} and {counted(len(what.files), 'file')}, {what.bytes:,} bytes"
        if not yes and not (sys.stdin.isatty() and click.confirm(f"Delete {said}?", err=True)):
            say(f"Not deleted: {said}; --yes deletes them")
            return
        verification.prune(changes, what)
    say(f"Deleted: {said}")
