"""The options of the theme, which only a build loads: ``theme.conf`` and ``theme.toml`` of the themes that it is made of -> their names.

Source: https://www.sphinx-doc.org/en/master/development/html_themes/index.html
"""

from __future__ import annotations

import configparser
import importlib.util
import tomllib
from functools import cache
from pathlib import Path

THEME = "sphinx_book_theme"
_FILES = (
    (THEME, f"theme/{THEME}/theme.conf"),
    ("pydata_sphinx_theme", "theme/pydata_sphinx_theme/theme.conf"),
    ("sphinx", "themes/basic/theme.toml"),
)
"""Package and file of each theme, those that inherit first."""


@cache
def known() -> frozenset[str]:
    """Return the names of all options; none where a theme is not there, or is built otherwise."""
    try:
        return frozenset().union(*(_of_file(_folder(name), file) for name, file in _FILES))
    except (OSError, ValueError, KeyError, ImportError, configparser.Error):
        return frozenset()


def _folder(package: str) -> Path:
    """Return where a package lies, without importing it."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(found.submodule_search_locations[0])


def _of_file(folder: Path, file: str) -> set[str]:
    text = (folder / file).read_text(encoding="utf-8")
    if file.endswith(".toml"):
        return {*tomllib.loads(text)["options"]}
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    return {*parser["options"]}
