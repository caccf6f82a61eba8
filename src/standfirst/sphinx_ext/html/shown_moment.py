"""Records whether a page shows *now*, so that the next build knows whether it is still current."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental import freshness
from standfirst.sphinx_ext.fingerprints import NOW
from standfirst.sphinx_ext.upstream.sphinx_ import given

if TYPE_CHECKING:
    from standfirst.sphinx_ext.html.builder import PublicationBuilder

_COPYRIGHT = ("copyright", "project_copyright", "epub_copyright")


def note(builder: PublicationBuilder) -> None:
    """Note which *now* the pages show, where a later build would show another."""
    domain, config = builder.domain, builder.config
    # in the configuration the years are filled in by now
    options = given(config)
    said = [options.get(name) for name in _COPYRIGHT]
    shows = (
        domain.data["moments"]
        or "%Y" in str(said)
        or config.html_last_updated_fmt is not None
        or any(NOW in keys for keys in builder.reads.values())
    )
    shown = domain.inputs.settings.now if shows and not config.standfirst_now else None
    freshness.note(Path(builder.doctreedir, freshness.SHOWN), shown)
