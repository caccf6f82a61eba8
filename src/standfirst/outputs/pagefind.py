"""Documents -> Pagefind's files.

Pagefind numbers pages in the order in which it comes to them. In a folder that is the order in which the
file system lists it: another one on another machine, and on some after each change. So its program runs
as the service that its packages for Python and Node drive, and is given the documents one by one::

    NewIndex, AddFile …, WriteFiles  --JSON as base64, a comma after each-->  Pagefind
                                     <--an answer to each, in that form-----

Its own package for Python waits a tenth of a second for every answer.
https://pagefind.app/docs/py-api/
"""

from __future__ import annotations

import base64
import json
import subprocess
import threading
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LONGEST = 600
"""Seconds after which Pagefind is given up."""
_END = b","
_NONSENSE = b"!"
"""Ends the service when its files are written: at the end of the input it would be gone in the middle of them."""
_PIECE = 1 << 16
"""Bytes that are read at once."""


class PagefindError(ValueError):
    """Pagefind has failed; the message says why, as far as Pagefind does."""


def make(program: Path, documents: Iterable[Path], into: Path, *, language: str) -> None:
    """Have Pagefind index *documents* in their order, all as of *language*, and write its files into a folder.

    A document's address is the name of its file.

    :param language: BCP 47.
    :raises PagefindError: It has failed, or has taken too long.
    :raises OSError: It cannot be started, or a document cannot be read.
    """
    process = subprocess.Popen(  # noqa: S603  # the program of our own environment
        [program, "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    limit = threading.Timer(_LONGEST, process.kill)
    try:
        with process:
            limit.start()
            try:
                _converse(process, _requests(documents, into, language))
                process.wait()
            finally:
                limit.cancel()
                process.kill()
    except (BrokenPipeError, StopIteration) as exc:
        raise PagefindError("it has ended before all was said") from exc


def _requests(documents: Iterable[Path], into: Path, language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for path in documents:
        yield {
            "type": "AddFile",
            "index_id": 0,
            "file_path": path.name,
            "file_contents": path.read_text(encoding="utf-8"),
        }
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(into)}


def _converse(process: subprocess.Popen[bytes], requests: Iterable[dict[str, Any]]) -> None:
    """Send each of *requests* when the one before is answered, and have Pagefind end.

    :raises PagefindError: An answer is that something has failed.
    :raises StopIteration: There is none.
    """
    sent, received = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    answers = _answers(received)
    for number, payload in enumerate(requests):
        message = json.dumps({"message_id": number, "payload": payload}).encode()
        sent.write(base64.b64encode(message) + _END)
        sent.flush()
        answer = next(answers)["payload"]
        if answer["type"] == "Error":
            raise PagefindError(" ".join(answer["message"].split()))
    sent.write(_NONSENSE + _END)
    sent.flush()


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    rest = b""
    while piece := stream.read1(_PIECE):  # type: ignore[attr-defined]  # a pipe has it
        *messages, rest = (rest + piece).split(_END)
        for message in messages:
            yield json.loads(base64.b64decode(message))
