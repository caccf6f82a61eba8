"""The table of Sphinx's options that we look at, each with a check of its form.

Sphinx looks at the types of values when others have used them, and fails there: with ``extensions`` and
``language`` even before anybody can put another value in their place, so that a check alone names those. What is wrong with
a value beside its form, :mod:`standfirst.checking.configuration` says.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from standfirst.settings import option_checks as checks
from standfirst.settings.entrywise import ListOf, MappingOf
from standfirst.settings.option_error import OptionError
from standfirst.settings.option_table import Option, usable_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.problems import Report


def _a_name(value: object) -> object:
    if not isinstance(value, str | os.PathLike):
        raise OptionError("is not text", "write it in quotation marks")
    return value


def _a_file(value: object) -> object:
    """Return the name of a style sheet or script, or a pair of it and its attributes."""
    name, attributes = value if isinstance(value, list | tuple) and len(value) == 2 else (value, {})  # noqa: PLR2004
    if not (isinstance(name, str) and isinstance(attributes, dict)):
        raise OptionError("is neither text nor a (text, mapping) pair", _SEE)
    return value


def _a_name_or_none(value: object) -> object:
    return value if value is None else _a_name(value)


def _an_option_of_the_theme(name: object, value: object) -> object:
    if not isinstance(name, str):
        raise OptionError("is not text", "write it in quotation marks")
    if name == "logo" and not isinstance(value, dict):
        raise OptionError("is not a mapping", "write it in braces, as in {'text': 'Our name'}")
    return value


def _a_notice(value: object) -> object:
    return checks.texts(value) if isinstance(value, list | tuple) else checks.text(value)


_NAMES, _FILES = ListOf(one=_a_name), ListOf(one=_a_file)
_SEE = "https://www.sphinx-doc.org/en/master/usage/configuration.html says what it may be"
TABLE: Mapping[str, Option] = {
    name: Option(name=name, default=default, check=check, help=_SEE)
    for name, default, check in (
        ("copyright", "", _a_notice),
        ("epub_copyright", "", _a_notice),
        ("exclude_patterns", [], _NAMES),
        ("extensions", ["standfirst"], _NAMES),
        ("html_css_files", [], _FILES),
        ("html_extra_path", [], _NAMES),
        ("html_favicon", None, _a_name_or_none),
        ("html_js_files", [], _FILES),
        ("html_logo", None, _a_name_or_none),
        ("html_static_path", [], _NAMES),
        ("html_theme_options", {}, MappingOf(one=_an_option_of_the_theme)),
        ("language", "en", _a_name_or_none),
        ("suppress_warnings", [], _NAMES),
        ("templates_path", [], _NAMES),
    )
}
"""Name -> the option; its default is that of a publication which says nothing."""


def usable(options: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """Return *options* of ``conf.py`` without what cannot be used of those in :data:`TABLE`."""
    return {
        name: usable_value(name, value, TABLE[name], report) if name in TABLE else value
        for name, value in options.items()
    }
