"""The files that documents offer, made ready when all are read.

Whoever has put a file into Sphinx's list of downloads, it is looked at here: by its name and its
place, and by what it holds. What does not pass is not copied, and the links to it are words.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from standfirst.checking import html_links
from standfirst.outputs.attachments import Attachments, unfit
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import line_of, log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def look_at(app: Sphinx, env: BuildEnvironment) -> Attachments:
    """Return the published form of each offered file, cleaned where its type requires that."""
    domain = PublicationDomain.of(env)
    kept = Path(app.doctreedir, "standfirst", "attachments")
    made = Attachments(kept, domain.inputs.contents.of)
    names = {path.as_posix(): sorted(docs) for path, (docs, _) in env.dlfiles.items()}
    for path, docs in names.items():
        refusals = [domain.files.refusal(path, domain.source(docname)) for docname in docs]
        if all(refusals):
            made.faults[path] = refusals[0]
    made.make(Path(app.srcdir), names.keys() - made.faults.keys())
    refused: dict[str, list[tuple[str, str]]] = {}
    for path, fault in sorted(made.faults.items()):
        for docname in names[path]:
            refused.setdefault(docname, []).append((path, fault))
    made.refused = {docname: tuple(found) for docname, found in refused.items()}
    return made


def without_refused(env: BuildEnvironment, doctree: nodes.document, docname: str) -> None:
    """Report each file that is not published, and replace links to it by their text."""
    domain = PublicationDomain.of(env)
    refused = dict(domain.published.attachments.refused.get(docname, ()))
    if not refused:
        return
    names = {env.dlfiles[Path(path)][1].as_posix(): path for path in refused}
    lines: dict[str, int] = {}
    for node in list(doctree.findall(addnodes.download_reference)):
        path = names.get(str(node.get("filename", "")), "")
        if path:
            lines.setdefault(path, line_of(node))
            node.replace_self(nodes.inline("", "", *node.children, classes=["sf-no-link"]))
    for path, line in _in_html(domain, doctree, docname):
        lines.setdefault(path, line)
    for path, fault in refused.items():
        log(unfit(path, fault), location=(docname, lines.get(path, 1)))


def _in_html(
    domain: PublicationDomain, doctree: nodes.document, docname: str
) -> Iterator[tuple[str, int]]:
    """Yield path and line of each file that links of HTML offer."""
    for node in doctree.findall(nodes.raw):
        for target in html_links.within_html(node.astext()):
            file = domain.files.attachment(target, domain.source(docname))
            if file is not None:
                yield file, line_of(node)
