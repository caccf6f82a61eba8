"""What a publication is made from, when *now* has been asked: nothing after this asks for it.

::

    AssembleInputs --settled()--> Settled --outline()--> of what names, lists and addresses are made
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any, Literal

from standfirst.catalogue import settled_dates
from standfirst.reading import packed_records
from standfirst.reading import record as records_
from standfirst.settings.model import NO_MOMENT
from standfirst.sources import schedule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from standfirst.catalogue.taxonomies import AssembleInputs
    from standfirst.problems import Located
    from standfirst.reading.packed_records import RecordHead

    Asked = tuple[Literal["file", "unseen"], str, str]
    """What was asked of the file system: for a picture or a post, as it is written, and where it is written."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """Inputs without *now*, and what followed from it."""

    given: AssembleInputs
    """Without days that cannot be."""
    moved: tuple[str, ...]
    """Docnames of posts of which a day was such, with their days as they are; as text."""
    hidden: tuple[str, ...]
    """Docnames of those that are only in a preview."""
    problems: tuple[Located, ...]
    asked: dict[Asked, object] = dc.field(default_factory=dict)
    """What has been asked of the file system for :meth:`outline`, and what was answered."""

    def terms(self, docnames: Iterable[str]) -> dict[str, bytes]:
        """Return what the texts of some posts are about, by docname."""
        return {name: self.given.records[name].body.terms for name in docnames}

    def outline(self) -> AssembleInputs:
        """Return the inputs without texts; what they ask of the file system is noted."""
        given = self.given
        return dc.replace(
            given,
            records={name: records_.outline(each) for name, each in given.records.items()},
            pages={name: records_.outline(each) for name, each in given.pages.items()},
            find_file=lambda target, source: self._note(("file", target, source)),
            is_unseen=lambda target, source: self._note(("unseen", target, source)),
        )

    def _note(self, question: Asked) -> Any:
        answer = self.asked[question] = self.answer(question)
        return answer

    def answer(self, question: Asked) -> object:
        """Return what the file system says."""
        kind, target, source = question
        ask = self.given.find_file if kind == "file" else self.given.is_unseen
        return ask(target, source)


def settled(given: AssembleInputs) -> Settled:
    """Return *given* without *now*."""
    now = given.settings.now
    problems: list[Located] = []
    heads = packed_records.heads(given.records)
    mended = settled_dates.settled(given.records, heads, now, problems.append)
    moved = (
        repr((name, record.matter.updated, record.matter.withdrawn))
        for name, record in sorted(mended.items())
    )
    records = {**given.records, **mended} if mended else given.records
    return Settled(
        given=dc.replace(
            given, settings=dc.replace(given.settings, now=NO_MOMENT), records=records
        ),
        moved=tuple(moved),
        hidden=tuple(_hidden(heads, now)),
        problems=tuple(problems),
    )


def _hidden(heads: Mapping[str, RecordHead], now: dt.datetime) -> list[str]:
    return sorted(
        name for name, head in heads.items() if not schedule.is_published(head.schedule, now)
    )
