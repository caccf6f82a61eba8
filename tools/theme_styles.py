"""Reduces the theme's style sheets to what pages can use: ``make styles``.

A rule is kept where every class and id that it asks for is in a list: below, and in
:mod:`standfirst.policy.classes`. So a page whose classes are all in the list, or in no sheet, looks
as it would with the whole sheets. In ``src/standfirst/static/theme`` there are then, for each list,
the reduced sheets and the names that they do without; a page that has one of those names
loads a larger sheet (:mod:`standfirst.sphinx_ext.html.style_sheets`). The sheets are told by their digests.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import tinycss2
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from standfirst.policy import classes
from standfirst.sphinx_ext.html.style_sheets import (
    DIGESTS,
    LEFT_OUT,
    PYGMENTS,
    SHEETS,
    THEME,
    ours,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tinycss2.ast import Node

TEXTS: Mapping[str, str] = {
    "bd-article bd-content bd-main bd-sidebar-secondary sbt-scroll-pixel-helper active current": "our templates, and what the theme's script gives to the entries of a list of contents",
    "docutils container compound line-block attribution footnote-reference citation-reference label brackets backrefs classifier field-list field-name field-body field-even field-odd option-list topic-title sidebar-title admonition-title system-message rubric contents arabic loweralpha lowerroman upperalpha upperroman align-default": "docutils",
    "headerlink download caption-text caption-number code-block-caption literal-block-wrapper highlighttable hll pre guilabel accelerator menuselection glossary hlist doctest xref versionmodified versionadded versionchanged versionremoved added changed deprecated removed eqno centered section toctree-wrapper": "Sphinx",
    "ablog-archive ablog-post ablog-post-expand ablog-post-title ablog__collection postlist": "ABlog",
    "only-dark only-light dark-light pst-scrollable-table-container": "the theme, of pictures for dark pages and of wide tables",
}  # fmt: skip
"""Names that every page may have besides those that posts may give -> whose they are."""
COMPONENTS = re.compile(
    r"sd-(?!d-(?:sm|md|lg|xl)|container-(?:sm|md|lg|xl)|g[xy]-(?:sm|md|lg|xl))[\w-]+"
)
"""Of sphinx-design: those that its directives give, which is all but those that are for its own templates."""
IDS = frozenset({"main-content", "pst-header"})
"""Of our templates. No text can have another that a style sheet knows (``policy/identifiers.py``)."""

_OF_TEXTS = re.compile(r"(?:language|highlight|admonition)-[\w-]+")
_FAMILIES = ("fa-", "sd-")
"""Beginnings of names that are left out all together, and are listed as one."""


_OURS = frozenset(name for names in TEXTS for name in names.split())
_IN_TABLE = frozenset(name for names in classes.NAMES for name in names.split())


def _is_of_text(name: str) -> bool:
    is_component = COMPONENTS.fullmatch(name) is not None
    return (
        name in _OURS
        or _OF_TEXTS.fullmatch(name) is not None
        or (classes.is_listed(name) and not is_component)
    )


def _is_of_component(name: str) -> bool:
    is_of_bootstrap = classes.is_listed(name) and name not in _IN_TABLE
    return COMPONENTS.fullmatch(name) is not None or (_is_of_text(name) and not is_of_bootstrap)


LISTS: Mapping[str, Callable[[str], bool]] = {
    "plain": _is_of_text,
    "components": _is_of_component,
}
"""Folder of the reduced sheets -> whether a class is in the list."""


class Selectors:
    """Tells which selectors can match, and notes which names decide that they cannot."""

    def __init__(self, is_listed: Callable[[str], bool]) -> None:
        """Take the list."""
        self._is_listed = is_listed
        self.left_out: set[str] = set()

    def can_match(self, selector: Iterable[Node]) -> bool:
        """Return whether an element may match, which has no class and no id beyond the lists."""
        before, result = "", True
        for token in selector:
            if token.type == "hash":
                result &= token.value in IDS
            elif token.type == "ident" and before == ".":
                result &= self._has(token.value)
            elif token.type == "function" and token.lower_name in {"is", "where", "has"}:
                parts = _parts(token.arguments)
                # all are asked, so that all names are noted
                result &= sum(map(self.can_match, parts)) > 0
            before = token.value if token.type == "literal" else ""
        return result

    def _has(self, name: str) -> bool:
        if self._is_listed(name):
            return True
        self.left_out.add(name)
        return False


def _parts(tokens: Iterable[Node]) -> list[list[Node]]:
    """Return the selectors that commas divide."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


Rule = tuple[str, list[Any]]
"""Prelude, and rules, or declarations: pairs of name and value."""


def rules(nodes: Iterable[Node], selectors: Selectors) -> Iterator[Rule]:
    """Yield the rules that are kept."""
    for node in nodes:
        if node.type == "qualified-rule":
            kept = [part for part in _parts(node.prelude) if selectors.can_match(part)]
            if kept:
                yield ",".join(map(_text, kept)), list(_declarations(node.content))
        elif node.type == "at-rule" and node.content is not None:
            yield from _at_rule(node, selectors)
        elif node.type == "error":
            raise ValueError(node.message)


def _at_rule(node: Node, selectors: Selectors) -> Iterator[Rule]:
    prelude = f"@{node.at_keyword} {_text(node.prelude)}".strip()
    if node.lower_at_keyword in {"media", "supports"}:
        within = list(rules(_rule_list(node.content), selectors))
        if within:
            yield prelude, within
    elif node.lower_at_keyword == "keyframes":
        frames = _rule_list(node.content)
        yield prelude, [(_text(each.prelude), list(_declarations(each.content))) for each in frames]
    elif node.lower_at_keyword == "font-face":
        yield prelude, list(_declarations(node.content))
    else:
        raise ValueError(prelude)


def _rule_list(content: Iterable[Node]) -> list[Node]:
    return tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)


def _declarations(content: Iterable[Node]) -> Iterator[tuple[str, str]]:
    found = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    for one in found:
        if one.type != "declaration":
            raise ValueError(f"{one.type} among declarations")
        yield one.name, _text(one.value) + "!important" * one.important


def _text(tokens: Iterable[Node]) -> str:
    return re.sub(r"\s+", " ", tinycss2.serialize(tokens).strip())


def _within(kept: Iterable[Rule]) -> Iterator[tuple[str, str, str]]:
    """Yield each declaration: the prelude of its rule, its name and value."""
    for prelude, body in kept:
        for one in body:
            if isinstance(one[1], str):
                yield prelude, *one
            else:
                yield from _within([one])


class Uses:
    """What the kept rules use of properties, animations and fonts that are declared elsewhere."""

    def __init__(self, kept: list[Rule], ours: str) -> None:
        """Take the rules, and our own sheet."""
        self.unused: set[str] = set()
        self._asked = set(_asked(ours))
        of_each: dict[str, set[str]] = {}
        for _, name, value in _within(kept):
            if name.startswith("--"):
                of_each.setdefault(name, set()).update(_asked(value))
            else:
                self._asked.update(_asked(value))
        new = self._asked
        while new:
            new = {name for each in new for name in of_each.get(each, ())} - self._asked
            self._asked |= new
        used = [
            value
            for prelude, name, value in _within(kept)
            if prelude != "@font-face" and self.property(name)
        ]
        self._values = " ".join(used)

    def property(self, name: str) -> bool:
        """Return whether the declaration of *name* is kept."""
        if not name.startswith("--") or name in self._asked:
            return True
        self.unused.add(name)
        return False

    def rule(self, rule: Rule) -> bool:
        """Return whether a rule is kept: an animation that runs, a font in which something is set, any other."""
        prelude, body = rule
        if prelude == "@font-face":
            return _family(dict(body)["font-family"]) in _family(self._values)
        if prelude.startswith("@keyframes"):
            name = re.escape(prelude.split()[1])
            return re.search(rf"(?<![\w-]){name}(?![\w-])", self._values) is not None
        return True


def _family(text: str) -> str:
    """Return the name of a font, which may be quoted or escaped."""
    return re.sub(r"[\"'\\]", "", text)


def _asked(text: str) -> list[str]:
    return re.findall(r"var\(\s*(--[\w-]+)", text)


def serialized(kept: Iterable[Rule], uses: Uses) -> str:
    """Return the rules as text, one in a line."""
    made = []
    for prelude, body in filter(uses.rule, kept):
        if body and not isinstance(body[0][1], str):
            text = serialized(body, uses)
        else:
            text = ";".join(f"{name}:{value}" for name, value in body if uses.property(name))
        if text:
            made.append(f"{prelude}{{{text}}}")
    return "\n".join(made)


def reduced(sheets: Mapping[str, str], ours: str, folder: str) -> tuple[dict[str, str], list[str]]:
    """Return the reduced sheets by file, and the classes and properties that they do without.

    :param ours: Our own style sheet, which asks for properties of the theme's.
    """
    selectors = Selectors(LISTS[folder])
    kept = {file: list(rules(_sheet(text), selectors)) for file, text in sheets.items()}
    uses = Uses([rule for each in kept.values() for rule in each], ours)
    made = {
        file: f"{_notices(sheets[file])}{serialized(each, uses)}\n" for file, each in kept.items()
    }
    return made, _names(selectors.left_out | uses.unused, LISTS[folder])


def _names(left_out: set[str], is_listed: Callable[[str], bool]) -> list[str]:
    """Return names as the list has them: those of a family in one."""
    families = [family for family in _FAMILIES if not is_listed(f"{family}x")]
    single = {name for name in left_out if not name.startswith(tuple(families))}
    return sorted(single | {f"{family}*" for family in families})


def _sheet(text: str) -> list[Node]:
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def _notices(text: str) -> str:
    """Return whose it is, as the sheet says it: the licences of Bootstrap and of the themes want it kept."""
    found = re.findall(r"/\*!(.*?)\*/", text, re.DOTALL)
    said = [re.sub(r"[\s*]+", " ", each).strip() for each in dict.fromkeys(found)]
    return "".join(f"/*! {each} */\n" for each in said)


def whole() -> dict[str, bytes]:
    """Return the sheets as Sphinx puts them beside pages, by file below ``_static``."""
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "index.rst").write_text("Title\n=====\n", encoding="utf-8")
        options = {"html_theme": "sphinx_book_theme", "extensions": ["sphinx_design"]}
        with patch_docutils(None), docutils_namespace():
            Sphinx(name, None, root / "html", root / "trees", "html", options, status=None).build()
        return {
            file: (root / "html/_static" / file).read_bytes() for file in SHEETS if file != PYGMENTS
        }


def made() -> dict[str, str]:
    """Return the files of the folder of reduced sheets, by their paths in it."""
    sheets = whole()
    digests = [f"{hashlib.sha256(data).hexdigest()}  {file}\n" for file, data in sheets.items()]
    files = {DIGESTS: "".join(digests)}
    texts = {file: data.decode() for file, data in sheets.items()}
    for folder in LISTS:
        found, left_out = reduced(texts, ours(), folder)
        files |= {f"{folder}/{file}": text for file, text in found.items()}
        files[f"{folder}/{LEFT_OUT}"] = "\n".join([*left_out, ""])
    return files


if __name__ == "__main__":
    for name, text in made().items():
        file = THEME / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
