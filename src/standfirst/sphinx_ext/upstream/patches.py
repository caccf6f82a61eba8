"""Patches that spare Sphinx, MyST and docutils work repeated for every document.

Each patch is small, changes no result, and says what it replaces and what the fault costs. All were
read in Sphinx 9.0.4, 9.1.1 and 9.2.0, docutils 0.22.4 and 0.23, MyST 5.2.0, sphinx-book-theme
1.4.0 and sphinx-design 0.8.0, which have the faults alike. ``tests/sphinx_ext/test_patches.py`` fails where upstream no longer needs one.
"""

from __future__ import annotations

import copy
import logging as py_logging
import re
from collections import deque
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

import docutils.nodes as docutils_nodes
import myst_parser.mdit_to_docutils.base as myst_base
import sphinx.builders.html as sphinx_html
import sphinx.directives.code as sphinx_code
import sphinx.events as sphinx_events
import sphinx.util._lines as sphinx_lines
import sphinx.util.docutils as sphinx_docutils
import sphinx_book_theme
from docutils.utils import DependencyList
from sphinx import addnodes
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util import logging
from sphinx.util._files import DownloadFiles, FilenameUniqDict
from sphinx_design.aside import AsideHtmlTransform
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from standfirst.sphinx_ext.upstream import packed_tocs, trees, visits
from standfirst.sphinx_ext.upstream import siblings as beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from docutils.frontend import Values
    from sphinx.application import Sphinx
    from sphinx.transforms.post_transforms import SphinxPostTransform

DOCUTILS_FINDALL = docutils_nodes.Node.findall
BOOK_THEME_NAMES = sphinx_book_theme.add_metadata_to_page
BOOK_THEME_HASHES = sphinx_book_theme.hash_html_assets
SPHINX_HIGHLIGHT = HighlightLanguageTransform.apply
DESIGN_TRANSFORMS = (AsideHtmlTransform, DropdownHtmlTransform, TabSetHtmlTransform)
SPHINX_MERGES = {files: files.merge_other for files in (FilenameUniqDict, DownloadFiles)}


_TIMES = 10
"""How often a listing's lines may be named on the average."""
_ORIGINALS: dict[Any, Any] = {}
"""Function that an earlier build of this process has put in place -> what was there."""


def put_in_place(app: Sphinx) -> None:
    """Install the patches, without memory of an earlier build in this process."""
    trees.make_small(app)
    packed_tocs.pack(app.env)
    only_what_is_shown(py_logging.getLogger(logging.NAMESPACE))
    sphinx_events.repr = printed  # type: ignore[attr-defined]
    visits.put_in_place()
    docutils_nodes.Node.findall = findall  # type: ignore[method-assign,assignment]
    docutils_nodes.Element.index = _patched(  # type: ignore[method-assign]
        docutils_nodes.Element.index, beside.index_from_the_last
    )
    docutils_nodes.Element.remove = beside.remove  # type: ignore[method-assign]
    pages = app.events.listeners["html-page-context"]
    pages[:] = [
        listener._replace(handler=name_page) if listener.handler is BOOK_THEME_NAMES else listener
        for listener in pages
        # it looks for its files by names that none has in Sphinx's list: 0.1 ms a page
        if listener.handler is not BOOK_THEME_HASHES
    ]
    HighlightLanguageTransform.apply = highlight  # type: ignore[method-assign]
    for transform in DESIGN_TRANSFORMS:
        transform.run = _patched(transform.run, where_components_are)  # type: ignore[method-assign]
    for files in SPHINX_MERGES:
        files.merge_other = merge_files  # type: ignore[method-assign,assignment]
    _file_checksum_inner.cache_clear()
    sphinx_html._file_checksum = _patched(sphinx_html._file_checksum, checksum_once)  # type: ignore[attr-defined]
    sphinx_docutils._get_settings = _patched(sphinx_docutils._get_settings, settings_once)
    lines = _patched(sphinx_lines.parse_line_num_spec, lines_of_code)
    sphinx_lines.parse_line_num_spec = sphinx_code.parse_line_num_spec = lines  # type: ignore[attr-defined]
    defaults = myst_base.get_default_settings  # type: ignore[attr-defined]
    myst_base.get_default_settings = _patched(defaults, defaults_once)  # type: ignore[attr-defined]


def _patched(function: Any, make: Callable[[Any], Any]) -> Any:
    """Return what *make* makes of *function*, without what an earlier build has made; others' patches stay."""
    original = _ORIGINALS.pop(function, function)
    ours = make(original)
    _ORIGINALS[ours] = original
    return ours


def only_what_is_shown(logger: py_logging.Logger) -> None:
    """Skip log records that no handler of Sphinx's *logger* takes.

    Sphinx logs every event for debugging. A process of a parallel build collects whatever is
    logged, shown or not, and sends it to the main one when it ends: 50 kB for each document it
    has read and 30 kB for each it has written, half of the memory of a large build.
    """
    logger.setLevel(min((handler.level for handler in logger.handlers), default=py_logging.DEBUG))


def printed(args: object) -> str:
    """Return the ``repr`` of an event's arguments where it will be logged.

    In the place of the built-in function in ``sphinx.events``, whose managers print the
    arguments of every event, whole texts and pages among them, before they log it for debugging:
    0.3 ms a document.
    """
    return repr(args) if sphinx_events.logger.isEnabledFor(py_logging.DEBUG) else ""


def findall(  # noqa: PLR0917  # docutils' own signature
    self: nodes.Node,
    condition: type | tuple[type, ...] | Callable[[nodes.Node], bool] | None = None,
    include_self: bool = True,  # noqa: FBT001, FBT002
    descend: bool = True,  # noqa: FBT001, FBT002
    siblings: bool = False,  # noqa: FBT001, FBT002
    ascend: bool = False,  # noqa: FBT001, FBT002
) -> Iterator[nodes.Node]:
    """Return the nodes that meet a condition, in the order of the document: ``docutils.nodes.Node.findall``.

    docutils makes a generator for every node, one within the other, and calls itself for each
    where the condition is a function; Sphinx and its extensions walk each tree some fifty times,
    mostly for nodes that are not there: a tenth of a build. What comes after a node it copies.
    Several classes, as a tuple, are new in docutils 0.23.
    """
    if not (include_self and descend) or siblings or ascend:
        found = _around(self, include_self, descend, siblings or ascend, ascend)
        if isinstance(condition, type | tuple):
            return (node for node in found if isinstance(node, condition))
        return filter(condition, found) if condition else found
    if condition is None or isinstance(condition, type | tuple):
        return walk(self, condition or docutils_nodes.Node)
    return filter(condition, walk(self, docutils_nodes.Node))


def _around(  # flags in docutils' own order
    self: nodes.Node,
    include_self: bool,  # noqa: FBT001
    descend: bool,  # noqa: FBT001
    siblings: bool,  # noqa: FBT001
    ascend: bool,  # noqa: FBT001
) -> Iterator[nodes.Node]:
    """Yield a node, those within it and those after it, as they are asked for."""
    if include_self:
        yield self
    if descend:
        for child in self.children:
            yield from walk(child, docutils_nodes.Node)
    for node in beside.after(self, ascend=ascend) if siblings else ():
        if descend:
            yield from walk(node, docutils_nodes.Node)
        else:
            yield node


def walk(self: nodes.Node, cls: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """Yield the nodes of a class, or of one of several, in the order of the document, *self* first."""
    text = docutils_nodes.Text
    passed = None if issubclass(text, cls) else text
    waiting = [self]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cls):
            yield node
        children = node.children
        if len(children) == 1:
            # as of half of the nodes: a paragraph's text, which most do not ask for
            if type(children[0]) is not passed:
                waiting.append(children[0])
        elif children:
            waiting.extend(children[::-1])


def name_page(app: Sphinx, page: str, template: str, context: dict[str, Any], _: object) -> None:
    """Give a page its titles: ``sphinx_book_theme.add_metadata_to_page``.

    With the document, sphinx-book-theme adds the texts of all sections, each once for every
    section that it lies in, and keeps 160 characters that none of its templates shows: 1 ms a page.
    """
    BOOK_THEME_NAMES(app, page, template, context, None)


def highlight(self: HighlightLanguageTransform, **kwargs: Any) -> None:
    """Give blocks of code their language: ``HighlightLanguageTransform.apply``.

    Sphinx sends a visitor through every tree, also where there is no such block: 1 ms a document.
    """
    if any(walk(self.document, (addnodes.highlightlang, docutils_nodes.literal_block))):
        SPHINX_HIGHLIGHT(self, **kwargs)


def where_components_are(original: Callable[..., None]) -> Callable[..., None]:
    """Return ``run`` of one of sphinx-design's transforms, where a tree has a component.

    Each of them calls a function for every node of every tree: 0.08 ms a document. A component is a container.
    """

    @wraps(original)
    def run(self: SphinxPostTransform, **kwargs: Any) -> None:
        containers = walk(self.document, docutils_nodes.container)
        if any("design_component" in node for node in containers):  # type: ignore[operator]  # they are elements
            original(self, **kwargs)

    return run


def merge_files(
    self: FilenameUniqDict | DownloadFiles,
    docnames: AbstractSet[str],
    other: FilenameUniqDict | DownloadFiles,
) -> None:
    """Take the pictures, or the files to be downloaded, of documents that another process has read: ``merge_other``.

    Sphinx makes a set of all *docnames* for each file (``sphinx/util/_files.py``, lines 54 and 103 of 9.0.4):
    of 25,000 documents with 12,000 pictures 300 million entries.
    """
    wanted = frozenset(docnames)
    for file, (found, _) in other.items():
        for docname in found & wanted:
            self.add_file(docname, file)


def lines_of_code(original: Callable[[str, int], list[int]]) -> Callable[[str, int], list[int]]:
    """Return ``sphinx.util._lines.parse_line_num_spec``, which makes no more numbers than a listing could have use for.

    Sphinx makes one for each line that is named, whether it is there or not: ``1-20000000``
    takes 0.9 GB. That a line is not there its directives say. Here one number at most is none of
    the *total* lines, and a ``ValueError`` is raised also where lines are named over and again.
    """

    @wraps(original)
    def parse(spec: str, total: int) -> list[int]:
        beyond = total + 1

        def cut(number: re.Match[str]) -> str:
            digits = number[0].lstrip("0") or "0"
            return str(beyond if len(digits) > len(str(beyond)) else min(int(digits), beyond))

        numbers: list[int] = []
        for part in re.sub(r"\d+", cut, spec).split(","):
            numbers += original(part, total)
            if len(numbers) > _TIMES * beyond:
                raise ValueError(f"it names lines more than {_TIMES} times")
        return numbers

    return parse


def settings_once(original: Callable[..., Values]) -> Callable[..., Values]:
    """Return ``sphinx.util.docutils._get_settings``, whose option parser is built once for equal arguments.

    Sphinx builds docutils' option parser (some 200 options, and a search for
    ``docutils.conf`` in three places) for every document: 1.7 ms each. What is returned is the caller's own.
    """
    known: deque[tuple[object, Values]] = deque(maxlen=4)

    @wraps(original)
    def settings(*components: Any, defaults: Any, read_config_files: bool = False) -> Values:
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        wanted = (kinds, dict(defaults), read_config_files)
        made = next((values for key, values in known if key == wanted), None)
        if made is None:
            made = original(*components, defaults=defaults, read_config_files=read_config_files)
            known.append((wanted, made))
        return _own(made)

    return settings


def defaults_once(original: Callable[..., Values]) -> Callable[..., Values]:
    """Return ``myst_parser.mdit_to_docutils.base.get_default_settings``, whose option parser is built once.

    MyST makes a document for the case that it was given none before it looks whether it was,
    for each text, and one for each ``{eval-rst}``: 0.7 ms each, of which building the parser is all but all.
    What is returned is the caller's own.
    """
    made = cache(original)

    @wraps(original)
    def defaults(*components: Any) -> Values:
        return _own(made(*components))

    return defaults


def _own(made: Values) -> Values:
    """Return settings that whoever has them may change."""
    settings = made.copy()
    for name, value in vars(made).items():
        if isinstance(value, list | dict):
            setattr(settings, name, copy.copy(value))
    settings.record_dependencies = DependencyList()
    return settings


def checksum_once(original: Callable[[Any, Any], str]) -> Callable[[Any, Any], str]:
    """Return ``sphinx.builders.html._file_checksum``, which looks for a style sheet or script once.

    Sphinx resolves the path of each of them for every page, to put ``?v=`` and its checksum
    behind its address: 0.5 ms a page. What it has read it remembers as long as the process
    lives, for another build too, in which the file may be another: that is forgotten by :func:`put_in_place`.
    """
    return cache(original)
