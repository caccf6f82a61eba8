"""The command ``standfirst``: arguments in, one call, exit code out."""

from __future__ import annotations

import dataclasses as dc
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standfirst.cli.editions import cards, editions, epub, pdf
from standfirst.cli.images import images
from standfirst.cli.init import init
from standfirst.cli.options import (
    FOLDER,
    BuildArguments,
    Commands,
    building,
    hearing,
    now,
    of_a_build,
    say,
    say_json,
    settings_of,
)
from standfirst.cli.part import part
from standfirst.cli.places import work_of
from standfirst.incremental import gc_pauses
from standfirst.package import VERSION
from standfirst.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Collection

    from standfirst.checking.findings import Finding

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=_SETTINGS)
@click.version_option(VERSION, prog_name="standfirst")
def main() -> None:
    """Publish articles in Jekyll's post format as a publication of record.

    \b
    Example:
      standfirst init my-journal && cd my-journal && make html
    """


@main.command()
@of_a_build("the pages go", "html")
@click.option("--preview", is_flag=True, help="Show drafts, embargoed and expired posts too.")
def build(given: BuildArguments, *, preview: bool) -> None:
    """Build the publication in DIR (default: here).

    \b
    Examples:
      standfirst build
      standfirst build my-journal --strict
      standfirst build --preview -o _build/preview
    """
    from standfirst.incremental import contents, freshness  # noqa: PLC0415  # `--help` need not load them

    name = "preview" if preview else "html"
    out = given.out(name)
    _refuse_sources(given.folder.resolve(), out.resolve())
    work = work_of(given.folder, given.output, name)
    if preview:
        given = dc.replace(given, options={**given.options, "standfirst_preview": "1"})
    with building(work):
        known = contents.kept_in(work, given.folder)
        digest = freshness.digest(given.folder, given.told(out), known)
        if freshness.is_fresh(work, out, digest, now()):
            say(f"Nothing has changed; the publication is in {out}")
            return
        freshness.forget(work)
        with gc_pauses.paused():
            from standfirst.sphinx_ext.run import build as builder  # noqa: PLC0415

        with hearing(given.folder) as heard:
            outcome = builder.build(
                given.folder,
                out=out,
                work=work,
                jobs=given.jobs,
                strict=given.strict,
                anew=given.strict,
                quiet=not given.verbose,
                options=given.options,
                heard=heard,
                progress=Progress(sys.stderr),
            )
        if outcome.code:
            say(given.with_time(outcome.summary))
            raise SystemExit(outcome.code)
        if outcome.is_complete:
            freshness.remember(work, digest)
    due = work / freshness.NEXT
    if due.is_file():
        say(
            f"The next post appears, expires or changes at {due.read_text(encoding='ascii').strip()}"
        )
    say(
        f"The publication is in {out}; to look at it: python3 -m http.server -d {shlex.quote(str(out))}"
    )
    say(given.with_time(outcome.summary))


def _refuse_sources(folder: Path, out: Path) -> None:
    """Stop where pages would be written among sources, before any folder is made and Sphinx is loaded.

    Which other folders hold sources, a build says.
    """
    from standfirst.settings import conf_py  # noqa: PLC0415  # `--help` need not load it

    among = [folder / name for name in conf_py.OF_ANYBODY]
    if folder.is_relative_to(out) or any(out.is_relative_to(place) for place in among):
        raise click.UsageError(f"{out} holds sources; name another folder for the pages")


def _tried(root: Path, paths: Collection[str]) -> list[Finding]:
    from standfirst.sphinx_ext.run.trial import tried  # noqa: PLC0415  # only where it is needed

    return tried(root, paths)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
)
def check(paths: tuple[Path, ...], form: str) -> None:
    """Report what is wrong with posts, without building them.

    PATH is a file or a folder; without one, all posts of the publication here are read.
    Exit code: 0 nothing, 1 something is wrong, 2 misuse.

    \b
    Examples:
      standfirst check
      standfirst check posts/2025-08-20-a-post.md --format github
    """
    from standfirst.checking import checker, findings  # noqa: PLC0415
    from standfirst.settings import conf_py  # noqa: PLC0415

    try:
        root = conf_py.publication_of(paths[0] if paths else Path())
        found = checker.check(root, paths, clock=now(), tried=_tried)
    except (checker.CheckError, conf_py.ConfError) as exc:
        raise click.UsageError(str(exc)) from exc
    if form == "json":
        say_json(findings.as_data(found))
    elif found:
        click.echo(findings.as_github(found) if form == "github" else findings.as_text(found))
        say(findings.total(map(findings.Said.of, found)), err=True)
    if found:
        raise SystemExit(1)


@main.command()
@click.argument("title")
@click.option(
    "--author", "authors", multiple=True, required=True, help="May be given several times."
)
@click.option("--section", default="", help="Slug or title of a section, which may be new.")
@click.option(
    "--dir", "folder", type=FOLDER, default=".", help="The publication.", show_default=True
)
def new(title: str, authors: tuple[str, ...], section: str, folder: Path) -> None:
    """Write a post with today's date, in the right place, under a free name.

    \b
    Example:
      standfirst new "What the figures leave out" --author "Data Desk" --section briefing
    """
    from standfirst.catalogue import sections  # noqa: PLC0415
    from standfirst.scaffold import new_post  # noqa: PLC0415
    from standfirst.settings import conf_py  # noqa: PLC0415
    from standfirst.text import cleaning  # noqa: PLC0415

    root = conf_py.publication_of(folder)
    settings = settings_of(root, folder)[1]
    if not all(cleaning.clean(author)[0] for author in authors):
        raise click.UsageError("an author needs a name")
    try:
        path = new_post.create(
            root, title=title, authors=authors, section=section, settings=settings, now=now()
        )
    except OSError as exc:
        raise click.ClickException(f"{exc.filename}: {exc.strerror}") from exc
    say(os.path.relpath(path))
    section = cleaning.clean(section)[0]
    if section and sections.unsaid_title(section, settings):
        entry = {"slug": sections.folder_for(section, settings), "title": section}
        say(
            f"The post names its section; for a place of its own in the menu, add {entry} to standfirst_sections in conf.py",
            err=True,
        )


for command in (init, editions, cards, pdf, epub, images, part):
    main.add_command(command)
