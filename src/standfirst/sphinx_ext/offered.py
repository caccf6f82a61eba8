"""What becomes of the files that documents link to: known once all documents are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from standfirst import links

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from standfirst.sphinx_ext.builder import PublicationBuilder
    from standfirst.sphinx_ext.domain import PublicationDomain


def placed(domain: PublicationDomain, target: str, source: str) -> str | None:
    """Return where the file of ``html_extra_path`` that *target*, written in *source*, means lies in the output."""
    found = domain.files.placed(target, source, domain.build.extra)
    lost = domain.addresses.lost if domain.addresses else ()
    return found if found not in lost else None


def placed_url(domain: PublicationDomain, place: str) -> str:
    """Return the absolute address of a file in the output; empty where the publication has none."""
    base = domain.build.settings.base_url
    return base + links.quoted(place) if base else ""


def placed_uri(domain: PublicationDomain, builder: Builder, docname: str, place: str) -> str:
    """Return the link to a file of ``html_extra_path``: on the web, where what is made is no page; empty: there is none."""
    if builder.format == "html":
        return cast("PublicationBuilder", builder).placed_uri(docname, place)
    return "" if builder.name == "linkcheck" else placed_url(domain, place)


def fault(domain: PublicationDomain, file: str) -> str:
    """Return why a file that documents offer is not published, as the end of a sentence; empty: it is."""
    made = domain.build.attachments
    return made.faults.get(file, "") if made else ""
