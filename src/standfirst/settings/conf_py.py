"""A publication's ``conf.py``, read without Sphinx."""

from __future__ import annotations

import contextlib
import runpy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONF = "conf.py"
PREFIX = "standfirst_"
"""Of our options' names in it."""
BASE_URLS = (f"{PREFIX}base_url", "html_baseurl", "blog_baseurl")
"""Options that say the publication's address, ours, Sphinx's and ABlog's: the first that does counts."""
AUTHORS, VOLUMES = "authors", "volumes"
"""Folders of the publication's own files."""
OF_ANYBODY = frozenset({"posts", AUTHORS, VOLUMES})
"""Folders of a publication whose files come from others: a ``conf.py`` there is not the editor's. Posts may lie elsewhere."""


class _Tags(set[str]):
    """Sphinx's tags, which a ``conf.py`` may ask: none is set."""

    has = set.__contains__


class ConfError(ValueError):
    """A ``conf.py`` that cannot be run; the message says why."""


def publication_of(path: Path) -> Path:
    """Return the folder of the publication that *path* belongs to: the nearest with a ``conf.py`` that is not among the texts of another."""
    start = path.resolve()
    found = [folder for folder in (start, *start.parents) if (folder / CONF).is_file()]
    for number, folder in enumerate(found):
        around = found[number + 1 :]
        if not any(folder.relative_to(each).parts[0] in OF_ANYBODY for each in around):
            return folder
    return start if start.is_dir() else start.parent


def options_of(root: Path) -> dict[str, Any]:
    """Return what ``conf.py`` sets; empty where there is none.

    :raises ConfError: It cannot be run.
    """
    file = root.resolve() / CONF
    if not file.is_file():
        return {}
    try:
        with contextlib.chdir(root):  # as Sphinx does
            return runpy.run_path(str(file), {"tags": _Tags()})
    except (Exception, SystemExit) as exc:
        raise ConfError(f"{file} cannot be run: {type(exc).__name__}: {exc}") from exc


def front_of(options: Mapping[str, Any]) -> str:
    """Return the docname of the front page.

    Source: https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-root_doc
    """
    return str(options.get("root_doc") or options.get("master_doc") or "index")


def base_url_of(*said: object) -> str:
    """Return the first of *said* that is an http(s) address, with a slash at its end; empty where none is."""
    url = next((text for text in said if isinstance(text, str) and _is_web(text)), "")
    return url and url.rstrip("/") + "/"


def _is_web(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"http", "https"}
    except ValueError:  # brackets that hold no address
        return False


def values_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the publication's own options, by their names without prefix; the address also where another's option says it."""
    own = {n.removeprefix(PREFIX): v for n, v in options.items() if n.startswith(PREFIX)}
    url = base_url_of(*(options.get(name) for name in BASE_URLS))
    return own | ({"base_url": url} if url else {})
