"""Fetches the pictures that the publication shows and its store lacks, each once.

Whoever fetches holds the store alone; a second run waits, and finds what the first has fetched.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from standfirst.package import VERSION
from standfirst.pictures.formats.inspect import inspect
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.remote.failures import Failures
from standfirst.pictures.remote.fetcher import Fetcher
from standfirst.pictures.remote.request import Failed, Fetched, FetchRequest, Kind
from standfirst.pictures.remote.store import Changes, Held, changing, hash_of
from standfirst.pictures.remote.wanted import WantedPicture
from standfirst.progress import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from standfirst.pictures.remote.fetcher import Answer
    from standfirst.progress import Progress
    from standfirst.settings.model import Settings

_MEMORY = "_build/pictures"
"""Folder of this machine's memory of failed fetches."""
_SAVE_EVERY = 50
"""Pictures between two writings of the lock file: what a killed run may have to fetch again."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Missed:
    """A picture that could not be fetched."""

    wanted: WantedPicture
    kind: Kind
    reason: str
    """A clause."""
    is_remembered: bool = False
    """Whether it was not asked for now, because it did not come lately."""
    is_held: bool = False
    """Whether the store has an older one, which stays."""


@dc.dataclass(kw_only=True, slots=True)
class FetchOutcome:
    """The result of a run, each list in order of address."""

    wanted: int
    held: int = 0
    """Pictures that were there already, and the newest where that was asked."""
    fetched: list[str] = dc.field(default_factory=list)
    """Addresses of the pictures that came."""
    changed: list[str] = dc.field(default_factory=list)
    """Of those, the ones that replaced another."""
    missed: list[Missed] = dc.field(default_factory=list)
    unreached: int = 0
    """Pictures for which the run had no time."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FetchOptions:
    """The options of a run."""

    update: bool = False
    """Ask again for what is held, and take what has changed."""
    retry: bool = False
    """Try again what failed recently."""
    expects: Callable[[int], None] = lambda _number: None
    """Called once with the number of pictures that are asked for."""
    progress: Callable[[], None] = lambda: None
    """Called for each answer."""
    waiting: Callable[[], None] = lambda: None
    """Called where another run holds the store."""


@contextmanager
def shown(progress: Progress, **options: Any) -> Iterator[FetchOptions]:
    """Give the options of a run that shows how far it is.

    :param options: The others.
    """
    with ExitStack() as stack:
        stage = Stage()

        def expect(number: int) -> None:
            nonlocal stage
            stage = stack.enter_context(progress.of("fetching pictures", number))

        def step() -> None:
            stage.step()

        yield FetchOptions(expects=expect, progress=step, **options)


def fetch_missing(
    root: Path,
    settings: Settings,
    pictures: Mapping[str, WantedPicture],
    *,
    clock: dt.datetime,
    manner: FetchOptions | None = None,
    fetcher: Fetcher | None = None,
) -> FetchOutcome:
    """Fetch the pictures of the publication in *root* that its store does not hold.

    :param pictures: Those that it shows, by canonical address in order of it.
    :param clock: The time, with an offset: not that of the publication's ``now``, which may be fixed.
    :param fetcher: What asks; by default :func:`fetcher_for`.
    :raises StoreError: The store cannot be read or written.
    :raises OutputError: The memory of failures cannot be written.
    """
    outcome = FetchOutcome(wanted=len(pictures))
    if not pictures and not (root / settings.pictures).is_dir():
        return outcome
    options = manner or FetchOptions()
    now = clock.astimezone(dt.UTC)
    failures = Failures(root / _MEMORY, now)
    with changing(root / settings.pictures, options.waiting) as changes:
        run = _FetchRun(
            pictures=pictures,
            now=now,
            manner=options,
            failures=failures,
            changes=changes,
            outcome=outcome,
        )
        try:
            run.carry_out(fetcher or fetcher_for(settings))
        finally:
            failures.save()
    return outcome


def fetcher_for(settings: Settings) -> Fetcher:
    """Return the fetcher for the pictures of a publication."""
    # some servers answer only those who say where they can be reached
    home = f" (+{settings.base_url})" if settings.base_url else ""
    return Fetcher(agent=f"Standfirst/{VERSION}{home}", allowed=settings.picture_hosts)


@dc.dataclass(kw_only=True, slots=True)
class _FetchRun:
    pictures: Mapping[str, WantedPicture]
    now: dt.datetime
    manner: FetchOptions
    failures: Failures
    changes: Changes
    outcome: FetchOutcome
    again: set[str] = dc.field(default_factory=set)
    """Addresses of what is held and asked for nevertheless."""

    def carry_out(self, fetcher: Fetcher) -> None:
        self._note_users()
        asked = [asked for url in self.pictures if (asked := self._needs(url)) is not None]
        self.outcome.unreached = len(asked)
        self.manner.expects(len(asked))
        if asked:
            fetcher.fetch(asked, self._take)
        self.outcome.fetched.sort()
        self.outcome.changed.sort()
        self.outcome.missed.sort(key=lambda missed: missed.wanted.url)

    def _note_users(self) -> None:
        """Have each entry say who shows its picture, and whose it is where they say that."""
        for url, held in list(self.changes.store.entries.items()):
            of = self.pictures.get(url, WantedPicture(url=url))
            self.changes.hold(_of_users(held, of))

    def _needs(self, url: str) -> FetchRequest | None:
        """Return what to ask for; None where the picture is held, or did not come lately."""
        store = self.changes.store
        held = store.find(url)
        if held is not None and not store.has(held):
            held = None
        if held is not None and not self.manner.update:
            self.outcome.held += 1
            return None
        failure = None if self.manner.retry else self.failures.find(url)
        if failure is not None:
            self._miss(url, failure.kind, failure.reason, is_remembered=True)
            return None
        if held is None:
            return FetchRequest(url=url)
        self.again.add(url)
        return FetchRequest(url=url, etag=held.etag, last_modified=held.last_modified)

    def _take(self, asked: FetchRequest, answer: Answer) -> None:
        self.outcome.unreached -= 1
        failed = self._failure(asked, answer)
        if failed is None:
            self.failures.forget(asked.url)
        else:
            self.failures.remember(asked.url, failed)
            self._miss(asked.url, failed.kind, str(failed))
        self.manner.progress()

    def _failure(self, asked: FetchRequest, answer: Answer) -> Failed | None:
        """Return why there is no picture; where there is one, it is in the store."""
        if isinstance(answer, Failed):
            return answer
        if isinstance(answer, Fetched):
            try:
                self._keep(asked.url, answer)
            except NoPicture as exc:
                return Failed(Kind.UNUSABLE, f"it {exc}")
        elif asked.url not in self.again:
            return Failed(
                Kind.FAULTY,
                "the server answers 'not modified' for a picture that was never fetched",
            )
        else:
            self.outcome.held += 1
        return None

    def _keep(self, url: str, got: Fetched) -> None:
        type_, width, height = inspect(got.content)
        before = self.changes.store.find(url)
        held = Held(
            url=url,
            final_url=got.final_url,
            sha256=hash_of(got.content),
            bytes=len(got.content),
            type=type_,
            width=width,
            height=height,
            fetched=self.now.isoformat(timespec="seconds").replace("+00:00", "Z"),
            etag=got.etag,
            last_modified=got.last_modified,
        )
        is_same = before is not None and before.sha256 == held.sha256
        if before is not None and is_same:
            held = dc.replace(held, fetched=before.fetched)
        self.changes.hold(_of_users(held, self.pictures[url]), got.content)
        if is_same and url in self.again:
            self.outcome.held += 1
            return
        self.outcome.fetched.append(url)
        if before is not None and not is_same:
            self.outcome.changed.append(url)
        if len(self.outcome.fetched) % _SAVE_EVERY == 0:
            self.changes.save()

    def _miss(self, url: str, kind: Kind, reason: str, *, is_remembered: bool = False) -> None:
        self.outcome.missed.append(
            Missed(
                wanted=self.pictures[url],
                kind=kind,
                reason=reason,
                is_remembered=is_remembered,
                is_held=self.changes.store.find(url) is not None,
            )
        )


def _of_users(held: Held, of: WantedPicture) -> Held:
    return dc.replace(held, used_by=of.used_by, credit=of.credit, licence=of.licence)
