"""Names that documents define (labels, terms, equations, objects), in a fixed order where two define the same.

Sphinx keeps one definition of each name: that of whichever document was read last, which the number
of processes and what has changed decide; and where that document goes, none. Here each document is
read with empty tables, what it has put into them is kept by document, and when all are read the
tables are put together from that: a page of the publication's own goes before a post, and of
two of a kind the one whose name comes first. The other is named. In its own document a name means
what that document says.

C and C++ are left to Sphinx, which has a tree of their symbols.
"""

from __future__ import annotations

import contextlib
from collections import ChainMap
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import lineage, log
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from contextlib import AbstractContextManager

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    _Tables = Mapping[tuple[str, str], MutableMapping[Any, Any]]

_TABLES = {
    ("std", "labels"): "label",
    ("std", "anonlabels"): "",
    ("std", "terms"): "",
    ("std", "objects"): "object",
    ("std", "progoptions"): "",
    ("math", "objects"): "equation",
    ("citation", "citations"): "citation",
    ("py", "objects"): "object",
    ("py", "modules"): "",
    ("js", "objects"): "object",
    ("js", "modules"): "",
    ("rst", "objects"): "object",
}
"""Domain and table -> what a name in it is called in a warning; empty: another table tells of it, or it is no fault. Each value begins with the name of a document."""


@contextlib.contextmanager
def _replaced(env: BuildEnvironment, tables: _Tables) -> Iterator[None]:
    before = {(of, table): env.domaindata[of].get(table, {}) for of, table in tables}
    _put_in_place(env, tables)
    try:
        yield
    finally:
        _put_in_place(env, before)


def _put_in_place(env: BuildEnvironment, tables: _Tables) -> None:
    for (of, table), entries in tables.items():
        env.domaindata[of][table] = entries


def of_one_document(env: BuildEnvironment) -> AbstractContextManager[None]:
    """Empty the tables within the block, and restore them after it."""
    return _replaced(env, {key: {} for key in _TABLES})


def own_first(env: BuildEnvironment, docname: str) -> AbstractContextManager[None]:
    """Within the block, resolve the names that *docname* defines to its own definitions."""
    tables: dict[tuple[str, str], MutableMapping[Any, Any]] = {}
    defined = PublicationDomain.of(env).data["defined"].get(docname, {})
    for (of, table, name), (value, _) in defined.items():
        # what is defined goes into the first map of the chain
        tables.setdefault((of, table), ChainMap({}, env.domaindata[of][table]))[name] = value
    return _replaced(env, tables)


def note(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Keep what the document has defined, with the line where that is known."""
    found = {}
    for domain, table in _TABLES:
        own = env.domaindata[domain].get(table, {})
        for name, value in own.items():
            found[domain, table, name] = value, _line(doctree, value)
    if found:
        PublicationDomain.of(env).data["defined"][env.docname] = found


def _line(doctree: nodes.document, value: Any) -> int | None:
    node = doctree.ids.get(value[1]) if len(value) > 1 and isinstance(value[1], str) else None
    return next((each.line for each in lineage(node) if each.line), None)


def put_together(env: BuildEnvironment) -> None:
    """Merge the tables, and report definitions that come second."""
    domain = PublicationDomain.of(env)
    defined: dict[str, dict[tuple[str, str, Any], tuple[Any, int | None]]] = domain.data["defined"]
    tables: dict[tuple[str, str], dict[Any, Any]] = {
        # what no document has defined: names of Sphinx's own pages
        (of, table): {k: v for k, v in env.domaindata[of].get(table, {}).items() if v[0] not in env.all_docs}
        for of, table in _TABLES
    }  # fmt: skip
    for docname in sorted(defined, key=lambda name: (domain.is_post(name), name)):
        for (of, table, name), (value, line) in defined[docname].items():
            first = tables[of, table].setdefault(name, value)
            if first is not value and _TABLES[of, table]:
                log(_twice(_TABLES[of, table], name, first[0]), location=(docname, line or 1))
    _put_in_place(env, tables)
    # whose order decides which of two toctrees a document is in
    env.toctree_includes = dict(sorted(env.toctree_includes.items()))


def _twice(kind: str, name: Any, other: str) -> Problem:
    # a name of the standard domain's objects says what they are: term, envvar
    called, said = name if isinstance(name, tuple) else (kind, name)
    return Problem(
        subtype=PostWarning.MARKUP,
        message=f"the {called} {quoted(said)} is also that of {quoted(other)}, which takes precedence",
        remedy="choose another",
    )
