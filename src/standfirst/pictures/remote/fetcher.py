"""Fetches many pictures from many hosts: a few at once, fewer from each host, and nothing more from a host that fails.

::

    pictures asked --for each, a task--> host (two at once, rests when it is busy) --request--> answers

A host is asked for one picture first; the others wait for what comes of it, so that a dead
host costs one timeout however many pictures it has.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses as dc
import datetime as dt
from typing import TYPE_CHECKING

import httpx

from standfirst.pictures.remote.network import RefusedAddress, resolve, system_resolver
from standfirst.pictures.remote.request import (
    Failed,
    Fetched,
    FetchRequest,
    Kind,
    Redirect,
    Unchanged,
    ask,
)
from standfirst.pictures.remote.request_limits import RequestLimits
from standfirst.pictures.remote.urls import port_of, split, why_not

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence
    from urllib.parse import SplitResult

    from standfirst.pictures.remote.network import Resolver

    Answer = Fetched | Unchanged | Failed
    Done = Callable[[FetchRequest, Answer], None]

_OF_THE_HOST = frozenset({Kind.UNREACHABLE, Kind.BUSY})
"""What fails for one picture of a host and would for all."""


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Fetcher:
    """Asks for pictures."""

    agent: str
    """Who asks, for the servers' logs."""
    allowed: Collection[str] = ()
    """``host:port`` of machines that may be asked though they are not public."""
    limits: RequestLimits = dc.field(default_factory=RequestLimits)
    resolver: Resolver = system_resolver
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None
    """Makes what carries requests to one host; by default the network does."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], dt.datetime] = _now

    def fetch(self, pictures: Sequence[FetchRequest], done: Done) -> None:
        """Ask for *pictures*; *done* is called with each answer as it comes.

        Those that the time for the whole run does not reach get no answer.
        """
        try:
            asyncio.run(self._fetch(pictures, done))
        except BaseExceptionGroup as group:
            # what *done* raised, of which one is enough
            raise group.exceptions[0] from None

    async def _fetch(self, pictures: Sequence[FetchRequest], done: Done) -> None:
        async with contextlib.AsyncExitStack() as stack:
            run = _Attempts(self, stack)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.limits.run), asyncio.TaskGroup() as group:
                    for picture in pictures:
                        group.create_task(run.fetch(picture, done))


class _HostGate:
    """Lets one task at a time ask a machine, and several once it has answered."""

    def __init__(self, several: int) -> None:
        self.places = asyncio.Semaphore(1)
        self._more = several - 1

    def open(self) -> None:
        """Let several tasks in."""
        for _ in range(self._more):
            self.places.release()
        self._more = 0


class _Host:
    """A scheme, machine and port, as long as one run lasts."""

    def __init__(self, client: httpx.AsyncClient, gate: _HostGate) -> None:
        self.client = client
        self.gate = gate
        self.is_awake = asyncio.Event()
        self.is_awake.set()
        self.ips: tuple[str, ...] = ()
        self.faults = 0
        """Errors and delays since its last answer."""
        self.failed: Failed | None = None
        """What all its pictures get."""


class _Attempts:
    """One run over all hosts."""

    def __init__(self, fetcher: Fetcher, stack: contextlib.AsyncExitStack) -> None:
        self._fetcher = fetcher
        self._limits = fetcher.limits
        self._stack = stack
        self._hosts: dict[tuple[str, str], _Host] = {}
        self._gates: dict[str, _HostGate] = {}
        self._slots = asyncio.Semaphore(fetcher.limits.at_once)
        # one for all hosts; SSL_CERT_FILE may name certificates of the own network
        self._tls = httpx.create_ssl_context()

    async def fetch(self, picture: FetchRequest, done: Done) -> None:
        try:
            answer: Answer = await self._follow(picture)
        except Failed as exc:
            answer = exc
        done(picture, answer)

    async def _follow(self, picture: FetchRequest) -> Fetched | Unchanged:
        url = picture.url
        for _ in range(self._limits.redirects + 1):
            parts = split(url)
            reason = why_not(url)
            if reason or parts is None:
                raise Failed(Kind.REFUSED, reason or "it is not requested")
            answer = await self._of_host(self._host(parts), parts, url, picture)
            if not isinstance(answer, Redirect):
                return answer
            url = answer.url
        raise Failed(Kind.UNUSABLE, f"it redirects more than {self._limits.redirects} times")

    def _host(self, parts: SplitResult) -> _Host:
        key = (parts.scheme, parts.netloc)
        if key not in self._hosts:
            gate = self._gates.setdefault(parts.hostname or "", _HostGate(self._limits.to_a_host))
            client = self._client()
            self._stack.push_async_callback(client.aclose)
            self._hosts[key] = _Host(client, gate)
        return self._hosts[key]

    def _client(self) -> httpx.AsyncClient:
        """Return the client for one host; hosts never share connections, even at one address."""
        transport = self._fetcher.transport
        return httpx.AsyncClient(
            transport=transport() if transport else None,
            verify=self._tls,
            trust_env=False,
            headers={"User-Agent": self._fetcher.agent},
            timeout=httpx.Timeout(self._limits.idle, connect=self._limits.connect),
        )

    async def _of_host(
        self, host: _Host, parts: SplitResult, url: str, picture: FetchRequest
    ) -> Fetched | Redirect | Unchanged:
        async with host.gate.places:
            attempt = 1
            while True:
                await host.is_awake.wait()
                if host.failed is not None:
                    raise Failed(host.failed.kind, str(host.failed), host.failed.wait)
                try:
                    async with self._slots:
                        host.ips = host.ips or await self._find(parts)
                        answer = await ask(
                            host.client,
                            url,
                            asked=picture,
                            ips=host.ips,
                            limits=self._limits,
                            now=self._fetcher.now(),
                        )
                except Failed as exc:
                    wait = self._patience(exc, attempt)
                    if wait is None:
                        self._learn(host, exc)
                        raise
                    await self._rest(host, exc.kind, wait)
                    attempt += 1
                else:
                    host.faults = 0
                    host.gate.open()
                    return answer

    async def _find(self, parts: SplitResult) -> tuple[str, ...]:
        """Return the IP addresses of a host that may be asked.

        :raises Failed: There are none.
        """
        host, port = parts.hostname or "", port_of(parts)
        fetcher = self._fetcher
        try:
            async with asyncio.timeout(self._limits.connect):
                found = await asyncio.to_thread(
                    resolve, host, port, resolver=fetcher.resolver, allowed=fetcher.allowed
                )
        except RefusedAddress as exc:
            raise Failed(Kind.REFUSED, f"{host} {exc}") from exc
        except (OSError, TimeoutError) as exc:
            raise Failed(Kind.UNREACHABLE, f"no IP address was found for {host}") from exc
        # one of each family: where the system has no way to the first, it may have one to the other
        first: dict[bool, str] = {}
        for ip in found:
            first.setdefault(":" in ip, ip)
        return tuple(first.values())

    def _patience(self, exc: Failed, attempt: int) -> float | None:
        """Return the seconds after which to ask again; None: not at all."""
        if exc.kind not in {Kind.BUSY, Kind.FAULTY} or attempt >= self._limits.attempts:
            return None
        wait = exc.wait or 2.0**attempt
        return wait if wait <= self._limits.longest_wait else None

    def _learn(self, host: _Host, exc: Failed) -> None:
        host.faults = host.faults + 1 if exc.kind in {Kind.FAULTY, Kind.SLOW} else 0
        # before its first address is known, a refusal is of the host too
        if exc.kind in _OF_THE_HOST or not host.ips:
            host.failed = exc
        elif host.faults >= self._limits.faults:
            reason = f"its host failed {host.faults} times in a row, most recently: {exc}"
            host.failed = Failed(Kind.UNREACHABLE, reason)
        else:
            host.gate.open()

    async def _rest(self, host: _Host, kind: Kind, seconds: float) -> None:
        if kind is Kind.BUSY:
            host.is_awake.clear()
        await self._fetcher.sleep(seconds)
        if kind is Kind.BUSY:
            host.is_awake.set()
