"""Adapters: one module per hook of Sphinx; the only place that imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_all(app: Sphinx) -> None:
    """Register the stages in the data's order."""
    for extension in ("myst_parser", "sphinx_design"):
        app.setup_extension(extension)
    _setup_reading(app)
    _setup_writing(app)


def _setup_reading(app: Sphinx) -> None:
    """Register what leads from sources to the catalogue and its pictures."""
    # imported late: ``import standfirst.sphinx_ext.logs`` does not need all of them
    from standfirst.sphinx_ext.attachments_ import setup_attachments  # noqa: PLC0415
    from standfirst.sphinx_ext.catalogue_ import setup_catalogue  # noqa: PLC0415
    from standfirst.sphinx_ext.configuration import setup_configuration  # noqa: PLC0415
    from standfirst.sphinx_ext.definitions import setup_definitions  # noqa: PLC0415
    from standfirst.sphinx_ext.directives_ import setup_directives  # noqa: PLC0415
    from standfirst.sphinx_ext.documents import setup_documents  # noqa: PLC0415
    from standfirst.sphinx_ext.domain import PublicationDomain  # noqa: PLC0415
    from standfirst.sphinx_ext.faults_ import setup_faults  # noqa: PLC0415
    from standfirst.sphinx_ext.guard import setup_guard  # noqa: PLC0415
    from standfirst.sphinx_ext.highlighting_ import setup_highlighting  # noqa: PLC0415
    from standfirst.sphinx_ext.icons_ import setup_icons  # noqa: PLC0415
    from standfirst.sphinx_ext.intake import setup_intake  # noqa: PLC0415
    from standfirst.sphinx_ext.logs import setup_logs  # noqa: PLC0415
    from standfirst.sphinx_ext.moment import setup_moment  # noqa: PLC0415
    from standfirst.sphinx_ext.page_gate import setup_page_gate  # noqa: PLC0415
    from standfirst.sphinx_ext.parser import setup_parser  # noqa: PLC0415
    from standfirst.sphinx_ext.pictures_ import setup_pictures  # noqa: PLC0415
    from standfirst.sphinx_ext.raw_pictures import setup_raw_pictures  # noqa: PLC0415
    from standfirst.sphinx_ext.tabs import setup_tabs  # noqa: PLC0415
    from standfirst.sphinx_ext.upstream.ablog_ import setup_ablog  # noqa: PLC0415
    from standfirst.sphinx_ext.upstream.patches import setup_patches  # noqa: PLC0415

    setup_ablog(app)
    setup_guard(app)
    setup_configuration(app)
    setup_logs(app)
    setup_patches(app)
    setup_intake(app)
    setup_faults(app)
    app.add_domain(PublicationDomain)
    setup_parser(app)
    setup_directives(app)
    setup_icons(app)
    setup_tabs(app)
    setup_highlighting(app)
    setup_page_gate(app)
    setup_documents(app)
    setup_definitions(app)
    setup_moment(app)
    setup_attachments(app)
    setup_catalogue(app)
    setup_raw_pictures(app)
    setup_pictures(app)


def _setup_writing(app: Sphinx) -> None:
    """Register what is made from them: pages, books, feeds, lists for machines."""
    from standfirst.sphinx_ext.builder import setup_builder  # noqa: PLC0415
    from standfirst.sphinx_ext.builders.cards_ import setup_cards  # noqa: PLC0415
    from standfirst.sphinx_ext.builders.epub_ import setup_epub  # noqa: PLC0415
    from standfirst.sphinx_ext.builders.latex_ import setup_latex  # noqa: PLC0415
    from standfirst.sphinx_ext.builders.linkcheck_ import setup_linkcheck  # noqa: PLC0415
    from standfirst.sphinx_ext.builders.typst_ import setup_typst  # noqa: PLC0415
    from standfirst.sphinx_ext.citing_ import setup_citing  # noqa: PLC0415
    from standfirst.sphinx_ext.listing_pages import setup_listing_pages  # noqa: PLC0415
    from standfirst.sphinx_ext.loaded import setup_loaded  # noqa: PLC0415
    from standfirst.sphinx_ext.metadata_ import setup_metadata  # noqa: PLC0415
    from standfirst.sphinx_ext.not_found import setup_not_found  # noqa: PLC0415
    from standfirst.sphinx_ext.outputs import setup_outputs  # noqa: PLC0415
    from standfirst.sphinx_ext.pages import setup_pages  # noqa: PLC0415
    from standfirst.sphinx_ext.redirects_ import setup_redirects  # noqa: PLC0415
    from standfirst.sphinx_ext.robots_ import setup_robots  # noqa: PLC0415
    from standfirst.sphinx_ext.search_ import setup_search  # noqa: PLC0415
    from standfirst.sphinx_ext.summary import setup_summary  # noqa: PLC0415
    from standfirst.sphinx_ext.translator import setup_translator  # noqa: PLC0415
    from standfirst.sphinx_ext.trial import setup_trial  # noqa: PLC0415

    setup_builder(app)
    setup_epub(app)
    setup_latex(app)
    setup_linkcheck(app)
    setup_translator(app)
    setup_trial(app)
    setup_typst(app)
    setup_cards(app)
    setup_search(app)
    setup_listing_pages(app)
    setup_not_found(app)
    setup_pages(app)
    setup_loaded(app)
    setup_metadata(app)
    setup_citing(app)
    setup_redirects(app)
    setup_robots(app)
    setup_outputs(app)
    setup_summary(app)
