"""The addresses given out so far: no two pages share one, on any file system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses, permalinks, safe_paths
from standfirst.problems import Located, PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standfirst.problems import ConfWay

    Beside = Callable[[page_addresses.Address], Iterable[str]]
    """The files that lie beside a page at an address, below the output folder."""


def nothing(_address: page_addresses.Address) -> Iterable[str]:
    """Return the files beside a page that has none."""
    return ()


class AddressRegistry:
    """Gives every page an address that no other has, on file systems that ignore case too."""

    def __init__(self) -> None:
        self.problems: list[Located] = []
        """What is doubtful about the addresses that were asked for."""
        self._files: dict[str, str] = {}
        self._beside: set[str] = set()
        """Which of the files lie beside a page: an editor's own may take their place."""
        self._folders: set[str] = set()
        self._next: dict[str, int] = {}
        """Path -> the first number that may be free, so that thousands of claims to one path stay cheap."""

    def claim(
        self, path: str, who: str, beside: Beside = nothing
    ) -> tuple[page_addresses.Address, str]:
        """Return the address of *who*, and the owner of *path* if it was taken (empty: it was free).

        Where the path is taken, or that of a file beside it, the address ends in ``-2``, ``-3`` …
        """
        wanted = page_addresses.address(path)
        found, other = wanted, self._taken(wanted, beside)
        if other:
            if any(parent in self._files for parent in parents(_key(wanted.file))):
                path = safe_paths.flat(path)  # no other last segment would help
                found = page_addresses.address(path)
            key = _key(path)
            while self._taken(found, beside):
                number = self._next.get(key, 2)
                self._next[key] = number + 1
                found = page_addresses.address(safe_paths.numbered(path, number))
        self.keep(found.file, who)
        for file in beside(found):
            self.keep_beside(file, who)
        return found, other

    def keep(self, file: str, who: str) -> None:
        """Reserve *file*, and all below it, for *who*."""
        key = _key(file)
        self._files.setdefault(key, who)
        for folder in parents(key):
            if folder in self._folders:
                break  # so are those around it
            self._folders.add(folder)

    def keep_beside(self, file: str, who: str) -> None:
        """Reserve *file* beside a page of *who*; the editor's own file may replace it."""
        self.keep(file, who)
        self._beside.add(_key(file))

    def holder(self, file: str) -> str:
        """Return the owner of the page or file that lies in the way of *file*; empty: none does."""
        key = _key(file)
        if key in self._files:
            return self._files[key]
        if key in self._folders:
            return "a folder of other pages"
        return next((self._files[parent] for parent in parents(key) if parent in self._files), "")

    def holder_of_page(self, address: page_addresses.Address) -> str:
        """Return the owner of the page or file that lies in the way of *address*; empty: none does.

        A page is also what hosts answer with where its ending is left out: ``a.pdf`` with ``a.pdf.html``.
        """
        found = self.holder(address.file)
        bare = address.file.removesuffix(permalinks.HTML)
        return found or ("" if bare == address.file else self._files.get(_key(bare), ""))

    def holder_against_editor(self, file: str) -> str:
        """Return the owner of the page in the way of the editor's *file*; files beside pages give way to it."""
        return "" if _key(file) in self._beside else self.holder(file)

    def _taken(self, address: page_addresses.Address, beside: Beside) -> str:
        found = self.holder_of_page(address)
        return found or next(filter(None, map(self.holder, beside(address))), "")

    def warn(
        self,
        docname: str,
        line: int,
        message: str,
        remedy: str,
        *,
        error: bool = False,
        way: ConfWay = (),
    ) -> None:
        """Note a doubtful address.

        :param docname: A document, or the path of another file.
        :param line: 1-based, in its source.
        :param way: Where in ``conf.py``, if that is the file.
        """
        problem = Problem(
            subtype=PostWarning.ADDRESS,
            message=message,
            remedy=remedy,
            line=line,
            level="error" if error else "warning",
            way=way,
        )
        self.problems.append(Located(docname=docname, problem=problem))


def parents(file: str) -> Iterator[str]:
    """Yield the folders in which *file* lies, the nearest first."""
    end = file.rfind("/")
    while end >= 0:
        yield file[:end]
        end = file.rfind("/", 0, end)


def _key(file: str) -> str:
    if file.isascii():
        return file.lower()
    return page_addresses.composed(page_addresses.composed(file).casefold())
