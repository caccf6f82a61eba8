"""The builder ``linkcheck``: Sphinx's, limited to the machines that may be asked.

A post may link to any address. One of a private network is named and not asked, an answer has
limits of time and size, and no address ends the check of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx.builders.linkcheck import (
    CheckExternalLinksBuilder,
    CheckResult,
    HyperlinkAvailabilityChecker,
)

from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.upstream.linkcheck import BROKEN, LinkWorker
from standfirst.sphinx_ext.upstream.sphinx_ import SphinxReading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.builders.linkcheck import Hyperlink
    from sphinx.config import Config


class LinkcheckBuilder(SphinxReading, CheckExternalLinksBuilder):
    """Asks for addresses."""

    def finish(self) -> None:
        """Check all addresses, and write the results."""
        allowed = PublicationDomain.of(self.env).inputs.settings.picture_hosts
        checker = Checker(self.config, allowed)
        out = self.outdir
        with (
            (out / "output.txt").open("w", encoding="utf-8") as self.txt_outfile,
            (out / "output.json").open("w", encoding="utf-8") as self.json_outfile,
        ):
            for result in checker.check(self.hyperlinks):
                self.process_result(result)
        if self.broken_hyperlinks or self.timed_out_hyperlinks:
            self.application.statuscode = 1


class Checker(HyperlinkAvailabilityChecker):
    """Has several workers ask."""

    def __init__(self, config: Config, allowed: Collection[str]) -> None:
        """Take the machines that may be asked.

        :param allowed: ``host:port`` of machines that may be asked though they are not public.
        """
        super().__init__(config)
        self._allowed = allowed

    def check(self, hyperlinks: dict[str, Hyperlink]) -> Iterator[CheckResult]:
        """Yield the result of each address; workers would never report what is not one."""
        legible = {}
        for uri, link in hyperlinks.items():
            try:
                urlsplit(uri)
            except ValueError as exc:
                said = f"it is not an address ({exc})"
                yield CheckResult(uri, link.docname, link.lineno, BROKEN, said, 0)
            else:
                legible[uri] = link
        yield from super().check(legible)

    def invoke_threads(self) -> None:
        """Start the workers."""
        for _ in range(self.num_workers):
            worker = LinkWorker(
                self.config, self.rqueue, self.wqueue, self.rate_limits, allowed=self._allowed
            )
            worker.start()
            self.workers.append(worker)
