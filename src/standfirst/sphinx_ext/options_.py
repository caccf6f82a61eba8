"""Declare the options, check them, and set what a publication takes for granted.

``conf.py`` holds settings only. What every publication would have to repeat (the theme, no
sidebars, the base URL of Read the Docs) is set here, where it leaves a publisher's own choice.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.config import correct_copyright_year

from standfirst.addresses.extra_files import named
from standfirst.addresses.local_files import AT_HOME
from standfirst.checking import configuration, theme_options
from standfirst.limits import containment
from standfirst.package import PACKAGE
from standfirst.problems import discard
from standfirst.settings import conf_files, option_table, sphinx_options
from standfirst.settings.conf_py import AUTHORS, BASE_URLS, PREFIX, VOLUMES, base_url_of
from standfirst.sphinx_ext.logs import log_of_conf
from standfirst.sphinx_ext.upstream.sphinx_ import given, written
from standfirst.text import i18n

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from standfirst.problems import ConfWay, Problem
    from standfirst.settings.model import Settings

MATH = "standfirst"
"""Name of our way to write mathematics; Sphinx's own asks a server of somebody else's for a script."""
PERMALINK = "#"
_UNSET: dict[str, Any] = {
    "html_theme": theme_options.THEME,
    "html_sidebars": {"**": []},
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_math_renderer": MATH,
    "html_domain_indices": False,
    "html_permalinks_icon": PERMALINK,
    "html_scaled_image_link": False,
    "smartquotes": False,
    "myst_enable_extensions": {
        "attrs_block",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "smartquotes",
    },
    "myst_heading_anchors": 4,
    # the others know no letters beyond those of Europe
    "latex_engine": "xelatex",
    "fontawesome_included": True,
    "nitpicky": True,
}
"""Option of Sphinx or of an extension -> its value where ``conf.py`` says nothing."""
_NOT_SHOWN = (
    "navbar_start",
    "navbar_center",
    "navbar_persistent",
    "navbar_end",
    "article_header_start",
    "article_header_end",
    "article_footer_items",
    "content_footer_items",
    "footer_start",
    "footer_center",
    "footer_end",
    "primary_sidebar_end",
    "secondary_sidebar_items",
    "footer_content_items",
)
"""Lists of the theme's components that our pages have no place for: the theme renders each of
them for every page, only to see whether it is empty."""
_OF_THE_THEME: dict[str, Any] = {
    **{name: [] for name in _NOT_SHOWN},
    # it would show `harbour/crane` for any address in that repository at GitHub or GitLab
    "shorten_urls": False,
}
"""Option of the theme -> its value where ``conf.py`` says nothing."""
_GONE_WITHOUT = {*configuration.FOLDERS, *conf_files.PICTURES, conf_files.THEME}
"""Options from which is taken out what is not there."""
_COPYRIGHT = ("copyright", "epub_copyright")
_CHINESE = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
"""Language and script -> Sphinx's code."""
_HIDDEN = (".*", "**/.*")


def setup_configuration(app: Sphinx) -> None:
    """Register this stage."""
    for option in option_table.OPTIONS:
        app.add_config_value(
            f"{PREFIX}{option.name}", option.default, option.rebuild, types=option.types
        )
    # SOURCE_DATE_EPOCH is for time stamps in files, and Sphinx asks the clock whether to look at it
    listeners = app.events.listeners["config-inited"]
    listeners[:] = [one for one in listeners if one.handler is not correct_copyright_year]


def check(conf: Config) -> tuple[Problem, ...]:
    """Return what cannot be used of options; whoever asks for one after this has what can be in its place."""
    found: list[Problem] = []
    said = {name: conf[name] for name in given(conf) if name in sphinx_options.TABLE}
    for name, value in sphinx_options.usable(said, found.append).items():
        if value is not said[name]:
            conf[name] = value
    _base_url(conf)
    ours = _values(conf)
    for name, value in option_table.usable(ours, found.append).items():
        if value is not ours[name]:
            conf[f"{PREFIX}{name}"] = value
    return tuple(found)


def complete(app: Sphinx, conf: Config) -> tuple[tuple[str, Problem], ...]:
    """Set the options that ``conf.py`` leaves open.

    :return: Path and problem of each name that leads out of the publication; to be told where pages are made.
    """
    chosen = given(conf)
    for name, value in _UNSET.items():
        if name not in chosen and name in conf:
            conf[name] = value
    conf["html_theme_options"] = {**_OF_THE_THEME, **conf.html_theme_options}
    conf["language"] = (
        conf.language if "language" in chosen else _sphinx_language(conf.standfirst_language)
    )
    if "project" not in chosen:
        conf["project"] = conf.standfirst_title
    if "html_title" not in chosen:
        conf["html_title"] = conf.standfirst_title
    astray = _refuse_links(app, conf)
    _go_without_missing(app, conf)
    conf["templates_path"] = [*conf.templates_path, str(PACKAGE / "templates")]
    conf["exclude_patterns"] = [
        *conf.exclude_patterns,
        *AT_HOME,
        *_HIDDEN,
        *_read_by_intake(conf),
    ]
    conf["suppress_warnings"] = [*conf.suppress_warnings, "toc.not_included"]
    of = settings(conf)
    _fill_in_year(conf, of.now.astimezone(of.timezone))
    app.add_message_catalog("standfirst", str(PACKAGE / "locale"))
    return astray


def _fill_in_year(conf: Config, now: dt.datetime) -> None:
    """Put the year of *now* into the copyright's ``%Y``, for which Sphinx would ask the clock."""
    for name in _COPYRIGHT:
        said = conf[name]
        if isinstance(said, str):
            conf[name] = said.replace("%Y", f"{now:%Y}")
        else:
            conf[name] = type(said)(line.replace("%Y", f"{now:%Y}") for line in said)


def _refuse_links(app: Sphinx, conf: Config) -> tuple[tuple[str, Problem], ...]:
    """Take out what leads out of the publication though ``conf.py`` names it within; return path and problem of each."""
    root = Path(app.confdir)
    said = {option.name: option.value for option in conf}
    for each in (*conf_files.folders(said), *conf_files.pictures(said)):
        if containment.entry_fault(root, str(each.name)):
            _take_out(conf, each.way)
    return tuple(containment.problems(root, named(said)))


def _go_without_missing(app: Sphinx, conf: Config) -> None:
    """Report what is wrong with ``conf.py`` beside our options; take out what is not there, of which Sphinx would say less."""
    root, said = Path(app.confdir), sphinx_options.usable(written(conf), discard)
    for problem in configuration.problems(root, said, base_url=conf.standfirst_base_url):
        log_of_conf(root, problem)
        if problem.way[0] in _GONE_WITHOUT:
            _take_out(conf, problem.way)


def _take_out(conf: Config, way: ConfWay) -> None:
    """Take out the entry that *way* leads to; of an option without entries, its value."""
    option, entry = str(way[0]), way[1:]
    if not entry:
        conf[option] = None
    elif isinstance(conf[option], dict):
        conf[option] = _without(conf[option], *entry)
    else:
        conf[option] = [each for each in conf[option] if each not in entry]


def _without(value: Mapping[Any, Any], key: object, *below: object) -> dict[Any, Any]:
    """Return a mapping without the entry *key*, or without what *below* names in that."""
    kept = {name: each for name, each in value.items() if name != key or below}
    return {**kept, key: _without(value[key], *below)} if below else kept


def _read_by_intake(conf: Config) -> list[str]:
    """Return the patterns of posts and profiles, which :mod:`standfirst.sphinx_ext.read.discovery_` finds."""
    return [f"{name}/**" for name in (conf.standfirst_posts.strip("/"), AUTHORS, VOLUMES)]


def kept_back(conf: Config) -> tuple[str, ...]:
    """Return the patterns of files that are not part of the publication and are never offered."""
    own = _read_by_intake(conf)
    return tuple(name for name in (*conf.exclude_patterns, *conf.templates_path) if name not in own)


def not_copied(conf: Config) -> tuple[str, ...]:
    """Return the patterns left out of ``html_extra_path``; a table decides about hidden files."""
    without = {*_HIDDEN, *_read_by_intake(conf)}
    return tuple(name for name in conf.exclude_patterns if name not in without)


def settings(conf: Config) -> Settings:
    """Return the publication's settings."""
    clock = dt.datetime.now(tz=dt.UTC)
    # what is wrong has been said when the options were completed
    return option_table.settings(_values(conf), clock=clock, report=discard)


def _values(conf: Config) -> dict[str, Any]:
    return {option.name: conf[f"{PREFIX}{option.name}"] for option in option_table.OPTIONS}


def _base_url(conf: Config) -> None:
    """Take the base URL from wherever it is said.

    Read the Docs: https://docs.readthedocs.com/platform/stable/reference/environment-variables.html
    """
    host = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
    url = base_url_of(host, *(getattr(conf, name, "") for name in BASE_URLS))
    if url:
        conf["standfirst_base_url"] = conf["html_baseurl"] = url


def is_on_read_the_docs() -> bool:
    """Return whether Read the Docs builds, which adds its own scripts to the pages.

    Source: https://docs.readthedocs.com/platform/stable/reference/environment-variables.html#envvar-READTHEDOCS
    """
    return os.environ.get("READTHEDOCS") == "True"


def _sphinx_language(tag: str) -> str:
    """Return the code under which Sphinx has its own words: ``zh_CN`` for what is written in ``zh-Hans``."""
    written, *_ = i18n.catalogues(i18n.parse_locale(tag))
    return _CHINESE.get(written, tag.replace("-", "_"))
