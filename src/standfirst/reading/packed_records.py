"""The records of many documents, each packed by itself: a build of what has changed reads few of them.

What every build asks of every record is its head, and lies beside it.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from standfirst.reading.record import line_of
from standfirst.sources.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.reading.record import Record

_PROTOCOL = 5


class RecordHead(NamedTuple):
    """What is asked of each record."""

    schedule: Schedule
    image_line: int
    """1-based line of the key that names the post's picture; 1 where there is none."""

    @classmethod
    def of(cls, record: Record) -> RecordHead:
        """Return the head of *record*."""
        return cls(Schedule.of(record.matter), line_of(record, "image"))


class PackedRecords(Mapping[str, "Record"]):
    """Records by docname, in two tables that the environment keeps, merges and purges."""

    def __init__(self, packed: dict[str, bytes], heads: dict[str, RecordHead]) -> None:
        """Take the tables.

        :param heads: May have those of other documents, too.
        """
        self._packed = packed
        self._heads = heads
        self._read: dict[str, tuple[bytes, Record]] = {}

    def __getitem__(self, docname: str) -> Record:
        """Return a record."""
        data = self._packed[docname]
        known = self._read.get(docname)
        # it may have been read anew, here or in another process
        if known is None or known[0] is not data:
            known = self._read[docname] = data, pickle.loads(data)  # noqa: S301  # the environment is a pickle itself
        return known[1]

    def __iter__(self) -> Iterator[str]:
        """Yield the docnames."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._packed)

    def __contains__(self, docname: object) -> bool:
        """Return whether there is a record; none is read."""
        return docname in self._packed

    def put(self, docname: str, record: Record) -> None:
        """Keep a record."""
        data = self._packed[docname] = pickle.dumps(record, _PROTOCOL)
        self._heads[docname] = RecordHead.of(record)
        self._read[docname] = data, record

    def head(self, docname: str) -> RecordHead:
        """Return the head of a record."""
        return self._heads[docname]


def heads(records: Mapping[str, Record]) -> dict[str, RecordHead]:
    """Return the heads of *records*; those of packed ones are not unpacked for it."""
    if isinstance(records, PackedRecords):
        return {docname: records.head(docname) for docname in records}
    return {docname: RecordHead.of(record) for docname, record in records.items()}
