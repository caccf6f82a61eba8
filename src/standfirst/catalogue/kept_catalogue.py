"""The last build's publication, taken again as far as this build's is made from the same.

::

    outlines of all records, settings, authors, volumes --key--> the same: names, lists, addresses, problems
    marks of records --> the texts of those that differ; keywords --> the lists of posts that share what has changed

There is nothing in between: with another key all is made anew, and what differs by its mark is made by the
functions that make it in a build from nothing. A mark and a key are hashes of all that is asked.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.catalogue import further_reading, related
from standfirst.catalogue.post_marks import marked
from standfirst.catalogue.texts import with_texts
from standfirst.incremental.manifest import digest
from standfirst.markdown import render

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from standfirst.catalogue.model import Catalogue
    from standfirst.catalogue.publication import Publication
    from standfirst.catalogue.settled import Asked, Settled
    from standfirst.incremental.kept_files import KeptFiles
    from standfirst.reading.record import Mark

_CATALOGUE, _SHORT_TEXTS = "catalogue", "short-texts"
"""Names of the files."""
_FEW = 8
"""Posts that are made once more in each build before what is kept, megabytes, is written again."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class _Made:
    """A publication, with what it was made from beside its outline."""

    publication: Publication
    asked: Mapping[Asked, object]
    marks: Mapping[str, str]
    """Docname -> of the whole record."""
    terms: Mapping[str, bytes]


class KeptCatalogue:
    """What one build takes of the last one's publication, and keeps for the next."""

    def __init__(self, files: KeptFiles, marks: Mapping[str, Mark]) -> None:
        """Read nothing yet.

        :param marks: Of the records of all posts and pages.
        """
        self._files = files
        self._marks = marks
        self._html: dict[str, str] | None = None
        self._used: dict[str, str] = {}

    def again(self, found: Settled) -> Publication | None:
        """Return the publication of *found*, made of that of the last build; None where that has another outline."""
        key = self._key(found)
        before: _Made | None = self._files.read(_CATALOGUE, key)
        if before is None or any(found.answer(q) != said for q, said in before.asked.items()):
            return None
        marks = self._whole(found)
        changed = [name for name, mark in marks.items() if before.marks[name] != mark]
        if not changed:
            return before.publication
        terms = {**before.terms, **found.terms(changed)}
        publication = _renewed(before, found, changed, terms)
        if len(changed) > _FEW:
            made = dc.replace(before, publication=publication, marks=marks, terms=terms)
            self._files.write(_CATALOGUE, key, made)
        return publication

    def keep(self, found: Settled, publication: Publication) -> None:
        """Keep a publication that was made anew.

        :raises OutputError: It cannot be written.
        """
        made = _Made(
            publication=publication,
            asked=found.asked,
            marks=self._whole(found),
            terms=found.terms(found.given.records),
        )
        self._files.write(_CATALOGUE, self._key(found), made)
        if self._used != self._html:
            self._files.write(_SHORT_TEXTS, "", self._used)

    def to_html(self, markdown: str, lang: str, classes: Collection[str]) -> str:
        """Return a short text as HTML, as :func:`standfirst.markdown.render.to_html` makes it."""
        if self._html is None:
            self._html = self._files.read(_SHORT_TEXTS, "") or {}
        name = digest(markdown, lang, sorted(classes))
        found = self._html.get(name)
        if found is None:
            found = render.to_html(markdown, lang, classes=classes)
        self._used[name] = found
        return found

    def _whole(self, found: Settled) -> dict[str, str]:
        return {name: self._marks[name].whole for name in found.given.records}

    def _key(self, found: Settled) -> str:
        """Return a hash of all that an outline is made from, but for what is asked of the file system."""
        given = found.given
        return digest(
            given.settings,
            [(name, self._marks[name].outline) for name in sorted(given.records)],
            [(name, self._marks[name].outline) for name in sorted(given.pages)],
            found.moved,
            found.hidden,
            sorted(given.documents.items()),
            given.root,
            given.authors,
            given.volumes,
            sorted(given.extra.items()),
            given.has_menu,
        )


def _renewed(
    before: _Made, found: Settled, changed: Collection[str], terms: Mapping[str, bytes]
) -> Publication:
    """Return the publication with the texts of *changed* posts as they are now, and the articles that they lead on to."""
    catalogue, records = before.publication.catalogue, found.given.records
    posts = dict(catalogue.posts)
    for name in changed:
        posts[name] = with_texts(posts[name], records[name])
    complete = dc.replace(catalogue, posts=posts)
    if terms != before.terms:
        complete = _led_on(complete, before, found, terms)
    marks = {**before.publication.marks, **{name: marked(posts[name]) for name in changed}}
    return dc.replace(before.publication, catalogue=complete, marks=marks)


def _led_on(
    catalogue: Catalogue, before: _Made, found: Settled, terms: Mapping[str, bytes]
) -> Catalogue:
    """Return *catalogue* with the articles that texts lead on to now."""
    count, posts = found.given.settings.related, catalogue.posts
    series = further_reading.series(posts)
    alike = related.renewed(
        catalogue.related, posts, before.terms, terms, parts=series, count=count
    )
    others = [name for name in posts if alike.get(name) != catalogue.related.get(name)]
    work = {name: found for name, found in catalogue.other_work.items() if name not in others}
    work |= further_reading.other_work(posts, alike, count, series, others)
    return dc.replace(catalogue, related=alike, other_work=work)
