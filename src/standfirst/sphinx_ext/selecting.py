"""A builder that finds out by a manifest which files to make, in the place of Sphinx's times of change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.sphinx_ext.shared_reading import SharedReading

if TYPE_CHECKING:
    from collections.abc import Iterator


class Selecting(SharedReading):
    """A builder whose ``write_documents`` knows which ones it has to write."""

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield one document, so that Sphinx goes on to ``write_documents`` whatever has changed."""
        yield self.config.root_doc
