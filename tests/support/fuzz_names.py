"""Every name that a post could ask for, from the registries as they are: what the fuzzer makes posts of.

A name that a new version of a library brings is in here without anybody's doing.
"""

from __future__ import annotations

import dataclasses as dc
import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, languages, roles

from standfirst.reading.liquid.filters import FILTERS
from standfirst.reading.liquid.scanning import BLOCKS
from standfirst.reading.liquid.structure import ENDS, PARTS
from standfirst.sources.front_matter.model import KEYS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DEFAULT_DOMAIN = "py"
"""Sphinx's ``primary_domain``, whose directives and roles need no prefix."""
_FILTERS = {*FILTERS, "sample", "sassify", "scssify"}
_TAGS = {*BLOCKS, *ENDS, *ENDS.values(), *PARTS, "post_url", "link", "include", "include_relative", "assign", "cycle", "break", "gist", "render", "layout"}  # fmt: skip


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Directive:
    """A directive as it is registered."""

    name: str
    options: tuple[str, ...] = ()


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What there is to be asked for."""

    directives: tuple[Directive, ...]
    translated: tuple[Directive, ...]
    """By their names in other languages, which docutils takes too."""
    roles: tuple[str, ...]
    translated_roles: tuple[str, ...]
    filters: tuple[str, ...]
    """Liquid's."""
    tags: tuple[str, ...]
    """Liquid's, and Jekyll's."""
    keys: tuple[str, ...]
    """Of front matter."""


def of(app: Sphinx) -> Names:
    """Return the names that a build with *app* knows."""
    classes = {name: _of_docutils(name) for name in directives._directive_registry}  # type: ignore[attr-defined]  # noqa: SLF001  # there is no public list
    classes |= directives._directives  # type: ignore[attr-defined]  # noqa: SLF001
    own = {*roles._role_registry, *roles._roles}  # type: ignore[attr-defined]  # noqa: SLF001
    for domain in app.env.domains.sorted():
        prefixes = ("", f"{domain.name}:") if domain.name in {_DEFAULT_DOMAIN, "std"} else (f"{domain.name}:",)  # fmt: skip
        classes |= {p + name: made for p in prefixes for name, made in domain.directives.items()}
        own |= {p + name for p in prefixes for name in domain.roles}
    translated: dict[str, object] = {}
    words: set[str] = set()
    for module in _translations():
        translated |= {word: classes.get(name) for word, name in module.directives.items()}
        words |= set(module.roles)
    return Names(
        directives=_described(classes),
        translated=_described({n: made for n, made in translated.items() if n not in classes}),
        roles=tuple(sorted(filter(None, own))),
        translated_roles=tuple(sorted(words - own)),
        filters=tuple(sorted(_FILTERS)),
        tags=tuple(sorted(_TAGS)),
        keys=tuple(sorted(KEYS)),
    )


def _described(classes: dict[str, object]) -> tuple[Directive, ...]:
    return tuple(
        Directive(name=name, options=tuple(sorted(getattr(made, "option_spec", None) or ())))
        for name, made in sorted(classes.items())
    )


def _of_docutils(name: str) -> object:
    """Return the class of a directive of docutils."""
    module, class_name = directives._directive_registry[name]  # type: ignore[attr-defined]  # noqa: SLF001
    return getattr(importlib.import_module(f"docutils.parsers.rst.directives.{module}"), class_name)


def _translations() -> list[Any]:
    """Return the modules with the names of directives and roles in other languages."""
    found = pkgutil.iter_modules(languages.__path__)
    return [importlib.import_module(f"{languages.__name__}.{each.name}") for each in found]
