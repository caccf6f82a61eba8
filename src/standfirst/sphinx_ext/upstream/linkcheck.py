"""Private names of ``sphinx.builders.linkcheck``. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.linkcheck import HyperlinkAvailabilityCheckWorker, _Status

if TYPE_CHECKING:
    import requests
    from sphinx.builders.linkcheck import Hyperlink

BROKEN = _Status.BROKEN
Answer = tuple[_Status, str, int]
"""What comes of an address, what is said of it, and a redirection's status."""


class LinkWorker(HyperlinkAvailabilityCheckWorker):
    """Sphinx's worker, with hooks around its requests.

    Without it an answer without end holds the check up, a worker that raises is waited for
    without end, and any address of a private network is asked. Can go with
    ``test_sphinx_asks_for_addresses_its_own_way_still``.
    """

    @property
    def session(self) -> requests.Session:
        """The session that sends requests."""
        return self._session

    def answer(self, docname: str, uri: str, hyperlink: Hyperlink) -> Answer:
        """Return the result of an address, after as many requests as it needs."""
        return super()._check(docname, uri, hyperlink)

    def ask(self, uri: str, hyperlink: Hyperlink) -> Answer:
        """Ask for an address once."""
        return super()._check_uri(uri, hyperlink)

    def _check(self, docname: str, uri: str, hyperlink: Hyperlink) -> Answer:
        return self.answer(docname, uri, hyperlink)

    def _check_uri(self, uri: str, hyperlink: Hyperlink) -> Answer:
        return self.ask(uri, hyperlink)
