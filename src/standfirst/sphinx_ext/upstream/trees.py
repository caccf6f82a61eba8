"""The trees of documents, compressed where they lie beside the output. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0.

::

    Builder.write_doctree() --> docname.doctree, compressed --> BuildEnvironment.get_doctree()

Sphinx keeps each as a pickle, of which a quarter says all: 150 MB of 2,000 articles, which a cache of a build in
CI packs, sends and unpacks. It asks a mapping for a tree first, which here reads the file. So it holds no tree in
memory either (https://github.com/sphinx-doc/sphinx/issues/11124). Can go with
``test_sphinx_keeps_pickled_trees_still``.
"""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LEVEL = 1
"""Of a tree of 80 kB it leaves 18, in a third of a millisecond; 6, the usual, 16 in 0.8."""
_COMPRESSED = b"x"
"""Begins what zlib has made: https://www.rfc-editor.org/rfc/rfc1950#section-2.2; a pickle begins otherwise."""


class Trees(dict[str, bytes]):
    """The pickled trees that Sphinx is shown, and beyond those each in its file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.elsewhere: Callable[[str], Path] | None = None
        """Where the tree of a document lies that another machine has read."""

    def file(self, docname: str) -> Path:
        """Return where the tree of a document lies."""
        return Path(self._folder, f"{docname}.doctree")

    def __missing__(self, docname: str) -> bytes:
        """Return the pickle of a tree, compressed or as another builder's process has left it.

        :raises OSError: There is none.
        :raises zlib.error: It is not whole.
        """
        data = (self.elsewhere or self.file)(docname).read_bytes()
        return zlib.decompress(data) if data.startswith(_COMPRESSED) else data


def compress(app: Sphinx) -> None:
    """Have Sphinx compress the trees that it writes, and read such."""
    trees = app.env._pickled_doctree_cache = Trees(Path(app.env.doctreedir))

    def write_compressed(docname: str, doctree: nodes.document, *, _cache: bool = True) -> None:
        # what cannot be pickled goes, as in Builder.write_doctree; the settings are other documents' as well
        doctree.reporter = doctree.transformer = None  # type: ignore[assignment]
        doctree.settings = settings = doctree.settings.copy()
        settings.warning_stream = settings.env = None
        settings.record_dependencies = None  # type: ignore[assignment]
        data = zlib.compress(pickle.dumps(doctree, pickle.HIGHEST_PROTOCOL), _LEVEL)
        file = trees.file(docname)
        try:
            file.write_bytes(data)
        except FileNotFoundError:  # seldom: most folders are there
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if _cache:
            app.env._write_doc_doctree_cache[docname] = doctree

    app.builder.write_doctree = write_compressed  # type: ignore[method-assign,misc]  # no method of ours


def of(env: BuildEnvironment) -> Trees:
    """Return the trees of an environment, where :func:`compress` has been called.

    :raises TypeError: It was not.
    """
    trees = env._pickled_doctree_cache
    if not isinstance(trees, Trees):
        raise TypeError(trees)
    return trees
