"""Failed fetches and their reasons, remembered for a while, so that not every run waits for them.

The memory belongs to a machine (it lies in ``_build``) and may be lost at any time.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write
from standfirst.pictures.remote.request import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from standfirst.pictures.remote.request import Failed

FILE = "failures.json"
_HOURS = {
    # what is refused costs its host nothing, and may be allowed by the next run
    Kind.UNREACHABLE: 1,
    Kind.BUSY: 1,
    Kind.GONE: 24,
    Kind.FAULTY: 2,
    Kind.SLOW: 2,
    Kind.UNUSABLE: 24,
}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Why a picture could not be fetched."""

    kind: Kind
    reason: str
    """A clause."""
    until: dt.datetime
    """Before which it is not asked for again, but where somebody says so; UTC."""


class Failures:
    """The failures that are remembered."""

    def __init__(self, folder: Path, now: dt.datetime) -> None:
        """Read what is remembered and not yet over.

        :param folder: Where it is kept.
        """
        self._kept = folder / FILE
        self._now = now
        self._known = {url: known for url, known in _read(self._kept).items() if known.until > now}

    def find(self, url: str) -> Failure | None:
        """Return why the picture at the canonical address *url* recently failed."""
        return self._known.get(url)

    def remember(self, url: str, failed: Failed) -> None:
        """Note that a picture failed, unless it was never requested."""
        if failed.kind not in _HOURS:
            return
        wait = max(
            dt.timedelta(hours=_HOURS[failed.kind]), dt.timedelta(seconds=min(failed.wait, 86_400))
        )
        self._known[url] = Failure(kind=failed.kind, reason=str(failed), until=self._now + wait)

    def forget(self, url: str) -> None:
        """Note that a picture was fetched."""
        self._known.pop(url, None)

    def save(self) -> None:
        """Keep what is remembered.

        :raises OutputError: It cannot be written.
        """
        said = {
            url: {
                "kind": failure.kind.value,
                "reason": failure.reason,
                "until": failure.until.isoformat(),
            }
            for url, failure in sorted(self._known.items())
        }
        if said or self._kept.exists():
            write(self._kept, json.dumps(said, indent=1).encode("ascii"))


def _read(path: Path) -> dict[str, Failure]:
    try:
        return {
            url: Failure(
                kind=Kind(entry["kind"]),
                reason=str(entry["reason"]),
                until=_moment(entry["until"]),
            )
            for url, entry in json.loads(path.read_bytes()).items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment
