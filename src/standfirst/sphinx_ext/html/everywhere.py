"""What every page has: the menu, and a hash of that, templates, style sheets, scripts and settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.addresses.page_addresses import NOT_FOUND, SEARCH
from standfirst.catalogue import menus
from standfirst.catalogue.allocation import CONTENTS
from standfirst.incremental.manifest import digest
from standfirst.package import VERSION
from standfirst.settings.model import settings_of_all_pages
from standfirst.sphinx_ext.upstream import sphinx_ as upstream
from standfirst.tables.listing_kinds import KINDS
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.builders.html import StandaloneHTMLBuilder

    from standfirst.sphinx_ext.domain import PublicationDomain

CONTENTS_TITLE = "Sections and pages"
"""Of the list of all of them, which the menu leads to where it has not all; a message for :class:`~standfirst.text.i18n.Words`."""


def everywhere(
    builder: StandaloneHTMLBuilder,
    domain: PublicationDomain,
    content_policy: str,
    style_names: Collection[str],
    placed: Collection[str],
) -> str:
    """Return the hash of what goes into every page; when style sheets and scripts are in their places.

    :param placed: The files that this build has put there: others of an earlier one go at its end.
    """
    info = upstream.build_info(builder, "env", "html")
    names = [str(sheet.filename) for sheet in upstream.style_sheets(builder)]
    names += [str(each.filename) for each in upstream.scripts(builder) if each.filename]
    sums = [(name, name in placed and upstream.checksum(builder, name)) for name in names]
    return digest(
        VERSION,
        info.config_hash,
        info.tags_hash,
        content_policy,
        sorted(style_names),
        sums,
        list(_templates(builder)),
        list(_led_to(domain)),
        domain.published.facts.card,
        [domain.published.addresses.pages.get(page) for page in above(domain)],
        settings_of_all_pages(domain.inputs.settings),
        plain_context(builder),
    )


def plain_context(builder: StandaloneHTMLBuilder) -> dict[str, object]:
    """Return what templates of all pages are told, as far as it is told from others by its ``repr``."""
    return {name: value for name, value in builder.globalcontext.items() if _is_plain(value)}


def _is_plain(value: object) -> bool:
    """Return whether a value is told from others by its ``repr``, in any process."""
    if isinstance(value, dict):
        return all(map(_is_plain, (*value, *value.values())))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str | int | float | bytes)


def menu(domain: PublicationDomain) -> list[tuple[str, str]]:
    """Return label and target of the menu's entries, as ``conf.py`` names them, else what the publication has."""
    published = domain.published
    if chosen := list(domain.env.config.standfirst_menu):
        return chosen
    w = words(domain.inputs.settings.language)
    sections = [(s.name, s.page) for s in published.catalogue.sections.values() if s.posts]
    contents = published.indexes.get(CONTENTS)
    rest = (w(CONTENTS_TITLE), contents) if contents else None
    pages = standing_pages(domain)
    shown = menus.usual(sections, pages, lambda name: not first_folder(domain, name), rest)
    indexes = [
        (w(kind.title), published.indexes[kind.path]) for kind in (KINDS["author"], KINDS["year"])
    ]
    return shown + indexes


def standing_pages(domain: PublicationDomain) -> list[menus.Entry]:
    """Return title and name of each standing page but the front page, by name."""
    without = {domain.env.config.root_doc, NOT_FOUND}
    found = sorted(domain.pages.items())
    return [(record.matter.title, name) for name, record in found if name not in without]


def first_folder(domain: PublicationDomain, page: str) -> str:
    """Return the first folder of a page's address; empty for a page that lies in none."""
    path = domain.published.addresses.pages[page].path.strip("/")
    return path.rpartition("/")[0].partition("/")[0]


def _led_to(domain: PublicationDomain) -> Iterator[object]:
    """Yield labels, targets and addresses of the links of menu and footer."""
    conf, addresses = domain.env.config, domain.published.addresses
    for label, target in (*menu(domain), *conf.standfirst_footer_links):
        found = addresses.named(target, front=conf.root_doc)
        yield label, target, found, found and addresses.pages[found[0]]


def above(domain: PublicationDomain) -> tuple[str, ...]:
    """Return the pages to which those below them lead back, and that of the search."""
    return domain.env.config.root_doc, *sorted(domain.published.indexes.values()), SEARCH


def _templates(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield a hash of each file in the folders of templates; in those of a publication, of any kind."""
    own = builder.templates.pathchain[: len(builder.config.templates_path)]
    for folder in builder.templates.pathchain:
        for path in sorted(Path(folder).rglob("*" if folder in own else "*.html")):
            if path.is_file():
                yield digest(path.relative_to(folder).as_posix(), path.read_bytes())
