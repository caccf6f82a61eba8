"""Sphinx's search index, with addresses in the place of document names, made by several processes."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from standfirst.output_file import write

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.search import IndexBuilder

Words = dict[str, set[str]]
_BY_DOCUMENT = ("_titles", "_filenames", "_all_titles", "_index_entries")
_BY_WORD = ("_mapping", "_title_mapping")


class SearchIndex(StandaloneHTMLBuilder):
    """A builder whose index can be divided and put together."""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Have Sphinx's search take addresses as they are."""
        super().prepare_writing(docnames)
        self.globalcontext.update(file_suffix="", link_suffix="")

    @property
    def _kept_index(self) -> Path:
        return Path(self.doctreedir, "standfirst", "search.pickle")

    def load_indexer(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002  # :meth:`forget_words_of` is told which
        """Load the index of the build before, kept by document name.

        Not by Sphinx's own way, which loses what ``index`` directives and glossaries name.
        """
        if self.indexer is None:
            return
        try:
            self.put_index(pickle.loads(self._kept_index.read_bytes()))  # noqa: S301  # our own
        except Exception:  # noqa: BLE001  # whatever is wrong with it: everything is indexed anew
            self.index_apart()
        self.forget_words_of(frozenset())

    def is_indexed(self, docname: str) -> bool:
        """Return whether the index has the document's words, or does not want them."""
        return (
            self.indexer is None or docname in self.indexer._titles or not self._title_of(docname)  # noqa: SLF001  # it has no method for them
        )

    def _title_of(self, docname: str) -> str:
        title = self.env.longtitles.get(docname)
        return title.astext() if title is not None else ""

    def forget_words_of(self, docnames: AbstractSet[str]) -> None:
        """Take documents out of the index, and all that are there no longer."""
        if self.indexer is not None:
            _prune(self.indexer, set(self.env.all_docs) - docnames)

    def index_apart(self) -> dict[str, Any]:
        """Take the index away, so that what is indexed next stands in one of its own; return it."""
        if self.indexer is None:
            return {}
        names = (*_BY_DOCUMENT, *_BY_WORD)
        taken = {name: getattr(self.indexer, name) for name in names}
        for name in names:
            setattr(self.indexer, name, {})
        return taken

    def put_index(self, index: dict[str, Any]) -> None:
        """Put an index, as :meth:`index_apart` returns it, in the place of what there is."""
        for name, value in index.items():
            setattr(self.indexer, name, value)

    def add_to_index(self, part: dict[str, Any]) -> None:
        """Add an index of other documents to what there is."""
        for name in _BY_DOCUMENT if part else ():
            getattr(self.indexer, name).update(part[name])
        for name in _BY_WORD if part else ():
            mapping: Words = getattr(self.indexer, name)
            for word, docnames in part[name].items():
                mapping.setdefault(word, set()).update(docnames)

    def dump_search_index(self) -> None:
        """Write the index with addresses in the place of document names, and keep it with the names."""
        if self.indexer is None:
            return
        _prune(self.indexer, set(self.env.all_docs))
        frozen = self.indexer.freeze()
        for kind in ("terms", "titleterms"):
            # pruning leaves the words of a post that is gone, as found in no document
            frozen[kind] = {term: found for term, found in frozen[kind].items() if found != []}
        kept = {name: getattr(self.indexer, name) for name in (*_BY_DOCUMENT, *_BY_WORD)}
        write(self._kept_index, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
        shown = {**frozen, "docnames": [self.get_target_uri(name) for name in frozen["docnames"]]}
        text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path = Path(self.outdir, self.searchindex_filename)
        write(path, f"Search.setIndex({text})".encode())


def _prune(indexer: IndexBuilder, docnames: AbstractSet[str]) -> None:
    """Take all other documents out of the index, their index entries too, which Sphinx leaves."""
    indexer.prune(docnames)
    entries = indexer._index_entries  # noqa: SLF001  # it has no method for them
    for gone in entries.keys() - docnames:
        del entries[gone]
