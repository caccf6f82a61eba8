"""A document's text as code below its title, in place of a text that cannot be rendered.

Nothing of the text is lost, and links to its page hold. Nothing that has to do with Markdown is
used here.
"""

from __future__ import annotations

import dataclasses as dc
import re
from copy import copy
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import LoggingReporter, new_document

from standfirst.policy import identifiers
from standfirst.reading.headings import heading_id
from standfirst.reading.post import is_standing_page, read_plainly
from standfirst.text import cleaning

if TYPE_CHECKING:
    from standfirst.reading.record import Record
    from standfirst.sphinx_ext.domain import PublicationDomain

_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def read(text: str, document: nodes.document, domain: PublicationDomain) -> None:
    """Fill *document*, which is being read, and keep what the front matter says."""
    docname = domain.env.docname
    # as MyST's renderer leaves them, whose transforms ask for them
    document.settings = copy(document.settings)
    for name in ("heading_anchors_html_ids", "footnote_transition", "footnote_sort"):
        setattr(document.settings, f"myst_{name}", False)
    record, shown = _read(text, docname, domain)
    title = record.matter.title if record else _title(text, docname)
    if record is not None:
        domain.note_record(docname, record, is_post=domain.is_post(docname))
        domain.env.metadata[docname]["orphan"] = True  # posts are in no toctree
        document["language"] = record.body.lang
    _fill(document, title, shown)


def tree(docname: str, domain: PublicationDomain, *, is_titled: bool = True) -> nodes.document:
    """Return such a tree of a document already read, ready to be resolved.

    :param is_titled: Whether it begins with its title, which the page of a post writes itself.
    """
    path = domain.env.doc2path(docname)
    title, text, lang = words(docname, domain)
    document = new_document(str(path))
    document.settings.env = domain.env
    document.reporter = LoggingReporter(str(path))
    document["language"] = lang
    _fill(document, title if is_titled else "", text)
    return document


def words(docname: str, domain: PublicationDomain) -> tuple[str, str, str]:
    """Return title, text and language of a document already read."""
    whole = domain.env.doc2path(docname).read_text(encoding="utf-8-sig")
    record, text = _read(whole, docname, domain)
    known = domain.records.get(docname) or domain.pages.get(docname) or record
    if known is None:
        return domain.env.titles[docname].astext(), text, domain.inputs.settings.language
    return known.matter.title, text, known.body.lang or domain.inputs.settings.language


def _read(text: str, docname: str, domain: PublicationDomain) -> tuple[Record | None, str]:
    """Return the record of a post or standing page, and its text; of a withdrawn post, none."""
    is_post = domain.is_post(docname)
    source, settings = domain.source(docname), domain.inputs.settings
    if not is_post and not is_standing_page(text, source):
        return None, cleaning.clean_body(text)[0]
    found, shown = read_plainly(text, source=source, settings=settings)
    return dc.replace(found, docname=docname), shown


def _title(text: str, docname: str) -> str:
    found = _HEADING.search(text)
    return found[1] if found else docname.rpartition("/")[2]


def _fill(document: nodes.document, title: str, text: str) -> None:
    ident = heading_id(title)
    if not ident or ident in identifiers.ALL:
        ident = "title"
    section = nodes.section("", ids=[ident])
    document.ids[ident] = section
    if title:
        section += nodes.title(title, title)
    if text.strip():
        section += nodes.literal_block(text, text, language="none", force=True)
    document += section
