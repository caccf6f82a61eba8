"""Registers everything with Sphinx: options, directives, roles, transforms, builders, the domain.

When anything of it is called, :mod:`.pipeline` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.sphinx_ext.builders.cards_ import CardsBuilder
from standfirst.sphinx_ext.builders.epub_ import EpubBuilder, VolumesBuilder, setup_epub
from standfirst.sphinx_ext.builders.latex_ import LatexBuilder
from standfirst.sphinx_ext.builders.linkcheck_ import LinkcheckBuilder
from standfirst.sphinx_ext.builders.typst_ import PdfBuilder, TypstBuilder
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html.builder import DirectoryBuilder, PublicationBuilder
from standfirst.sphinx_ext.html.translator import setup_translator
from standfirst.sphinx_ext.options_ import setup_configuration
from standfirst.sphinx_ext.parts.plan_builder import Planner
from standfirst.sphinx_ext.parts.read_builder import PartReader
from standfirst.sphinx_ext.read.design_ import setup_design
from standfirst.sphinx_ext.read.directives_ import setup_directives
from standfirst.sphinx_ext.read.moment import setup_moment
from standfirst.sphinx_ext.read.parser import setup_parser
from standfirst.sphinx_ext.read.transforms import setup_documents
from standfirst.sphinx_ext.run.trial import TrialBuilder
from standfirst.sphinx_ext.upstream.ablog_ import setup_ablog

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_OTHERS = ("myst_parser", "sphinx_design")
"""Extensions that ours stand on."""
_PARTS = (
    # what of ABlog is replaced is taken out before anything is put in its place
    setup_ablog,
    setup_configuration,
    # how documents are read
    setup_parser,
    setup_directives,
    setup_design,
    setup_documents,
    setup_moment,
    # what is made of them
    setup_epub,
    setup_translator,
)
_BUILDERS: tuple[type[Builder], ...] = (
    TrialBuilder,
    PartReader,
    Planner,
    TypstBuilder,
    PdfBuilder,
    CardsBuilder,
    VolumesBuilder,
)
_OVER_SPHINX: tuple[type[Builder], ...] = (
    PublicationBuilder,
    DirectoryBuilder,
    EpubBuilder,
    LatexBuilder,
    LinkcheckBuilder,
)
"""Builders in the place of Sphinx's of the same names."""


def register(app: Sphinx) -> None:
    """Register everything; only ABlog's place in the order matters."""
    for extension in _OTHERS:
        app.setup_extension(extension)
    for setup in _PARTS:
        setup(app)
    for builder in _BUILDERS:
        app.add_builder(builder)
    for builder in _OVER_SPHINX:
        app.add_builder(builder, override=True)
    app.add_domain(PublicationDomain)
