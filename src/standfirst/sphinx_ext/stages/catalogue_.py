"""The catalogue, made when all documents are read, and the files beside its pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses.extra_files import copied, relative
from standfirst.catalogue import menus
from standfirst.catalogue.assemble import AssembleInputs, assemble_others
from standfirst.catalogue.kept_catalogue import KeptCatalogue
from standfirst.editions.shelf import Editions
from standfirst.limits import faults
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.faults_ import leave_out
from standfirst.sphinx_ext.logs import log, log_of_conf, place
from standfirst.sphinx_ext.options_ import not_copied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue.publication import Publication
    from standfirst.problems import Problem


def extra_files(app: Sphinx) -> dict[str, Path]:
    """Return the files of ``html_extra_path`` by their place in the output; say which are left out."""
    return copied(
        Path(app.confdir),
        app.config.html_extra_path,
        not_copied(app.config),
        _say if app.builder.format == "html" else None,
    )


def make(app: Sphinx, env: BuildEnvironment, extra: Mapping[str, Path]) -> Publication:
    """Return the catalogue and the addresses, without files that make assembling fail.

    :param extra: The files of ``html_extra_path`` by their place in the output.
    """
    domain = PublicationDomain.of(env)
    # every document is read
    domain.discovery.parsed.clear()
    inputs = AssembleInputs(
        settings=domain.inputs.settings,
        records=domain.records,
        pages=domain.pages,
        documents={name: domain.source(name) for name in env.all_docs},
        root=app.config.root_doc,
        authors=domain.inputs.authors,
        volumes=domain.inputs.volumes,
        find_file=domain.files.picture,
        is_unseen=domain.discovery.unseen.are_meant,
        extra=relative(extra, Path(app.confdir)),
        has_menu=bool(app.config.standfirst_menu),
    )
    kept = KeptCatalogue(domain.inputs.kept, domain.data["marks"])
    publication, culprits = assemble_others(inputs, kept)
    for culprit in culprits:
        is_document = culprit.name in env.all_docs
        path = domain.source(culprit.name) if is_document else culprit.name
        caught = faults.Caught(culprit.error)
        domain.inputs.faults.note(culprit.name, path, caught, when="listed", done=faults.LEFT_OUT)
        if is_document:
            leave_out(app, culprit.name)
    domain.inputs.faults.report()
    return publication


def report(env: BuildEnvironment, publication: Publication) -> None:
    """Report the problems."""
    said = {option: env.config[f"standfirst_{option}"] for option in menus.OPTIONS}
    find = partial(publication.addresses.named, front=env.config.root_doc)
    root = Path(env.srcdir)
    for problem in menus.problems(said, find):
        log_of_conf(root, problem)
    for located in publication.problems:
        if located.problem.way:
            log_of_conf(root, located.problem)
        else:
            log(located.problem, location=place(env, located.docname, located.problem.line))


def editions(
    app: Sphinx,
    publication: Publication,
    extra: Mapping[str, Path],
    make: type[Editions] = Editions,
) -> Editions:
    """Return the editions that pages can offer."""
    books, cards = (
        Path(app.srcdir, str(folder)) if folder else None
        for folder in (app.config.standfirst_editions, app.config.standfirst_cards)
    )
    return make(
        publication.catalogue,
        publication.addresses,
        front=app.config.root_doc,
        books=books,
        cards=cards,
        extra=extra,
    )


def _say(path: str, problem: Problem) -> None:
    log(problem, location=f"{path}:1")
