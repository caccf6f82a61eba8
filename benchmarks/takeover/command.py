"""The command ``python -m benchmarks takeover``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click
import lxml.html

from benchmarks.takeover import article, blogs, comparison, jekyll, known, publication, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from benchmarks.takeover.comparison import Difference
    from benchmarks.takeover.jekyll import JekyllOutput
    from benchmarks.takeover.publication import PublicationOutput

_FOLDER = click.Path(file_okay=False, path_type=Path)
_TITLE = ".//article/header"
_TEXT = ".//div[@class='sf-text']"


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)  # fmt: skip
@click.option("--work", type=_FOLDER, help="Folder for what is built, which is kept; what Jekyll has made there is not made again.  [default: one that is removed]")  # fmt: skip
@click.option("--words", type=float, default=0.001, show_default=True, help="Largest share of words that may be lost.")  # fmt: skip
@click.option("--pictures", type=int, default=0, show_default=True, help="Most pictures that may be lost.")  # fmt: skip
@click.option("--jobs", type=int, default=2, show_default=True)
def takeover(site: Path | None, work: Path | None, words: float, pictures: int, jobs: int) -> None:
    """Take the Jekyll site in SITE over, and tell what differs from Jekyll's own output; without SITE, small blogs of ABlog.

    Exit code: 0 no more is lost than --words and --pictures, 1 more, 2 misuse.
    """
    room = work or Path(tempfile.mkdtemp(prefix="takeover-"))
    try:
        holds = _site(site, room, words, pictures, jobs) if site else _blogs(room)
    except (jekyll.JekyllError, publication.PublicationError) as exc:
        raise click.ClickException(str(exc)) from exc
    finally:
        if work is None:
            shutil.rmtree(room, ignore_errors=True)
    if not holds:
        raise SystemExit(1)


def _site(site: Path, room: Path, words: float, pictures: int, jobs: int) -> bool:
    """Tell what differs, and return whether no more is lost than these."""
    ours = publication.build(site, room, jobs=jobs)
    told = ", ".join(f"{number} {name}" for name, number in ours.warnings.most_common())
    click.echo(f"init names {len(ours.left):,} as left behind; {ours.warnings.total():,} warnings: {told}")  # fmt: skip
    if reason := jekyll.missing():
        raise jekyll.JekyllError(f"nothing to compare with: {reason}")
    theirs = jekyll.build(site, room)
    for document in theirs.documents:
        if document.error:
            click.echo(f"Jekyll makes nothing of {document.path}: {document.error}")
    if theirs.left_out:
        click.echo(f"Jekyll is without {', '.join(theirs.left_out)}, and without the site's own plugins")  # fmt: skip
    differences = list(compare(theirs, ours))
    for line in report.lines(differences):
        click.echo(line)
    return comparison.totals(differences).hold(words=words, pictures=pictures)


def _blogs(room: Path) -> bool:
    """Tell what is wrong with the blogs of ABlog, and return whether nothing is."""
    holds = True
    for number, blog in enumerate(blogs.BLOGS, 1):
        found = list(blogs.faults(blog, room / f"ablog-{number}"))
        click.echo(f"{blog.kind}: {f'{len(found)} faults' if found else 'as expected'}")
        for fault in found:
            click.echo(f"  {fault}")
        holds = holds and not found
    return holds


def compare(theirs: JekyllOutput, ours: PublicationOutput) -> Iterator[Difference]:
    """Yield what differs in each document that was taken over, or that nobody has named as left behind."""
    there = known.Outputs(theirs, ours)
    reasons = comparison.Known(link=there.why_no_link, picture=there.why_no_picture)
    for document in theirs.documents:
        if document.error or document.is_list or _is_left(document.path, ours.left):
            continue
        url = urljoin(ours.base_url, document.url)
        reference = article.read(document.content, url)
        if not reference.blocks and not reference.pictures:
            continue  # of those that lead elsewhere, say
        root = _page(ours.page(document.url))
        body = None if root is None else root.find(_TEXT)
        if root is None or body is None:
            yield comparison.absent(document.path, reference)
            continue
        head = root.find(_TITLE)
        text = article.of_element(body, url)
        whole = text if head is None else article.of_element(head, url) + text
        yield comparison.compare(document.path, reference, whole, text, reasons)


def _page(file: Path | None) -> HtmlElement | None:
    return lxml.html.parse(str(file)).getroot() if file else None


def _is_left(path: str, left: dict[str, str]) -> bool:
    """Return whether ``init`` has named a document, or its folder, as left behind."""
    whole = PurePosixPath(path)
    return any(str(each) in left for each in (whole, *whole.parents))
