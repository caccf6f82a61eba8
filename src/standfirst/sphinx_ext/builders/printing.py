"""What the builders of editions share: the press, and warnings of what an edition cannot show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.errors import SphinxError

from standfirst.editions import missing_packages
from standfirst.incremental import freshness, gc_pauses
from standfirst.incremental.manifest import Manifest
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.logs import log, log_of_conf
from standfirst.sphinx_ext.read.parallel_reading import Selecting
from standfirst.text.language_detection import script_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from standfirst.catalogue.model import Post
    from standfirst.sphinx_ext.domain import PublicationDomain


class Printing(Selecting):
    """A builder that has a press."""

    allow_parallel = True
    summary = ""
    """What this build has done, in a line; when it is finished."""
    # no picture is fetched or converted by Sphinx, which would do it with no limit of any kind
    supported_remote_images = True
    supported_data_uri_images = True
    shares_output = True
    """Whether other builders write to the same output folder."""

    def init(self) -> None:
        """Set up the press and what is kept from build to build.

        :raises SphinxError: What prints is not installed.
        """
        super().init()
        if message := missing_packages():
            raise SphinxError(message)
        # only who prints needs Typst
        from standfirst.editions.typst.compiler import Compiler  # noqa: PLC0415

        work, out = Path(self.doctreedir), Path(self.outdir)
        self.work = work / "standfirst" / "press"
        self.press = Compiler(self.work, self.own_fonts())
        self.made: dict[str, str] = {}
        """File of the output -> what it was made from."""
        kept = freshness.written(work, out, f"{self.name}-" if self.shares_output else "")
        self.manifest = Manifest(kept, out, self.name)

    def close(self) -> None:
        """End the press."""
        self.press.end()

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return the same link from every page, until its place in the edition is known."""
        return self.get_target_uri(to)

    def make_each(self, said: str, weights: Mapping[str, int], make: Callable[[str], None]) -> None:
        """Have several processes *make* what has the names of *weights*.

        :param said: What is done, ``printing articles``.
        """
        with self.progress.of(said, len(weights)) as stage:

            def do(names: Iterator[str]) -> None:
                for name in gc_pauses.between(stage.through(names)):
                    make(name)

            self.faults.share([*weights], [*weights.values()], jobs=self.jobs, do=do)

    def own_fonts(self) -> Path | None:
        """Return the folder of the publication's own fonts; None where there is none."""
        name = str(self.config.standfirst_fonts)
        if not name:
            return None
        folder = Path(self.confdir, name)
        if folder.is_dir():
            return folder
        problem = Problem(
            subtype=PostWarning.CONFIG,
            message=f"standfirst_fonts: there is no folder {name!r}; the fonts of the system are used",
            remedy="name a folder beside conf.py",
            way=("standfirst_fonts",),
        )
        log_of_conf(Path(self.confdir), problem)
        return None

    def check_fonts(self, articles: Iterable[Post], on: str) -> None:
        """Report the languages of *articles* for which there is no font.

        :param on: What is set in them.
        """
        fonts = self.press.fonts
        lacking = {
            script_key(post.lang) or post.lang: fonts.package(post.lang)
            for post in articles
            if not fonts.has(post.lang)
        }
        if lacking:
            problem = Problem(
                subtype=PostWarning.EDITION,
                message=f"this machine has no font for {', '.join(sorted(lacking))}; {on} show codes of its characters in brackets",
                remedy=remedy_of_fonts(lacking.values()),
            )
            log_of_conf(Path(self.confdir), problem)


def report(
    message: str,
    docname: str | None,
    remedy: str = "mend what it names, or report it",
    line: int = 1,
) -> None:
    """Report that an edition does not have something as it is.

    :param line: 1-based, of what it does not have.
    """
    problem = Problem(subtype=PostWarning.EDITION, message=message, remedy=remedy)
    log(problem, location=(docname, line) if docname else None)


def remedy_of_fonts(packages: Iterable[str]) -> str:
    """Return what helps where this machine has no font of some languages.

    :param packages: Those of Debian that have one for each.
    """
    named = " ".join(sorted({*packages}))
    return f"install one (Debian, Ubuntu: apt install {named}), or put one into the folder that standfirst_fonts names"


def lines_of_pictures(domain: PublicationDomain, docname: str) -> dict[str, int]:
    """Return the 1-based line of each picture of a document, by its path below the source folder or its address.

    Both as they are written and as they are meant: some who ask have decoded them.
    """
    noted = domain.data["pictures"].get(docname, ())
    lines = {name: line for src, line in noted for name in (src, unquote(src))}
    post = domain.published.catalogue.posts.get(docname)
    if post and post.image:
        lines.setdefault(post.image.src, domain.records.head(docname).image_line)
    return lines


def report_remote(hidden: Sequence[str], docname: str, lines: Mapping[str, int]) -> list[str]:
    """Report that there are pictures among *hidden* that lie on servers; return the others.

    Of every format it is the same, so that it is said once for an article, at the first of them.
    """
    remote = [src for src in hidden if "://" in src]
    if remote:
        said = "pictures that lie elsewhere were not fetched; books show their text and address instead"
        remedy = "`make images` fetches what can be had, and names what cannot"
        report(
            said, docname, remedy, min((lines[src] for src in remote if src in lines), default=1)
        )
    return [src for src in hidden if "://" not in src]
