"""Requests to the addresses that posts link to, by the rule of :mod:`standfirst.pictures.remote.network`.

Sphinx's check of links goes through requests, which goes through a session's adapters: the one
here judges every machine at the moment at which it would be called, redirects too, calls the
address that was judged, and takes no more from it than it needs.
"""

from __future__ import annotations

import contextlib
import socket
from threading import Timer
from typing import TYPE_CHECKING, Any

from requests import Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from standfirst.pictures.remote.network import RefusedAddress, resolve, system_resolver
from standfirst.pictures.remote.urls import why_not

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from requests import PreparedRequest, Session

    from standfirst.pictures.remote.network import Resolver

MOST_BYTES = 10_000_000
"""Of a page in which a heading is sought, or that only leads elsewhere."""
MOST_REDIRECTS = 10


class NotAsked(ValueError):  # noqa: N818  # a decision, said by the name
    """An address that is not requested, or whose response is too large; the message says why."""


class LinkResponse(Response):
    """A response that is read up to a limit."""

    def iter_content(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Yield the parts of the body.

        :raises NotAsked: It is too large.
        """
        taken = 0
        for part in super().iter_content(*args, **kwargs):
            taken += len(part)
            if taken > MOST_BYTES:
                raise NotAsked(f"its answer is larger than {MOST_BYTES / 1e6:g} MB")
            yield part


class Adapter(HTTPAdapter):
    """Carries the requests of one session, one after another."""

    def __init__(
        self, *, allowed: Collection[str] = (), resolver: Resolver = system_resolver
    ) -> None:
        """Take the machines that may be asked.

        :param allowed: ``host:port`` of machines that may be asked though they are not public.
        """
        self._allowed = frozenset(allowed)
        self._resolver = resolver
        self._open: list[HTTPConnection] = []
        self._is_late = False
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Have connections made by the rule."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": self._judged(HTTPConnection)}),
            "https": type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": self._judged(HTTPSConnection)}),
        }  # fmt: skip

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Return the answer to *request*.

        :raises NotAsked: Nobody is asked for it.
        """
        if self._is_late:
            raise NotAsked("it does not answer in time")
        if reason := why_not(request.url or ""):
            raise NotAsked(f"it was not requested: {reason}")
        return super().send(request, *args, **kwargs)

    def build_response(self, req: PreparedRequest, resp: Any) -> Response:
        """Return the answer with a limit."""
        answer = LinkResponse()
        answer.__dict__.update(super().build_response(req, resp).__dict__)
        return answer

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Limit the total time of each request within the block, however slowly its response comes."""
        # what is kept open from before is known to nobody
        self.close()
        self._open, self._is_late = [], False
        clock = Timer(seconds, self._hang_up)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def _hang_up(self) -> None:
        self._is_late = True
        for connection in list(self._open):
            with contextlib.suppress(OSError, AttributeError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Return the IP addresses of *host* that may be called.

        :raises NotAsked: It is not to be called.
        :raises OSError: It has no address.
        """
        try:
            return resolve(host, port, resolver=self._resolver, allowed=self._allowed)
        except RefusedAddress as exc:
            raise NotAsked(f"it was not requested: {host} {exc}") from exc

    def _judged(self, kind: type[HTTPConnection]) -> type[HTTPConnection]:
        """Return a class of connections that call judged addresses only."""
        adapter = self

        class Judged(kind):  # type: ignore[misc, valid-type]  # either of two
            _dns_host: str

            def _new_conn(self) -> socket.socket:
                name = self._dns_host
                try:
                    *others, last = adapter.addresses(name, self.port)
                except OSError as exc:
                    said = f"no IP address was found for {name}"
                    raise NewConnectionError(self, said) from exc
                adapter._open.append(self)
                try:
                    for self._dns_host in others:
                        with contextlib.suppress(NewConnectionError, ConnectTimeoutError):
                            return self._call()
                    self._dns_host = last
                    return self._call()
                finally:
                    # the certificate and the ``Host`` are the name's
                    self._dns_host = name

            def _call(self) -> socket.socket:
                made: socket.socket = super()._new_conn()
                return made

        return Judged


def prepare(session: Session, adapter: Adapter) -> None:
    """Have *session* use *adapter* alone, without this machine's proxies and passwords."""
    session.trust_env = False
    session.max_redirects = MOST_REDIRECTS
    for scheme in list(session.adapters):
        del session.adapters[scheme]
    session.mount("https://", adapter)
    session.mount("http://", adapter)
