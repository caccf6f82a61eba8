"""What is wrong with ``conf.py`` beside the values of our own options: names that are misspelt, files that are not there.

A build says the same as ``standfirst check``, and goes on without what is not there.
"""

from __future__ import annotations

import difflib
import os
import re
from typing import TYPE_CHECKING, Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from standfirst.checking import theme_options
from standfirst.policy import links
from standfirst.problems import PostWarning, Problem
from standfirst.settings import conf_files, conf_lines
from standfirst.settings.conf_py import PREFIX
from standfirst.settings.option_table import OPTIONS
from standfirst.tables.first_words import BASE_URL
from standfirst.tables.option_names import ALIKE, OF_SPHINX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.problems import ConfWay
    from standfirst.settings.conf_files import NamedFile

_NEAR = 0.8
"""How much of a name has to be the same, as :mod:`difflib` counts."""
FOLDERS = (conf_files.STATIC, conf_files.TEMPLATES, conf_files.EXTRA)
_NAME = re.compile(r"CC(?![A-Za-z]).*|(?=\S*\d)\S+", re.IGNORECASE)
"""What looks like the name of a licence: any other text is one that says what may be done."""
_WITHOUT_NAME = re.compile(r"CC0|(CC[- ].*\d)-[A-Z]{2,3}", re.IGNORECASE)
"""What has no name at SPDX: a licence for a country, but for that of all."""


def problems(root: Path, options: Mapping[str, Any], *, base_url: str) -> Iterator[Problem]:
    """Yield what is wrong.

    :param root: Folder of ``conf.py``.
    :param options: What it says, as it is written there.
    :param base_url: The publication's address, whoever has said it.
    """
    yield from _misspelt(conf_lines.lines_of(root), options)
    yield from _of_theme(options)
    yield from missing(root, options)
    yield from _of_licence(options.get(f"{PREFIX}license"))
    if f"{base_url.rstrip('/')}/" == BASE_URL:
        yield _problem(
            (f"{PREFIX}base_url",),
            f"{PREFIX}base_url is still {BASE_URL}, which nobody reads; feeds and canonical links lead there",
            "write the address at which the publication will be read",
        )


def _problem(way: ConfWay, message: str, remedy: str) -> Problem:
    return Problem(subtype=PostWarning.CONFIG, message=message, remedy=remedy, way=way)


def _misspelt(lines: conf_lines.ConfLines, options: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each name that is no option and looks like one."""
    for name in sorted(options):
        is_own = name not in lines.assigned or name in lines.used  # a variable, or from a module
        remedy = "" if is_own and not is_ours(name) else remedy_of_name(name)
        if remedy:
            yield _problem((name,), f"there is no option {name}; it is ignored", remedy)


def is_ours(name: str) -> bool:
    """Return whether *name* is, or was meant for, an option of ours."""
    return name.lower().startswith(PREFIX)


def remedy_of_name(name: str) -> str:
    """Return what helps where *name* is no option and looks like one; empty: it is one, or looks like none."""
    ours = [f"{PREFIX}{option.name}" for option in OPTIONS]
    if name in {*ours, *OF_SPHINX, *ALIKE}:
        return ""
    elsewhere = "see the list of options in the guide" if is_ours(name) else ""
    return _nearest(name, [*ours, *OF_SPHINX]) or elsewhere


def _nearest(name: str, known: Iterable[str]) -> str:
    """Return what helps where one of the names *known* is meant; empty: none is."""
    near = difflib.get_close_matches(name.lower(), [*known], n=1, cutoff=_NEAR)
    return f"write {near[0]}" if near else ""


def _of_theme(options: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each option that the theme has not."""
    said = options.get(conf_files.THEME)
    known = theme_options.known()
    if not known or options.get("html_theme", theme_options.THEME) != theme_options.THEME:
        return
    for name in said if isinstance(said, dict) else ():
        if name not in known:
            remedy = _nearest(str(name), known) or "see https://sphinx-book-theme.readthedocs.io/"
            message = f"html_theme_options: the theme has no option {name!r}; it is ignored"
            yield _problem((conf_files.THEME, name), message, remedy)


def missing(root: Path, options: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each file and folder that *options* name and that is not there.

    Of links that lead nowhere :mod:`standfirst.limits.containment` tells.
    """
    for folder in conf_files.folders(options, FOLDERS):
        if isinstance(folder.name, str) and not os.path.lexists(root / folder.name):
            yield _absent(folder)
    static = [
        root / each.name
        for each in conf_files.folders(options, [conf_files.STATIC])
        if isinstance(each.name, str)
    ]
    for picture in conf_files.pictures(options):
        name = picture.name
        if not isinstance(name, str) or links.is_elsewhere(name):
            continue
        places = [root / name, *(folder / name.rpartition("/")[2] for folder in static)]
        if not any(map(os.path.lexists, places)):
            yield _absent(picture)
    for option in conf_files.LOADED:
        for each in conf_files.loaded(options, option):
            if not _is_static(static, each.name):
                said = f"{option}: the {each.what} {each.name!r} is in no folder of html_static_path; pages ask for it in vain"
                yield _problem(each.way, said, "put it there, or mend its name")


def _absent(file: NamedFile) -> Problem:
    message = f"{file.way[0]}: the {file.what} {file.name!r} is not there; pages are without it"
    return _problem(file.way, message, "put it there, or mend its name")


def _is_static(static: Iterable[Path], name: str) -> bool:
    """Return whether pages find the style sheet or script *name*: in a folder of the publication, or elsewhere."""
    if not name or links.is_elsewhere(name) or name.startswith(("/", "..")):
        return True
    path = name.partition("?")[0]
    return any(
        (place / path).is_file() or (place.is_file() and place.name == path) for place in static
    )


def _of_licence(said: object) -> Iterator[Problem]:
    """Yield a problem where a licence looks like one that has a name, and there is none of that name."""
    text = said.strip() if isinstance(said, str) else ""
    if not _NAME.fullmatch(text) or links.is_elsewhere(text):
        return
    found = _WITHOUT_NAME.fullmatch(text)
    name = (found[1] or "CC0-1.0") if found else text
    try:
        canonicalize_license_expression(re.sub(r"\s+", "-", name))
    except InvalidLicenseExpression:
        yield _problem(
            (f"{PREFIX}license",),
            f"{PREFIX}license: there is no licence {text!r}; it is shown as it is, without a link",
            "name one of https://spdx.org/licenses/ such as CC-BY-4.0, an address, or write a sentence",
        )
