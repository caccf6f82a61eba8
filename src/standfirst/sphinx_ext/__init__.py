"""Adapters: one module per hook of Sphinx; the only place that imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_all(app: Sphinx) -> None:
    """Register the stages in the data's order."""
    # imported late: ``import standfirst.sphinx_ext.logs`` does not need all of them
    from standfirst.sphinx_ext.ablog_ import setup_ablog  # noqa: PLC0415
    from standfirst.sphinx_ext.builder import setup_builder  # noqa: PLC0415
    from standfirst.sphinx_ext.catalogue_ import setup_catalogue  # noqa: PLC0415
    from standfirst.sphinx_ext.configuration import setup_configuration  # noqa: PLC0415
    from standfirst.sphinx_ext.directives_ import setup_directives  # noqa: PLC0415
    from standfirst.sphinx_ext.documents import setup_documents  # noqa: PLC0415
    from standfirst.sphinx_ext.domain import PublicationDomain  # noqa: PLC0415
    from standfirst.sphinx_ext.guard import setup_guard  # noqa: PLC0415
    from standfirst.sphinx_ext.intake import setup_intake  # noqa: PLC0415
    from standfirst.sphinx_ext.listing_pages import setup_listing_pages  # noqa: PLC0415
    from standfirst.sphinx_ext.logs import setup_logs  # noqa: PLC0415
    from standfirst.sphinx_ext.mends import setup_mends  # noqa: PLC0415
    from standfirst.sphinx_ext.outputs import setup_outputs  # noqa: PLC0415
    from standfirst.sphinx_ext.pages import setup_pages  # noqa: PLC0415
    from standfirst.sphinx_ext.parser import setup_parser  # noqa: PLC0415
    from standfirst.sphinx_ext.pictures_ import setup_pictures  # noqa: PLC0415
    from standfirst.sphinx_ext.raw_pictures import setup_raw_pictures  # noqa: PLC0415
    from standfirst.sphinx_ext.search import setup_search  # noqa: PLC0415
    from standfirst.sphinx_ext.summary import setup_summary  # noqa: PLC0415
    from standfirst.sphinx_ext.translator import setup_translator  # noqa: PLC0415

    for extension in ("myst_parser", "sphinx_design"):
        app.setup_extension(extension)
    setup_ablog(app)
    setup_guard(app)
    setup_configuration(app)
    setup_logs(app)
    setup_mends(app)
    setup_intake(app)
    app.add_domain(PublicationDomain)
    setup_parser(app)
    setup_directives(app)
    setup_documents(app)
    setup_catalogue(app)
    setup_raw_pictures(app)
    setup_pictures(app)
    setup_builder(app)
    setup_translator(app)
    setup_search(app)
    setup_listing_pages(app)
    setup_pages(app)
    setup_outputs(app)
    setup_summary(app)
