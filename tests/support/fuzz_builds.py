"""Builds hostile posts beside ordinary ones, in batches, and says what was found: ``python tests/fuzz_builds.py --seed 1 --seconds 60``.

::

    seed --fuzz_texts--> posts --a process of its own: fuzz_watch, build--> output --fuzz_oracles--> faults
         --shrink--> the least of a post in which each kind of fault is found

Every batch runs in a process of its own, which may use so much memory and time and no more.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import itertools
import json
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import fuzz_names
from fuzz_oracles import SECRET, Fault
from fuzz_publication import VARIANTS, Variant, built, faults, ordinary_pages, write
from fuzz_texts import Maker, Post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_T = TypeVar("_T")
POSTS = 40
"""Hostile posts of a batch."""
_MEMORY = 6 << 30
_LIMIT = 240
"""Seconds of a batch."""
_DROPPED = 12
"""Posts that end a batch's build before the batch is given up."""


@dc.dataclass(kw_only=True)
class Find:
    """A kind of fault, and the least in which it was seen."""

    fault: Fault
    batch: str
    posts: tuple[Post, ...]
    is_alone: bool
    """Whether it was seen again with these posts only."""


class Fuzzer:
    """Makes batches and keeps what was found."""

    def __init__(self, seed: str, *, until: float, shrinking: float, folder: Path, say: Callable[[str], None]) -> None:  # fmt: skip
        """Take the seed of everything.

        :param until: Of :func:`time.monotonic`.
        :param shrinking: Seconds spent on one kind of fault.
        :param folder: Where publications are made.
        """
        self.seed = seed
        self.until = until
        self.shrinking = shrinking
        self.folder = folder
        self.say = say
        self.finds: dict[tuple[str, str], Find] = {}
        self.posts = 0
        self.batches = 0
        self._ordinary: dict[Variant, dict[str, bytes]] = {}
        # in this process: all others begin with what it has loaded
        write(folder / "names", (), VARIANTS[0])
        self.names: fuzz_names.Names = built(folder / "names", VARIANTS[0], also=fuzz_names.of)[1]

    def run(self, numbers: Iterator[int]) -> None:
        """Build batch after batch."""
        for number in numbers:
            if time.monotonic() > self.until:
                return
            self._batch(number)

    def _batch(self, number: int) -> None:
        chance = random.Random(f"{self.seed}/{number}")  # noqa: S311  # no secret
        variant = chance.choice(VARIANTS)
        posts = [self._post(number, each) for each in range(POSTS)]
        self.batches += 1
        self.posts += len(posts)
        for _ in range(_DROPPED):
            faults = self.attempt(posts, variant)
            for fault in faults:
                self._keep(fault, f"{self.seed}/{number} {variant.name}", posts, variant)
            ended = next((fault for fault in faults if fault.kind == "unfinished"), None)
            if ended is None or time.monotonic() > self.until:
                return
            guilty = [post for post in posts if post.word == ended.word] or self._half(posts, ended, variant)  # fmt: skip
            posts = [post for post in posts if post not in guilty]

    def _post(self, batch: int, number: int) -> Post:
        chance = random.Random(f"{self.seed}/{batch}/{number}")  # noqa: S311  # no secret
        word = f"zq{batch}x{number}q"
        maker = Maker(self.names, chance, word=word, outside=str(self.folder / "outside.txt"))
        return maker.post(f"2026-02-01-{word}h")

    def attempt(self, posts: Sequence[Post], variant: Variant) -> list[Fault]:
        """Return what is found where *posts* are built with the ordinary ones."""
        if variant not in self._ordinary:
            self._ordinary[variant] = self._run(_pages, variant, self.folder / "ordinary")
        found = self._run(_faults, posts, variant, self.folder / "batch", self._ordinary[variant])
        return [found] if isinstance(found, Fault) else list(found)

    def _run(self, function: Callable[..., Any], *args: object) -> Any:
        """Return what *function* returns in a process of its own; the fault that it is not done."""
        context = multiprocessing.get_context("fork")
        mine, other = context.Pipe(duplex=False)
        process = context.Process(target=_limited, args=(function, args, other))
        process.start()
        other.close()
        done = mine.poll(_LIMIT)
        try:
            result = mine.recv() if done else Fault(kind="unfinished", detail="takes too long")
        except EOFError:
            result = Fault(kind="unfinished", detail="the process ends")
        process.kill()
        process.join()
        if isinstance(result, BaseException):
            raise result
        return result

    def _keep(self, fault: Fault, batch: str, posts: Sequence[Post], variant: Variant) -> None:
        key = (fault.kind, fault.detail)
        if key in self.finds:
            return
        find = Find(fault=fault, batch=batch, posts=tuple(posts), is_alone=False)
        self.finds[key] = find
        until = time.monotonic() + self.shrinking

        def is_seen(some: Sequence[Post]) -> bool:
            if time.monotonic() > until:
                return False
            seen = any((f.kind, f.detail) == key for f in self.attempt(some, variant))
            if seen:
                find.posts, find.is_alone = tuple(some), True
            return seen

        own = [post for post in posts if post.word == fault.word]
        if not (own and is_seen(own)):
            shrunk(list(posts), is_seen)
        if len(find.posts) <= 2:
            for index in range(len(find.posts)):
                _shrink_post(find, index, is_seen)
        self.say(described(find))

    def _half(self, posts: list[Post], ended: Fault, variant: Variant) -> list[Post]:
        """Return the posts with which the build ends as it did, as few as can be found in a minute."""
        until = time.monotonic() + max(60, self.shrinking)

        def is_seen(some: Sequence[Post]) -> bool:
            return time.monotonic() < until and any(f.kind == "unfinished" and f.detail == ended.detail for f in self.attempt(some, variant))  # fmt: skip

        return shrunk(posts, is_seen)


def shrunk(items: list[_T], is_seen: Callable[[list[_T]], bool]) -> list[_T]:
    """Return as few of *items* as it takes: a half, then a half of the rest, then one after another."""
    size = (len(items) + 1) // 2 if len(items) > 1 else 0
    while size:
        for begin in range(0, len(items), size):
            rest = items[:begin] + items[begin + size :]
            half = items[begin : begin + size]
            if len(half) < len(rest) and is_seen(half):
                items = half
                break
            if rest and is_seen(rest):
                items = rest
                break
        else:
            size //= 2
            continue
        size = min(size, len(items) // 2)
    return items


def _shrink_post(find: Find, index: int, is_seen: Callable[[Sequence[Post]], bool]) -> None:
    """Cut a post down: its blocks, the lines of these, its front matter."""

    def with_(post: Post) -> list[Post]:
        return [*find.posts[:index], post, *find.posts[index + 1 :]]

    def blocks(some: list[str]) -> bool:
        return is_seen(with_(dc.replace(find.posts[index], blocks=tuple(some))))

    def front(some: list[str]) -> bool:
        return is_seen(with_(dc.replace(find.posts[index], front=tuple(some))))

    shrunk(list(find.posts[index].blocks), blocks)
    shrunk(list(find.posts[index].front), front)
    lines = "\n\n".join(find.posts[index].blocks).split("\n")
    shrunk(lines, lambda some: blocks(["\n".join(some)]))


def described(find: Find) -> str:
    """Return a find as text: what, where, and the input."""
    fault = find.fault
    alone = "" if find.is_alone else " (only among all the posts of its batch)"
    head = f"{fault.kind}: {fault.detail}\n  batch {find.batch}{alone}\n  {fault.where}"
    few = len(find.posts) <= 2
    texts = [post.text() for post in find.posts if few or post.word == fault.word]
    return "\n".join([head, *(f"    | {line!r}" for text in texts for line in text.split("\n"))])


def _limited(function: Callable[..., Any], args: tuple[Any, ...], answer: Any) -> None:
    """Run *function* with little memory, quietly, and send what it returns."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    try:
        answer.send(function(*args))
    except MemoryError:
        answer.send(Fault(kind="unfinished", detail="takes too much memory"))
    except BaseException as exc:  # noqa: BLE001  # the other process raises it again
        answer.send(RuntimeError("".join(traceback.format_exception(exc))))
    finally:
        answer.close()
        os._exit(0)


def _pages(variant: Variant, folder: Path) -> dict[str, bytes]:
    """Return the pages of the ordinary posts where there are no others."""
    return dict(_faults((), variant, folder, None))


def _faults(posts: Sequence[Post], variant: Variant, folder: Path, ordinary: dict[str, bytes] | None) -> Any:  # fmt: skip
    write(folder, posts, variant)
    found = faults(folder, posts, variant, ordinary)
    if ordinary is not None:
        return found
    if found:
        raise RuntimeError(f"the ordinary posts alone have faults: {found}")
    return ordinary_pages(folder, variant)


def main() -> int:
    """Run for a time; print every find; return 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    if SECRET not in os.environ.get("STANDFIRST_FUZZ", ""):
        # what /proc/self/environ has is what a process began with
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "STANDFIRST_FUZZ": SECRET})  # noqa: S606  # itself  # fmt: skip
    parser.add_argument("--seed", default=str(time.time_ns() % 1_000_000))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--shrinking", type=float, default=60, help="seconds spent on one kind of fault"
    )
    parser.add_argument("--batch", type=int, help="only this one of the seed")
    parser.add_argument("--json", type=Path, help="where the finds go as data")
    given = parser.parse_args()
    numbers = itertools.count() if given.batch is None else iter([given.batch])
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        until = time.monotonic() + given.seconds
        fuzzer = Fuzzer(given.seed, until=until, shrinking=given.shrinking, folder=folder, say=lambda text: print(text, flush=True))  # noqa: T201  # fmt: skip
        fuzzer.run(numbers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"seed {given.seed}: {fuzzer.batches} batches, {fuzzer.posts} posts, {len(fuzzer.finds)} kinds of faults")  # noqa: T201  # fmt: skip
    if given.json:
        data = [dc.asdict(find) for find in fuzzer.finds.values()]
        given.json.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return bool(fuzzer.finds)


if __name__ == "__main__":
    sys.exit(main())
