"""The YAML block at the top of a file, loaded as a whole, or line by line where it is faulty."""

from __future__ import annotations

import dataclasses as dc
import itertools
import re
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning, Problem
from standfirst.sources.front_matter import yaml_loader
from standfirst.sources.front_matter.yaml_loader import YamlError, YamlSizeError
from standfirst.text import cleaning
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:-{3,}|\.\.\.)[ \t]*")
"""Jekyll wants three hyphens; MyST takes more, which no value can have at a line's beginning."""
_PAIR = re.compile(r"[^\W\d][\w.-]*[ \t]*:(?:[ \t].*)?")
_SLOPPY_PAIR = re.compile(r"(?P<key>[^\W\d][\w.-]*)[ \t]*[:：](?!//)[ \t]*(?P<value>.*)")  # fmt: skip
"""Also without a space after the colon, or with a Chinese one."""
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")
_MATTER = re.compile(rf"(?:{_PAIR.pattern}|[#\s}}\]-].*|)")
"""A line that may be part of front matter."""
_MOST_KEYS = 1000
"""A front matter has a dozen; a million would take minutes."""
_READ = "what can be read of it line by line is used"
_UNCLOSED = Problem(
    subtype=PostWarning.FRONT_MATTER,
    message="the front matter is never closed; its lines up to the first other one are read",
    remedy="write a line --- after it",
    column=1,
)
_NEARLY_OPENING = re.compile(r"[ \t]*(?:-{2,}|[—–]+-*)[ \t]*")
"""Spaces before it, too few or too many signs, or those that a word processor makes of them."""
_KNOWN = frozenset({"title", "layout", "date", "author", "authors", "permalink", "description", "tags", "categories"})  # fmt: skip
_LONGEST = 100
"""Lines in which front matter without an opening ends; what is longer is a text."""
_UNOPENED = Problem(
    subtype=PostWarning.FRONT_MATTER,
    message="the front matter does not begin with a line --- at the very top; it is read as if it did",
    remedy="write --- as the first line",
    column=1,
)
_OF_WORDS = frozenset({"title", "subtitle", "description", "excerpt", "author", "authors", "tag", "tags", "category", "categories", "section", "series", "volume"})  # fmt: skip
_NOT_A_MAPPING = Problem(
    subtype=PostWarning.FRONT_MATTER,
    message=f"the front matter is not a list of keys and values; {_READ}",
    remedy="write one `key: value` a line",
    line=2,
    column=1,
)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A file's front matter, and what follows it."""

    values: dict[str, Any] = dc.field(default_factory=dict)
    """Texts, None, lists and mappings, all fit for XML."""
    lines: dict[str, int] = dc.field(default_factory=dict)
    """1-based line of each key in the file."""
    problems: tuple[Problem, ...] = ()
    body: str = ""
    """After as many empty lines as the block had."""
    height: int = 0
    """Lines of the block, its rules included."""


def read(text: str) -> Block:
    """Take the front matter off *text* and load it; by Jekyll's rule it begins in the very first line.

    :param text: Any line ends, with or without a byte order mark.
    """
    lines = unified(text).split("\n")
    if not _OPENING.fullmatch(lines[0]):
        return _unopened(lines)
    fence = next((n for n, line in enumerate(lines[1:], 1) if _CLOSING.fullmatch(line)), None)
    if fence is not None:
        block = load("\n".join(lines[1:fence]))
        if not block.problems or not _has_prose(lines[1:fence]):
            return dc.replace(block, body=_after(fence + 1, lines), height=fence + 1)
    end = _end_of_unclosed(lines, fence)
    block = load("\n".join(lines[1:end]))
    problems = (_UNCLOSED, *block.problems)
    return dc.replace(block, problems=problems, body=_after(end, lines), height=end)


def _unopened(lines: list[str]) -> Block:
    """Return the front matter of a text whose opening line is missing or misspelt; none where it is no such text."""
    first = next((n for n, line in enumerate(lines[:_LONGEST]) if line.strip()), 0)
    start = first + 1 if _NEARLY_OPENING.fullmatch(lines[first]) else first
    rest = lines[start : start + _LONGEST]
    count = next((n for n, line in enumerate(rest) if _CLOSING.fullmatch(line)), 0)
    keys = {line.partition(":")[0].strip() for line in rest[:count] if _PAIR.fullmatch(line)}
    if keys.isdisjoint(_KNOWN) or not all(map(_MATTER.fullmatch, rest[:count])):
        return Block(body="\n".join(lines))
    block = load("\n".join(rest[:count]))
    moved = start - 1  # load() takes the first line for the file's second
    problems = (dc.replace(problem, line=problem.line + moved) for problem in block.problems)
    end = start + count + 1
    return Block(
        values=block.values,
        lines={key: line + moved for key, line in block.lines.items()},
        problems=(_UNOPENED, *problems),
        body=_after(end, lines),
        height=end,
    )


def body(text: str, height: int) -> str:
    """Return what follows the front matter of *text*, which has *height* lines, after as many empty ones."""
    return _after(height, unified(text).split("\n"))


def _after(height: int, lines: list[str]) -> str:
    return "\n".join([*[""] * height, *lines[height:]])


def unified(text: str) -> str:
    """Return *text* with line feeds alone and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _has_prose(block: list[str]) -> bool:
    """Return whether *block* runs on into the text, as one does that only a rule there closed."""
    # of each paragraph the first line; front matter may have several, but ends in keys
    firsts = [
        line
        for before, line in itertools.pairwise(["", *block])
        if line.strip() and not before.strip()
    ]
    return bool(firsts) and not (
        _PAIR.fullmatch(firsts[-1]) or all(_MATTER.fullmatch(line) for line in firsts)
    )


def _end_of_unclosed(lines: list[str], fence: int | None) -> int:
    """Return the index of the first line after front matter that is never closed."""
    end = 1
    while end < (fence or len(lines)) and lines[end].strip() and _MATTER.fullmatch(lines[end]):
        end += 1
    return end


def load(block: str) -> Block:
    """Return the mapping in *block*; where YAML refuses it, that of its readable lines, and the problem.

    A block with too many keys is not read at all.
    """
    keys = _keys(block)
    if keys > _MOST_KEYS:
        return Block(problems=(_too_many(keys),))
    cleaned, found = cleaning.clean_body(block)
    removed = [_characters(found.what, found.line + 1)] if found else []
    try:
        document = yaml_loader.parse(cleaned)
    except YamlError as exc:
        return _by_pieces(cleaned, (*removed, _fault(exc)))
    removed += [_characters(what, line + 2) for what, line in document.removed]
    if document.root is None:
        return Block(problems=tuple(removed))
    if not isinstance(document.root, dict):
        return _by_pieces(cleaned, (*removed, _NOT_A_MAPPING))
    lines = {key: line + 2 for key, line in document.lines}
    problems = (*removed, *_twice(document.lines), *map(_comment, _of_words(document.cut)))
    return Block(values=document.root, lines=lines, problems=problems)


def _keys(block: str) -> int:
    """Return how many lines of *block* begin a key; 0 where it has not lines enough for too many."""
    if block.count("\n") < _MOST_KEYS:
        return 0
    return sum(1 for line in block.split("\n") if _SLOPPY_PAIR.match(line))


def _by_pieces(block: str, problems: tuple[Problem, ...]) -> Block:
    """Load every key with what belongs to it by itself, so that one fault spoils one value."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for number, piece in _pieces(block.expandtabs(2).split("\n")):
        try:
            root = yaml_loader.parse("\n".join((*piece, ""))).root
        except YamlError:
            root = None
        if not isinstance(root, dict):
            root = _sloppy(piece)
        values.update(root)
        lines.update(dict.fromkeys(root, number + 2))
    return Block(values=values, lines=lines, problems=problems)


def _pieces(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each key, and the 0-based number of the first."""
    start = 0
    for number, line in enumerate((*lines, "end")):
        if number > start and line.strip() and line[0] not in " #-}]":
            yield start, lines[start:number]
            start = number


def _sloppy(piece: list[str]) -> dict[str, Any]:
    """Return what a *piece* says that is no YAML: a key, and the rest of the line or the items below."""
    found = _SLOPPY_PAIR.fullmatch(piece[0].strip())
    if found is None:
        return {}
    items = [item for line in piece[1:] if (item := _ITEM.fullmatch(line.rstrip()))]
    if items and not found["value"]:
        return {found["key"]: [unquoted(item["value"]) for item in items]}
    said = (found["value"], *(line for line in piece[1:] if not line.startswith("#")))
    return {found["key"]: unquoted(" ".join(" ".join(said).split()))}


def unquoted(text: str) -> Any:
    """Return what a value says that is read without YAML: without quotes, or a list where it has brackets."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return [part.strip().strip("\"'") for part in text[1:-1].split(",") if part.strip()]
    return text


def _twice(found: list[tuple[str, int]]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for name, line in found:
        if name in first:
            said = f"the key {quoted(name)} appears twice (first on line {first[name] + 2}); the last one counts"
            problems.append(
                Problem(
                    subtype=PostWarning.FRONT_MATTER,
                    message=said,
                    remedy="remove one",
                    line=line + 2,
                )
            )
        first.setdefault(name, line)
    return problems


def _of_words(cut: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return [found for found in cut if found[0] in _OF_WORDS]


def _comment(cut: tuple[str, str, int]) -> Problem:
    key, rest, line = cut
    return Problem(
        subtype=PostWarning.FRONT_MATTER,
        message=f"{key}: {quoted(rest[:120])} is not read, since YAML takes it for a comment",
        remedy="put the whole value in quotes",
        line=line + 2,
    )


def _too_many(keys: int) -> Problem:
    return Problem(
        subtype=PostWarning.SIZE,
        message=f"the front matter has {keys} keys, and may have {_MOST_KEYS}; none of them is read",
        remedy="write what belongs to the text below it",
        line=2,
        column=1,
    )


def _fault(exc: YamlError) -> Problem:
    is_size = isinstance(exc, YamlSizeError)
    return Problem(
        subtype=PostWarning.SIZE if is_size else PostWarning.FRONT_MATTER,
        message=f"the front matter {exc}; {_READ}"
        if is_size
        else f"the front matter is not YAML ({exc}); {_READ}",
        remedy="write less, and no aliases"
        if is_size
        else "put the value in quotes, or mend its indentation",
        line=exc.line + 2,
        column=exc.column + 1,
    )


def _characters(what: str, line: int) -> Problem:
    return Problem(
        subtype=PostWarning.CHARACTERS,
        message=f"the front matter has {what}; they were removed",
        remedy="delete them in the source",
        line=line,
    )
