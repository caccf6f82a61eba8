"""The menu and the footer's links: as ``conf.py`` names them, else what the publication has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.tables.listing_kinds import KINDS
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from standfirst.sphinx_ext.domain import PublicationDomain


def entries(domain: PublicationDomain) -> list[tuple[str, str]]:
    """Return label and target of the menu's entries; targets are as in ``conf.py``."""
    return list(domain.env.config.standfirst_menu) or _default(domain)


def footer(domain: PublicationDomain) -> list[tuple[str, str]]:
    """Return label and target of the footer's links."""
    return list(domain.env.config.standfirst_footer_links)


def state(domain: PublicationDomain) -> list[object]:
    """Return the menu and footer of every page: labels and addresses."""
    conf, addresses = domain.env.config, domain.published.addresses
    result: list[object] = []
    for label, target in (*entries(domain), *footer(domain)):
        found = addresses.named(target, front=conf.root_doc)
        result.append((label, target, found, found and addresses.pages[found[0]]))
    return result


def _default(domain: PublicationDomain) -> list[tuple[str, str]]:
    """Return the menu of a publication that names none: sections, standing pages, authors, archive."""
    root, published = domain.env.config.root_doc, domain.published
    w = words(domain.inputs.settings.language)
    sections = [(s.name, s.page) for s in published.catalogue.sections.values() if s.posts]
    pages = [(r.matter.title, name) for name, r in sorted(domain.pages.items()) if name != root]
    indexes = [
        (w(kind.title), published.indexes[kind.path]) for kind in (KINDS["author"], KINDS["year"])
    ]
    return sections + pages + indexes
