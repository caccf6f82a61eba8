"""The files and folders that ``conf.py`` names, each with the way to it: whether they are there, or are addresses, others ask."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standfirst.problems import ConfWay

STATIC, TEMPLATES, EXTRA = "html_static_path", "templates_path", "html_extra_path"
THEME = "html_theme_options"
PICTURES = {"html_logo": "logo", "html_favicon": "icon"}
"""Option -> what its picture is."""
LOADED = {"html_css_files": "style sheet", "html_js_files": "script"}
"""Option -> what each of its files is."""
_OF_THE_THEME = ("image_light", "image_dark")
"""Its logos."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class NamedFile:
    """A file or folder that an option names."""

    way: ConfWay
    name: Any
    """As it is written: a text or a path, if it is what it should be."""
    what: str


def listed(options: Mapping[str, Any], option: str) -> Sequence[Any]:
    """Return the entries of an option whose value is a list; none where it is not."""
    value = options.get(option)
    return value if isinstance(value, list | tuple) else ()


def folders(
    options: Mapping[str, Any], names: Iterable[str] = (STATIC, TEMPLATES)
) -> Iterator[NamedFile]:
    """Yield the folders in the options *names*: usually those whose content goes into pages or beside them."""
    for option in names:
        for entry in listed(options, option):
            yield NamedFile(way=(option, entry), name=entry, what="folder")


def pictures(options: Mapping[str, Any]) -> Iterator[NamedFile]:
    """Yield the logos and the icon."""
    theme = options.get(THEME)
    logo = theme.get("logo") if isinstance(theme, dict) else None
    of_theme = logo if isinstance(logo, dict) else {}
    for option, what in PICTURES.items():
        if name := options.get(option):
            yield NamedFile(way=(option,), name=name, what=what)
    for key in _OF_THE_THEME:
        if name := of_theme.get(key):
            yield NamedFile(way=(THEME, "logo", key), name=name, what="logo")


def loaded(options: Mapping[str, Any], option: str) -> Iterator[NamedFile]:
    """Yield what an option of :data:`LOADED` names, each alone or in a pair with its attributes."""
    for entry in listed(options, option):
        name = entry[0] if isinstance(entry, list | tuple) and entry else entry
        if isinstance(name, str):
            yield NamedFile(way=(option, entry), name=name, what=LOADED[option])
