"""The declarations that apply to an SVG element, from attributes, styles, style sheets and animations.

A rule of a style sheet counts for each element that the last part of its selector may mean by name,
class or identifier, whatever else it asks for: rather one too many.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import tinycss2
from lxml import etree

from standfirst.pictures.formats.opening import NoPicture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SVG = "{http://www.w3.org/2000/svg}"
_TRANSFORMING = f"{_SVG}animateTransform"
_ANIMATIONS = (f"{_SVG}animate", _TRANSFORMING, f"{_SVG}set")
_CHANGES = ("from", "to", "by", "values")
_MOST_SAID = 1_000_000
"""Values that rules give to elements: thousands of rules for thousands of elements are no drawing."""

_COMBINATORS = (">", "+", "~")

Values = dict[str, list[str]]
"""Name of an attribute or a property -> all values that it may have."""


class Declared:
    """The declarations of one picture that :func:`standfirst.pictures.formats.svg.sanitise` has cleaned."""

    def __init__(self, root: Any) -> None:
        self._rules: defaultdict[str, Values] = defaultdict(dict)
        self._said = 0
        for style in root.iter(f"{_SVG}style"):
            rules = tinycss2.parse_stylesheet(style.text or "", skip_whitespace=True)
            self._read(rules, is_animation=False)

    def of(self, element: Any) -> Values:
        """Return the declarations of *element*.

        :raises NoPicture: There is too much of it in the picture.
        """
        if element.tag in _ANIMATIONS:
            return {}
        found: Values = {name: [value] for name, value in element.attrib.items() if name != "style"}
        for name, value in _of_style(element.get("style", "")):
            found.setdefault(name, []).append(value)
        for child in element.iterchildren(*_ANIMATIONS):
            found.setdefault(child.get("attributeName", "transform"), []).extend(_changes(child))
        for rules in self._meant(element):
            for name, values in rules.items():
                self._said += len(values)
                found.setdefault(name, []).extend(values)
        if self._said > _MOST_SAID:
            raise NoPicture("has too many style rules for so many elements")
        return found

    def _meant(self, element: Any) -> Iterator[Values]:
        if not self._rules:
            return
        names = ["*", etree.QName(element).localname, f"#{element.get('id', '')}"]
        names += [f".{name}" for name in element.get("class", "").split()]
        for name in dict.fromkeys(names):
            yield self._rules.get(name, {})

    def _read(self, rules: Iterable[Any], *, is_animation: bool) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                keys = ["*"] if is_animation else [*_keys(rule.prelude)]
                said = [*_declarations(tinycss2.parse_declaration_list(rule.content))]
                for key in keys:
                    for name, value in said:
                        known = self._rules[key].setdefault(name, [])
                        if value not in known[-8:]:
                            known.append(value)
            elif rule.type == "at-rule" and rule.content is not None:
                within = tinycss2.parse_rule_list(rule.content, skip_whitespace=True)
                self._read(within, is_animation="keyframes" in rule.lower_at_keyword)


def _changes(animation: Any) -> Iterator[str]:
    """Yield the values that an animation gives to an attribute."""
    for key in _CHANGES:
        for value in animation.get(key, "").split(";"):
            kind = animation.get("type", "translate")
            yield f"{kind}({value})" if animation.tag == _TRANSFORMING else value


@lru_cache(maxsize=4096)
def _of_style(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_declarations(tinycss2.parse_declaration_list(text))) if text else ()


def _declarations(items: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for item in items:
        if item.type == "declaration":
            yield item.lower_name, tinycss2.serialize(item.value)


def _keys(prelude: Iterable[Any]) -> Iterator[str]:
    """Yield for each selector what its last part asks for: ``.class``, ``#id``, a name, or ``*`` for anything."""
    key, before, is_new = "*", None, True
    for part in prelude:
        if part == ",":
            yield key
            key, is_new = "*", True
        elif part.type == "whitespace" or part in _COMBINATORS:
            is_new = True
        else:
            key, is_new = "*" if is_new else key, False
            if part.type == "hash":
                key = f"#{part.value}"
            elif part.type == "ident" and before != ":":
                key = f".{part.value}" if before == "." else part.value
        before = part
    yield key


@lru_cache(maxsize=4096)
def referred(value: str) -> tuple[str, ...]:
    """Return the identifiers that a value refers to by ``url()``."""
    if "url" not in value.lower() and "\\" not in value:
        return ()
    return tuple(_referred(tinycss2.parse_component_value_list(value)))


def _referred(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "url":
            yield token.value.removeprefix("#")
        elif token.type == "function" and token.lower_name == "url":
            yield from (t.value.removeprefix("#") for t in token.arguments if t.type == "string")
        elif token.type == "function":
            yield from _referred(token.arguments)
