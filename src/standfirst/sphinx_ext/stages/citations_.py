"""How articles are cited: on their pages, in files beside them, for each author and volume, for all."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.util import logging

from standfirst.incremental.manifest import ExtraFile, digest
from standfirst.outputs import feeds
from standfirst.outputs.citations import formats, styles, work
from standfirst.outputs.citations.works import Works
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext import workers
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.state import Cited, KnownWork
from standfirst.tables.citation_forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue.model import Listing
    from standfirst.outputs.article import Facts
    from standfirst.outputs.citations.work import Work

LOGGER = logging.getLogger(__name__)
WRITERS: Mapping[str, Callable[[Iterable[Work]], str]] = {
    "bib": formats.bibtex,
    "ris": formats.ris,
    "json": formats.csl,
}
"""Suffix of each of the :data:`~standfirst.tables.citation_forms.FORMS` -> what writes it."""
_Made = TypeVar("_Made")
_OF_ONE = "citation"
_OF_MANY = "citations.bib"
_KNOWN = "works"
"""Name of the file that keeps what is known of works."""


@dc.dataclass(frozen=True, kw_only=True)
class CiteFormat:
    """A form of the citation for programs."""

    name: str
    form: str
    """Key of what makes it: suffix of the file too."""
    type: str
    """MIME type."""
    href: str
    """Address of the file; empty where only browsers make it."""
    file: str
    """Name to keep it under."""


@dc.dataclass(frozen=True, kw_only=True)
class Cite:
    """``cite`` in the template of an article."""

    styles: tuple[tuple[str, str], ...]
    """Names of styles and safe HTML; empty where Typst is not installed."""
    formats: tuple[CiteFormat, ...]
    record: str
    """JSON of what is cited, safe in a ``script``, of which browsers make the formats."""
    bibliography: str
    """Address of a file that has the article among others; empty where there is none."""
    coins: str


def gather(app: Sphinx, env: BuildEnvironment, facts: Facts) -> Cited:
    """Return the citations, in words too where that is possible; only for pages."""
    if not isinstance(app.builder, PublicationBuilder):
        return Cited()
    domain = PublicationDomain.of(env)
    words = styles.Kept(Path(app.doctreedir, "standfirst", "citations.json"))
    posts = facts.catalogue.posts
    keys = work.keys(posts.values())
    known = _known(
        domain, facts, {name: keys[name] for name in posts if not posts[name].withdrawn}, words
    )
    return _in_words(app, Works(facts, {name: keys[name] for name in known}), known, words)


def planned(app: Sphinx, facts: Facts, known: Mapping[str, KnownWork]) -> Cited:
    """Return the citations of a plan."""
    words = styles.Kept(Path(app.doctreedir, "standfirst", "citations.json"))
    keys = work.keys(facts.catalogue.posts.values())
    return _in_words(app, Works(facts, {name: keys[name] for name in known}), known, words)


def _in_words(
    app: Sphinx, works: Works, known: Mapping[str, KnownWork], words: styles.Kept
) -> Cited:
    """Return the citations, in words for the articles whose pages are made here, where that is possible."""
    builder = app.builder
    if not isinstance(builder, PublicationBuilder) or not builder.makes_pages:
        return Cited(works=works, known=known)
    mine = {name: one for name, one in known.items() if builder.is_mine(name)}
    if styles.version():
        return Cited(works=works, known=known, citations=_set(app, works, mine, words))
    if works:
        LOGGER.info("citations in words (%s) need Typst, which is not installed; there are %s only", ", ".join(styles.STYLES), ", ".join(form.name for form in FORMS))  # fmt: skip
    return Cited(works=works, known=known)


def _known(
    domain: PublicationDomain, facts: Facts, keys: Mapping[str, str], words: styles.Kept
) -> dict[str, KnownWork]:
    """Return what is known of the work of each article that can be cited; of one that is as it was, as it is kept.

    :param keys: Docname -> under which key it is cited.
    """
    kept, works = domain.inputs.kept, Works(facts, keys)
    made_by = digest(facts.state_of_all(), words.made_by)
    before: dict[str, KnownWork] = kept.read(_KNOWN, made_by) or {}
    states = {name: digest(facts.state(name), key) for name, key in keys.items()}

    def of(name: str) -> KnownWork:
        one = works[name]
        entry = words.name(styles.entry(one))
        return KnownWork(made_from=states[name], work=digest(one), entry=entry)

    new = [
        name
        for name, state in states.items()
        if name not in before or before[name].made_from != state
    ]
    made = {**before, **_of_each(domain, new, of)}
    known = {
        name: made[name] for name in keys if name in made and made[name].made_from == states[name]
    }
    if known != before:
        kept.write(_KNOWN, made_by, known)
    return known


def _of_each(
    domain: PublicationDomain, docnames: Iterable[str], make: Callable[[str], _Made]
) -> dict[str, _Made]:
    """Return what *make* makes of each article; one for which it raises is reported."""
    made = domain.of_each(docnames, make, when="cited", done="its page says nothing of that")
    domain.inputs.faults.report()
    return made


def _set(
    app: Sphinx, works: Works, known: Mapping[str, KnownWork], words: styles.Kept
) -> dict[str, tuple[str, ...]]:
    """Return the citations of each article in words; one that has none is named."""
    entries = {
        name: styles.entry(works[name])
        for name, one in known.items()
        if words.named(one.entry) is None
    }
    failed: dict[str, str] = {}

    def take(some: list[dict[str, Any]], found: list[tuple[str, ...] | styles.NoCitation]) -> None:
        for entry, citations in zip(some, found, strict=True):
            if isinstance(citations, styles.NoCitation):
                failed[words.name(entry)] = str(citations)
            else:
                words.add(entry, citations)

    wanted = [*entries.values()]
    if wanted:  # in an edit of a text there is none
        workers.share(wanted, [1] * len(wanted), jobs=app.parallel, do=styles.write, take=take)
    words.save()
    result = {}
    for name, one in known.items():
        citations = words.named(one.entry)
        if citations is None:
            _report(name, failed.get(one.entry, ""))
        else:
            result[name] = citations
    return result


def _report(docname: str, reason: str) -> None:
    problem = Problem(
        subtype=PostWarning.FRONT_MATTER,
        message=f"no citation in words can be typeset ({reason}); the page has the other formats",
        remedy="look at title, names and dates",
    )
    log(problem, location=(docname, 1))


def context(builder: PublicationBuilder, pagename: str, listing: Listing | None) -> dict[str, Any]:
    """Return the citations for an article's template, or the citation file for a list's."""
    cited = builder.published.cited
    told: dict[str, Any] = {}
    if pagename in cited.works:
        told["cite"] = _cite(builder, pagename, cited.works[pagename])
    if listing is not None and cited.has_list(listing):
        file = builder.address(listing.page).folder + _OF_MANY
        told["bibliography"] = builder.file_uri(pagename, file)
    return told


def _cite(builder: PublicationBuilder, page: str, one: Work) -> Cite:
    folder, published = builder.address(page).folder, builder.published
    citations = published.cited.citations.get(page, ())
    files = builder.domain.inputs.settings.citation_files
    volume = published.catalogue.posts[page].volume
    collected = builder.address(volume.page).folder if volume else ""
    return Cite(
        styles=tuple(zip(styles.STYLES, citations, strict=False)),
        formats=tuple(
            CiteFormat(
                name=form.name,
                form=form.suffix,
                type=form.type,
                href=builder.file_uri(page, f"{folder}{_OF_ONE}.{form.suffix}")
                if form.suffix in files
                else "",
                file=f"{one.key}.{form.suffix}",
            )
            for form in FORMS
        ),
        record=formats.record(one),
        bibliography=builder.file_uri(page, collected + _OF_MANY),
        coins=formats.coins(one),
    )


def of_part(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield the files of single articles, where a part of them is written."""
    yield from (file for file in files(builder) if file.docname and builder.is_mine(file.docname))


def files(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield the files with citations."""
    domain = builder.domain
    cited = domain.published.cited
    works = cited.works
    hashes = {name: one.work for name, one in cited.known.items()}
    for docname in works:
        folder = builder.address(docname).folder
        for suffix in domain.inputs.settings.citation_files:
            write = WRITERS[suffix]
            yield ExtraFile(
                file=f"{folder}{_OF_ONE}.{suffix}",
                docname=docname,
                made_from=hashes[docname],
                make=lambda docname=docname, write=write: write([works[docname]]).encode(),  # type: ignore[misc]  # lambdas have no types
            )
    lists: list[tuple[str, Iterable[str], int | None]] = [("", tuple(works), None)]
    for kind, listing in domain.published.catalogue.listings():
        if domain.published.cited.has_list(listing):
            # those of many authors would have the names of all in the file of each
            most = feeds.MOST_IN_FULL if kind.shared else None
            lists.append((builder.address(listing.page).folder, listing.posts, most))
    for folder, docnames, most in lists:
        names = [name for name in docnames if name in works]
        if names:
            yield ExtraFile(
                file=folder + _OF_MANY,
                made_from=digest([hashes[name] for name in names]),
                weight=len(names),
                make=lambda names=names, most=most: formats.bibtex(  # type: ignore[misc]
                    [works[name] for name in names], most
                ).encode(),
            )
