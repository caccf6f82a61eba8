"""Which page lies where, while addresses are given out: no two have one, on any file system."""

from __future__ import annotations

from pathlib import PurePosixPath

from standfirst import links, permalinks


class Claims:
    """Gives every page an address that no other has, on file systems that ignore case too."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()
        self._next: dict[str, int] = {}
        """Path -> the first number that may be free, so that thousands of claims to one path stay cheap."""

    def claim(self, path: str, who: str) -> tuple[links.Address, str]:
        """Return the address of *who*, and whose page already lies at *path* (empty: nobody's).

        Where somebody's does, the address ends in ``-2``, ``-3`` …
        """
        wanted = links.address(path)
        other = self.holder(wanted.file)
        if self._is_within_a_file(wanted.file):
            # no other last segment would help
            path = path.strip("/").replace("/", "-") + "/" * path.endswith("/")
        found = links.address(path)
        while self.holder(found.file):
            number = self._next.get(path, 2)
            self._next[path] = number + 1
            found = links.address(_numbered(path, number))
        key = _key(found.file)
        self._files[key] = who
        self._folders.update(_parents(key))
        return found, other

    def keep(self, file: str, who: str) -> None:
        """Let no page claimed from now on have *file*, which is that of *who*."""
        key = _key(file)
        self._files.setdefault(key, who)
        self._folders.update(_parents(key))

    def holder(self, file: str) -> str:
        """Return whose page keeps *file* from being written; empty: nobody's."""
        key = _key(file)
        if key in self._files:
            return self._files[key]
        if key in self._folders:
            return "a folder of other pages"
        return next((self._files[parent] for parent in _parents(key) if parent in self._files), "")

    def _is_within_a_file(self, file: str) -> bool:
        return any(parent in self._files for parent in _parents(_key(file)))


def _parents(file: str) -> list[str]:
    """Return the folders in which *file* lies, the nearest first."""
    parts = file.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]


def _key(file: str) -> str:
    return links.composed(file).casefold()


def _numbered(path: str, number: int) -> str:
    if path.endswith("/") or not path:
        return f"{path.rstrip('/') or 'index'}-{number}/"
    extension = PurePosixPath(path).suffix if path.endswith(permalinks.extension(path)) else ""
    return f"{path.removesuffix(extension)}-{number}{extension}"
