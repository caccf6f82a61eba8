"""The phases as commands run them: what came before is looked at, then Sphinx runs, then it is said that it ended well."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from standfirst.incremental import contents, freshness
from standfirst.parts import reports, sources
from standfirst.parts.part import Part, PartError
from standfirst.parts.reports import ReadParts, ReadReport, WrittenReport
from standfirst.parts.sources import Sources
from standfirst.sphinx_ext.parts import plan_builder, plan_file, planned, read_builder
from standfirst.sphinx_ext.run import build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx.application import Sphinx

    from standfirst.parts.layout import Layout, MakingFolder
    from standfirst.sphinx_ext.parts.planned import Planned
    from standfirst.sphinx_ext.parts.taking_in import Whole
    from standfirst.sphinx_ext.run.build import BuildOutcome
    from standfirst.sphinx_ext.warnings_heard import WarningsHeard

_EDITIONS = ("cards", "typst", "epub-volumes")
"""Builders that make what pages offer, in their order."""


@dc.dataclass(frozen=True, kw_only=True)
class Phases:
    """The phases of the build of one publication."""

    root: Path
    """The publication."""
    layout: Layout
    jobs: int
    strict: bool = False
    quiet: bool = True
    heard: WarningsHeard | None = None

    def read(self, part: Part, options: Mapping[str, str]) -> BuildOutcome:
        """Read a part.

        :raises BuildError: It cannot be read.
        """
        folder = self.layout.of(part)
        reports.unread(folder)
        made: list[read_builder.PartReader] = []

        def set_up(app: Sphinx) -> None:
            made.append(read_builder.set_up(app, part, folder.records))

        outcome = self._build(
            read_builder.NAME,
            out=folder.path / "reading",
            work=folder.read,
            options=options,
            anew=self.strict,
            set_up=set_up,
        )
        self._report_read(part, made[0], options)
        return outcome

    def _report_read(
        self, part: Part, reader: read_builder.PartReader, options: Mapping[str, str]
    ) -> None:
        folder = self.layout.of(part)
        settings = reader.domain.inputs.settings
        here = Sources.of(self.root, settings.posts)
        names = [folder.environment.name, folder.records.name]
        report = ReadReport(
            number=part.number,
            count=part.count,
            code=sources.code(),
            publication=here.publication,
            names=here.names,
            posts=settings.posts,
            options=dict(sorted(options.items())),
            now=settings.now.isoformat(),
            texts=sources.texts(self.root, reader.posts),
            files=sources.texts(folder.read, names),
        )
        reports.keep(folder.read_report, report)

    def plan(self, *, editions: bool) -> BuildOutcome:
        """Make the plan of all parts.

        :raises PartError: They do not fit together.
        :raises BuildError: It cannot be made.
        """
        parts = reports.read_parts(self.layout, self.root)
        made: list[plan_builder.Planner] = []
        folder = self.layout.planning
        outcome = self._build(
            plan_builder.NAME,
            out=folder.html,
            work=folder.work,
            options=parts.options,
            anew=True,
            set_up=lambda app: made.append(plan_builder.set_up(app, parts)),
        )
        content, hashed = plan_file.content_of(made[0].plan)
        head = plan_file.PlanHead(
            code=sources.code(),
            publication=parts.first.publication,
            posts=parts.first.posts,
            options=parts.options,
            editions=editions,
            reads={
                str(number): contents.of_file(each.read_report)
                for number, each in parts.folders.items()
            },
            hash=hashed,
        )
        plan_file.keep(self.layout.plan, head, content)
        return outcome

    def write(self, part: Part) -> BuildOutcome:
        """Write a part.

        :raises PartError: Plan and part do not fit together.
        :raises BuildError: It cannot be written.
        """
        folder = self.layout.of(part)
        head, plan = plan_file.load(self.layout.plan, self.root)
        if head.count != part.count:
            raise PartError(
                f"{self.layout.plan} is of {head.count} parts, and not of {part.count}; write {part.number}/{head.count}, or plan again"
            )
        if reports.is_read(folder, part) != head.reads[str(part.number)]:
            raise PartError(f"part {part} was read again after the plan; plan again")
        folder.written_report.unlink(missing_ok=True)
        making = planned.Writing(plan, self.layout, {part.number: folder}, part)
        outcome = self._make(head, making, folder.written, folder.written.html)
        report = WrittenReport(
            number=part.number,
            count=part.count,
            code=sources.code(),
            plan=head.hash,
            files=reports.sizes(folder.written.path),
        )
        reports.keep(folder.written_report, report)
        return outcome

    def join(self, whole: Whole) -> BuildOutcome:
        """Make the publication of what was written of all parts.

        :raises PartError: A part does not fit; nothing has been changed.
        :raises BuildError: It cannot be made.
        """
        head, plan = plan_file.load(self.layout.plan, self.root)
        parts = reports.read_parts(self.layout, self.root)
        _as_planned(head, parts)
        reports.written_parts(parts.folders, head.hash)
        freshness.forget(whole.work)
        making = planned.Joining(plan, self.layout, parts.folders, whole)
        return self._make(head, making, whole, whole.out)

    def _make(
        self, head: plan_file.PlanHead, making: Planned, folder: MakingFolder | Whole, out: Path
    ) -> BuildOutcome:
        """Run the builders, those of editions before that of the pages; return what came of that, with the code of the first that failed."""
        builders = {name: folder.shelf for name in _EDITIONS if head.editions} | {"html": out}
        code = 0
        for name, place in builders.items():
            shelf = str(folder.shelf.resolve()) if name == "html" and head.editions else ""
            options = {"standfirst_editions": shelf, "standfirst_cards": shelf} if shelf else {}
            outcome = self._build(
                name,
                out=place,
                work=folder.work,
                options={**head.options, **options},
                planned=making,
            )
            code = code or outcome.code
        return dc.replace(outcome, code=code)

    def _build(self, builder: str, **given: Any) -> BuildOutcome:
        return build.build(
            self.root,
            builder=builder,
            jobs=self.jobs,
            strict=self.strict,
            quiet=self.quiet,
            heard=self.heard,
            **given,
        )


def _as_planned(head: plan_file.PlanHead, parts: ReadParts) -> None:
    """Check that no part was read again after the plan.

    :raises PartError: One was.
    """
    others = [
        f"part {number}/{parts.count} was read again after the plan; plan again, and write it again"
        for number, folder in parts.folders.items()
        if contents.of_file(folder.read_report) != head.reads.get(str(number))
    ]
    if others:
        raise PartError.of(others)
