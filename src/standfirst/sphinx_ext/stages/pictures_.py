"""The pictures that pages show, made ready when the catalogue is.

::

    texts, lead images, portraits, covers --appearances--> files of the publication and of the store
        --workshop--> ``Pictures.shown``, which pages, lists and feeds take from

No picture is fetched here unless ``standfirst_fetch`` says so: one that is not in the store is a
frame with a link.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from standfirst.editions import picture_files
from standfirst.incremental.atomic_files import OutputError
from standfirst.limits import containment
from standfirst.pictures import markup
from standfirst.pictures.conversion.conversion_cache import ConversionCache
from standfirst.pictures.conversion.gather import Appearance, gather, unshown
from standfirst.pictures.conversion.renditions import Recipe, Shown
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.remote import urls, wanted
from standfirst.pictures.remote.known_addresses import KnownAddresses
from standfirst.pictures.remote.store import Store, StoreError
from standfirst.problems import PostWarning, Problem
from standfirst.reading.publication_reader import PublicationReader
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.logs import line_of, log, place
from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
from standfirst.sphinx_ext.state import Pictures
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue.model import Catalogue
    from standfirst.pictures.conversion.conversion_cache import WantedConversion
    from standfirst.pictures.conversion.renditions import Role
    from standfirst.pictures.remote.wanted import PictureUse, WantedPicture
    from standfirst.progress import Progress
    from standfirst.settings.model import Settings

LOGGER = logging.getLogger(__name__)


def note(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Note the pictures of the document; replace one that would make the page large by its text."""
    noted: dict[str, int] = {}
    for node in list(doctree.findall(nodes.image)):
        if str(node["uri"]).startswith("data:"):
            _limit(node, env.docname)
            continue
        for src in map(str, node.get("candidates", {}).values()):
            if "://" in src or src in env.images:
                noted.setdefault(src, line_of(node))
    if noted:
        PublicationDomain.of(env).data["pictures"][env.docname] = tuple(noted.items())


def _limit(node: nodes.image, docname: str) -> None:
    reason = urls.why_not(node["uri"])
    if not reason:
        return
    problem = Problem(
        subtype=PostWarning.IMAGE,
        message=f"a picture is embedded in the text: {reason}; its text is shown instead",
        remedy="save it as a file and write its path",
    )
    log(problem, location=(docname, line_of(node)))
    node.replace_self(nodes.inline("", node.get("alt", ""), classes=["sf-missing-picture"]))


def make_ready(app: Sphinx, env: BuildEnvironment, catalogue: Catalogue) -> Pictures:
    """Return the pictures that pages or editions show, ready to be placed; report those that cannot be shown."""
    builder = app.builder
    if not isinstance(builder, ParallelReading):
        return Pictures()
    is_edition = builder.makes_editions
    if not isinstance(builder, PublicationBuilder) and not is_edition:
        return Pictures()
    domain = PublicationDomain.of(env)
    settings = domain.inputs.settings
    if settings.fetch:
        _fetch(app, settings, builder.progress)
    planned = domain.inputs.planned
    every = [
        each
        for each in appearances(domain, catalogue)
        if planned is None or planned.has(each.where)
    ]
    store = _store(Path(app.confdir), settings.pictures)
    known = KnownAddresses(domain.inputs.kept)
    found = gather(every, root=Path(app.srcdir), store=store, known=known)
    known.save()
    made, refused = _make(builder, settings, found.wanted)
    _report(env, every, {**found.never, **refused})
    if found.missing:
        said = f"{counted(len(found.missing), 'picture is', 'pictures are')} not in the store"
        LOGGER.info("%s; `make images` fetches them", said)
    return dc.replace(made, missing=len(found.missing))


def convert(builder: ParallelReading, docnames: Iterable[str]) -> None:
    """Convert the pictures that documents show, so far as they are known before the catalogue is; :func:`make_ready` finds them made."""
    app, domain = builder.application, builder.domain
    settings = domain.inputs.settings
    found = gather(
        _of_records(domain, docnames),
        root=Path(app.srcdir),
        store=_store(Path(app.confdir), settings.pictures),
    )
    _make(builder, settings, found.wanted)


def _of_records(domain: PublicationDomain, docnames: Iterable[str]) -> Iterator[Appearance]:
    for docname in docnames:
        for src, line in domain.data["pictures"].get(docname, ()):
            yield Appearance(src=src, role="text", where=docname, line=line)
        record = domain.records.get(docname)
        if record and record.matter.image:
            yield from _of_file(domain, record.matter.image, "lead", record.source, 1)


def _make(
    builder: ParallelReading, settings: Settings, wanted: Mapping[str, WantedConversion]
) -> tuple[Pictures, dict[str, str]]:
    """Make the files that pages show or editions take; return them, and why there are none of a picture, by its address or path."""
    if builder.makes_editions:
        recipe = Recipe(widths=(), fallback=picture_files.WIDTH)
        wanted = {
            src: dc.replace(each, stem="print", roles=frozenset({"print"}))
            for src, each in wanted.items()
        }
    else:
        recipe = Recipe.of(settings)
    cache = Path(builder.doctreedir).parent / "pictures"

    def progress(names: Iterable[str], count: int) -> Iterator[str]:
        with builder.progress.of("converting pictures", count) as stage:
            yield from stage.through(names)

    jobs, content = builder.application.parallel, builder.domain.inputs.contents.of
    workshop = ConversionCache(cache, recipe, jobs=jobs, progress=progress, content=content)
    made = workshop.make(wanted)
    shown = {src: each for src, each in made.items() if isinstance(each, Shown)}
    refused = {src: str(each) for src, each in made.items() if isinstance(each, NoPicture)}
    if builder.makes_editions:
        printable = {src: workshop.path(each.fallback) for src, each in shown.items()}
        return Pictures(printable=printable), refused
    files = {
        file.name: workshop.path(file)
        for src, each in shown.items()
        for file in markup.files(each, wanted[src].roles)
    }
    return Pictures(shown=shown, files=files), refused


def appearances(domain: PublicationDomain, catalogue: Catalogue) -> Iterator[Appearance]:
    """Yield every place where a page shows a picture."""
    for docname, noted in sorted(domain.data["pictures"].items()):
        for src, line in noted:
            yield Appearance(src=src, role="text", where=docname, line=line)
    for docname, post in catalogue.posts.items():
        if post.image:
            line = domain.records.head(docname).image_line
            yield Appearance(src=post.image.src, role="lead", where=docname, line=line)
    for author in domain.inputs.authors:
        yield from _of_file(domain, author.photo, "portrait", author.source, author.photo_line)
    for volume in domain.inputs.volumes:
        yield from _of_file(domain, volume.cover, "cover", volume.source, volume.cover_line)


def _of_file(
    domain: PublicationDomain, written: str, role: Role, source: str, line: int
) -> Iterator[Appearance]:
    src = written if "://" in written else written and domain.files.picture(written, source)
    if src:
        yield Appearance(src=src, role=role, where=source, line=line)


def _fetch(app: Sphinx, settings: Settings, progress: Progress) -> None:
    """Fetch what the store does not hold; how many did not come is said with all that are missing."""
    # httpx is not loaded for builds that ask nobody for anything
    from standfirst.pictures.remote import fetch_missing  # noqa: PLC0415

    clock = dt.datetime.now(tz=dt.UTC)
    try:
        with fetch_missing.shown(progress) as manner:
            outcome = fetch_missing.fetch_missing(
                Path(app.confdir), settings, _wanted(app, settings), clock=clock, manner=manner
            )
    except (StoreError, OutputError) as exc:
        log(
            Problem(subtype=PostWarning.IMAGE, message=f"{exc}; no more are fetched"), location=None
        )
    else:
        LOGGER.info("%s fetched", counted(len(outcome.fetched), "picture"))


def _wanted(app: Sphinx, settings: Settings) -> dict[str, WantedPicture]:
    """Return the remote pictures of the publication: as its posts were read, and of what no build reads as a post."""
    domain = PublicationDomain.of(app.env)
    options = {each.name: each.value for each in app.config}
    reader = PublicationReader(Path(app.srcdir), settings, options, lambda _path, _problem: None)
    records = {
        record.source: record for of in (domain.records, domain.pages) for record in of.values()
    }

    def shown(path: str) -> Iterable[tuple[str, PictureUse]]:
        record = records.get(path)
        if record is None:
            read = partial(wanted.of_file, reader, domain.surroundings, path)
            return reader.carefully(path, lambda: [*read()], when="read") or ()
        return wanted.of_record(record, domain.data["remote"].get(record.docname, ()))

    inputs = domain.inputs
    return wanted.gathered(domain.discovery, inputs.authors, inputs.volumes, shown)


def _store(root: Path, name: str) -> Store:
    folder = root / name
    if containment.entry_fault(root, name):  # which has been said when documents were sought
        return Store(folder, {})
    try:
        return Store.open(folder)
    except StoreError as exc:
        problem = Problem(
            subtype=PostWarning.IMAGE,
            message=f"{exc}; no remote picture is shown",
            level="error",
        )
        log(problem, location=None)
        return Store(folder, {})


def _report(env: BuildEnvironment, every: Iterable[Appearance], faults: Mapping[str, str]) -> None:
    """Say where the pictures are that cannot be shown."""
    for each in every:
        if each.src in faults:
            problem = unshown(each.src, faults[each.src])
            log(problem, location=place(env, each.where, each.line))
