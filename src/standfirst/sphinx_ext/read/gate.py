"""The gate: which directives and roles the document being read may use.

Whoever carries out a directive or role, MyST or docutils' own parser, asks docutils for it by
name. While a document is parsed, :class:`Gate` answers: with none that the tables of
:mod:`standfirst.policy` do not have for it, and with directives that take no other options.
So a name is refused before anything of it is looked at.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst import directives as rst
from docutils.parsers.rst.directives.misc import Include, Raw
from docutils.parsers.rst.directives.tables import CSVTable
from sphinx.directives.code import LiteralInclude
from sphinx.util.docutils import CustomReSTDispatcher, SphinxDirective

from standfirst.policy import directives
from standfirst.problems import PostWarning, Problem
from standfirst.settings.conf_py import AUTHORS, VOLUMES
from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.logs import log
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

_TAKE_IN = (Include, LiteralInclude, Raw, CSVTable)
"""Directives that may take in a file."""
_NEVER = {Include: {"parser"}, Raw: {"url"}, CSVTable: {"url"}}
"""Directive -> options that nobody may give it: they import the module that they name, or ask another host."""
_MOST_CELLS, _CELLS_FOR_EACH = 5_000, 4
"""What a table may have that is not written: a number, and for each cell that is."""
_OF_CLASSES = frozenset({"rst-class", "cssclass", "container", "div"})
"""Directives whose argument is a list of classes."""
REMEDY = "write it differently; the guide lists what posts may use, under security"


class Gate(CustomReSTDispatcher):
    """Stands between a document and the directives and roles that are registered.

    A context manager, entered within Sphinx's own dispatcher, which it asks.
    """

    def __init__(self, env: BuildEnvironment, *, is_post: bool) -> None:
        """Take the document whose rights count.

        :param is_post: Whether the document is a post, or else the editor's own.
        """
        super().__init__()
        self.env = env
        self.is_post = is_post
        self.settings = PublicationDomain.of(env).inputs.settings
        self._directives = frozenset(map(directives.folded, self.settings.directives))
        self._roles = frozenset(map(directives.folded, self.settings.roles))
        self._uses: Counter[str] = Counter()

    @property
    def takes_in_files(self) -> bool:
        """Whether some directive may include a file of the publication."""
        return not self.is_post or not self._directives.isdisjoint(directives.OF_FILES)

    @property
    def takes_raw(self) -> bool:
        """Whether the document may bring HTML that nobody has cleaned."""
        return "raw" in self._directives

    @property
    def takes_rst(self) -> bool:
        """Whether the document may have reStructuredText."""
        return not self.is_post or self.settings.rst_in_posts

    def reason(self, name: str) -> str | None:
        """Return why the document may not use the directive *name*; None where it may."""
        return directives.reason(name, self._directives) if self.is_post else None

    def reason_of_role(self, name: str) -> str | None:
        """Return why the document may not use the role *name*; None where it may."""
        return directives.reason_of_role(name, self._roles) if self.is_post else None

    def known(self, name: str, *args: Any) -> type[Directive] | None:
        """Return the directive that has the name, allowed or not; None where nothing has it."""
        return super().directive(name, *args)[0] if self._has_domain(name) else None

    def _has_domain(self, name: str) -> bool:
        """Return whether *name* may be one: Sphinx warns of a domain that it does not know, and says not where."""
        domain, colon, _ = name.lower().partition(":")
        return not colon or domain in self.env.domains

    def directive(
        self, directive_name: str, *args: Any
    ) -> tuple[type[Directive] | None, list[Any]]:
        """Return the directive as the document may use it, else one that reports why not."""
        reason, is_news = self.reason(directive_name), True
        if reason is None and (over := self._uses_beyond(directive_name)) > 0:
            most = directives.USES[directives.folded(directive_name)]
            reason, is_news = f"appears more than {most} times in the text", over == 1
        if reason is not None:
            return _attributed(RefusedDirective, gate=self, reason=reason, is_news=is_news), []
        found, messages = super().directive(directive_name, *args)
        return (found and self._narrowed(found, directives.folded(directive_name))), messages

    def _uses_beyond(self, name: str) -> int:
        """Count a use of the directive *name*; return how many more there are by now than there may be."""
        known = directives.folded(name)
        most = directives.USES.get(known)
        if most is None or not self.is_post:
            return 0
        self._uses[known] += 1
        return self._uses[known] - most

    def role(self, role_name: str, *args: Any) -> tuple[Any, list[Any]]:
        """Return the role as the document may use it, else one that reports why not."""
        if not self._has_domain(role_name):
            return None, []
        found, messages = super().role(role_name, *args)
        reason = self.reason_of_role(role_name)
        if found is None or reason is None:
            return found, messages

        def refuse(
            name: str, rawtext: str, _: str, lineno: int, *__: Any
        ) -> tuple[list[Any], list[Any]]:
            self.report(f"the role {quoted(name)} {reason}; its text is shown as code", lineno)
            return [nodes.literal(rawtext, rawtext)], []

        return refuse, []

    def report(self, message: str, line: int) -> None:
        """Log what was refused, and what was done instead."""
        problem = Problem(subtype=PostWarning.REFUSED, message=message, remedy=REMEDY)
        log(problem, location=(self.env.docname, line))

    def has_inside(self, target: str, *, is_rendered: bool) -> bool:
        """Return whether the file *target* of a directive is one of the publication's.

        :param is_rendered: What it holds is carried out, with the rights of this document: then
            it is none of a post, an author or a volume either.
        """
        if target.startswith("<") and target.endswith(">"):
            return not set(target) & {"/", "\\"}  # one that docutils brings
        root = Path(self.env.srcdir).resolve()
        path = Path(self.env.relfn2path(target)[1]).resolve()
        if not path.is_relative_to(root):
            return False
        if not path.exists():
            return True  # who looks for it says that it is not there
        if not path.is_file():
            return False
        theirs = (self.settings.posts, AUTHORS, VOLUMES)
        return not (is_rendered and any(path.is_relative_to(root / name) for name in theirs))

    def allowed_classes(self, names: Iterable[str], line: int) -> list[str]:
        """Return those of *names* that posts may use; the others are reported with those of the text."""
        return PublicationDomain.of(self.env).reading.refusals.kept(names, line)

    def _narrowed(self, found: type[Directive], name: str) -> type[Directive]:
        """Return *found* with no other options, files and classes than the document may use."""
        spec = found.option_spec or {}
        never = {key for kind, keys in _NEVER.items() if issubclass(found, kind) for key in keys}
        good = directives.options(name) if self.is_post and name not in self._directives else None
        refused = {key for key in spec if key in never or (good is not None and key not in good)}
        if not (self.is_post or refused or issubclass(found, _TAKE_IN)):
            return found
        return _attributed(
            found,
            Filled
            if issubclass(found, CSVTable)
            else Inside
            if issubclass(found, _TAKE_IN)
            else Narrowed,
            gate=self,
            refused=frozenset(refused),
            classy=frozenset(key for key, kind in spec.items() if kind is rst.class_option),
            option_spec={
                key: rst.unchanged
                if key in refused
                else _careful(converter, directives.MOST.get((directives.folded(name), key)))
                for key, converter in spec.items()
            },
        )


def _careful(converter: Callable[[Any], Any], most: int | None) -> Callable[[Any], Any]:
    """Return *converter*, which says of any value that it cannot take that it cannot.

    :param most: The largest number that it takes, from 1 on.
    """
    if converter is rst.flag:
        return converter  # MyST knows it by itself

    def convert(value: Any) -> Any:
        try:
            found = converter(value)
        except (ValueError, TypeError):
            raise
        except Exception as exc:
            raise ValueError(f"is not a value for it ({exc})") from exc
        if most is not None and not 1 <= found <= most:
            raise ValueError(f"is not a number from 1 to {most}")
        return found

    return convert


class Narrowed(Directive):
    """Wraps a directive, and drops the options and classes that the document may not use."""

    gate: ClassVar[Gate]
    refused: ClassVar[frozenset[str]]
    """Options that are left out."""
    classy: ClassVar[frozenset[str]]
    """Options that are lists of classes."""

    def __init__(
        self, name: str, arguments: list[str], options: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        """Take what docutils gives a directive, and check it."""
        # some look their own name up, which is found in any case
        super().__init__(name.lower(), arguments, options, *args, **kwargs)
        gate, kind = self.gate, directives.folded(name)
        for key in sorted(self.refused & set(options)):
            del self.options[key]
            gate.report(
                f"the option {quoted(key)} of the directive {quoted(name)} is not allowed; it is left out",
                self.lineno,
            )
        if not gate.is_post:
            return
        for key in sorted(self.classy & set(self.options)):
            self.options[key] = gate.allowed_classes(self.options[key], self.lineno)
        if kind in _OF_CLASSES and self.arguments:
            self.arguments[0] = " ".join(
                gate.allowed_classes(self.arguments[0].split(), self.lineno)
            )


class Inside(Narrowed):
    """Wraps a directive that may include a file, which must be one of the publication's."""

    def run(self) -> list[nodes.Node]:
        """Carry the directive out.

        :raises DirectiveError: The file is another.
        """
        is_argument = isinstance(self, Include | LiteralInclude)
        target = self.arguments[0] if is_argument else self.options.get("file")
        if target and not self.gate.has_inside(target, is_rendered=isinstance(self, Include)):
            raise self.error(f"the file {quoted(target)} may not be included")
        return list(super().run())


class Filled(Inside):
    """Wraps a table whose rows may lack cells: one long row lengthens all others."""

    def extend_short_rows_with_empty_cells(
        self, columns: int, parts: Iterable[list[list[Any]]]
    ) -> None:
        """Add the cells that rows lack.

        :raises DirectiveError: There would be too many, for what is written.
        """
        rows = [row for part in parts for row in part]
        written = sum(map(len, rows))
        if len(rows) * columns > _MOST_CELLS + _CELLS_FOR_EACH * written:
            raise self.error(
                f"its longest row has {columns} cells, of which the others lack too many"
            )
        for row in rows:
            row.extend([(0, 0, 0, [])] * (columns - len(row)))


class RefusedDirective(SphinxDirective):
    """Replaces a directive that the document may not use: its text is shown as code."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    gate: ClassVar[Gate]
    reason: ClassVar[str]
    is_news: ClassVar[bool]
    """Whether that has not been said of another already."""

    def run(self) -> list[nodes.Node]:
        """Report it; return what was written."""
        if self.is_news:
            done = f"the directive {quoted(self.name)} {self.reason}; its text is shown as code"
            self.gate.report(done, self.lineno)
        code = nodes.literal_block(self.block_text, self.block_text, language="none", force=True)
        self.set_source_info(code)
        return [code]


def _attributed(
    found: type[Directive], *before: type[Directive], **attributes: Any
) -> type[Directive]:
    """Return the class *found*, under its name, with *attributes*, and others that go before it."""
    return type(found.__name__, (*before, found), attributes)
