"""Modules of others that are imported in every build and used in few: loaded when they are first asked for something.

The standard library's ``LazyLoader`` does not do: in Python 3.11 an ``import`` statement that meets its module loads it.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType

SOUPSIEVE = "soupsieve"
"""Selectors of CSS, of which the theme asks nothing; Beautiful Soup 4.14, which the theme imports, imports it and
holds it as an attribute. Its expressions take 35 ms to compile, in a build of what has changed one in fifty."""


class _Later(ModuleType):
    """A module that is loaded when it is asked for an attribute that it has not."""

    def __getattr__(self, name: str) -> object:
        self.__class__ = ModuleType  # type: ignore[assignment]  # a module's class may be changed: PEP 549
        spec = self.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


def load_later(name: str) -> None:
    """Have the module *name* loaded when it is used; one that is there, or is not installed, stays as it is."""
    if name in sys.modules or (spec := find_spec(name)) is None:
        return
    module = module_from_spec(spec)
    module.__class__ = _Later
    sys.modules[name] = module
