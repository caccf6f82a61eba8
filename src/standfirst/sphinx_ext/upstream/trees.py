"""The trees of documents, small where they lie beside the output. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0.

::

    Builder.write_doctree() --> docname.doctree, lean and compressed --> BuildEnvironment.get_doctree()
                     its post, for the text of both--^-----------------^

Sphinx keeps each as a pickle, of which a sixth says all (:mod:`.lean_trees`): 150 MB of 2,000 articles, which a cache of a
build in CI packs, sends and unpacks. It asks a mapping for a tree first, which here reads the file. So it holds no tree in
memory either (https://github.com/sphinx-doc/sphinx/issues/11124). Can go with
``test_sphinx_keeps_pickled_trees_still``.
"""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.sphinx_ext.upstream.lean_trees import fill, packed, slim, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SHARED = "none"
"""What Sphinx calls the trees of builders that may share them: of all but those that make catalogues for translators."""


class Trees(dict[str, bytes]):
    """The pickled trees that Sphinx is shown, and beyond those each in its file."""

    def __init__(self, folder: Path, text: Callable[[str], bytes]) -> None:
        """Read trees from a folder.

        :param text: Returns what a document is read from, which is needed again when its tree is; nothing where it will not be there.
        """
        super().__init__()
        self._folder = folder
        self.text = text
        self.elsewhere: Callable[[str], Path] | None = None
        """Where the tree of a document lies that another machine has read."""

    def file(self, docname: str) -> Path:
        """Return where the tree of a document lies."""
        return Path(self._folder, f"{docname}.doctree")

    def __missing__(self, docname: str) -> bytes:
        """Return the pickle of a tree.

        :raises OSError: There is none.
        :raises UnfitTreeError: It was read from another text, or is damaged.
        """
        data = (self.elsewhere or self.file)(docname).read_bytes()
        return unpacked(data, partial(self.text, docname))


def make_small(app: Sphinx) -> None:
    """Have Sphinx write trees that are small, and hold none in memory."""

    def text(docname: str) -> bytes:
        with contextlib.suppress(OSError):
            return Path(app.env.doc2path(docname)).read_bytes()
        return b""

    trees = app.env._pickled_doctree_cache = Trees(Path(app.env.doctreedir), text)

    def write_small(docname: str, doctree: nodes.document, *, _cache: bool = True) -> None:
        # what cannot be pickled goes, as in Builder.write_doctree; the settings are other documents' as well
        doctree.reporter = doctree.transformer = None  # type: ignore[assignment]
        doctree.settings = settings = doctree.settings.copy()
        settings.warning_stream = settings.env = None
        settings.record_dependencies = None  # type: ignore[assignment]
        slim(doctree)
        data = packed(doctree, trees.text(docname))
        file = trees.file(docname)
        try:
            file.write_bytes(data)
        except FileNotFoundError:  # seldom: most folders are there
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if _cache:  # else nobody will have it
            fill(doctree)
            app.env._write_doc_doctree_cache[docname] = doctree

    if app.builder.versioning_method == _SHARED:
        app.builder.write_doctree = write_small  # type: ignore[method-assign,misc]  # no method of ours


def of(env: BuildEnvironment) -> Trees:
    """Return the trees of an environment, where :func:`make_small` has been called.

    :raises TypeError: It was not.
    """
    trees = env._pickled_doctree_cache
    if not isinstance(trees, Trees):
        raise TypeError(trees)
    return trees
