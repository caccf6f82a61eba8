"""What others keep to themselves is used in one folder, and only as long as they offer nothing in its place."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from functools import cache
from pathlib import Path

import ablog
import ablog.blog
import pytest
from ablog.blog import Blog, Collection
from ablog.post import generate_atom_feeds, process_postlist
from docutils.parsers.rst import directives, roles
from myst_parser.mdit_to_docutils import base as myst_base
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import environment
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.linkcheck import HyperlinkAvailabilityChecker, HyperlinkAvailabilityCheckWorker
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from sphinx.registry import SphinxComponentRegistry

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "standfirst"
MODULES = sorted(
    path
    for folder in ("sphinx_ext", "editions")
    for path in (PACKAGE / folder).rglob("*.py")
    if "upstream" not in path.parts
)
OTHERS = {
    *("ablog", "docutils", "myst_parser", "pydata_sphinx_theme"),
    *("sphinx", "sphinx_book_theme", "sphinx_design"),
}
PUBLIC = {"sphinx.locale._"}
"""Names that are documented though they begin as private ones do."""


def _is_private(name):
    return name.startswith("_") and not name.startswith("__")


def _imported(tree):
    """Yield the names of others that a module imports, in full."""
    for node in ast.walk(tree):
        prefix = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (prefix + alias.name for alias in node.names)


def _theirs(cls):
    """Return the classes of others that a class stands on."""
    bases = inspect.getmro(cls) if inspect.isclass(cls) else ()
    return [base for base in bases if base.__module__.split(".")[0] in OTHERS]


@cache
def _set_by(base):
    """Return the private names that a class has, or gives its instances."""
    names = {*vars(base)}
    for node in ast.walk(ast.parse(inspect.getsource(base))):
        is_set = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        names |= {node.attr} if is_set else set()
    return {name for name in names if _is_private(name)} - {"_abc_impl", "_is_protocol"}


def _private(path):
    """Return the private names of others that a module uses."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    found = {
        name
        for name in _imported(tree)
        if name.split(".")[0] in OTHERS - PUBLIC and any(map(_is_private, name.split(".")))
    } - PUBLIC
    name = path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".")
    module = importlib.import_module(name.removesuffix(".__init__"))
    for node in tree.body:
        cls = getattr(module, node.name) if isinstance(node, ast.ClassDef) else object
        if theirs := _theirs(cls):
            used = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
            found |= {
                f"{node.name}.{name}"
                for name in set().union(*map(_set_by, theirs)) & (used | {*vars(cls)})
            }
    return found | ({"SLF001"} if "SLF001" in text else set())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_private_names_of_others_are_used_in_one_folder(path):
    """No import, no attribute, no method that is overridden; what ruff forbids is nowhere allowed."""
    assert _private(path) == set()


def test_private_names_would_be_found():
    """Of modules that have them, each kind."""
    upstream = PACKAGE / "sphinx_ext" / "upstream"

    assert _private(upstream / "myst_.py") == {
        "Renderer._heading_offset",
        "Renderer._level_to_section",
        "Renderer._random_label",
    }
    assert "sphinx.builders.linkcheck._Status" in _private(upstream / "linkcheck.py")


def _public(cls, *words):
    """Return the public names of a class that have one of the words in them."""
    return {name for name in dir(cls) if name[0] != "_" and any(word in name for word in words)}


def test_sphinx_tells_no_choice_from_a_default_still():
    """Else :func:`written` and :func:`given` can go."""
    assert _public(Config, "raw", "given", "written", "default", "chosen", "is_set") == set()
    assert "self._raw_config = raw_config" in inspect.getsource(Config.__init__)


def test_sphinx_lists_no_style_sheets_and_scripts_still():
    """Else :func:`style_sheets` and :func:`scripts` can go."""
    own = {"init_css_files", "init_js_files"}

    assert _public(StandaloneHTMLBuilder, "css_files", "js_files") == own
    assert "self._css_files = []" in inspect.getsource(StandaloneHTMLBuilder.init_css_files)
    assert "self._js_files = []" in inspect.getsource(StandaloneHTMLBuilder.init_js_files)


def test_sphinx_makes_checksums_and_hashes_of_options_still():
    """Where nobody else is meant to ask for them; else :func:`checksum` and :func:`build_info` can go."""
    made = inspect.getsource(inspect.getmodule(StandaloneHTMLBuilder))

    assert "_file_checksum(outdir, " in made
    assert "from sphinx.builders.html._build_info import BuildInfo" in made
    assert _public(StandaloneHTMLBuilder, "checksum", "hash") == set()


def test_sphinx_lists_no_folders_of_extensions_still():
    """What Sphinx 9.1 has is a list of its registry, which is not documented; else :func:`static_folders` can go."""
    kept = {name for name in vars(SphinxComponentRegistry()) if "static" in name}

    assert _public(Builder, "static_dirs", "static_folders") == set()
    assert kept == ({"static_dirs"} if _public(Sphinx, "add_static") else set())


def test_sphinx_tells_nobody_how_many_warnings_there_were_still():
    """Else :func:`count_of_warnings` can go."""
    assert _public(Sphinx, "warning") == {"warningiserror"}
    assert "_warncount" in inspect.getsource(Sphinx.__init__)


def test_sphinx_writes_static_files_where_it_likes_still():
    """Else :func:`static_files_below` can go."""
    made = inspect.getsource(StandaloneHTMLBuilder.create_pygments_style_file)

    assert "self._static_dir / 'pygments.css'" in made
    assert _public(StandaloneHTMLBuilder, "static_dir", "static_folder") <= {"copy_static_dirs"}


def test_sphinx_keeps_pickled_trees_still():
    """As they are, else :mod:`.trees` can go; its builder for LaTeX asks for them, else :func:`show_tree` can."""
    kept = inspect.getsource(BuildEnvironment.get_doctree)
    written = inspect.getsource(Builder.write_doctree)

    assert "serialised = self._pickled_doctree_cache[docname]\n" in kept
    assert "pickle.loads(serialised)" in kept
    assert "pickle.dump(doctree, f, pickle.HIGHEST_PROTOCOL)" in written
    assert re.findall(r"doctree\.((?:settings\.)?\w+) = None", written) == [
        "reporter",
        "transformer",
        "settings.warning_stream",
        "settings.env",
        "settings.record_dependencies",
    ]
    assert "self.write_doctree(docname, doctree, _cache=_cache)" in inspect.getsource(
        Builder.read_doc
    )
    assert "self.env.get_doctree(" in inspect.getsource(LaTeXBuilder.assemble_doctree)


def test_sphinx_takes_an_environment_of_one_folder_alone_still():
    """Else :class:`SphinxWithEnvironment` can go."""
    read = inspect.getsource(Sphinx._init_env)  # noqa: SLF001

    assert "filename = self.doctreedir / ENV_PICKLE_FILENAME" in read
    assert "self._fresh_env_used = False" in inspect.getsource(Sphinx._load_existing_env)  # noqa: SLF001
    assert "self.srcdir != app.srcdir" in inspect.getsource(BuildEnvironment.setup)


def test_sphinx_checks_whatever_it_has_read_still():
    """Else :func:`unchecked` can go."""
    assert "self.env.check_consistency()" in inspect.getsource(Builder.build)


def test_sphinx_reads_documents_its_own_way_still():
    """Else :class:`Reading` can go; for the application too, which a builder has under a deprecated name alone."""
    read = inspect.getsource(Builder.read)

    assert "self._read_serial(docnames)" in read
    assert "self._read_parallel(docnames, nproc=" in read
    assert _public(Builder, "app") == {"app"}
    assert "deprecat" in inspect.getsource(Builder.app.fget)


def test_sphinx_finds_files_by_patterns_alone_still():
    """Else :class:`Files` can go."""
    assert _public(Project, "") == {"discover", "doc2path", "path2doc", "restore"}
    assert [*inspect.signature(Project.discover).parameters] == [
        "self",
        "exclude_paths",
        "include_paths",
    ]


def test_sphinx_tells_changes_by_times_still():
    """And asks nobody: a document that is older than its reading is not looked into."""
    source = inspect.getsource(BuildEnvironment.get_outdated_files)

    assert "_has_doc_changed(" in source
    assert "_last_modified_time(filename)" in inspect.getsource(environment)
    assert "time.time_ns()" in inspect.getsource(Builder.read_doc)


def test_sphinx_refuses_an_environment_of_another_folder_still():
    """Whatever is in it."""
    assert "source directory has changed" in inspect.getsource(BuildEnvironment.setup)


def test_sphinx_asks_for_addresses_its_own_way_still():
    """Else :class:`LinkWorker` can go."""
    worker = HyperlinkAvailabilityCheckWorker

    assert "self._check(" in inspect.getsource(worker.run)
    assert "self._check_uri(" in inspect.getsource(worker._check)  # noqa: SLF001  # what is overridden
    assert _public(worker, "check", "session") == set()
    assert _public(HyperlinkAvailabilityChecker, "session", "worker_class") == set()


def test_myst_keeps_sections_and_labels_to_itself_still():
    """Else :class:`Renderer` can go."""
    assert "self._random_label()" in inspect.getsource(SphinxRenderer.render_amsmath)
    assert "uuid4" in inspect.getsource(SphinxRenderer._random_label)  # noqa: SLF001  # what is overridden
    assert "self._level_to_section" in inspect.getsource(myst_base)
    assert _public(SphinxRenderer, "level", "label", "offset") == {
        "render_math_block_label",
        "update_section_level_state",
    }


def test_docutils_keeps_registers_for_the_whole_process_still():
    """Else :func:`registers_of_one_document` can go."""
    assert "_directives[name] = directive" in inspect.getsource(directives.register_directive)
    assert "_roles[name.lower()] = role_fn" in inspect.getsource(roles.register_local_role)


def test_ablog_has_its_faults_still():
    """State of the whole process, the clock asked once, one author in feeds, paths without a setter."""
    assert "self.__dict__ = self._dict" in inspect.getsource(Blog)
    assert "\nTOMORROW = " in inspect.getsource(ablog.blog)
    assert "for author in post.author}" in inspect.getsource(generate_atom_feeds)
    assert "self._path" in inspect.getsource(Collection)
    assert "if coll in blog.catalogs[cat].collections:" in inspect.getsource(process_postlist)
    assert '"parallel_read_safe": False' in inspect.getsource(ablog.setup)


def test_files_that_an_extension_registers_are_beside_the_pages(publication):
    """With Sphinx 9.1 by ``app.add_static_dir``, as they are; 9.0 has no name for it."""
    conf = """
        from pathlib import Path

        def setup(app):
            app.registry.static_dirs = [Path(app.confdir, "of-extension"), Path(app.confdir, "none")]
    """
    publication.write("conf.py", publication.conf + conf)
    publication.write("of-extension/deep/a.txt", "{{ project }}")
    publication.write("of-extension/b.txt.jinja", "{{ project }}")
    built = publication.build()

    assert built.read("_static/deep/a.txt") == "{{ project }}"
    assert built.read("_static/b.txt.jinja") == "{{ project }}"
    assert not built.has("_static/b.txt")
    assert "an extension's static folder" in built.warnings
