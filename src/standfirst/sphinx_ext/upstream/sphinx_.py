"""Private names of Sphinx and docutils. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0, docutils 0.22.4 and 0.23, which have all of it alike."""

from __future__ import annotations

import pickle
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import _build_info
from sphinx.builders.html._assets import _file_checksum
from sphinx.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


_END_OF_TIME = 2**63
"""Microseconds, later than any file."""
BuildInfo = _build_info.BuildInfo


def written(config: Config) -> dict[str, Any]:
    """Return the raw values of ``conf.py`` by option.

    Without it a folder or a year that an extension has added passes for the publisher's own.
    Can go with ``test_sphinx_tells_no_choice_from_a_default_still``.
    """
    return config._raw_config


def given(config: Config) -> dict[str, Any]:
    """Return the values of ``conf.py`` and the command line by option.

    Without it a publisher's choice of a value that is Sphinx's default would be replaced by ours.
    Can go with ``test_sphinx_tells_no_choice_from_a_default_still``.
    """
    return {**config._raw_config, **config._overrides}


def style_sheets(builder: StandaloneHTMLBuilder) -> Sequence[Any]:
    """Return the style sheets of every page, each with its ``filename``.

    Without it nobody is told of a style sheet that the pages' policy keeps away, and pages would
    not be made again when one of them has changed. Can go with
    ``test_sphinx_lists_no_style_sheets_and_scripts_still``.
    """
    return builder._css_files


def scripts(builder: StandaloneHTMLBuilder) -> Sequence[Any]:
    """Return the scripts of every page, each with ``filename`` and ``attributes``: as :func:`style_sheets`."""
    return builder._js_files


def deferred(script: Any) -> Any:
    """Return a script of :func:`scripts` that is carried out when the page is there.

    Without it a page waits for Sphinx's settings before it is shown. Can go with
    ``test_sphinx_lists_no_style_sheets_and_scripts_still``.
    """
    return type(script)(script.filename, **script.attributes, defer="defer")


def checksum(builder: Builder, name: str) -> str:
    """Return Sphinx's checksum for the style sheet or script *name*; empty for one elsewhere.

    Without it the hash of a page would be of other bytes than the page. Can go with
    ``test_sphinx_makes_checksums_and_hashes_of_options_still``.
    """
    return _file_checksum(builder.outdir, name)


def build_info(builder: Builder, *categories: Any) -> BuildInfo:
    """Return Sphinx's hashes of the options of some categories, and of the tags.

    Without it each option that goes into pages would have to be named here, those of extensions too.
    Can go with ``test_sphinx_makes_checksums_and_hashes_of_options_still``.
    """
    return BuildInfo(builder.config, builder.tags, frozenset(categories))


def count_of_warnings(app: Sphinx) -> int:
    """Return how many warnings a build has given so far.

    Without it what has been made with a warning could not be told from what has not, and the warning would not be
    given again. Can go with ``test_sphinx_tells_nobody_how_many_warnings_there_were_still``.
    """
    return app._warncount


def static_folders(builder: SphinxReading) -> Sequence[Path]:
    """Return the folders registered by ``add_static_dir``; none in Sphinx 9.0.

    Without it their files are lacking below ``_static``. Can go with
    ``test_sphinx_lists_no_folders_of_extensions_still``.
    """
    return getattr(builder.application.registry, "static_dirs", ())


@contextmanager
def static_files_below(builder: StandaloneHTMLBuilder, folder: Path) -> Iterator[None]:
    """Have Sphinx put the static files below *folder* instead of the output.

    Without it all are written anew by every build, some of them twice with different content.
    Can go with ``test_sphinx_writes_static_files_where_it_likes_still``.
    """
    kept, static = builder.outdir, builder._static_dir
    builder.outdir = type(kept)(folder)
    builder._static_dir = Path(folder, static.name)
    try:
        yield
    finally:
        builder.outdir, builder._static_dir = kept, static


def forget_times(env: BuildEnvironment) -> None:
    """Have Sphinx take no document for outdated by its file's time, or by that of a file that it takes in.

    Without it every document is read again after a checkout, a copy or a cache has given files other times.
    What has changed, ``env-get-outdated`` says. Can go with ``test_sphinx_tells_changes_by_times_still``.
    """
    env.all_docs.update(dict.fromkeys(env.all_docs, _END_OF_TIME))


class SphinxWithEnvironment(Sphinx):
    """Sphinx with an environment that was made elsewhere, in another folder too.

    Sphinx takes one from its work folder alone, and refuses it where the sources have moved: without it
    no machine could go on from what others have read. Can go with
    ``test_sphinx_takes_an_environment_of_one_folder_alone_still``.
    """

    def environment(self) -> bytes:
        """Return the environment, pickled."""
        raise NotImplementedError

    def _init_env(self, freshenv: bool) -> BuildEnvironment:  # noqa: ARG002, FBT001  # Sphinx's signature
        env: BuildEnvironment = pickle.loads(self.environment())  # noqa: S301  # as trusted as the code: guide/scaling.md
        env.srcdir = self.srcdir
        env.setup(self)
        self._fresh_env_used = False
        return env


def unchecked(env: BuildEnvironment) -> None:
    """Have Sphinx not look whether every document is in a toctree, and what else is only to be said of all of them.

    Without it each part would name the documents of others. Can go with
    ``test_sphinx_checks_whatever_it_has_read_still``.
    """
    env.check_consistency = _nothing  # type: ignore[method-assign]


def _nothing() -> None:
    """Do nothing; a function with a name, since Sphinx pickles the environment."""


def show_tree(env: BuildEnvironment, docname: str, tree: nodes.document) -> None:
    """Have Sphinx use *tree* as that of a document.

    Without it one article that cannot be written in LaTeX ends the book: its builder takes no
    trees. Can go with ``test_sphinx_keeps_pickled_trees_still``.
    """
    tree.reporter = tree.settings.env = None  # type: ignore[assignment]  # as Sphinx pickles it
    env._pickled_doctree_cache[docname] = pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)


@contextmanager
def registers_of_one_document() -> Iterator[None]:
    """Keep the roles and directives that a document registers to that document, also where reading fails.

    docutils keeps them for the whole process: without it ``{role}`` and ``{default-role}`` would work in
    every document that the same process reads later, and which those are, the number of processes and what
    has changed decide. Can go with ``test_docutils_keeps_registers_for_the_whole_process_still``.
    """
    # looked up each time: Sphinx puts others in their places for every build
    registers: tuple[dict[str, Any], ...] = (roles._roles, directives._directives)  # type: ignore[attr-defined]
    kept = [dict(register) for register in registers]
    try:
        yield
    finally:
        for register, before in zip(registers, kept, strict=True):
            register.clear()
            register.update(before)


def registered_roles() -> frozenset[str]:
    """Return the names, without a domain, of the roles that were registered or used in this process.

    docutils tells of one name only, and logs that it was asked. Without it ``{name}`` before code is
    text also where an extension has a role of that name. Can go with
    ``test_docutils_keeps_registers_for_the_whole_process_still``.
    """
    return frozenset(roles._roles)  # type: ignore[attr-defined]


class SphinxReading(Builder):
    """A builder that can replace Sphinx's reading, and knows its application.

    Sphinx has no hook for the first (https://github.com/sphinx-doc/sphinx/issues/10967 and 11448);
    without it two cores read no faster than one. ``Builder.app`` is deprecated for no other name.
    Can go with ``test_sphinx_reads_documents_its_own_way_still``.
    """

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        self.application = app
        super().__init__(app, env)

    def read_here(self, docnames: list[str]) -> None:
        """Read documents in this process."""
        super()._read_serial(docnames)

    def read_shared(self, docnames: list[str], jobs: int) -> None:
        """Read documents in some processes."""
        super()._read_parallel(docnames, jobs)

    def _read_serial(self, docnames: list[str]) -> None:
        self.read_here(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        self.read_shared(docnames, nproc)


class SphinxFiles(Project):
    """The files of a project, which we can choose ourselves.

    Sphinx finds them by patterns alone, and reads everything again when one changes: without it
    each embargo that passes costs a build from nothing. Can go with
    ``test_sphinx_finds_files_by_patterns_alone_still``.
    """

    def take(self, documents: dict[str, Path]) -> None:
        """Take these documents and no others, each in the file at its path."""
        self.docnames.clear()
        self.docnames.update(documents)
        self._docname_to_path = documents
        self._path_to_docname = {path: docname for docname, path in documents.items()}
