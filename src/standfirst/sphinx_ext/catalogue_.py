"""Hook: make the catalogue when all documents are read, and what each page is made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst import faults, menus
from standfirst.assemble import Sources
from standfirst.assemble_others import assemble_others
from standfirst.extra_files import copied, relative
from standfirst.names import fold
from standfirst.sphinx_ext.configuration import not_copied
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.editions_ import Editions
from standfirst.sphinx_ext.faults_ import leave_out
from standfirst.sphinx_ext.fingerprints import Fingerprints
from standfirst.sphinx_ext.logs import log

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue import Catalogue
    from standfirst.warnings_ import Located, Problem


def setup_catalogue(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("env-updated", on_env_updated, priority=100)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the catalogue, give out addresses, and say what is doubtful."""
    domain = PublicationDomain.of(env)
    domain.build.extra = copied(
        Path(app.confdir),
        app.config.html_extra_path,
        not_copied(app.config),
        _say if app.builder.format == "html" else None,
    )
    problems = make(app, env)
    said = {option: app.config[f"standfirst_{option}"] for option in menus.OPTIONS}
    for problem in menus.problems(said, domain.find):
        log(problem, location="conf.py:1")
    for located in problems:
        _log(env, located)


def make(app: Sphinx, env: BuildEnvironment) -> tuple[Located, ...]:
    """Make the catalogue, without what cannot be in it, and give out addresses; return what is doubtful."""
    domain = PublicationDomain.of(env)
    # every document is read
    domain.build.discovery.parsed.clear()
    publication, culprits = assemble_others(sources(app, env))
    for culprit in culprits:
        is_document = culprit.name in env.all_docs
        path = domain.source(culprit.name) if is_document else culprit.name
        caught = faults.Caught(culprit.error)
        domain.build.faults.note(culprit.name, path, caught, when="listed", done=faults.LEFT_OUT)
        if is_document:
            leave_out(app, culprit.name)
    domain.build.faults.report()
    domain.build.catalogue, domain.build.addresses = publication.catalogue, publication.addresses
    domain.build.indexes = publication.indexes
    domain.build.people = _people(publication.catalogue)
    domain.build.editions = Editions(domain)
    domain.build.fingerprints = Fingerprints(domain)
    return publication.problems


def _say(path: str, problem: Problem) -> None:
    log(problem, location=f"{path}:1")


def sources(app: Sphinx, env: BuildEnvironment) -> Sources:
    """Return what the publication is made from."""
    domain = PublicationDomain.of(env)
    paths = {name: str(env.doc2path(name, base=False)).replace("\\", "/") for name in env.all_docs}
    return Sources(
        settings=domain.build.settings,
        records=domain.records,
        pages=domain.pages,
        documents=paths,
        root=app.config.root_doc,
        authors=domain.build.authors,
        volumes=domain.build.volumes,
        find_file=domain.files.picture,
        is_unseen=domain.is_cut,
        extra=relative(domain.build.extra, Path(app.confdir)),
    )


def _log(env: BuildEnvironment, located: Located) -> None:
    if located.docname in env.all_docs:
        log(located.problem, location=(located.docname, located.problem.line))
    else:
        log(located.problem, location=f"{located.docname}:{located.problem.line}")


def _people(catalogue: Catalogue) -> dict[str, str]:
    """Return the key of every author by key, name and aliases, folded; the first one's where two share a name."""
    result: dict[str, str] = {}
    for author in catalogue.authors.values():
        for name in (author.key, author.name, *author.aliases):
            result.setdefault(fold(name), author.key)
    return result
