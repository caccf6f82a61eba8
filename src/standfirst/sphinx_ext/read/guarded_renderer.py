"""Directives, roles and reStructuredText of a document -> docutils nodes, whatever they do.

What the document may not use, what nobody knows and what raises is shown as code, with one
warning, and the rest of the document is rendered.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst.directives.misc import Include
from docutils.transforms import references
from docutils.utils import new_document
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mocking import MockRSTParser
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes
from sphinx.transforms import DefaultSubstitutions

from standfirst.limits import faults
from standfirst.markdown.context import DEEPEST, LEVELS, depth_of
from standfirst.policy import directives
from standfirst.problems import PostWarning, Problem
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.sphinx_ext.upstream.myst_ import Renderer
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

    from standfirst.sphinx_ext.read.gate import Gate

GATE = "standfirst_gate"
"""Where the parser's options hold the document's :class:`~standfirst.sphinx_ext.read.gate.Gate`."""
_DEPTH = "standfirst_depth"
"""Where the number of directives around the present one is kept."""
_OF_LISTS = frozenset({"acks", "hlist"})
"""Directives that make nothing at all of what is no list."""
_SAYING_SO = (nodes.system_message, nodes.problematic)
"""What docutils makes of a role that cannot be carried out."""
_OF_REFERENCES = (
    DefaultSubstitutions,
    references.Substitutions,
    references.PropagateTargets,
    references.AnonymousHyperlinks,
    references.IndirectHyperlinks,
    references.Footnotes,
    references.ExternalTargets,
    references.InternalTargets,
    references.DanglingReferences,
)
"""What resolves the references of reStructuredText: docutils does it once for a whole document."""


class GuardedRenderer(Renderer):
    """MyST's renderer, in which no failing directive or role ends the document."""

    @property
    def gate(self) -> Gate:
        """What the document may use."""
        return cast("Gate", self.md_options[GATE])

    def render_directive(
        self, token: SyntaxTreeNode, name: str, arguments: str, **kwargs: Any
    ) -> None:
        """Render a directive; its text as code where it cannot be carried out."""
        line, depth = token_line(token, 0), self.md_env.get(_DEPTH, 0)
        if self._is_refused(name, arguments, line, depth):
            self._show(token, name)
            return
        if not arguments.strip() and directives.folded(name) in directives.NEEDED:
            box = directives.BOXES.get(directives.folded(name))
            self._warn_of_need(name, line, has_box=box is not None)
            if box is None:
                self._show(token, name)
                return
            name = box
        before = len(self.current_node)
        do = partial(super().render_directive, token, name, arguments, **kwargs)
        with self._within(token):
            done = self._carry_out(do, f"the directive {quoted(name)}", line)
        # at a quotation of nothing Sphinx's HandleCodeBlocks fails
        made = [node for node in self.current_node.children[before:] if not _is_empty_quote(node)]
        self.current_node.children[before:] = made
        if not done or _is_nowhere(made, name):
            self._show(token, name)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a block between colons; the bound on nesting holds without a directive too."""
        depth = self.md_env.get(_DEPTH, 0)
        name = next(iter(token.info.split(maxsplit=1)), "")
        if name.startswith("{") and name.endswith("}"):
            super().render_colon_fence(token)
        elif depth >= DEEPEST:
            fault = (
                f"the block lies in {depth} others; its text is shown as code; nest it less deeply"
            )
            self.warn_of_markup(fault, token_line(token, 0))
            self._show(token, "")
        else:
            with self._within(token):
                self._check_class(token)
                super().render_colon_fence(token)

    @contextmanager
    def _within(self, token: SyntaxTreeNode) -> Iterator[None]:
        """Have what is rendered count as lying in the block *token*."""
        depth, levels = self.md_env.get(_DEPTH, 0), depth_of(self.md_env)
        self.md_env[_DEPTH], self.md_env[LEVELS] = depth + 1, levels + token.level
        try:
            yield
        finally:
            self.md_env[_DEPTH], self.md_env[LEVELS] = depth, levels

    def _check_class(self, token: SyntaxTreeNode) -> None:
        """Leave out the first word behind the colons where it is a class that a post may not use."""
        name = token.info.strip().partition(" ")[0]
        if (
            name
            and self.gate.is_post
            and not self.gate.allowed_classes([name], token_line(token, 0))
        ):
            cast("Token", token.token).info = ""

    def _is_refused(self, name: str, arguments: str, line: int, depth: int) -> bool:
        """Return whether a directive is not carried out; say why."""
        found = self.gate.known(name, self.language_module_rst, self.document)
        reason = self.gate.reason(name)
        if found is None:
            fault = f"there is no directive {quoted(name)}; its text is shown as code; write the fence without braces"
        elif depth >= DEEPEST:
            fault = f"the directive {quoted(name)} lies in {depth} others; its text is shown as code; nest it less deeply"
        elif reason is not None:
            self.gate.report(
                f"the directive {quoted(name)} {reason}; its text is shown as code", line
            )
            return True
        elif issubclass(found, Include) and not self.gate.has_inside(arguments, is_rendered=True):
            # MyST reads the file itself
            self.gate.report(f"the file {quoted(arguments)} may not be included", line)
            return True
        else:
            return False
        self.warn_of_markup(fault, line)
        return True

    def _warn_of_need(self, name: str, line: int, *, has_box: bool) -> None:
        """Say what has to stand behind the name of a directive."""
        what, example = directives.NEEDED[directives.folded(name)]
        done = "it is left out" if has_box else "its text is shown as code"
        self.warn_of_markup(
            f"the directive {quoted(name)} lacks its {what}; {done}; write the {what} behind the name, as in {{{name}}} {example}",
            line,
        )

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Render a role; its text as code where it cannot be carried out."""
        name, line = str(token.meta["name"]), token_line(token, 0) if token.map else 0
        before, written = len(self.current_node), f"{{{name}}}`{token.content}`"
        do = partial(super().render_myst_role, token)
        done = self._carry_out(do, f"the role {quoted(name)}", line)
        made = self.current_node.children[before:]
        if not done or all(isinstance(node, _SAYING_SO) for node in made):
            self.current_node.children[before:] = [
                node for node in made if not isinstance(node, nodes.problematic)
            ]
            self.current_node.append(nodes.literal(written, written))
        elif self.gate.reason_of_role(name) and isinstance(made[0], nodes.literal):
            made[0].children = [nodes.Text(written)]

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Render reStructuredText in a document of its own; as code where it is not allowed."""
        line = token_line(token, 0)
        if not self.gate.takes_rst:
            self.gate.report("posts may not have reStructuredText; it is shown as code", line)
            self._show(token, "rst")
            return
        do = partial(self._render_rst, token.content, line)
        if not self._carry_out(do, "the reStructuredText", line):
            self._show(token, "rst")

    def _render_rst(self, text: str, line: int) -> None:
        """Add what *text* says, its references resolved: MyST leaves those of named targets open."""
        inner = new_document(self.document["source"], self.document.settings)
        inner.reporter = self.reporter
        # no two things of the page have one id
        inner.ids = self.document.ids
        # its lines are those of the source
        MockRSTParser().parse("\n" * line + text, inner)
        inner.transformer.add_transforms(_OF_REFERENCES)
        inner.transformer.apply_transforms()
        for node in inner.findall(nodes.Element):
            node.document = self.document
            if node.get("names"):
                self.document.note_explicit_target(node, node)
        self.current_node.extend(inner.children)

    def warn_of_markup(self, message: str, line: int | None) -> None:
        """Log a fault of the markup; *message* says what was done instead."""
        problem = Problem(subtype=PostWarning.MARKUP, message=message)
        log(problem, location=(self.sphinx_env.docname, line))

    def _show(self, token: SyntaxTreeNode, name: str) -> None:
        """Add what was written, as code."""
        code = self.create_highlighted_code_block(
            token.content,
            lexer(name),
            lineno_start=1,
            source=self.document["source"],
            line=token_line(token, 0),
        )
        self.current_node.append(code)

    def _carry_out(self, do: Callable[[], object], what: str, line: int) -> bool:
        """Return whether *do* came to its end; where it raises, say so, and undo what was half done."""
        node, children = self.current_node, list(self.current_node.children)
        env, levels = dict(self.md_env), self.levels
        transforms = list(self.document.transformer.transforms)
        caught = PublicationDomain.of(self.sphinx_env).inputs.faults.attempt(do)
        if not isinstance(caught, faults.Caught):
            return True
        problem = faults.problem(caught.error, when="carried out", done=faults.AS_CODE, what=what)
        log(problem, location=(self.sphinx_env.docname, line))
        self.current_node, node.children = node, children
        self.md_env.clear()
        self.md_env.update(env)
        self.levels = levels
        self.document.transformer.transforms = transforms
        return False


def _is_nowhere(made: Sequence[nodes.Node], name: str) -> bool:
    """Return whether what stands in the directive *name* is in nothing that was made of it."""
    messages = [node for node in made if isinstance(node, nodes.system_message)]
    # docutils shows the text itself where it is not what the directive takes
    takes_none = any(isinstance(child, nodes.literal_block) for node in messages for child in node)
    return takes_none or (len(made) == len(messages) and (bool(made) or name.lower() in _OF_LISTS))


def _is_empty_quote(node: nodes.Node) -> bool:
    return isinstance(node, nodes.block_quote) and not node.children


def lexer(name: str | None) -> str:
    """Return the lexer that *name* means to Pygments or Sphinx; ``none`` where it means nothing."""
    if not name or name == "default":
        return "none"  # Sphinx's default would read any text as Python
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return name if name in lexer_classes else "none"
    return name
