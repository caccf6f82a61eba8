"""Runs Sphinx on a publication: what ``standfirst build`` and ``make html`` do."""

from __future__ import annotations

import dataclasses as dc
import os
import sys
import sysconfig
import traceback
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, TextIO, cast

from sphinx.application import Sphinx
from sphinx.errors import SphinxError, SphinxParallelError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from standfirst.incremental import gc_pauses
from standfirst.incremental.atomic_files import OutputError
from standfirst.limits import faults
from standfirst.package import PACKAGE
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.planned_sphinx import PlannedSphinx
from standfirst.sphinx_ext.read.parallel_reading import ParallelReading
from standfirst.sphinx_ext.template_faults import OwnTemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.progress import Progress
    from standfirst.sphinx_ext.state import Plannable
    from standfirst.sphinx_ext.warnings_heard import WarningsHeard


class BuildError(ValueError):
    """A build that could not be finished; the message says why, in one line."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class BuildOutcome:
    """What came of a build."""

    code: int
    """Sphinx's exit code."""
    summary: str
    """What was done, in a line."""
    is_complete: bool = True
    """Whether another build of the same folder would do nothing: no picture is left that it would ask for, no file is taken from elsewhere, nothing was caught that it would try again."""


def build(
    root: Path,
    *,
    out: Path,
    work: Path,
    jobs: int,
    builder: str = "html",
    strict: bool = False,
    anew: bool = False,
    quiet: bool = True,
    options: Mapping[str, str],
    heard: WarningsHeard | None = None,
    progress: Progress | None = None,
    planned: Plannable | None = None,
    set_up: Callable[[Sphinx], object] | None = None,
) -> BuildOutcome:
    """Build the publication in *root*.

    :param builder: Name of the builder, as ``sphinx-build -b`` takes it.
    :param anew: Read everything: what was read before would keep its warnings to itself.
    :param work: Folder of the environment and of what is kept between builds.
    :param jobs: Number of processes; 0: as many as the machine has.
    :param strict: Fail where there is a warning, once everything is built.
    :param options: Values over those of ``conf.py``.
    :param planned: A plan from which the build goes on.
    :param set_up: Called with the application before it builds.
    :param heard: Takes the warnings; without it they are written as they come.
    :param progress: Shows how far the build is.
    :raises BuildError: The publication or the machine does not let it be built, or we have a fault.
    """
    if not color_terminal():
        nocolor()
    try:
        with gc_pauses.paused(), patch_docutils(root), docutils_namespace():
            make = partial(PlannedSphinx, planned) if planned else Sphinx
            app = make(
                srcdir=root,
                confdir=root,
                outdir=out,
                doctreedir=work,
                buildername=builder,
                confoverrides=dict(options),
                status=None if quiet else sys.stdout,
                warning=cast("TextIO", heard or sys.stderr),
                freshenv=anew,
                warningiserror=strict,
                parallel=jobs or os.cpu_count() or 1,
            )
            if progress and isinstance(app.builder, ParallelReading):
                app.builder.progress = progress
            if set_up:
                set_up(app)
            app.build()
            return _outcome(app)
    except SphinxParallelError as exc:
        raise BuildError(_unexpected(exc)) from exc
    except (SphinxError, OSError, OutputError, OwnTemplateError) as exc:
        # Sphinx's message names the handler that met the full disk first, or the page that met the template
        met = faults.cause(exc) if isinstance(exc, SphinxError) else exc
        said = met if isinstance(met, OSError | OutputError | OwnTemplateError) else exc
        raise BuildError(_in_one_line(str(said))) from exc
    except Exception as exc:
        raise BuildError(_unexpected(exc)) from exc


def _outcome(app: Sphinx) -> BuildOutcome:
    # a conf.py that does without us has another builder
    builder = app.builder
    has_faults = isinstance(builder, ParallelReading) and bool(builder.faults.known)
    would_fetch = (
        isinstance(builder, PublicationBuilder)
        and builder.domain.inputs.settings.fetch
        and builder.published.pictures.missing > 0
    )
    return BuildOutcome(
        code=int(app.statuscode),
        summary=getattr(builder, "summary", ""),
        is_complete=not (has_faults or would_fetch or _from_elsewhere(app)),
    )


def _from_elsewhere(app: Sphinx) -> bool:
    """Return whether files that do not lie below the publication's folder go into the build."""
    config, env = app.config, app.env
    folders = [*config.html_extra_path, *config.html_static_path, *config.templates_path]
    included = {str(file) for files in env.dependencies.values() for file in files}
    ways = (os.path.realpath(Path(app.srcdir, each)) for each in (*folders, *included))
    # packages, which bring templates, change by being installed
    known = (app.srcdir, PACKAGE, *(sysconfig.get_paths()[name] for name in ("purelib", "platlib")))
    below = tuple(os.path.realpath(str(each)) + os.sep for each in known)
    return not all(f"{way}{os.sep}".startswith(below) for way in ways)


def _in_one_line(text: str) -> str:
    """Return *text* without the traceback that Sphinx puts into its message about ``conf.py``."""
    head, traceback, tail = text.partition("Traceback (most recent call last)")
    said = [head, tail.strip().rpartition("\n")[2]] if traceback else [head]
    return " ".join(" ".join(said).split())


def _unexpected(exc: Exception) -> str:
    # an error of another process brings its traceback as text
    said = "".join([str(getattr(exc, "traceback", "")), *traceback.format_exception(exc)])
    with NamedTemporaryFile(
        "w",
        encoding="utf-8",
        errors="backslashreplace",
        prefix="standfirst-",
        suffix=".log",
        delete=False,
    ) as file:
        file.write(said)
    return f"{_in_one_line(str(exc)) or type(exc).__name__}; please report it, with {file.name}"
