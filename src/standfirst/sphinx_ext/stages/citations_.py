"""How articles are cited: on their pages, in files beside them, for each author and volume, for all."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.util import logging

from standfirst.incremental.manifest import ExtraFile, digest
from standfirst.outputs import feeds
from standfirst.outputs.citations import formats, styles, work
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext import workers
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.state import Cited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue.model import Listing
    from standfirst.outputs.article import Facts
    from standfirst.outputs.citations.work import Work

LOGGER = logging.getLogger(__name__)
FORMATS: dict[str, tuple[str, Callable[[Iterable[Work]], str]]] = {
    "BibTeX": ("bib", formats.bibtex),
    "RIS": ("ris", formats.ris),
    "CSL-JSON": ("json", formats.csl),
}
"""Name -> suffix of the file, and what writes it."""
_Made = TypeVar("_Made")
_OF_ONE = "citation"
_OF_MANY = "citations.bib"


@dc.dataclass(frozen=True, kw_only=True)
class Cite:
    """``cite`` in the template of an article."""

    styles: tuple[tuple[str, str], ...]
    """Names of styles and safe HTML; empty where Typst is not installed."""
    formats: tuple[tuple[str, str, str], ...]
    """Name, address of the file, name to keep it under."""
    coins: str


def gather(app: Sphinx, env: BuildEnvironment, facts: Facts) -> Cited:
    """Return the citations, in words too where that is possible; only for pages."""
    if not isinstance(app.builder, PublicationBuilder):
        return Cited()
    works = _works(PublicationDomain.of(env), facts)
    if styles.version():
        return Cited(works=works, citations=_set(app, works))
    if works:
        LOGGER.info("citations in words (%s) need Typst, which is not installed; there are %s only", ", ".join(styles.STYLES), ", ".join(FORMATS))  # fmt: skip
    return Cited(works=works)


def _works(domain: PublicationDomain, facts: Facts) -> dict[str, Work]:
    """Return what is cited of each article that can be."""
    posts = facts.catalogue.posts
    keys = work.keys(posts.values())

    def of(name: str) -> Work:
        return work.of(facts.article(name), keys[name], domain.inputs.settings)

    cited = (name for name, post in posts.items() if not post.withdrawn)
    return _of_each(domain, cited, of)


def _of_each(
    domain: PublicationDomain, docnames: Iterable[str], make: Callable[[str], _Made]
) -> dict[str, _Made]:
    """Return what *make* makes of each article; one for which it raises is reported."""
    made = domain.of_each(docnames, make, when="cited", done="its page says nothing of that")
    domain.inputs.faults.report()
    return made


def _set(app: Sphinx, works: Mapping[str, Work]) -> dict[str, tuple[str, ...]]:
    """Return the citations of each article in words; one that has none is named."""
    domain = PublicationDomain.of(app.env)
    entries = _of_each(domain, works, lambda name: styles.entry(works[name]))
    kept = styles.Kept(Path(app.doctreedir, "standfirst", "citations.json"))
    wanted = styles.missing(kept, entries.values())
    failed: dict[str, str] = {}

    def take(some: list[dict[str, Any]], found: list[tuple[str, ...] | styles.NoCitation]) -> None:
        for entry, citations in zip(some, found, strict=True):
            if isinstance(citations, styles.NoCitation):
                failed[repr(entry)] = str(citations)
            else:
                kept.add(entry, citations)

    workers.share(wanted, [1] * len(wanted), jobs=app.parallel, do=styles.write, take=take)
    kept.save()
    result = {}
    for name, entry in entries.items():
        citations = kept.find(entry)
        if citations is None:
            _report(name, failed.get(repr(entry), ""))
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
    one = cited.works.get(pagename)
    if one is not None:
        told["cite"] = _cite(builder, pagename, one)
    if listing is not None and cited.has_list(listing):
        file = builder.address(listing.page).folder + _OF_MANY
        told["bibliography"] = builder.file_uri(pagename, file)
    return told


def _cite(builder: PublicationBuilder, page: str, one: Work) -> Cite:
    folder = builder.address(page).folder
    citations = builder.domain.published.cited.citations.get(page, ())
    return Cite(
        styles=tuple(zip(styles.STYLES, citations, strict=False)),
        formats=tuple(
            (
                name,
                builder.file_uri(page, f"{folder}{_OF_ONE}.{suffix}"),
                f"{one.key}.{suffix}",
            )
            for name, (suffix, _) in FORMATS.items()
        ),
        coins=formats.coins(one),
    )


def files(builder: PublicationBuilder) -> Iterator[ExtraFile]:
    """Yield the files with citations."""
    domain = builder.domain
    works = domain.published.cited.works
    hashes = {name: digest(one) for name, one in works.items()}
    for docname, one in works.items():
        folder = builder.address(docname).folder
        for suffix, write in FORMATS.values():
            yield ExtraFile(
                file=f"{folder}{_OF_ONE}.{suffix}",
                docname=docname,
                made_from=hashes[docname],
                make=lambda one=one, write=write: write([one]).encode(),  # type: ignore[misc]  # lambdas have no types
            )
    lists: list[tuple[str, Iterable[str], int | None]] = [("", tuple(works), None)]
    for kind, listing in domain.published.catalogue.listings():
        if kind.is_cited:
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
