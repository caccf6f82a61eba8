"""One request for a picture -> the response, or why there is none, within limits of time and size."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses as dc
import datetime as dt
import ssl
from email.utils import parsedate_to_datetime
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx

from standfirst.pictures.remote.urls import port_of, spelt, split, why_not
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.pictures.remote.request_limits import RequestLimits

_TYPES = ("image/", "application/octet-stream", "binary/", "text/plain", "text/xml", "application/xml")  # fmt: skip
"""What servers call pictures, besides nothing; the bytes decide."""
_CODINGS = frozenset({"", "identity", "gzip", "deflate"})
"""Those that cannot grow a small body beyond all measure at once, and only one of them."""
_ACCEPT = "image/png,image/jpeg,image/gif,image/svg+xml,image/*;q=0.8"
"""First the formats of originals: for others a server may send a copy that it has made."""
_STAND_INS = frozenset({"https://i.imgur.com/removed.png"})
"""Pictures that say that a picture is gone."""
_LONGEST = 200
"""Characters of a header that is kept."""


class Kind(Enum):
    """The kind of a failure, by what may be done about it."""

    REFUSED = "refused"
    """It was not asked for."""
    UNREACHABLE = "unreachable"
    """Its host does not answer, to anybody or to us."""
    BUSY = "busy"
    """Its host wants to be left alone for a while."""
    GONE = "gone"
    """Its host does not have it, or keeps it to itself."""
    FAULTY = "faulty"
    """The answer was an error or broken, and another may be none."""
    SLOW = "slow"
    """It did not come in time."""
    UNUSABLE = "unusable"
    """What came is no picture, or too large, or leads from address to address."""


class Failed(ValueError):  # noqa: N818  # an outcome, said by the name
    """A failed request; the message is the reason, a clause."""

    def __init__(self, kind: Kind, reason: str, wait: float = 0.0) -> None:
        """Say why.

        :param wait: Seconds that the host wants to be left alone.
        """
        super().__init__(reason)
        self.kind = kind
        self.wait = wait


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class FetchRequest:
    """A picture that is wanted."""

    url: str
    etag: str = ""
    """What its server said of the one that is held; empty: there is none."""
    last_modified: str = ""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A body."""

    content: bytes
    final_url: str
    etag: str = ""
    last_modified: str = ""


@dc.dataclass(frozen=True, slots=True)
class Redirect:
    """Another address to ask."""

    url: str


class Unchanged:
    """The stored picture is still current."""


async def ask(
    client: httpx.AsyncClient,
    url: str,
    *,
    asked: FetchRequest,
    ips: Sequence[str],
    limits: RequestLimits,
    now: dt.datetime,
) -> Fetched | Redirect | Unchanged:
    """Return the answer of the server of *url*.

    :param ips: Its addresses, already judged; the next is tried where one takes no call.
    :param now: For a ``Retry-After`` that is a date.
    :raises Failed: No picture came.
    """
    try:
        async with asyncio.timeout(limits.picture):
            response = await _head(client, [_request(client, url, asked, ip) for ip in ips], limits)
            try:
                return await _answer(response, url, limits, now)
            finally:
                await response.aclose()
    except TimeoutError as exc:
        raise Failed(Kind.SLOW, f"it had not arrived after {limits.picture:g} s") from exc
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise _failure(exc, limits) from exc


async def _head(
    client: httpx.AsyncClient, requests: Sequence[httpx.Request], limits: RequestLimits
) -> httpx.Response:
    """Return the answer to the first of *requests* that a machine takes, its body not yet read."""
    *others, last = requests
    try:
        async with asyncio.timeout(limits.connect + limits.idle):
            for request in others:
                with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
                    return await client.send(request, stream=True)
            return await client.send(last, stream=True)
    except TimeoutError as exc:
        # a head that drips in, byte by byte
        raise Failed(Kind.UNREACHABLE, "its host does not answer in time") from exc


def _request(client: httpx.AsyncClient, url: str, asked: FetchRequest, ip: str) -> httpx.Request:
    parts = split(url)
    if parts is None:
        raise Failed(Kind.REFUSED, why_not(url))
    headers = {
        "Host": parts.netloc,
        "Accept": _ACCEPT,
        "Accept-Encoding": "identity",
        "If-None-Match": _repeatable(asked.etag),
        "If-Modified-Since": _repeatable(asked.last_modified),
    }
    return client.build_request(
        "GET",
        httpx.URL(url).copy_with(host=ip, port=port_of(parts)),
        headers={name: value for name, value in headers.items() if value},
        # the certificate is the name's, not the number's
        extensions={"sni_hostname": parts.hostname},
    )


async def _answer(
    response: httpx.Response, url: str, limits: RequestLimits, now: dt.datetime
) -> Fetched | Redirect | Unchanged:
    status, headers = response.status_code, response.headers
    if status == HTTPStatus.NOT_MODIFIED:
        return Unchanged()
    if response.has_redirect_location:
        return Redirect(_target(url, headers["location"]))
    if status != HTTPStatus.OK:
        raise _refusal(status, _seconds(headers.get("retry-after", ""), now))
    kind = headers.get("content-type", "").lower()
    if kind and not kind.startswith(_TYPES):
        raise Failed(Kind.UNUSABLE, f"the server says it is {quoted(kind.partition(';')[0][:60])}")
    return Fetched(
        content=await _body(response, limits),
        final_url=url,
        etag=_repeatable(headers.get("etag", "")),
        last_modified=_repeatable(headers.get("last-modified", "")),
    )


def _repeatable(value: str) -> str:
    """Return a header's value if it can be sent back; else nothing."""
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST else ""


def _target(url: str, location: str) -> str:
    try:
        target = spelt(urljoin(url, location))
    except ValueError:
        raise Failed(Kind.UNUSABLE, "it redirects to what is not an address") from None
    if target in _STAND_INS:
        raise Failed(Kind.GONE, "its host has removed it")
    reason = why_not(target)
    if reason or not split(target):
        raise Failed(Kind.REFUSED, f"it redirects to {quoted(target[:100])}: {reason or 'no http(s) address'}")  # fmt: skip
    return target


async def _body(response: httpx.Response, limits: RequestLimits) -> bytes:
    if response.headers.get("content-encoding", "").strip().lower() not in _CODINGS:
        raise Failed(Kind.FAULTY, "it is sent in an encoding that was not asked for")
    too_large = Failed(Kind.UNUSABLE, f"it is larger than {limits.bytes / 1e6:g} MB")
    said = response.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limits.bytes:
        raise too_large
    content = bytearray()
    try:
        async for chunk in response.aiter_bytes():
            content += chunk
            if max(len(content), response.num_bytes_downloaded) > limits.bytes:
                raise too_large
    except httpx.TimeoutException as exc:
        raise Failed(Kind.SLOW, f"it stalled for {limits.idle:g} s") from exc
    return bytes(content)


def _refusal(status: int, wait: float) -> Failed:
    reason = f"the server answers {status}"
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        return Failed(Kind.BUSY, reason, wait)
    is_theirs = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status < HTTPStatus.BAD_REQUEST
    return Failed(Kind.FAULTY if is_theirs else Kind.GONE, reason)


def _seconds(text: str, now: dt.datetime) -> float:
    """Return what ``Retry-After`` says, in seconds; 0 where it says nothing.

    Source: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
    """
    if text.isdecimal() and len(text) < 10:  # noqa: PLR2004  # centuries
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


def _failure(exc: httpx.HTTPError | httpx.InvalidURL, limits: RequestLimits) -> Failed:
    """Return what an error of the connection means."""
    if _has_cause(exc, ssl.SSLError):
        return Failed(Kind.UNREACHABLE, "its host's certificate or encryption is not valid")
    if isinstance(exc, httpx.ConnectTimeout):
        return Failed(
            Kind.UNREACHABLE, f"its host did not accept a connection within {limits.connect:g} s"
        )
    if isinstance(exc, httpx.ConnectError):
        return Failed(Kind.UNREACHABLE, "its host cannot be reached")
    if isinstance(exc, httpx.TimeoutException):
        return Failed(Kind.UNREACHABLE, f"its host sent nothing for {limits.idle:g} s")
    if isinstance(exc, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return Failed(Kind.REFUSED, "it is not an http(s) address")
    return Failed(Kind.FAULTY, "the answer is broken or cut off")


def _has_cause(exc: BaseException | None, kind: type[BaseException]) -> bool:
    while exc is not None:
        if isinstance(exc, kind):
            return True
        exc = exc.__cause__ or exc.__context__
    return False
