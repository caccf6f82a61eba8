"""Private names of ``sphinx.builders.linkcheck``. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.builders.linkcheck import HyperlinkAvailabilityCheckWorker, _Status

from standfirst.checking.link_requests import Adapter, prepare
from standfirst.pictures.remote.request_limits import RequestLimits

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.builders.linkcheck import Hyperlink

BROKEN = _Status.BROKEN


class LinkWorker(HyperlinkAvailabilityCheckWorker):
    """Sphinx's worker, which asks for one address after another, with limits.

    Without it an answer without end holds the check up, a worker that raises is waited for
    without end, and any address of a private network is asked. Can go with
    ``test_sphinx_asks_for_addresses_its_own_way_still``.
    """

    def __init__(self, *args: Any, allowed: Collection[str]) -> None:
        super().__init__(*args)
        self._adapter = Adapter(allowed=allowed)
        prepare(self._session, self._adapter)

    def _check(self, docname: str, uri: str, hyperlink: Hyperlink) -> tuple[_Status, str, int]:
        """Return the result of an address, also where a request raises; what is said of it; a redirection's status."""
        try:
            return super()._check(docname, uri, hyperlink)
        except Exception as exc:  # noqa: BLE001  # a worker that ends is waited for without end
            return BROKEN, f"it cannot be requested ({exc})", 0

    def _check_uri(self, uri: str, hyperlink: Hyperlink) -> tuple[_Status, str, int]:
        """Request an address once, within the limits of a picture."""
        with self._adapter.within(RequestLimits().picture):
            return super()._check_uri(uri, hyperlink)

    def limit_rate(self, response_url: str, retry_after: str | None) -> float | None:
        """Return when to ask a busy host again; None where it asks for more time than we wait."""
        until = super().limit_rate(response_url, retry_after)
        longest = self.rate_limit_timeout
        if until is None or until <= time.time() + longest:
            return until
        self.rate_limits.pop(urlsplit(response_url).netloc, None)
        return None
