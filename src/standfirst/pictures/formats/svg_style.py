"""Style of an SVG picture, without what would load anything.

CSS loads by ``url()``, by a few functions that take an address as text, and by ``@import``. So
``url()`` may name a part of the same picture, functions must be known ones, and rules be of
known kinds; what escapes and comments hide, tinycss2 has read as a browser does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FUNCTIONS = frozenset(
    """
    attr blur brightness calc circle clamp color color-mix contrast counter cubic-bezier
    drop-shadow ellipse grayscale hsl hsla hue-rotate hwb inset invert lab lch linear matrix
    matrix3d max min oklab oklch opacity path perspective polygon rgb rgba rotate rotate3d
    rotatex rotatey rotatez saturate scale scale3d scalex scaley scalez sepia skew skewx
    skewy steps translate translate3d translatex translatey translatez var
    """.split()
)
_SELECTING = frozenset(
    """
    has host is lang not nth-child nth-last-child nth-last-of-type nth-of-type where
    """.split()
)
_NESTING = frozenset({"media", "supports"})
_KEYFRAMES = frozenset({"keyframes", "-webkit-keyframes"})
_FONT = ("data:font/", "data:application/font", "data:application/x-font")
_DEEPEST = 32
"""Levels of brackets and rules: no drawing has more, and each is a call."""


def value_is_safe(value: str) -> bool:
    """Return whether an attribute's value, read as CSS, loads nothing."""
    if _loads_nothing(value):
        return True
    # as it is kept as it was written, nothing in it may be read otherwise by a lesser reader
    plain = "\\" not in value and "/*" not in value
    return plain and _all_safe(tinycss2.parse_component_value_list(value), _FUNCTIONS)


def declarations(text: str) -> str:
    """Return what is safe of a ``style`` attribute."""
    if _loads_nothing(text):
        return text
    return _written(_safe_declarations(tinycss2.parse_declaration_list(_tokens(text))))


def sheet(text: str) -> str:
    """Return what is safe of a style sheet."""
    return "".join(_rules(tinycss2.parse_stylesheet(_tokens(text), skip_whitespace=True)))


def _safe_declarations(items: Iterable[Any], loads: tuple[str, ...] = ()) -> Iterator[Any]:
    for item in items:
        if item.type != "declaration" or not _all_safe(item.value, _FUNCTIONS, loads):
            continue
        # what a variable refers to, all that take it do: nothing tells which
        if not (item.name.startswith("--") and _refers(item.value)):
            yield item


def _rules(rules: Iterable[Any], depth: int = 0) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            if _all_safe(rule.prelude, _SELECTING):
                yield _block(tinycss2.serialize(rule.prelude), rule.content)
        elif rule.type == "at-rule" and rule.content is not None and depth < _DEEPEST:
            yield from _at_rule(rule, depth)


def _at_rule(rule: Any, depth: int) -> Iterator[str]:
    if not _all_safe(rule.prelude, _SELECTING):
        return
    name = rule.lower_at_keyword
    head = f"@{name}{tinycss2.serialize(rule.prelude)}"
    if name in _NESTING or name in _KEYFRAMES:
        inner = tinycss2.parse_rule_list(rule.content, skip_whitespace=True)
        if name in _KEYFRAMES:
            # nor does anything tell which elements move so
            inner = [one for one in inner if not _refers(getattr(one, "content", None) or ())]
        yield f"{head}{{{''.join(_rules(inner, depth + 1))}}}"
    elif name == "font-face":
        yield _block(head, rule.content, _FONT)


def _refers(content: Iterable[Any]) -> bool:
    """Return whether there is an address in *content*, in whatever spelling."""
    return "url(" in tinycss2.serialize(content).lower()


def _block(head: str, content: list[Any], loads: tuple[str, ...] = ()) -> str:
    kept = _safe_declarations(tinycss2.parse_declaration_list(content), loads)
    return f"{head.strip()}{{{_written(kept)}}}"


def _tokens(text: str) -> list[Any]:
    result: list[Any] = tinycss2.parse_component_value_list(text, skip_comments=True)
    return result


def _written(parts: Iterable[Any]) -> str:
    result: str = tinycss2.serialize(list(parts))
    return result


def _loads_nothing(text: str) -> bool:
    """Return whether there is nothing in *text* by which CSS could load: most have not."""
    return not any(sign in text for sign in "(\\@{")


def _all_safe(
    parts: Iterable[Any], functions: frozenset[str], loads: tuple[str, ...] = (), depth: int = 0
) -> bool:
    return depth < _DEEPEST and all(_is_safe(part, functions, loads, depth) for part in parts)


def _is_safe(part: Any, functions: frozenset[str], loads: tuple[str, ...], depth: int) -> bool:
    if part.type in {"error", "at-keyword"}:
        return False
    if part.type == "string":
        return _loads_nothing(part.value)
    if part.type == "url":
        return _may_load(part.value, loads)
    if part.type == "function" and part.lower_name == "url":
        inner = [p for p in part.arguments if p.type not in {"whitespace", "comment"}]
        return len(inner) == 1 and inner[0].type == "string" and _may_load(inner[0].value, loads)
    if part.type == "function":
        known = part.lower_name in functions or (loads and part.lower_name == "format")
        return bool(known) and _all_safe(part.arguments, functions, loads, depth + 1)
    content = getattr(part, "content", None)
    return content is None or _all_safe(content, functions, loads, depth + 1)


def _may_load(address: str, loads: tuple[str, ...]) -> bool:
    return address.startswith(("#", *loads))
