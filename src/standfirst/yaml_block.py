"""The YAML block at the top of a file: taken off, loaded, or read line by line where it is faulty.

Scalars stay text: YAML 1.1 would turn ``007`` into 7, ``yes`` into True, and leave
``2025-08-20 12:00:00 +0800`` text but make ``2025-08-20`` a date; what a value means is
decided by the field it is for.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import Any

import yaml

from standfirst.warnings_ import PostWarning, Problem

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")
_MOST_NODES = 20_000
"""YAML nodes after all aliases are expanded; a front matter has a few dozen."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TextLoader(_Base):  # type: ignore[misc]
    """A safe loader that leaves every scalar but null as text."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A file's front matter as it stands, and what follows it."""

    yaml: str
    """Between the fences; empty where there is none."""
    body: str
    """After as many empty lines as the block had."""
    closed: bool = True


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A block's mapping."""

    values: dict[str, Any]
    lines: dict[str, int]
    """1-based line of each key in the file."""
    problems: tuple[Problem, ...] = ()


def split(text: str) -> Block:
    """Take the front matter off *text*; Jekyll's rule: it begins in the very first line.

    :param text: Any line ends, with or without a byte order mark.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not _OPENING.fullmatch(lines[0]):
        return Block(yaml="", body=text)
    for number, line in enumerate(lines[1:], start=1):
        if _CLOSING.fullmatch(line):
            return _block(lines, number, number + 1, closed=True)
    end = 1
    while end < len(lines) and (_PAIR.match(lines[end]) or lines[end].startswith(("#", " ", "-"))):
        end += 1
    return _block(lines, end, end, closed=False)


def _block(lines: list[str], end: int, body: int, *, closed: bool) -> Block:
    return Block(
        yaml="\n".join(lines[1:end]), body="\n" * body + "\n".join(lines[body:]), closed=closed
    )


def load(block: str) -> Loaded:
    """Return the mapping in *block*; where YAML refuses it, what its plain lines say, and why."""
    loader = _TextLoader(block)
    try:
        node = loader.get_single_node()
        if node is None:
            return Loaded(values={}, lines={})
        if not isinstance(node, yaml.MappingNode):
            return Loaded(values={}, lines={}, problems=(_not_a_mapping(),))
        _check_size(node)
        lines, problems = _key_lines(node)
        values = {str(key): value for key, value in loader.construct_document(node).items()}
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as exc:
        return _line_by_line(block, _fault(exc))
    finally:
        loader.dispose()
    return Loaded(values=values, lines=lines, problems=problems)


def _check_size(root: yaml.Node) -> None:
    """Refuse a block whose aliases expand to an absurd size ("billion laughs")."""
    seen, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > _MOST_NODES:
            raise ValueError("has too many values, or aliases that multiply")
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)


def _key_lines(node: yaml.MappingNode) -> tuple[dict[str, int], tuple[Problem, ...]]:
    lines: dict[str, int] = {}
    problems = []
    for key, _ in node.value:
        name, line = str(key.value), key.start_mark.line + 2
        if name in lines:
            problems.append(
                Problem(
                    subtype=PostWarning.FRONT_MATTER,
                    message=f"the key {name!r} stands twice (first in line {lines[name]}); the last one counts",
                    remedy="remove one",
                    line=line,
                )
            )
        lines[name] = line
    return lines, tuple(problems)


def _not_a_mapping() -> Problem:
    return Problem(
        subtype=PostWarning.FRONT_MATTER,
        message="the front matter is no list of keys and values; it is ignored",
        remedy="write one `key: value` a line",
        line=2,
        column=1,
    )


def _fault(exc: Exception) -> Problem:
    mark = getattr(exc, "problem_mark", None)
    reason = getattr(exc, "problem", None) or str(exc).split("\n", 1)[0]
    return Problem(
        subtype=PostWarning.FRONT_MATTER,
        message=f"the front matter is not YAML ({reason}); its plain lines are read one by one",
        remedy="put the value in quotes, or mend its indentation",
        line=(mark.line + 2) if mark else 2,
        column=(mark.column + 1) if mark else 1,
    )


def _line_by_line(block: str, fault: Problem) -> Loaded:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    last = ""
    for number, line in enumerate(block.split("\n"), start=2):
        pair = _PAIR.fullmatch(line.rstrip())
        item = _ITEM.fullmatch(line.rstrip())
        if pair:
            last = pair["key"]
            values[last] = _unquoted(pair["value"] or "")
            lines[last] = number
        elif item and last and not isinstance(values[last], str):
            values[last].append(_unquoted(item["value"]))
        elif item and last and not values[last]:
            values[last] = [_unquoted(item["value"])]
    return Loaded(values=values, lines=lines, problems=(fault,))


def _unquoted(text: str) -> Any:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part) for part in text[1:-1].split(",") if part.strip()]
    return text
