"""One build at a time in a folder, and none that goes on from half of another.

What is kept between builds (environment, trees, manifest) is only good where the build that
wrote it came to its end, and by the same code: ours, that of every package that is installed, and
what a publication's ``conf.py`` defines or takes in. Whether it did, a file says that is taken away
when a build begins and written when it has ended; after a build that was killed everything is
read again, while files of the output whose bytes stay are left as they are. It says too in which folder
the publication lay: what was read in another is taken up as well.

Folders are locked from the moment the configuration is known until the build has ended, in
whatever way: a build that fails gives them up before any other handler of ``build-finished`` can
fail again; one that never began, when its application is forgotten; all, with the process.
"""

from __future__ import annotations

import os
import sys
import weakref
from functools import cache, partial
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.errors import ConfigError
from sphinx.util import logging

from standfirst.addresses.extra_files import named
from standfirst.incremental import contents, freshness, machine, manifest, output_folders
from standfirst.incremental.atomic_files import sweep, write
from standfirst.incremental.gc_pauses import Pause
from standfirst.incremental.kept_files import KeptFiles
from standfirst.incremental.manifest import digest
from standfirst.package import PACKAGE
from standfirst.settings.conf_py import AUTHORS, VOLUMES
from standfirst.sources import source_files
from standfirst.sphinx_ext.upstream import moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from standfirst.incremental.contents import Contents

_COMPREHENSIONS = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})
"""Names of code that is carried out where it stands."""
LOGGER = logging.getLogger(__name__)


class Lock:
    """A lock on a folder, held as long as this object lives."""

    def __init__(self, folder: Path) -> None:
        """Wait for the folder.

        :raises OSError: It cannot be made, or the other process does not end.
        """
        held = freshness.lock(folder, partial(LOGGER.info, "waiting for another build to end"))
        weakref.finalize(self, os.close, held)


_LOCKS: weakref.WeakValueDictionary[Path, Lock] = weakref.WeakValueDictionary()
"""The locks of this process, by folder: a second build in one process, which begins when the
first has failed before it began to build, would wait for itself."""


class Guard:
    """Watches over the folders of one build, and pauses garbage collection as long as it has them."""

    contents: Contents
    """What files hold, from the beginning of the build."""

    def __init__(self) -> None:
        self._locks: list[Lock] = []
        self._pause = Pause()
        self._code = ""
        self.kept = KeptFiles(Path(), "")
        """What builds by the same code keep for one another; when one has begun."""

    def begin(self, app: Sphinx) -> None:
        """Wait for other builds; discard what an unfinished build or other code has left.

        :raises ConfigError: A folder of this build is one of sources.
        """
        made = (Path(app.doctreedir), Path(app.outdir))
        for folder in made:
            _refuse_sources(app, folder.resolve())
        work = Path(app.doctreedir, "standfirst")
        for folder in (work.resolve(), Path(app.outdir).resolve()):
            lock = _LOCKS.get(folder) or Lock(folder)
            _LOCKS[folder] = lock
            self._locks.append(lock)
        for folder in made:
            output_folders.mark(folder)
        self._pause.begin()
        self.contents = contents.kept_in(Path(app.doctreedir), Path(app.srcdir))
        state = work / "finished"
        self._code = _code(app, self.contents)
        self.kept = KeptFiles(work, self._code)
        code, root = _said(state)
        env = Path(app.doctreedir, ENV_PICKLE_FILENAME)
        if code != self._code:
            env.unlink(missing_ok=True)
            manifest.doubt(work)
            sweep(Path(app.outdir))
        elif root != str(app.srcdir):
            moved.take_up(env, root, Path(app.srcdir))
        state.unlink(missing_ok=True)

    def give_up(self) -> None:
        """Let others build in the folders."""
        self._pause.end()
        self._locks.clear()

    def end(self, app: Sphinx) -> None:
        """Note that the build has come to its end."""
        self.contents.save()
        said = f"{self._code}\n{app.srcdir}".encode("utf-8", "surrogateescape")
        write(Path(app.doctreedir, "standfirst", "finished"), said)


def _refuse_sources(app: Sphinx, folder: Path) -> None:
    """Refuse to make anything in a folder of sources, which would be one no longer.

    :raises ConfigError: It is one.
    """
    root, conf = Path(app.srcdir).resolve(), app.config
    if not folder.is_relative_to(root):
        return
    entries = (*named({option.name: option.value for option in conf}), *conf.html_extra_path)
    own = [
        Path(root, each).resolve() for each in (*entries, conf.standfirst_posts, AUTHORS, VOLUMES)
    ]
    is_among = any(folder.is_relative_to(each) for each in own if not root.is_relative_to(each))
    if folder == root or is_among or _has_documents(folder):
        raise ConfigError(f"{folder} holds sources; name another folder for what is made")


def _has_documents(folder: Path) -> bool:
    """Return whether *folder*, made by no build, has texts of somebody's."""
    if not folder.is_dir() or output_folders.is_output(folder, os.listdir(folder)):  # noqa: PTH208
        return False
    found = source_files.documents(folder, lambda _path: True)
    # a link that leads elsewhere is none: somebody may share a folder of the work among machines
    return any(source.problem is None for source in found)


def _said(state: Path) -> tuple[str, str]:
    """Return the code that the last build ended by, and the folder of the publication then; empty where it did not end."""
    try:
        code, _, root = state.read_text(encoding="utf-8", errors="surrogateescape").partition("\n")
    except OSError:
        return "", ""
    return code, root


def _code(app: Sphinx, known: Contents) -> str:
    """Return a hash of all code: what is installed by name and version, files by name and content."""
    package, root = str(PACKAGE), str(app.confdir)
    states = [(path[len(package) :], known.of(path)) for path in sorted(_ours(package))]
    states += [(os.path.relpath(path, root), known.of(str(path))) for path in _of_publication(app)]
    return digest(machine.installed(), states)


def _ours(package: str) -> Iterator[str]:
    for folder, _, files in os.walk(package):
        yield from (f"{folder}{os.sep}{name}" for name in files if name.endswith((".py", ".mo")))


def _of_publication(app: Sphinx) -> list[Path]:
    """Return the files of modules that the publication brings, and ``conf.py`` where it has code that a build calls."""
    real = cache(os.path.realpath)  # a thousand modules lie in a hundred folders
    root = f"{real(app.confdir)}{os.sep}"
    installed = tuple(f"{real(each)}{os.sep}" for each in (PACKAGE, sys.prefix))
    found = set()
    for name, module in [*sys.modules.items()]:
        folder, base = os.path.split(getattr(module, "__file__", None) or "")
        file = f"{real(folder)}{os.sep}{base}"
        if (name in app.extensions or file.startswith(root)) and not file.startswith(installed):
            found.add(Path(file))
    conf = Path(app.confdir, "conf.py")
    if conf.is_file() and _has_functions(conf):
        found.add(conf)
    return sorted(file for file in found if file.is_file())


def _has_functions(file: Path) -> bool:
    """Return whether *file* defines any, or classes: Sphinx compares values, and a function's is its name."""
    whole = compile(file.read_bytes(), file, "exec", dont_inherit=True)
    code = (const for const in whole.co_consts if isinstance(const, CodeType))
    return any(one.co_name not in _COMPREHENSIONS for one in code)
