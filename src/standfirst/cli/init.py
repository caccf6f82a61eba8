"""The command that makes a publication, new or of what another engine has published."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standfirst.cli.options import FOLDER, now, say
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from standfirst.scaffold.new_publication import NewPublication


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--title", help="The publication's title.")
@click.option(
    "--from-jekyll",
    "site",
    metavar="SITE",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take this Jekyll site over.",
)
@click.option(
    "--from-ablog",
    "blog",
    metavar="BLOG",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take this blog of ABlog over; its conf.py is read, and not run.",
)
@click.option(
    "--permalink",
    metavar="PATTERN",
    help="With --from-jekyll: new addresses for posts; the old ones redirect to them.",
)
@click.option(
    "--host",
    type=click.Choice(["github", "gitlab", "netlify", "snakemake"]),
    help="Write the file by which this host builds it; in a publication that is there, nothing else.",
)
@click.option(
    "--parts",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help="With --host github, gitlab or snakemake: have it built in so many parts, on several machines.",
)
def init(
    folder: Path,
    *,
    title: str | None,
    site: Path | None,
    blog: Path | None,
    permalink: str | None,
    host: str | None,
    parts: int | None,
) -> None:
    """Make a publication in DIR, without overwriting any file.

    \b
    Examples:
      standfirst init my-journal --title "My Journal"
      standfirst init my-journal --from-jekyll ../old-site
      standfirst init my-journal --from-jekyll ../old-site --permalink /:year/:month/:slug/
      standfirst init my-journal --from-ablog ../old-blog
      standfirst init my-journal --host github
      standfirst init my-archive --host snakemake --parts 8
    """
    if permalink and site is None:
        raise click.UsageError(
            "--permalink needs --from-jekyll; otherwise set standfirst_permalink in conf.py"
        )
    if site and blog:
        raise click.UsageError("--from-jekyll and --from-ablog cannot be given together")
    if parts and host in {None, "netlify"}:
        raise click.UsageError("--parts needs --host github, gitlab or snakemake")
    if host == "snakemake" and not parts:
        raise click.UsageError("--host snakemake needs --parts")
    try:
        if not (host and site is None and blog is None and (folder / "conf.py").is_file()):
            _make(folder, title, site, blog, permalink or "")
        if host:
            _say_made(folder, _hosted(folder, host, parts))
    except OSError as exc:
        raise click.ClickException(f"{exc.filename or folder}: {exc.strerror}") from exc


def _make(
    folder: Path, title: str | None, site: Path | None, blog: Path | None, permalink: str
) -> None:
    """Make a publication, and say what there is."""
    from standfirst.jekyll import take_over  # noqa: PLC0415
    from standfirst.scaffold import ablog_conf, from_ablog, new_publication  # noqa: PLC0415
    from standfirst.text import cleaning  # noqa: PLC0415

    requirement = new_publication.find_requirement()
    if title is None and site is None and blog is None and sys.stdin.isatty():
        title = click.prompt("What is the publication called?", default="", show_default=False)
    try:
        if site is not None:
            made = take_over.take_over(
                site,
                folder,
                requirement=requirement,
                permalink=permalink,
                title=cleaning.clean(title or "")[0],
            )
        elif blog is not None:
            made = from_ablog.take_over(blog, folder, requirement=requirement)
        else:
            today = now().date()
            writer = new_publication.create(
                folder, title=title, requirement=requirement, today=today
            )
            made = writer.made(has_title=bool(title))
    except (take_over.TakeOverError, ablog_conf.AblogError) as exc:
        raise click.UsageError(str(exc)) from exc
    _say_made(folder, made)
    if not made.has_title and "conf.py" in made.written:
        say("Nobody has said what the publication is called: set standfirst_title in conf.py")
    if " @ file:" in requirement:
        say("requirements.txt names a folder of this machine; hosts need a version or a repository")
    say(f"Next: cd {shlex.quote(str(folder))} && make html")


def _hosted(folder: Path, host: str, parts: int | None) -> NewPublication:
    """Write the file of a host; return what was made."""
    from standfirst.scaffold import divided_hosts, host_workflows, new_publication  # noqa: PLC0415  # `--help` need not load them

    writer = new_publication.SkeletonWriter(folder)
    if parts:
        divided_hosts.write(writer, host, parts)
    else:
        host_workflows.write(writer, host)
    return writer.made()


def _say_made(folder: Path, made: NewPublication) -> None:
    """Say what is in a new publication, and what is not."""
    say(f"{counted(len(made.written), 'file')} written to {folder}")
    for name in made.kept:
        say(f"kept as it was: {name}")
    if made.left:
        say("Not taken over:")
    for name, reason in made.left:
        say(f"{name}: {reason}", indent=2)
