"""The base of the builders that typeset with Typst: PDFs and social cards."""

from __future__ import annotations

from pathlib import Path

from sphinx.errors import SphinxError

from standfirst.editions import missing_packages
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.builders import fonts_
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.read.parallel_reading import Selecting


class Printing(Selecting):
    """A builder that has a press."""

    allow_parallel = True
    summary = ""
    """What this build has done, in a line; when it is finished."""
    # no picture is fetched or converted by Sphinx
    supported_remote_images = True
    supported_data_uri_images = True

    def init(self) -> None:
        """Set up the press.

        :raises SphinxError: What prints is not installed.
        """
        if message := missing_packages():
            raise SphinxError(message)
        # only who prints needs Typst
        from standfirst.editions.typst.compiler import Compiler  # noqa: PLC0415

        self.work = Path(self.doctreedir, "standfirst", "press")
        self.press = Compiler(self.work, fonts_.own(self.config, Path(self.confdir)))
        self.made: dict[str, str] = {}
        """File of the output -> what it was made from."""

    def close(self) -> None:
        """End the press."""
        self.press.end()


def complain(message: str, docname: str | None) -> None:
    """Report that something could not be typeset as it is."""
    problem = Problem(
        subtype=PostWarning.EDITION, message=message, remedy="mend what it names, or report it"
    )
    log(problem, location=(docname, 1) if docname else None)
