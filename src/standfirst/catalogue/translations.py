"""``translation_of`` in posts -> each article's versions in other languages.

A translation of a translation belongs to the same article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.problems import PostWarning
from standfirst.reading.post import stems
from standfirst.reading.record import problem_at
from standfirst.sources import source_files
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.catalogue.taxonomies import Taxonomies
    from standfirst.problems import Located
    from standfirst.reading.record import Record


def translations(
    taxonomies: Taxonomies, addresses: page_addresses.Addresses
) -> tuple[dict[str, tuple[str, ...]], list[Located]]:
    """Return each article's versions in other languages, and the problems of ``translation_of``."""
    by_name = {record.docname: record for record in taxonomies.records}
    # the newest last, so that of two posts of one name the newer is meant, as in a role
    named = stems(
        (record.source for record in reversed(taxonomies.records)), taxonomies.settings.posts
    )
    original: dict[str, str] = {}
    problems = []
    for record in taxonomies.records:
        said = record.matter.translation_of
        if not said:
            continue
        found = _meant(said, record, named, addresses)
        if found in by_name and found != record.docname:
            original[record.docname] = found
        elif not taxonomies.given.is_unseen(said, record.source):
            message = f"translation_of: {quoted(said[:120])} is not another post; it is ignored"
            remedy = "write the file name of the post that was translated"
            problem = problem_at(record, "translation_of", PostWarning.LINK, message, remedy)
            problems.append(problem)
    return _versions(by_name, original, taxonomies.settings.language), problems


def _meant(
    said: str, record: Record, named: Mapping[str, str], addresses: page_addresses.Addresses
) -> str | None:
    path = named.get(page_addresses.composed(said.strip("/")))
    if path:
        return source_files.docname(path)
    found = addresses.find(said, source=record.source, page=record.docname)
    return found[0] if found else None


def _versions(
    by_name: Mapping[str, Record], original: Mapping[str, str], default: str
) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for docname in sorted({*original, *original.values()}):
        groups.setdefault(_first(docname, original), []).append(docname)
    result = {}
    for group in groups.values():
        # of two in one language the first by its file name
        of_language = {by_name[name].body.lang or default: name for name in reversed(group)}
        for docname in group:
            own = by_name[docname].body.lang or default
            result[docname] = tuple(of_language[tag] for tag in sorted(of_language) if tag != own)
    return {docname: others for docname, others in result.items() if others}


def _first(docname: str, original: Mapping[str, str]) -> str:
    """Return the post at the end of the chain; the least of those that lead in a circle."""
    seen = [docname]
    while (docname := original.get(docname, "")) and docname not in seen:
        seen.append(docname)
    return min(seen[seen.index(docname) :]) if docname else seen[-1]
