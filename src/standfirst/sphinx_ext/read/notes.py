"""Footnotes of posts: rendered, numbered in the order of their calls, and put at the end of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.transforms.references import Footnotes
from myst_parser.mdit_to_docutils.transforms import CollectFootnotes
from sphinx.transforms import SphinxTransform

from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.read.guarded_renderer import GuardedRenderer

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode
    from sphinx.application import Sphinx


def setup_notes(app: Sphinx) -> None:
    """Register what becomes of notes once a document is read."""
    app.add_transform(NumberNotes)
    app.add_transform(NotesEndTheText)


class NotesRenderer(GuardedRenderer):
    """Renders notes and their calls, whose numbers are known when the whole document is."""

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """Render the call of a note, which has its number when all calls are known."""
        label = str(token.meta["label"])
        call = nodes.footnote_reference(f"[^{label}]", label, refname=label)
        self.add_line_and_source_path(call, token)
        self.document.note_footnote_ref(call)
        self.current_node.append(call)

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Render a note; MyST numbers those with a word for a label, and lets a number stand."""
        super().render_footnote_reference(token)
        note = next(iter(self.document.autofootnotes[-1:]), None)
        if note is not None and note["names"] == [token.meta["label"]]:
            self.document.autofootnotes.pop()
            del note["auto"]
            note.insert(0, nodes.label("", token.meta["label"]))
            self.document.note_footnote(note)


class NumberNotes(SphinxTransform):
    """Numbers the notes of posts in the order of their calls, as kramdown does, whatever their labels are.

    A note that only another one calls comes after those of the text, and one that nobody calls last.
    """

    default_priority = Footnotes.default_priority - 1

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  # Sphinx's signature
        """Write the numbers."""
        domain = PublicationDomain.of(self.env)
        is_ours = self.env.docname in domain.records or self.env.docname in domain.pages
        if not (is_ours and self.document.footnotes):
            return
        notes = {note["names"][0]: note for note in self.document.footnotes if note["names"]}
        within = {
            id(call) for note in notes.values() for call in note.findall(nodes.footnote_reference)
        }
        calls = [
            each
            for each in self.document.findall(nodes.footnote_reference)
            if id(each) not in within
        ]
        numbers: dict[str, str] = {}
        while calls:
            new = [each["refname"] for each in calls if each.get("refname") in notes]
            new = [name for name in dict.fromkeys(new) if name not in numbers]
            numbers |= {name: str(number) for number, name in enumerate(new, len(numbers) + 1)}
            calls = [each for name in new for each in notes[name].findall(nodes.footnote_reference)]
        for name, note in notes.items():
            number = numbers.setdefault(name, str(len(numbers) + 1))
            for shown in (note[0], *self.document.footnote_refs.get(name, ())):
                shown.children = [nodes.Text(number)]


class NotesEndTheText(SphinxTransform):
    """Puts the footnotes, which MyST collects at the document's end below a rule, at the end of the text.

    That is before the biographies, where there are any.
    """

    default_priority = CollectFootnotes.default_priority + 1

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002  # Sphinx's signature
        """Move the notes; drop the rule."""
        domain = PublicationDomain.of(self.env)
        docname = self.env.docname
        notes = [node for node in self.document.children if isinstance(node, nodes.footnote)]
        text = next(iter(self.document.findall(nodes.section)), None)
        if text is None or not notes or not (docname in domain.records or docname in domain.pages):
            return
        self.document.children = [
            node
            for node in self.document.children
            if not isinstance(node, nodes.footnote)
            and "footnotes" not in getattr(node, "attributes", {}).get("classes", ())
        ]
        end = len(text)
        last = text[-1]
        if isinstance(last, nodes.container) and "sf-biographies" in last["classes"]:
            end -= 1
        text[end:end] = notes
