"""The process that typesets sources with Typst, one after another."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from standfirst.limits.worker_process import serve

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Setter:
    """The compiler with its folder and its fonts."""

    def __init__(self, root: str | None, fonts: str | None) -> None:
        paths = [fonts] if fonts else []
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=paths)
        self._root = root
        self._kept = self._compiler()

    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(root=self._root, font_paths=self._fonts)

    def carry_out(self, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Return the answer to a job, and the output."""
        answer, made = self._set(job)
        return {**answer, "data": _data()}, made

    def _set(self, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        _limit(job["memory"])
        options = {key: job[key] for key in ("ppi", "timestamp") if job[key] is not None}
        # bitmaps are made of what never changes: the template, and pictures named by their content
        compiler = self._kept if job["format"] == "png" else self._compiler()
        try:
            made = compiler.compile(
                job["source"].encode(),
                format=job["format"],
                pdf_standards=job["standards"],
                **options,
            )
        except typst.TypstError as error:
            return {
                "refused": " ".join([error.message, *error.hints]),
                "diagnostic": error.diagnostic,
            }, b""
        except MemoryError:
            return {"ended": "memory"}, b""
        except BaseException as error:  # what breaks the compiler's own code is no Exception
            if isinstance(error, KeyboardInterrupt):
                raise
            return {"ended": str(error) or type(error).__name__}, b""
        if not isinstance(made, bytes):
            return {"refused": "there are several pages where one was asked for"}, b""
        return {"size": len(made)}, made


def _limit(memory: int) -> None:
    """Allow so many bytes more than there are, where the system has such limits."""
    try:
        # not of addresses, of which threads reserve many that they never use
        import resource  # noqa: PLC0415  # there is none on Windows

        now = _data()
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (now + memory, most))
    except (ImportError, OSError, ValueError):
        return


def _data() -> int:
    """Return how many bytes of memory are taken, of those that the limit counts; 0 where nobody says."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    root, fonts = json.loads(sys.argv[1])
    serve(_Setter(root, fonts).carry_out)
