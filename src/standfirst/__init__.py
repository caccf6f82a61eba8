"""Publish articles in Jekyll's post format as a publication of record, with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.package import VERSION

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = VERSION


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the stages in the data's order."""
    from standfirst.incremental import gc_pauses

    if gc_pauses.is_sphinx_command():
        gc_pauses.leave_to_the_system()
    with gc_pauses.paused():
        from standfirst.sphinx_ext.pipeline import setup_pipeline

        setup_pipeline(app)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
        "env_version": 1,
    }
