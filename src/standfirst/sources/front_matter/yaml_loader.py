"""YAML -> plain values: texts, None, lists and mappings, and nothing else.

Scalars stay text: YAML 1.1 would turn ``007`` into 7, ``yes`` into True, and leave
``2025-08-20 12:00:00 +0800`` text but make ``2025-08-20`` a date; what a value means is
decided by the field it is for, which is told of a time without an offset whether it was in quotation marks. Tags (``!!binary``, ``!!python/object``) mean nothing.

Works on the parser's events, on a stack of its own: PyYAML composes by recursion, and a
text of brackets alone ends the process (https://github.com/yaml/pyyaml/issues/535).
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.limits.budget import Budget
from standfirst.text import cleaning, dates, line_breaks
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_NODES = 20_000
"""Values after all aliases are expanded; a front matter has a few dozen."""
_DEEPEST = 50
_NULL = re.compile(r"~|null|Null|NULL|")
_COMMENT = re.compile(r"[ \t]+#[^\s#]")
"""``#1``: a comment has a space after its sign."""
_MERGE = "<<"
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """A text that is not usable YAML; the message says why."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.line = line
        """0-based, as ``column`` is."""
        self.column = column


class YamlSizeError(YamlError):
    """A text with more values than a front matter may have, or with more made of its aliases."""


@dc.dataclass(kw_only=True, slots=True)
class Document:
    """What a text says."""

    root: Any = None
    lines: list[tuple[str, int]] = dc.field(default_factory=list)
    """Keys of the root, as often as they stand there, with their 0-based lines."""
    cut: list[tuple[str, str, int]] = dc.field(default_factory=list)
    """Keys of the root whose text ends at a ``#`` with something right after it, which YAML takes for a comment; with that, and its 0-based line."""
    removed: list[tuple[str, int]] = dc.field(default_factory=list)
    """What unfit characters values had, in words, with their 0-based lines."""


@dc.dataclass(kw_only=True, slots=True)
class _OpenCollection:
    """A list or mapping whose end has not come yet."""

    value: Any
    anchor: str | None
    size: int = 1
    length: int = 0
    """Characters of all texts in it."""
    key: str | None = None
    """The key whose value comes next."""

    def add(self, value: Any, size: int, length: int) -> None:
        self.size += size
        self.length += length
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is None:
            raise YamlError("a key is not text")
        else:
            self.value[self.key], self.key = value, None

    def finished(self) -> Any:
        """Return the value; a mapping over those that its ``<<`` names."""
        if isinstance(self.value, list) or _MERGE not in self.value:
            return self.value
        named = self.value[_MERGE]
        below = named if isinstance(named, list) else [named]
        if not all(isinstance(mapping, dict) for mapping in below):
            return self.value
        merged: dict[str, Any] = {}
        for mapping in (*reversed(below), self.value):
            merged.update(mapping)
        del merged[_MERGE]
        return merged


def parse(text: str, *, plain: Callable[[str], Any] = str, most: int = _MOST_NODES) -> Document:
    """Return what *text* says.

    :param plain: What makes a value of a scalar that is not in quotation marks.
    :param most: How many values there may be.
    :raises YamlError: It is no YAML, has several documents, is nested too deeply, or has
        aliases that multiply ("billion laughs").
    """
    builder = _Builder(text.split("\n"), plain, most)
    line = column = 0
    try:
        event: Any
        for event in yaml.parse(text, Loader=_Parser):
            line, column = event.start_mark.line, event.start_mark.column
            builder.take(event)
    except yaml.YAMLError as exc:
        # a quotation that never ends is at fault where it begins
        quoted = "quoted" in (getattr(exc, "context", None) or "")
        mark = getattr(exc, "context_mark" if quoted else "problem_mark", None)
        reason = getattr(exc, "problem", None) or str(exc).split("\n", 1)[0]
        raise YamlError(reason, *((mark.line, mark.column) if mark else (0, 0))) from exc
    except YamlError as exc:
        raise type(exc)(str(exc), line, column) from exc
    return builder.document


class _Builder:
    def __init__(self, source: list[str], plain: Callable[[str], Any], most: int) -> None:
        self.source = source
        self.plain = plain
        self.most = most
        self.document = Document()
        self.documents = 0
        self.stack: list[_OpenCollection] = []
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.budget = Budget(sum(map(len, source)))

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise YamlError(f"found undefined alias {quoted(event.anchor)}")
            value, size, length = self.anchors[event.anchor]
            if not self.budget.spend(length):
                raise YamlSizeError("has aliases that multiply")
            self._put(value, size, length)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event.anchor)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self.stack.pop()
            self._keep(done.finished(), done.size, done.length, done.anchor)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise YamlError("found another document")

    def _scalar(self, event: Any) -> None:
        text, found = cleaning.clean_body(event.value)
        line, last = event.start_mark.line, event.end_mark.line
        if last > line and event.style != "|":
            text = line_breaks.unfolded(text, self.source[line : last + 1])
        if found:
            self.document.removed.append((found.what, line))
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            top.key = text
            if len(self.stack) == 1:
                self.document.lines.append((text, line))
            return
        value: Any = text
        if event.implicit[0]:  # plain, and without a tag
            value = None if _NULL.fullmatch(text) else self.plain(text)
            if isinstance(value, str) and dates.TIMESTAMP.fullmatch(value):
                value = dates.Timestamp(value)
            if top is not None:
                self._note_comment(event.end_mark.line, event.end_mark.column)
        self._keep(value, 1, len(text), event.anchor)

    def _note_comment(self, line: int, column: int) -> None:
        """Note what follows a plain scalar on its line, where that looks like a part of it."""
        rest = self.source[line][column:] if line < len(self.source) else ""
        key = self.stack[0].key if isinstance(self.stack[0].value, dict) else None
        if key and _COMMENT.match(rest):
            self.document.cut.append((key, rest.strip(), line))

    def _open(self, value: Any, anchor: str | None) -> None:
        if len(self.stack) >= _DEEPEST:
            raise YamlError("is nested too deeply")
        self.anchors.pop(anchor or "", None)  # an alias inside would make it contain itself
        self.stack.append(_OpenCollection(value=value, anchor=anchor))

    def _keep(self, value: Any, size: int, length: int, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = value, size, length
        self._put(value, size, length)

    def _put(self, value: Any, size: int, length: int) -> None:
        if self.stack:
            self.stack[-1].add(value, size, length)
            if self.stack[-1].size > self.most:
                raise YamlSizeError(f"has more than {self.most} values, or aliases that multiply")
        else:
            self.document.root = value
