"""What a build does while it runs, as Python's audit events tell: files, processes, requests, code."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, cast

from fuzz_oracles import WORD, Fault

_PROCESSES = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn"})  # fmt: skip
_REQUESTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"})  # fmt: skip
_FOLDERS = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.chmod": 2}
"""Event -> place of the open folder among its values; -1: none, https://docs.python.org/3/library/audit_events.html"""
_CHANGES = frozenset({"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.truncate", "os.chmod", "shutil.rmtree", "shutil.move"})  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_INSTALLED = tuple({str(Path(p).resolve()) + os.sep for p in (sys.prefix, sys.base_prefix, os.__file__ + "/..", Path(__file__).parents[2] / "src", Path(__file__).parent)})  # fmt: skip
_OF_THE_SYSTEM = ("/usr/share/zoneinfo", "/usr/share/fonts", "/usr/lib", "/usr/local/lib", "/etc/mime.types", "/etc/localtime", "/etc/fonts", "/proc/self/status", "/proc/meminfo", "/proc/cpuinfo", "/sys/", "/dev/null", "/dev/urandom", "/usr/share/misc", "/usr/local/share", "/usr/local/etc", "/etc/httpd", "/etc/apache2", "/opt")  # fmt: skip


class Watch:
    """Notes what is done that nothing in a post may bring about."""

    def __init__(self, root: Path) -> None:
        """Take the publication's folder."""
        self.root = str(root.resolve())
        compiled = f"{root.resolve().parent}/compiled"
        self.made = (f"{self.root}/_build", compiled, f"{tempfile.gettempdir()}/standfirst-")
        self.found: dict[tuple[str, str], Fault] = {}
        self.is_on = False

    def start(self) -> None:
        """Begin: for as long as the process lives, since Python has no way to end it."""
        self.is_on = True
        sys.addaudithook(self._hook)

    def end(self) -> list[Fault]:
        """Return what was noted, modules from the publication's folder included."""
        self.is_on = False
        for name, module in list(sys.modules.items()):
            file = str(getattr(module, "__file__", None) or "")
            if file.startswith(self.root):
                self._note("import", f"the module {re.sub('[0-9]+', '#', name)}", file)
        return list(self.found.values())

    def _note(self, kind: str, detail: str, where: object) -> None:
        said = str(where)
        word = WORD.search(said)
        fault = Fault(kind=kind, detail=detail, where=said[:300], word=word[0] if word else "")
        self.found.setdefault((kind, detail), fault)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        self.is_on = False
        try:
            self._seen(event, args)
        finally:
            self.is_on = True

    def _seen(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            self._opened(*args)
        elif event == "compile":
            source = args[0].decode(errors="replace") if isinstance(args[0], bytes) else args[0]
            if isinstance(source, str) and WORD.search(source):
                self._note("code", "a post's text is compiled", source[:300])
        elif event in _PROCESSES:
            if not _is_own_worker(args):
                self._note("process", event, args)
        elif event in _REQUESTS:
            self._note("request", event, args)
        elif event in _CHANGES:
            # what a link leads to stays as it is
            changed = {"os.symlink": args[1:2], "os.link": args[1:2], "os.rename": args[:2]}
            for path in changed.get(event, args[:1]):
                self._changed(event, _below(path, args[_FOLDERS[event]] if event in _FOLDERS else -1))  # fmt: skip

    def _opened(self, path: object, mode: object, flags: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        name = os.fsdecode(path)
        if mode is None and "/" not in name:
            return  # below a folder that is open already, as shutil.rmtree does it
        is_written = bool(isinstance(flags, int) and flags & _WRITES)
        if is_written:
            self._changed("open", name)
            return
        if name.startswith((*_INSTALLED, *_OF_THE_SYSTEM)) and ".." not in name:
            return
        real = os.path.realpath(name)
        below = real.removeprefix(f"{self.root}/")
        is_ours = real.startswith(f"{self.root}/") and not below.startswith((".", "private/", "deploy/"))  # fmt: skip
        if not is_ours and not real.startswith((*_INSTALLED, *_OF_THE_SYSTEM, *self.made)):
            detail = f"reads {re.sub('[0-9]+|zq[a-z0-9]*', '#', below)}"
            self._note("opened", detail, f"{mode} {name}")

    def _changed(self, event: str, path: object) -> None:
        if isinstance(path, int):
            return
        name = os.path.realpath(os.fsdecode(cast("str | bytes", path)))
        if name.startswith(self.root) and not name.startswith(self.made[0]):
            self._note("changed", f"{event} below the publication's folder", name)
        elif not name.startswith((self.root, tempfile.gettempdir(), "/dev/")) and "__pycache__" not in name:  # fmt: skip
            self._note("changed", f"{event} elsewhere", name)


def _below(path: object, folder: object) -> object:
    """Return where *path* lies, which may be named below a *folder* that is open, as shutil.rmtree does it."""
    if not isinstance(folder, int) or folder < 0 or isinstance(path, int):
        return path
    parent = os.readlink(f"/proc/self/fd/{folder}")  # noqa: PTH115  # in an audit hook, cheaply
    return f"{parent}/{os.fsdecode(cast('str | bytes', path))}"


def _is_own_worker(args: tuple[Any, ...]) -> bool:
    """Return whether a process is one of ours, for pictures or for reading: Python with a module of ours."""
    words = [*map(str, args[1])] if len(args) > 1 and isinstance(args[1], list | tuple) else []
    return words[:1] == [sys.executable] and any(w.startswith("standfirst.") for w in words)
