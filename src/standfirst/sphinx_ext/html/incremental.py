"""A builder that reads and writes with several processes, and only what differs.

::

    documents to read  --read--> environment --merged--> catalogue
    wanted pages, each with a hash of what it is made from --Manifest--> those to be made --written

Every process does runs of neighbouring documents (:mod:`.workers`). A page is made again
where the hash differs, which says all that goes into it: so a build of what has changed gives
what a build of everything gives.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.builders.html import StandaloneHTMLBuilder

from standfirst.addresses import page_addresses
from standfirst.incremental import freshness, gc_pauses
from standfirst.incremental.atomic_files import OutputFile, Tally, write
from standfirst.incremental.manifest import Manifest, digest
from standfirst.limits import faults
from standfirst.outputs import bare_page
from standfirst.sphinx_ext.html.jinja_bridge import Templates
from standfirst.sphinx_ext.html.template_reads import UNKNOWN
from standfirst.sphinx_ext.read.parallel_reading import Selecting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from standfirst.incremental.manifest import ExtraFile

    Came = tuple[dict[str, str], Tally, dict[str, tuple[str, ...]]]
    """What comes of a process beside its files: pictures, a count, and what templates have read."""

_Work = TypeVar("_Work")
_RUNS_EACH = 64
"""Runs for each process that writes: one listing costs many times another."""


class IncrementalBuilder(Selecting, StandaloneHTMLBuilder):
    """Writes every page at its address, where it differs; the stages are shared among processes."""

    tally: Tally
    manifest: Manifest
    made: dict[str, str]
    """File of the output -> what it was made from."""
    reads: dict[str, tuple[str, ...]]
    """The same -> what its template has read beyond that, where it has read anything."""
    _elsewhere: str = ""
    """Where the page that is being written goes, if not to its address."""
    summary: str = ""
    """What this build has done, in a line; when it is finished."""

    def init(self) -> None:
        """Set up what the stages share."""
        super().init()
        self.tally = Tally()
        self.made = {}
        self.reads = {}
        self._of_page: dict[str, str] = {}
        kept = freshness.written(Path(self.doctreedir), Path(self.outdir))
        self.manifest = Manifest(kept, Path(self.outdir), "html")

    def address(self, page: str) -> page_addresses.Address:
        """Return a page's address; a page that Standfirst does not know lies where Sphinx would put it."""
        if isinstance(self.templates, Templates):
            self.templates.reads.address(page)
        found = self.published.addresses.pages.get(page)
        return found or page_addresses.address(f"{page}.html")

    def page_file(self, page: str) -> str:
        """Return the file of a page, below the output folder."""
        return self.address(page).file

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return the page's address below the root, percent-encoded."""
        return self.address(docname).href

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the link from one page to another."""
        return self.output_uri(from_, self.address(to).href)

    def output_uri(self, page: str, href: str) -> str:
        """Return the link from a page to what lies at *href*, percent-encoded, below the output folder."""
        return page_addresses.relative(self.page_file(page), href)

    def file_uri(self, page: str, file: str) -> str:
        """Return the link from a page to a file of the output."""
        return self.output_uri(page, page_addresses.quoted(file))

    def beside(self, docname: str) -> Iterable[str]:
        """Return the files that are written with the page of a document."""
        raise NotImplementedError

    def is_kept(self, docname: str) -> bool:
        """Return whether the texts that feeds and the search take of a document are kept."""
        raise NotImplementedError

    @property
    def everywhere(self) -> str:
        """Return a hash of what goes into every page."""
        raise NotImplementedError

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file that a page is written to: whole, and only where it differs."""
        file = OutputFile(self.output(self._elsewhere or self.page_file(page_name)))
        file.tally = self.tally
        return file

    def expect(self, files: Iterable[str]) -> None:
        """Note that *files* are wanted, and about to be made in another way."""
        files = list(files)
        self.manifest.expect(files)
        self.made.update(dict.fromkeys(files, ""))

    def want(self, file: str) -> None:
        """Note that *file* is wanted and made in every build."""
        if file not in self.made:
            self.expect([file])

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002  # which ones, the manifest knows
        """Resolve and write the documents whose pages differ."""
        names = sorted(filter(self.is_mine, self.env.found_docs))
        changed = [name for name in names if not self._is_current_document(name)]
        self.share("writing pages", changed, self.weights(changed), self._write_document)

    def write_again(self, docnames: Sequence[str]) -> None:
        """Write documents' pages though they are as they should be: what is kept of them is not."""
        self.share("writing pages", docnames, self.weights(docnames), self._write_document)

    def _is_current_document(self, docname: str) -> bool:
        made_from = self.fingerprints.document(docname)
        files = [self.page_file(docname), *self.beside(docname)]
        # all are asked, which notes that they are wanted; a publisher's own file stays in its place
        current = [self.is_current_file(file, made_from) for file in files if file not in self.made]
        if all(current) and self.is_kept(docname):
            return True
        for file in files:
            self.manifest.make_anew(file)
        return False

    def gen_pages_from_extensions(self) -> None:
        """Write the generated pages that differ."""
        every = (page for pages in self.events.emit("html-collect-pages") for page in pages)
        pages = [page for page in every if self.is_mine(page[0])]
        changed = [page for page in pages if not self._is_current_page(*page)]
        self.share("writing lists", changed, [1] * len(changed), self._write_generated)
        # tried again in the next build
        faulty = (name for name, *_ in changed if name in self.faults.known)
        self.made.update(dict.fromkeys(map(self.page_file, faulty), ""))

    def _is_current_page(self, name: str, context: Mapping[str, Any], template: str) -> bool:  # noqa: ARG002  # as extensions give them
        """Return whether a generated page need not be made; another extension's always is."""
        file = self.page_file(name)
        if "generated" in context:
            return self.is_current_file(file, context["generated"].made_from)
        self.want(file)
        return False

    def _write_generated(self, page: tuple[str, dict[str, Any], str]) -> None:
        """Write a generated page; where that raises, one with its title alone."""
        name, context, _ = page
        title = context["generated"].title if "generated" in context else name
        caught = self.faults.attempt(lambda: self.handle_page(*page))
        if isinstance(caught, faults.Caught):
            self.write_barely(name, title=title, text="", lang=str(self.config.language))
            what, done = f"the page {self.page_file(name)}", "it has only its title"
            self.faults.note(name, "", caught, when="written", done=done, what=what)

    def write_barely(self, page: str, *, title: str, text: str, lang: str) -> None:
        """Write a page without a template."""
        file = self.page_file(page)
        root = page_addresses.relative(file, "")
        content = bare_page.page(title=title, lang=lang, text=text, root=root)
        write(self.output(file), content, self.tally)

    def handle_page(
        self, pagename: str, *args: Any, outfilename: Path | None = None, **kwargs: Any
    ) -> None:
        """Write a page; one of Sphinx's own too, such as that of the search, is noted as wanted.

        :param outfilename: Where it goes, if not to the page's address: Sphinx's ``opensearch.xml`` does.
        """
        if outfilename is not None:
            self._elsewhere = Path(outfilename).relative_to(self.outdir).as_posix()
        file = self._elsewhere or self.page_file(pagename)
        self.want(file)
        try:
            super().handle_page(pagename, *args, **kwargs)
        finally:
            self._elsewhere = ""
        is_ours = isinstance(self.templates, Templates)
        self.reads[file] = self.templates.reads.keys if is_ours else UNKNOWN

    def is_current_file(self, file: str, made_from: str) -> bool:
        """Note that *file* is wanted; return whether it need not be made.

        :param made_from: A hash of what it is made from, but for what is on every page.
        """
        self._of_page[file] = made_from
        self.reads[file] = self.manifest.reads(file)
        self.made[file] = self._whole(file)
        current = self.manifest.is_current(file, self.made[file])
        self.tally.left += current
        return current

    def _whole(self, file: str) -> str:
        """Return a hash of all that a file is made from."""
        answers = [(key, self.fingerprints.answer(key)) for key in self.reads[file]]
        return digest(self.everywhere, self._of_page[file], answers)

    def keep_manifest(self) -> None:
        """Save the manifest.

        :raises OutputError: It cannot be kept, or a file that nobody wants not be removed.
        """
        others = [file for file, keys in self.reads.items() if keys != self.manifest.reads(file)]
        self.made.update({file: self._whole(file) for file in others if file in self._of_page})
        self.manifest.finish(self.made, self.reads)

    def share(
        self,
        said: str,
        work: Sequence[_Work],
        weights: Sequence[int],
        make: Callable[[_Work], None],
    ) -> None:
        """Have several processes *make* output files.

        :param said: What is done, ``writing lists``.
        """

        def apart(pieces: Iterator[_Work]) -> Came:
            tally, self.tally = self.tally, Tally()
            reads, self.reads = self.reads, {}
            for one in gc_pauses.between(stage.through(pieces)):
                make(one)
            tally, self.tally = self.tally, tally
            reads, self.reads = self.reads, reads
            return dict(self.images), tally, reads

        def take(_done: Sequence[_Work], came: Came) -> None:
            images, tally, reads = came
            self.images.update(images)
            self.tally.add(tally)
            self.reads.update(reads)

        self.manifest.expect(self.made)
        with self.progress.of(said, len(work)) as stage:
            self.faults.share(
                work, weights, jobs=self.jobs, do=apart, take=take, runs_each=_RUNS_EACH, here=make
            )

    def write_files(self, files: Iterable[ExtraFile]) -> None:
        """Write those of *files* that differ; a publisher's own file of the same name is kept.

        :raises OutputError: One cannot be written.
        """
        wanted = [
            one
            for one in files
            if one.file not in self.made and not self.is_current_file(one.file, one.made_from)
        ]
        weights = [one.weight for one in wanted]
        self.share("writing feeds and other files", wanted, weights, self.write_file)

    def write_file(self, one: ExtraFile) -> None:
        """Write a file; one that cannot be made is reported, and not there."""
        place = self.output(one.file)
        caught = self.faults.attempt(lambda: write(place, one.make(), self.tally))
        if isinstance(caught, faults.Caught):
            place.unlink(missing_ok=True)
            path = self.domain.source(one.docname) if one.docname else ""
            what, done = one.file if path else f"the file {one.file}", "it was not written"
            name = one.docname or one.file
            self.faults.note(name, path, caught, when="written", done=done, what=what)

    def _write_document(self, docname: str) -> None:
        self.carefully(docname, partial(self._write_tree, docname))

    def _write_tree(self, docname: str, doctree: nodes.document) -> None:
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)
