"""The files beside the pages: styles, scripts, pictures, downloads, sources, extra files, the inventory.

Sphinx copies into the output, over what is there and piece by piece: files whose bytes stay get
a new time, one is written twice with different content, what is no longer wanted stays, and a
full disk is a warning. Here static files are put together elsewhere first; then every file goes
to its place at one stroke, where it differs, and into the manifest.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import sphinx_design
from pydata_sphinx_theme.logo import copy_logo_images
from pydata_sphinx_theme.pygments import overwrite_pygments_css
from sphinx.util import logging
from sphinx.util.fileutil import copy_asset
from sphinx.util.inventory import InventoryFile
from sphinx.util.matching import Matcher

from standfirst.incremental import contents
from standfirst.incremental.atomic_files import OutputFile, copy, error
from standfirst.limits import containment
from standfirst.sphinx_ext.html import static_sources, style_sheets, theme_files
from standfirst.sphinx_ext.html.incremental import IncrementalBuilder
from standfirst.sphinx_ext.upstream.ablog_ import STATIC as ABLOG_STATIC
from standfirst.sphinx_ext.upstream.sphinx_ import (
    count_of_warnings,
    static_files_below,
    static_folders,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.util.typing import PathMatcher


PICTURES = "_images"
"""The folder of the pictures below that of the output."""
LOGGER = logging.getLogger(__name__)
_STATIC, _INVENTORY = "static", "inventory"
"""Names under which it is kept which static files there are, and what the inventory is."""
_NOT_COPIED = Matcher(
    [
        "**/.*",
        "**/searchtools.js",
        "**/language_data.js*",
        "**/sphinx_highlight.js",
        "**/doctools.js",
        "**/locales",
        "**/*.map",
    ]
)
"""Of themes: what Sphinx itself leaves out, the scripts of its search, which is not used, the translations of a
theme's templates, which are read where it is installed, and what its makers need to look into its scripts."""
_DESIGN = Path(str(sphinx_design.__file__)).resolve().parent
_LATE = {overwrite_pygments_css, copy_logo_images}
"""The theme's handlers that write static files when pages have the checksums of what was there before."""


class StaticFiles(IncrementalBuilder):
    """A builder that puts files beside the pages."""

    copysource = False
    """Sources are placed with the other files; Sphinx would copy each when its page is written."""

    def pictures_uri(self, page: str) -> str:
        """Return the link from a page to the folder of the pictures."""
        return self.output_uri(page, f"{PICTURES}/")

    def copy_assets(self) -> None:
        """Make way for all files with known places, then copy those that do not depend on pages.

        Of a part only those whose checksums pages have; the others are copied where parts are joined.
        """
        if self.is_part:
            # no page or copy takes the place of a publisher's own file
            self.made.update(dict.fromkeys(self.published.placed, ""))
            self.copy_static_files()
            return
        addresses = self.published.addresses
        pages = {address.file for address in addresses.pages.values()}
        self.manifest.make_way({*pages, *addresses.redirects, *self.published.placed})
        super().copy_assets()
        self.place(self.published.editions.every())
        self._copy_sources()

    def _copy_sources(self) -> None:
        """Copy the sources of documents but posts, where pages are to show them."""
        if not self.config.html_copy_source:
            return
        suffix = self.config.html_sourcelink_suffix
        sources: dict[str, Path] = {}
        for docname in sorted(self.env.found_docs - self.domain.records.keys()):
            # as Sphinx's ``get_doc_context`` names it in the page
            own = self.domain.source(docname)[len(docname) :]
            name = docname + own if own == suffix else docname + own + suffix
            sources[f"_sources/{name}"] = self.env.doc2path(docname)
        self.place(sources)

    @property
    def static_folder(self) -> Path:
        """The folder of the static files."""
        return Path(self.outdir, "_static")

    def copy_static_files(self) -> None:
        """Put the static files together and copy those that differ; nothing, where all that they are made from is the same."""
        late = self._late_handlers()
        inputs = self.domain.inputs
        made_from = static_sources.of(self, inputs.contents)
        if self._are_static_current(inputs.kept.read(_STATIC, made_from), made_from):
            return
        warnings = count_of_warnings(self.application)
        with TemporaryDirectory(prefix="static-", dir=self.doctreedir) as made:
            files = self._static_files(Path(made), late)
            self.place(files)
        if count_of_warnings(self.application) == warnings:
            # of a file that is placed otherwise as well this is taken back where that is done
            self.made.update(dict.fromkeys(files, made_from))
            inputs.kept.write(_STATIC, made_from, [*files])

    def _are_static_current(self, files: Sequence[str] | None, made_from: str) -> bool:
        """Return whether the static files are there as they were made; then they are noted as wanted."""
        if files is None:
            return False
        if not all(self.manifest.is_current(file, made_from) for file in files):
            for file in files:
                self.manifest.make_anew(file)
            return False
        self.made.update(dict.fromkeys(files, made_from))
        return True

    def _static_files(self, made: Path, late: Iterable[Callable[..., None]]) -> dict[str, Path]:
        """Make the static files in a folder; return those that are to be published by their place in the output."""
        with static_files_below(self, made):
            self.static_folder.mkdir()
            self._make_static_files()
            for handler in late:
                handler(self.application, None)
            web_fonts = self.domain.inputs.settings.web_fonts
            style_sheets.join(self.static_folder, web_fonts=web_fonts)
        static = self.static_folder.name
        files = {
            path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()
        }
        others = {
            name: files[f"{static}/{name}"]
            for name in {*self._names_of_others(), *style_sheets.FILES}
            if f"{static}/{name}" in files
        }
        for name in others.keys() - theme_files.asked_for(self, others):
            del files[f"{static}/{name}"]
        return files

    def _names_of_others(self) -> set[str]:
        """Return what the themes, ABlog and sphinx-design bring, and the publication has not itself."""
        own = [Path(self.confdir, entry).resolve() for entry in self.config.html_static_path]
        theirs = [Path(entry, "static") for entry in self.theme.get_theme_dirs()]
        others = [each for each in own if each == ABLOG_STATIC or each.is_relative_to(_DESIGN)]
        mine = _names(folder for folder in own if folder not in others)
        return (_names([*theirs, *others]) | {style_sheets.PYGMENTS}) - mine

    def _make_static_files(self) -> None:
        context = self.globalcontext.copy()
        self.create_pygments_style_file()
        self.copy_theme_static_files(context)
        self.copy_static_dirs()
        self.copy_html_static_files(context)
        self.copy_html_logo()
        self.copy_html_favicon()

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the files of the theme over those of the themes that it extends."""
        for entry in reversed(self.theme.get_theme_dirs()):
            self._copy_tree(Path(entry, "static"), _NOT_COPIED, context)

    def copy_static_dirs(self) -> None:
        """Copy the files that extensions have registered, as they are: Sphinx does since 9.1."""
        for folder in static_folders(self):
            if folder.is_dir():
                self._copy_tree(folder, Matcher([]))
            else:
                LOGGER.warning("an extension's static folder %s is not there", folder)

    def copy_html_static_files(self, context: dict[str, Any]) -> None:
        """Copy the files of ``html_static_path``."""
        excluded = Matcher([*self.config.exclude_patterns, "**/.*"])
        for entry in self.config.html_static_path:
            folder = Path(self.confdir, entry)
            found = containment.walk(folder, containment.bounds(self.confdir, entry))
            bad = {each.path for each in found if each.fault} if folder.is_dir() else set()

            def left_out(path: str, bad: AbstractSet[str] = bad) -> bool:
                return excluded(path) or path.removeprefix("./") in bad

            self._copy_tree(folder, left_out, context)

    def _copy_tree(
        self, source: Path, excluded: PathMatcher, context: dict[str, Any] | None = None
    ) -> None:
        """Copy *source* as Sphinx does, to which a full disk would be a warning for each file.

        :raises OutputError: A file cannot be written; for one that cannot be read there is a warning.
        """

        def on_error(path: str, exc: Exception) -> None:
            place = getattr(exc, "filename2", None) or getattr(exc, "filename", None)
            if isinstance(exc, OSError) and place and os.fspath(place) != path:
                raise error(Path(place), exc) from exc
            LOGGER.warning("cannot copy file %s: %s", path, exc)

        copy_asset(
            source,
            self.static_folder,
            excluded=excluded,
            context=context,
            renderer=self.templates,
            onerror=on_error,
            force=True,
        )

    def _late_handlers(self) -> list[Callable[..., None]]:
        listeners = self.events.listeners["build-finished"]
        late = [listener for listener in listeners if listener.handler in _LATE]
        listeners[:] = [listener for listener in listeners if listener not in late]
        return [listener.handler for listener in late]

    def copy_image_files(self) -> None:
        """Copy the pictures that pages show, and those that extensions have made."""
        others = self.images.keys() - self.env.images.keys()
        made = {self.images[path]: Path(self.srcdir, path) for path in sorted(others)}
        files = {**made, **self.published.pictures.files}
        self.place({f"{PICTURES}/{name}": file for name, file in files.items()})

    def copy_download_files(self) -> None:
        """Copy the downloads that pages offer: only files that were checked."""
        files = self.published.attachments.files
        names = {path.as_posix(): name for path, (_, name) in self.env.dlfiles.items()}
        self.place({f"_downloads/{names[path].as_posix()}": file for path, file in files.items()})

    def copy_extra_files(self) -> None:
        """Copy the files of ``html_extra_path``, except where a page lies."""
        self.place(self.published.placed)

    def place(self, files: Mapping[str, Path]) -> None:
        """Copy *files* where they differ, and note that they are wanted.

        :param files: Place below the output folder -> what lies there.
        """
        self.manifest.expect(files)
        for file, source in files.items():
            try:
                copy(source, self.output(file))
            except OSError as exc:
                LOGGER.warning("cannot copy file %s: %s", source, exc.strerror)
            else:
                self.made[file] = ""

    def write_buildinfo(self) -> None:
        """Write Sphinx's record of the configuration."""
        self.want(".buildinfo")
        self.build_info.dump(OutputFile(self.outdir, ".buildinfo"))

    def dump_inventory(self) -> None:
        """Write the inventory of reference targets."""
        made = Path(self.doctreedir, "standfirst", "objects.inv")
        kept, made_from = self.domain.inputs.kept, static_sources.of_inventory(self)
        if kept.read(_INVENTORY, made_from) != contents.of_file(made):
            InventoryFile.dump(made, self.env, self)
            kept.write(_INVENTORY, made_from, contents.of_file(made))
        self.place({made.name: made})


def _names(folders: Iterable[Path]) -> set[str]:
    """Return the files below some folders; a template's without the ending that it loses when it is carried out."""
    return {
        path.relative_to(folder).as_posix().removesuffix("_t").removesuffix(".jinja")
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
