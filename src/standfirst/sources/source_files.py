"""The files that are posts, and those of them that are published at *now*.

::

    posts/ --walk()--> files that are text --front_matter.read()--> is_published(), or cut

What is cut here is never read by Sphinx: no page, no search entry, no source copy.
"""

from __future__ import annotations

import codecs
import dataclasses as dc
import fnmatch
import hashlib
import os
import re
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from standfirst.incremental import output_folders
from standfirst.limits import containment
from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
SUFFIXES = tuple(
    dict.fromkeys(way(s) for way in (str.lower, str.upper, str.title) for s in _MARKDOWN)
)
"""Jekyll's ``markdown_ext``, https://jekyllrb.com/docs/configuration/options/.

Sphinx tells a file's type by its suffix as written, so each way of writing it is named.
"""
NOTEBOOK = ".ipynb"
"""What Jupyter writes: a post to some programs, and to others data, which a post may offer."""
_OTHERS = {
    **dict.fromkeys((".rst", ".rest", ".adoc", ".asciidoc", ".org"), "convert it, with pandoc for example"),
    NOTEBOOK: "convert it, with `jupyter nbconvert --to markdown` for example; a post that offers it names it",
}  # fmt: skip
"""Suffixes of texts that other programs publish -> what helps."""
HTML = tuple(way(s) for way in (str.lower, str.upper, str.title) for s in (".html", ".htm"))
"""Suffixes of posts and pages in HTML, which have front matter: without it such a file is a file of its own."""
_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_HEAD = 64
"""Bytes that tell whether a file has front matter."""
_KEPT = (".doctree", ".pdf", ".png")
"""Endings of the files that are kept of documents, under their names."""
_NAME_BYTES = 255 - len(".doctree")
_DOCNAME_BYTES, _FOLDER_BYTES = 1_000, 700
"""Of a whole name, below a folder whose own path is long too: a system takes 1,024 to 4,096 for both."""
_UNFIT_NAME = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\\]")


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One Markdown file."""

    path: str
    """Below the root, with forward slashes."""
    problem: Problem | None = None
    """Why the file cannot be read, where it cannot."""
    info: os.stat_result | None = dc.field(default=None, compare=False)
    """What the system says of it, where it has been asked."""

    @property
    def docname(self) -> str:
        """Return the name by which Sphinx knows the file."""
        return docname(self.path)


def begins_with_matter(file: Path) -> bool:
    """Return whether *file*, which is there, has front matter, as Jekyll tells it.

    :raises OSError: It cannot be read.
    """
    with file.open("rb") as opened:
        return _MATTER.match(opened.read(_HEAD)) is not None


def is_html(file: Path) -> bool:
    """Return whether *file* is a document in HTML: by its name, and by the front matter at its start."""
    return file.name.endswith(HTML) and has_matter(file)


def has_matter(file: Path) -> bool:
    """Return whether *file* is there and begins with front matter."""
    try:
        # nothing is read of a pipe, which would wait for somebody to write
        return file.is_file() and begins_with_matter(file)
    except (OSError, ValueError):
        return False


def stem(path: str) -> str:
    """Return *path* without its suffix."""
    # as Pathlib has it, without making a path: asked several times of each post
    end = path.rfind(".")
    return path[:end] if path.rfind("/") + 1 < end < len(path) - 1 else path


def docname(path: str) -> str:
    """Return the name by which Sphinx knows the file *path*: without suffix, and cut where no file could have it."""
    return fitted(stem(path))


def fitted(name: str) -> str:
    """Return *name*, cut where no file could have it.

    Of each document a file is kept with an ending of its own (``.doctree``, ``.pdf``), in folders of the
    same names.
    """
    parts = name.split("/")
    fit = [_fit(part, is_folder=True) for part in parts[:-1]]
    fit.append(_fit(parts[-1], is_folder=False))
    result = "/".join(fit)
    if len(result.encode("utf-8", "surrogatepass")) <= _DOCNAME_BYTES:
        return result
    # folders that lie too deep are left out; the hash is of the whole
    kept = ""
    for part in fit[:-1]:
        if len(f"{kept}{part}/".encode("utf-8", "surrogatepass")) > _FOLDER_BYTES:
            break
        kept += f"{part}/"
    return kept + _cut(fit[-1], _hash(name))


def _fit(part: str, *, is_folder: bool) -> str:
    """Return the name *part* itself, or one of its own where a file that is kept of a document could not have it."""
    if len(part.encode("utf-8", "surrogatepass")) > _NAME_BYTES:
        return _cut(part, _hash(part))
    return f"{part}-{_hash(part)}" if is_folder and part.endswith(_KEPT) else part


def _cut(part: str, end: str) -> str:
    room = _NAME_BYTES - len(end) - 1
    kept = part.encode("utf-8", "surrogatepass")[:room].decode("utf-8", "ignore")
    return f"{kept}-{end}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def walk(root: Path, folder: str) -> Iterator[Source]:
    """Yield every post below ``root/folder``, in order of its path: Markdown, and HTML with front matter.

    A directory named like a post, a link to one, a broken link, a file without a usable name and a text
    that is no Markdown are yielded with their problem, as is a folder that a build has made; hidden
    folders and files (``.git``, ``.draft.md``) are passed over.
    The folder itself may be a link within *root*.
    """
    base = root / folder
    if fault := containment.entry_fault(root, folder):
        yield Source(path=folder, problem=containment.problem(fault))
        return
    within = containment.Bounds(base)
    closed: list[OSError] = []
    for parent, folders, files in os.walk(base, onerror=closed.append, followlinks=False):
        below = Path(parent).relative_to(root).as_posix()
        if parent != str(base) and output_folders.is_output(parent, {*files, *folders}):
            folders.clear()
            yield Source(path=below, problem=containment.problem(containment.MADE_BY_A_BUILD))
            continue
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted([*files, *folders]):
            path = name if below == "." else f"{below}/{name}"
            # of a path that is too long pathlib says so by raising
            if name in folders and os.path.islink(root / path):  # noqa: PTH114
                message = "is a link to a folder; what is in it is left out"
                yield _refused(path, message, "move the folder here")
            elif not name.startswith(".") and (name.endswith(SUFFIXES) or is_html(root / path)):
                yield _source(root, path, within=within)
            elif remedy := _remedy(name) if name in files else "":
                yield _refused(path, "is no Markdown and is not read", remedy)
    for error in closed if base.exists() else ():
        path = Path(str(error.filename)).relative_to(root).as_posix()
        message = f"is a folder that cannot be read ({error.strerror}); what is in it is left out"
        yield _refused(path, message, "mend its permissions")


def _remedy(name: str) -> str:
    """Return what helps where a file of this name is a text that is no Markdown; empty: it is none."""
    suffix = next((end for end in _OTHERS if name.lower().endswith(end)), "")
    return "" if name.startswith(".") else _OTHERS.get(suffix, "")


def documents(
    root: Path, enters: Callable[[str], bool], suffixes: tuple[str, ...] = SUFFIXES
) -> Iterator[Source]:
    """Yield every file of a document below *root*, in order, links within it followed; other links with their problem.

    Folders that a build has made are passed over; one that is marked and looks like none has its problem.

    :param enters: Told the path of each file and folder; where it says no, that is passed over.
    :param suffixes: Of documents.
    """
    within = containment.Bounds(root)
    for found in containment.walk(root, within, enters, output_folders.is_output):
        if found.fault == containment.MADE_BY_A_BUILD and not _may_be_sources(root / found.path):
            continue
        if found.is_folder or found.path.endswith(suffixes) or is_html(root / found.path):
            problem = (
                containment.problem(found.fault) if found.fault else problem_of_name(found.path)
            )
            yield Source(path=found.path, problem=problem)


def _may_be_sources(folder: Path) -> bool:
    """Return whether *folder* has documents and no pages: a mark that somebody has copied would hide them from everybody."""
    names = {path.name for path in folder.iterdir()}
    return output_folders.STATIC not in names and any(name.endswith(SUFFIXES) for name in names)


def _source(root: Path, path: str, *, within: containment.Bounds) -> Source:
    problem = problem_of_name(path)
    if problem is not None:
        return Source(path=path, problem=problem)
    full = f"{root}{os.sep}{path}"  # thousands of files, quickly
    is_link = False
    try:
        info = os.lstat(full)
        if is_link := stat.S_ISLNK(info.st_mode):
            info = os.stat(full)  # noqa: PTH116
    except OSError as exc:
        reason = "is a broken link" if is_link else f"cannot be read ({exc.strerror})"
        return _refused(path, f"{reason}; it is left out", "mend or remove the file")
    if stat.S_ISDIR(info.st_mode):
        message = "is a directory with the name of a post; it is left out, the files in it are read"
        return _refused(path, message, "rename the directory")
    if not stat.S_ISREG(info.st_mode):
        message = "is not a regular file; it is left out"
        return _refused(path, message, "put the text in a regular file")
    # no folder on the way is a link: walk() follows none
    if is_link and (fault := within.fault(full)):
        return Source(path=path, problem=containment.problem(fault))
    return Source(path=path, info=info)


def problem_of_name(path: str) -> Problem | None:
    """Return what is wrong with a file's name, if anything is."""
    if not _UNFIT_NAME.search(path):
        return None
    fault = "has a name with characters that no address can hold"
    return containment.problem(fault, "rename the file")


def _refused(path: str, message: str, remedy: str) -> Source:
    problem = Problem(subtype=PostWarning.FILE, message=message, remedy=remedy)
    return Source(path=path, problem=problem)


def read_text(file: Path, *, may_be_empty: bool = False) -> str | Problem:
    """Return the file's text without a byte order mark, or the problem."""
    try:
        data = file.read_bytes()
    except OSError as exc:
        return containment.problem(f"cannot be read ({exc.strerror})", "mend its permissions")
    if not (may_be_empty or data.removeprefix(codecs.BOM_UTF8).strip()):
        return containment.problem("is empty", "write the post or remove the file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        column = exc.start - (data.rfind(b"\n", 0, exc.start) + 1) + 1
        return Problem(
            subtype=PostWarning.FILE,
            message=f"is not UTF-8 (byte 0x{data[exc.start]:02x}); it is left out",
            remedy="save it as UTF-8",
            line=line,
            column=column,
        )


def twin(source: Source, other: str) -> Source:
    """Return *source* with the problem that the file at *other* differs only in its suffix."""
    if source.problem is not None:
        return source
    message = f"differs from {other} only in its suffix; it is left out"
    return _refused(source.path, message, "rename one of the two")


def is_among(path: str, folder: str, only: str) -> bool:
    """Return whether the post at *path* is one of those that the folder or pattern *only* names; all where it is empty."""
    if not only:
        return True
    below = path.removeprefix(f"{folder}/")
    wanted = only.removeprefix(f"{folder}/").strip("/")
    return (
        below == wanted
        or below.startswith(f"{wanted}/")
        or fnmatch.fnmatchcase(below, wanted)
        or fnmatch.fnmatchcase(PurePosixPath(below).name, wanted)
    )
