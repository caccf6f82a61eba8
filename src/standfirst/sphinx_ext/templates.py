"""Sphinx's bridge to Jinja, without what every page would pay for.

Sphinx has Jinja's sandbox, which asks before each name and call whether a template may have it,
and looks before each page whether a template has changed: a tenth of what a page takes. A
publication's templates lie beside its ``conf.py``, which may do anything. What Jinja makes of
them is kept, since each process of each build would make it again.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from standfirst.sphinx_ext.reads import Looking, Reads

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from sphinx.builders import Builder


class Compiled(FileSystemBytecodeCache):
    """What Jinja has made of templates, in files."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made, where there is room; a page, which is written next, says clearly that there is none."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


class Templates(BuiltinTemplateLoader):
    """Sphinx's own search for templates, and Jinja's plain environment."""

    def init(self, builder: Builder, *args: Any, **kwargs: Any) -> None:
        """Set up what templates find."""
        super().init(builder, *args, **kwargs)
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
        """Return a page."""
        with self.reads.of(str(context.get("pagename", "")), context.keys()):
            return super().render(template, context)
