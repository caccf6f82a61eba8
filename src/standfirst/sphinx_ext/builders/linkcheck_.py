"""The builder ``linkcheck``: Sphinx's, limited to the machines that may be asked.

A post may link to any address. One of a private network is named and not asked, an answer has
limits of time and size, and no address ends the check of the others.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.builders.linkcheck import (
    CheckExternalLinksBuilder,
    CheckResult,
    HyperlinkAvailabilityChecker,
)

from standfirst.checking.link_requests import Adapter, prepare
from standfirst.pictures.remote.request import RequestLimits
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.upstream.linkcheck import BROKEN, LinkWorker
from standfirst.sphinx_ext.upstream.sphinx_ import SphinxReading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.builders.linkcheck import Hyperlink
    from sphinx.config import Config

    from standfirst.sphinx_ext.upstream.linkcheck import Answer


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
            worker = Worker(
                self.config, self.rqueue, self.wqueue, self.rate_limits, allowed=self._allowed
            )
            worker.start()
            self.workers.append(worker)


class Worker(LinkWorker):
    """Asks, one address after another."""

    def __init__(self, *args: Any, allowed: Collection[str]) -> None:
        super().__init__(*args)
        self._adapter = Adapter(allowed=allowed)
        prepare(self.session, self._adapter)

    def answer(self, docname: str, uri: str, hyperlink: Hyperlink) -> Answer:
        """Return the result of an address, also where the request raises."""
        try:
            return super().answer(docname, uri, hyperlink)
        except Exception as exc:  # noqa: BLE001  # a worker that ends is waited for without end
            return BROKEN, f"it cannot be requested ({exc})", 0

    def ask(self, uri: str, hyperlink: Hyperlink) -> Answer:
        """Request an address once, within the limits of a picture."""
        with self._adapter.within(RequestLimits().picture):
            return super().ask(uri, hyperlink)

    def limit_rate(self, response_url: str, retry_after: str | None) -> float | None:
        """Return when to ask a busy host again; None where it asks for more time than we wait."""
        until = super().limit_rate(response_url, retry_after)
        longest = self.rate_limit_timeout
        if until is None or until <= time.time() + longest:
            return until
        self.rate_limits.pop(urlsplit(response_url).netloc, None)
        return None
