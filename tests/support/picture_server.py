"""A server of the tests' own on the loopback address: it gives pictures, and every kind of bad answer.

:class:`PlayedHosts` lets it play other hosts: what is sent to them goes to it, none of it to them.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses as dc
import io
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpx
from hypothesis import strategies as st
from PIL import Image

from standfirst.pictures.remote.fetcher import Fetcher
from standfirst.pictures.remote.request_limits import RequestLimits

if TYPE_CHECKING:
    import ssl
    from collections import Counter
    from collections.abc import Iterable

QUICK = RequestLimits(connect=2, idle=0.5, picture=1.5, run=20, bytes=200_000, longest_wait=5)


def png(
    colour: tuple[int, ...] | str = (200, 30, 30),
    size: tuple[int, int] = (40, 30),
    form: str = "PNG",
    **options: Any,
) -> bytes:
    """Return the bytes of a picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form, **options)
    return file.getvalue()


PNG = png()
_PIECES = st.sampled_from(
    ["http://", "https://", "//", "wsrv.nl/?url=", "imgur.com/", "i.imgur.com/", "vP7eEFB", "@", ":", "[", "]", "::1",
     "%", "%25", "%2F", "?", "#", "&url=", "github.com/a/b/blob/", "i0.wp.com/", "例え", "。", "\ud800", "..", "\\", "\n", "0x7f.1"]
)  # fmt: skip
ADDRESSES = st.one_of(st.text(), st.lists(_PIECES | st.text(max_size=4), max_size=12).map("".join))
"""Texts of any kind, many of them nearly addresses."""


@dc.dataclass(frozen=True)
class Request:
    """What was asked."""

    host: str
    path: str
    headers: dict[str, str]


class _Counted(BaseHTTPRequestHandler):
    """One that answers a request."""

    counted: list[str]
    """Where it counts among those that wait: its host, and all."""


Answer = Callable[[_Counted], None]
"""What answers a request."""


class _Quiet(ThreadingHTTPServer):
    """One that says nothing of those who hang up."""

    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        pass


class PictureServer:
    """Answers by path, or by ``host/path`` where it plays hosts."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """Begin.

        :param tls: Context with a certificate; without one it speaks plainly.
        """
        self.asked: list[Request] = []
        self.answers: dict[str, Answer] = {}
        self.most_at_once: Counter[str] = collections.Counter()
        self._now: Counter[str] = collections.Counter()
        self._lock = threading.Lock()
        server = self

        class Handler(_Counted):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.answer(self)

            def end_headers(self) -> None:
                # before the head is sent: the asker may be at the next by the time that the body is
                server.leave(self)
                super().end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        self._http = _Quiet(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._http.socket = tls.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self._http.server_address[1]
        self.address = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._http.shutdown()
        self._http.server_close()

    def url(self, path: str) -> str:
        """Return the address of *path*."""
        return f"http://{self.address}{path}"

    def at(self, path: str, answer: Answer) -> str:
        """Answer *path* with *answer*; return its address."""
        self.answers[path] = answer
        return self.url(path)

    def answer(self, handler: _Counted) -> None:
        """Answer one request."""
        host = handler.headers.get("Host", "")
        with self._lock:
            self.asked.append(Request(host, handler.path, dict(handler.headers)))
            handler.counted = [host, ""]
            self._now.update(handler.counted)
            for key in (host, ""):
                self.most_at_once[key] = max(self.most_at_once[key], self._now[key])
        try:
            found = self.answers.get(host + handler.path) or self.answers.get(handler.path)
            (found or status(404))(handler)
        finally:
            self.leave(handler)

    def leave(self, handler: _Counted) -> None:
        """Count a request no longer among those that wait."""
        with self._lock:
            self._now.subtract(handler.counted)
            handler.counted = []

    def paths(self) -> list[str]:
        """Return what was asked, in order."""
        return [request.path for request in self.asked]


def picture(
    content: bytes = PNG, kind: str = "image/png", *, wait: float = 0.0, **headers: str
) -> Answer:
    """Give a picture; an ``etag`` is honoured."""

    def answer(handler: _Counted) -> None:
        time.sleep(wait)
        etag = headers.get("etag")
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.end_headers()
            return
        handler.send_response(200)
        if kind:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Give an error."""

    def answer(handler: _Counted) -> None:
        handler.send_response(code)
        for name, value in {**headers, "content_length": "0"}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def redirect(to: str) -> Answer:
    """Send elsewhere."""
    return status(302, location=to)


def raw(*pieces: bytes, wait: float = 0.0) -> Answer:
    """Send bytes as they are, with a pause before each but the first, and hang up."""

    def answer(handler: _Counted) -> None:
        handler.close_connection = True
        for number, piece in enumerate(pieces):
            time.sleep(wait if number else 0)
            handler.wfile.write(piece)

    return answer


def endless(chunk: bytes = b"x" * 65_536, wait: float = 0.0) -> Answer:
    """Send chunks until nobody takes them."""

    def answer(handler: _Counted) -> None:
        handler.close_connection = True
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                time.sleep(wait)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Give one answer after the other, the last for ever."""
    left = list(answers)

    def answer(handler: _Counted) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


class PlayedHosts:
    """Hosts that are played: each has a public address, under which the server answers, or nobody does."""

    def __init__(self, server: PictureServer, dead: Iterable[str] = ()) -> None:
        self.server = server
        self.dead = set(dead)
        self.called: Counter[str] = collections.Counter()
        """Attempts to reach each dead host."""
        self.names: dict[str, str] = {}
        """Host -> its address."""

    def resolver(self, host: str, port: int) -> list[str]:  # noqa: ARG002  # a resolver's signature
        """Return a public address of *host*'s own."""
        number = len(self.names)
        return [self.names.setdefault(host, f"8.8.{number // 250}.{number % 250 + 1}")]

    def transport(self) -> httpx.AsyncBaseTransport:
        """Return what carries requests to the server instead."""
        return _Played(self)

    def fetcher(self, limits: RequestLimits = QUICK, **values: Any) -> Fetcher:
        """Return what asks the played hosts."""
        return Fetcher(
            agent="tests",
            limits=limits,
            resolver=self.resolver,
            transport=self.transport,
            **values,
        )


class _Played(httpx.AsyncBaseTransport):
    def __init__(self, hosts: PlayedHosts) -> None:
        self._hosts = hosts
        self._inner = httpx.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.headers["Host"]
        names = self._hosts.names
        assert request.url.host == names[host.partition(":")[0]], "not the address that was judged"
        if request.url.scheme == "https":
            assert request.extensions["sni_hostname"] == host.partition(":")[0]
        if host in self._hosts.dead:
            self._hosts.called[host] += 1
            raise httpx.ConnectTimeout("nobody there", request=request)
        request.url = request.url.copy_with(
            scheme="http", host="127.0.0.1", port=self._hosts.server.port
        )
        request.extensions = {"timeout": request.extensions["timeout"]}
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()
