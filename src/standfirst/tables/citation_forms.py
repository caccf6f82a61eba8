"""The table of forms of citations for programs.

What writes each, :data:`standfirst.sphinx_ext.stages.citations_.WRITERS` says, and in browsers
``static/standfirst/citation_records.js``.
"""

from __future__ import annotations

import dataclasses as dc


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class CitationForm:
    """A form of an article's citation."""

    name: str
    """What pages call it."""
    suffix: str
    """What the name of its file ends in."""
    type: str
    """MIME type."""


FORMS = (
    CitationForm(name="BibTeX", suffix="bib", type="application/x-bibtex"),
    CitationForm(name="RIS", suffix="ris", type="application/x-research-info-systems"),
    CitationForm(name="CSL-JSON", suffix="json", type="application/vnd.citationstyles.csl+json"),
)
"""In the order in which pages offer them."""
