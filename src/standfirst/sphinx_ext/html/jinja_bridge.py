"""Sphinx's bridge to Jinja, without its cost for every page.

Sphinx has Jinja's sandbox, which asks before each name and call whether a template may have it,
and looks before each page whether a template has changed: a tenth of what a page takes. A
publication's templates lie beside its ``conf.py``, which may do anything. What Jinja makes of
them is kept, since each process of each build would make it again.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemBytecodeCache, TemplateNotFound
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from standfirst.limits import containment
from standfirst.package import PACKAGE
from standfirst.sphinx_ext import template_faults
from standfirst.sphinx_ext.html.template_reads import Looking, Reads

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from sphinx.builders import Builder


class Compiled(FileSystemBytecodeCache):
    """Jinja's compiled templates, in files."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep compiled templates where there is room; a full disk is reported by the page written next."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


class Confined(SphinxFileSystemLoader):
    """Loads templates from a folder in ``conf.py``, except through links out of the publication or the folder."""

    def __init__(self, root: Path, name: str) -> None:
        """Take the folder *name* of the publication in *root*; in ours, of the package, links are its installer's."""
        super().__init__(root / name)
        self._bounds = (
            None if root / name == PACKAGE / "templates" else containment.bounds(root, name)
        )

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return the template's text, file and whether it has changed since.

        :raises TemplateNotFound: It is not there, or not to be followed.
        """
        for name in (template, f"{template.removesuffix('.jinja')}_t"):
            file = os.path.join(self.searchpath[0], name)  # noqa: PTH118  # a template's name is a text
            if self._bounds and os.path.lexists(file) and self._bounds.fault(file):
                raise TemplateNotFound(template)
        return super().get_source(environment, template)


class Templates(BuiltinTemplateLoader):
    """Sphinx's own search for templates, and Jinja's plain environment."""

    def init(self, builder: Builder, *args: Any, **kwargs: Any) -> None:
        """Set up the folders of templates."""
        super().init(builder, *args, **kwargs)
        own = builder.config.templates_path
        self._root = Path(builder.confdir)
        self._own = [self._root / str(name) for name in own]
        self.loaders[: len(own)] = [Confined(self._root, str(name)) for name in own]
        sandbox = self.environment
        folder = Path(builder.doctreedir, "standfirst", "templates")
        folder.mkdir(parents=True, exist_ok=True)
        self.reads = Reads()
        self.environment = Looking(  # type: ignore[assignment]
            self.reads,
            loader=self,
            extensions=list(sandbox.extensions),
            auto_reload=False,
            bytecode_cache=Compiled(str(folder)),
        )
        self.environment.filters.update(sandbox.filters)
        self.environment.globals.update(sandbox.globals)

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]  # Sphinx has any mapping
        """Return a page.

        :raises OwnTemplateError: One of the publication's templates cannot be carried out.
        """
        try:
            with self.reads.of(str(context.get("pagename", "")), context.keys()):
                return super().render(template, context)
        except Exception as exc:
            fault = template_faults.found(exc, self._own, root=self._root)
            if fault is None:
                raise
            raise fault from exc
