"""Which section a post belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.catalogue.name_registry import Name, NameUse, settle
from standfirst.settings.model import Department
from standfirst.text.i18n import words
from standfirst.text.name_folding import fold
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.problems import Located
    from standfirst.reading.record import Record
    from standfirst.settings.model import Settings

_OURS = "articles"
"""Section of posts where neither they nor ``conf.py`` name one: its name is a word of ours."""
_NO_SECTIONS = frozenset({"drafts"})
"""Folders below the posts' that say something else than a section."""


def section_of(record: Record, settings: Settings) -> tuple[str, str]:
    """Return the post's section as written, and the front matter key where it stands."""
    matter = record.matter
    if matter.section:
        return matter.section, "section"
    folder, below, _ = record.source.removeprefix(f"{settings.posts}/").partition("/")
    if below and folder not in _NO_SECTIONS and not folder.isdigit():
        return folder, "folder"
    if matter.categories:
        return matter.categories[0], "categories"
    return settings.default_section, "default"


def folder_for(section: str, settings: Settings) -> str:
    """Return the folder below the posts' of the section with this slug or title; a new one's slug."""
    known = departments([], settings)[0].get(fold(section))
    slug = known.slug if known else slugify(section)
    return f"section-{slug}" if slug in _NO_SECTIONS or slug.isdigit() else slug


def unsaid_title(section: str, settings: Settings) -> str:
    """Return the title of a new section as far as its folder does not say it: ``Arts & Letters``; else nothing."""
    if fold(section) in departments([], settings)[0]:
        return ""
    folder = folder_for(section, settings)
    return section if _title(section, settings) != _title(folder, settings) else ""


def departments(
    records: Iterable[Record], settings: Settings
) -> tuple[dict[str, Department], list[Located]]:
    """Return the sections of all posts by folded name, configured ones also by title, and what is doubtful.

    A folder is no spelling: its name counts only where nothing else names the section.
    """
    result: dict[str, Department] = {}
    for department in settings.sections:
        result[fold(department.slug)] = result[fold(department.title)] = department
    fixed = {key: Name(name=d.title, slug=d.slug) for key, d in result.items()}
    declared = {name for d in settings.sections for name in (d.slug, d.title)}
    written: list[NameUse] = []
    folders: list[NameUse] = []
    for record in records:
        said, field = section_of(record, settings)
        uses = written if field in {"section", "categories"} else folders
        uses.append(NameUse(spelling=said, record=record, field=field))
    names, problems = settle(written, kind="section", fixed=fixed, declared=declared)
    # `arts-letters` is the folder of `Arts & Letters`
    names = {fold(name.slug): name for name in names.values()} | names
    unnamed = [use for use in folders if fold(use.spelling) not in names]
    names, more = settle(unnamed, kind="section", fixed=names)
    for key, name in names.items():
        result.setdefault(key, Department(slug=name.slug, title=_title(name.name, settings)))
    return result, [*problems, *more]


def _title(name: str, settings: Settings) -> str:
    if name == _OURS:
        return words(settings.language)("Articles")
    shown = name.replace("-", " ").replace("_", " ") if name.islower() else name
    return shown[:1].upper() + shown[1:]
