"""The publication's logos: which files they are, and where pages have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.config import Config

    from standfirst.sphinx_ext.html.builder import PublicationBuilder


def logos(conf: Config) -> tuple[str, str]:
    """Return the logos of light and of dark pages, each as ``conf.py`` names it; the latter empty where both have one.

    For two there is the theme's option: https://pydata-sphinx-theme.readthedocs.io/en/stable/user_guide/branding.html
    """
    said = (conf.html_theme_options or {}).get("logo")
    named = said if isinstance(said, dict) else {}
    light = str(named.get("image_light") or conf.html_logo or named.get("image_dark") or "")
    dark = str(named.get("image_dark") or "")
    return light, dark if dark != light else ""


def of_static(file: str) -> str:
    """Return the place in the output of a file that Sphinx or the theme copies among the static ones; empty where it is an address."""
    return f"_static/{file.rpartition('/')[2]}" if file and "://" not in file else ""


def linked(builder: PublicationBuilder, pagename: str, file: str) -> str:
    """Return the link to such a file; to an address, as it is."""
    place = of_static(file)
    return builder.file_uri(pagename, place) if place else file
