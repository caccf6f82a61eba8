"""Warnings about the fonts of PDF editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.logs import log
from standfirst.text.language_detection import script_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.config import Config

    from standfirst.catalogue.model import Post
    from standfirst.editions.typst.fonts import FontSet


def own(config: Config, confdir: Path) -> Path | None:
    """Return the folder of the publication's own fonts; None where there is none."""
    name = str(config.standfirst_fonts)
    folder = confdir / name
    if name and not folder.is_dir():
        problem = Problem(
            subtype=PostWarning.CONFIG,
            message=f"standfirst_fonts: there is no folder {name!r}; the fonts of the system are used",
            remedy="name a folder beside conf.py",
        )
        log(problem, location="conf.py:1")
    return folder if name and folder.is_dir() else None


def check(fonts: FontSet, articles: Iterable[Post], on: str = "the PDFs") -> None:
    """Report the languages of *articles* for which there is no font.

    :param on: What is set in them.
    """
    from standfirst.editions.typst.fonts import PACKAGE  # noqa: PLC0415  # needs Typst

    found = {script_key(post.lang) for post in articles if not fonts.has(post.lang)}
    if found:
        problem = Problem(
            subtype=PostWarning.EDITION,
            message=f"this machine has no font for {', '.join(sorted(found))}; {on} show codes of its characters in brackets",
            remedy=f"install one (Debian, Ubuntu: apt install {PACKAGE}), or put one into the folder that standfirst_fonts names",
        )
        log(problem, location="conf.py:1")
