"""The inputs of a build from its machine: installed packages, and what ``conf.py`` sets there.

Asked before Sphinx is loaded, and cheap: names of folders, and one run of ``conf.py``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest
from standfirst.settings import conf_py

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_METADATA = (".dist-info", ".egg-info")
"""Folders by which Python knows what is installed, as ``sphinx-9.0.4.dist-info``:
https://packaging.python.org/en/latest/specifications/recording-installed-packages/"""
_PLACE = re.compile(r" at 0x[0-9a-fA-F]+")
"""In the ``repr`` of an object that has none of its own."""
_EXTRA = "html_extra_path"
VARIABLES = ("READTHEDOCS", "READTHEDOCS_CANONICAL_URL", "SOURCE_DATE_EPOCH")
"""Variables of the environment that a build reads besides ``conf.py``."""


def installed() -> str:
    """Return a hash of Python's version, and of the names and versions of all packages that it finds."""
    found = {
        name
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112  # asked in every build
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith(_METADATA)
    }
    return digest(sys.version, sorted(found))


def configured(root: Path) -> tuple[str, tuple[Path, ...]]:
    """Return a hash of what ``conf.py`` sets when it is run now, and the folders whose files it has copied as they are.

    A variable of the environment, a date, a program's answer: whatever it asks, its values tell.
    """
    paths, variables = sys.path[:], dict(os.environ)
    try:
        # what it prints, it prints again when the build begins
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            values = conf_py.options_of(root)
    except conf_py.ConfError as exc:
        return digest(str(exc)), ()
    finally:
        sys.path[:] = paths
        if os.environ != variables:
            os.environ.clear()
            os.environ.update(variables)
    extra = values.get(_EXTRA)
    folders = extra if isinstance(extra, list | tuple) else ()
    own = {name: value for name, value in values.items() if not name.startswith("__")}
    here = str(root.resolve())
    # wherever the publication lies
    said = [each.replace(here, "") for each in _said(own)]
    return digest(said), tuple(root / str(folder) for folder in folders)


def _said(value: object) -> Iterator[str]:
    """Yield what tells *value* from another, in any process."""
    if isinstance(value, dict):
        for key in sorted(value, key=str):
            yield repr(key)
            yield from _said(value[key])
    elif isinstance(value, list | tuple):
        yield f"{type(value).__name__} of {len(value)}"
        for part in value:
            yield from _said(part)
    elif isinstance(value, set | frozenset):
        yield from sorted(_PLACE.sub("", repr(part)) for part in value)
    elif isinstance(value, ModuleType):
        yield value.__name__
    else:
        yield f"{type(value).__qualname__} {_PLACE.sub('', repr(value))}"
