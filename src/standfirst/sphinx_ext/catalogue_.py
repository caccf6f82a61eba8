"""Hook: make the catalogue when all documents are read, and find whose page has to be written again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst import links
from standfirst.assemble import Publication, Sources, assemble
from standfirst.files import picture_names
from standfirst.names import fold
from standfirst.sphinx_ext import menu
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from standfirst.catalogue import Catalogue, Listing
    from standfirst.naming import Located


def setup_catalogue(app: Sphinx) -> None:
    """Register this stage."""
    app.connect("env-updated", on_env_updated, priority=100)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the catalogue; return the documents whose pages take something from it that has changed."""
    domain = PublicationDomain.of(env)
    publication = assemble(sources(app, env))
    domain.build.catalogue, domain.build.addresses = publication.catalogue, publication.addresses
    domain.build.indexes = publication.indexes
    domain.build.people = _people(publication.catalogue)
    domain.build.pictures = _name_pictures(env, publication.catalogue)
    _check_menu(domain)
    _check_extra_files(app, publication)
    for located in publication.problems:
        _log(env, located)
    changed = []
    everywhere = menu.state(domain)
    pictures = _pictures_by_document(env)
    for docname in sorted(env.all_docs):
        shared: list[object] = [everywhere, pictures.get(docname)]
        fingerprint = _fingerprint(domain, publication, docname, shared)
        if domain.data["fingerprints"].get(docname) != fingerprint:
            domain.data["fingerprints"][docname] = fingerprint
            changed.append(docname)
        domain.data["files"][docname] = publication.addresses.pages[docname].file
    return changed


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
    )


def _name_pictures(env: BuildEnvironment, catalogue: Catalogue) -> dict[str, str]:
    """Name every local picture of a text; return the name of every lead image, portrait and cover.

    Sphinx numbers pictures of one name in the order in which it meets them, which another
    order of reading, or a build of what has changed only, does not repeat.
    """
    found = [post.image for post in catalogue.posts.values()]
    found += [author.photo for author in catalogue.authors.values()]
    found += [volume.cover for volume in catalogue.volumes.values()]
    ours = {picture.src for picture in found if picture and not picture.is_remote}
    names = picture_names(sorted({*env.images, *ours}))
    for path, (docnames, _) in list(env.images.items()):
        env.images[path] = (docnames, names[path])
    return {path: names[path] for path in sorted(ours)}


def _pictures_by_document(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the names of the pictures in each document's text."""
    result: dict[str, list[str]] = {}
    for _, (docnames, name) in sorted(env.images.items()):
        for docname in docnames:
            result.setdefault(docname, []).append(name)
    return result


def _check_menu(domain: PublicationDomain) -> None:
    conf = domain.env.config
    for option in ("standfirst_menu", "standfirst_footer_links"):
        for label, target in conf[option]:
            if not target.startswith(("http://", "https://", "mailto:")) and not domain.find(
                target
            ):
                problem = Problem(
                    subtype=PostWarning.CONFIG,
                    message=f"{option}: {label!r} leads to {target!r}, which is no page",
                    remedy="name a page such as 'about' or 'sections/essays', or an http(s) address",
                )
                log(problem, location="conf.py:1")


def _check_extra_files(app: Sphinx, publication: Publication) -> None:
    """Name the files of ``html_extra_path`` that lie where a page or a feed of ours does, which stays."""
    ours = {address.file for address in publication.addresses.pages.values()} | set(links.FEEDS)
    for folder in app.config.html_extra_path:
        root = Path(app.confdir, folder)
        for path in sorted(p for p in root.rglob("*") if p.is_file()):
            if path.relative_to(root).as_posix() in ours:
                problem = Problem(
                    subtype=PostWarning.ADDRESS,
                    message="lies where the publication has a page or a feed of its own, which stays",
                    remedy="move or remove the file",
                )
                log(problem, location=f"{path.relative_to(app.confdir).as_posix()}:1")


def _log(env: BuildEnvironment, located: Located) -> None:
    if located.docname in env.all_docs:
        log(located.problem, location=(located.docname, located.problem.line))
    else:
        log(located.problem, location=f"{located.docname}:{located.problem.line}")


def _fingerprint(
    domain: PublicationDomain, publication: Publication, docname: str, shared: list[object]
) -> str:
    """Return a hash of all that the page of *docname* takes from elsewhere.

    :param shared: What it takes of things that are made once for all pages.
    """
    catalogue, addresses = publication.catalogue, publication.addresses
    source = str(domain.env.doc2path(docname, base=False)).replace("\\", "/")
    links = domain.data["links"].get(docname, ())
    parts: list[object] = [
        addresses.pages[docname],
        [_resolved(publication, link, source, docname) for link in links],
        shared,
        [_referred(domain, reference) for reference in domain.data["references"].get(docname, ())],
        *(_of_post(catalogue, docname)),
    ]
    if docname in domain.data["listing"] or docname == domain.env.config.root_doc:
        parts.append(list(catalogue.posts.values()))
        parts.append(list(catalogue.volumes.values())[:1])
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _people(catalogue: Catalogue) -> dict[str, str]:
    """Return the key of every author by key, name and aliases, folded; the first one's where two share a name."""
    result: dict[str, str] = {}
    for author in catalogue.authors.values():
        for name in (author.key, author.name, *author.aliases):
            result.setdefault(fold(name), author.key)
    return result


def _referred(domain: PublicationDomain, reference: tuple[str, str, str]) -> object:
    """Return what a role's reference leads to: a page with its address, and the title it takes from there."""
    of, kind, target = reference
    if of == domain.name:
        found = domain.named(kind, target)
        return found and (found, domain.addresses and domain.addresses.pages[found[0]])
    env, std = domain.env, domain.env.domaindata["std"]
    names = [std[table].get(target) for table in ("labels", "anonlabels")]
    title, pages = env.titles.get(target), domain.addresses.pages if domain.addresses else {}
    # the last for ABlog's labels, such as author-ada-lovelace
    return names, title and title.astext(), pages.get(target), _listing(domain.catalogue, target)


def _listing(catalogue: Catalogue, label: str) -> object:
    """Return name and page of the listing that one of ABlog's labels means."""
    kind, _, key = label.partition("-")
    groups: dict[str, Mapping[str, Listing]] = {
        "author": catalogue.authors,
        "tag": catalogue.tags,
        "category": catalogue.sections,
        "section": catalogue.sections,
        "archive": catalogue.years,
    }
    listing = groups.get(kind, {}).get(key)
    return listing and (listing.name, listing.page)


def _resolved(publication: Publication, link: str, source: str, docname: str) -> object:
    found = publication.addresses.find(link, source=source, page=docname)
    return found and (found, publication.addresses.pages[found[0]])


def _of_post(catalogue: Catalogue, docname: str) -> Iterator[object]:
    post = catalogue.posts.get(docname)
    if post is None:
        return
    yield post
    for person in (*post.authors, *post.translators):
        author = catalogue.authors[person.key]
        yield author.name, author.photo
    for other in catalogue.neighbours[docname]:
        if other:
            neighbour = catalogue.posts[other]
            yield neighbour.title, neighbour.path, neighbour.lang
