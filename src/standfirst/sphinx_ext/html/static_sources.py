"""What static files are made from: a hash of it, so that they need not be put together in each build."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental.manifest import digest
from standfirst.limits import containment
from standfirst.package import PACKAGE
from standfirst.sphinx_ext.html.everywhere import plain_context
from standfirst.sphinx_ext.upstream import sphinx_ as upstream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.incremental.contents import Contents
    from standfirst.sphinx_ext.html.incremental import IncrementalBuilder

_PACKAGE = os.path.realpath(PACKAGE)
_INSTALLED = tuple(os.path.realpath(sysconfig.get_path(name)) for name in ("purelib", "platlib"))
"""Where packages lie; ours may be one of them."""


def of(builder: IncrementalBuilder, contents: Contents) -> str:
    """Return a hash of everything that goes into the static files but installed code."""
    info = upstream.build_info(builder, "env", "html")
    registered = (*upstream.style_sheets(builder), *upstream.scripts(builder))
    return digest(
        info.config_hash,
        info.tags_hash,
        upstream.given(builder.config),
        sorted(str(file.filename) for file in registered),
        plain_context(builder),
        [
            (name, contents.of(path))
            for name, path in _files(Path(builder.confdir), filter(_is_ours, _folders(builder)))
        ],
    )


def _is_ours(folder: Path) -> bool:
    """Return whether files of a folder are told by what they hold: those of other packages are by the version that is installed."""
    here = os.path.realpath(folder)
    return here.startswith(_PACKAGE) or not here.startswith(_INSTALLED)


def _folders(builder: IncrementalBuilder) -> Iterator[Path]:
    root, conf = Path(builder.confdir), builder.config
    logo = conf.html_theme_options.get("logo")
    logos = [logo.get("image_light"), logo.get("image_dark")] if isinstance(logo, dict) else []
    yield from (PACKAGE / "static", PACKAGE / "templates")
    yield from (root / entry for entry in (*conf.html_static_path, *conf.templates_path))
    yield from (root / entry for entry in (conf.html_logo, conf.html_favicon, *logos) if entry)
    yield from (Path(entry, "static") for entry in builder.theme.get_theme_dirs())
    yield from upstream.static_folders(builder)


def _files(root: Path, folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield files, and those in folders, in order: below the folder, and where each lies on this machine.

    :param root: The publication's folder, which links in its own folders lead through as far as it goes.
    """
    for folder in folders:
        yield "", str(folder)
        if folder.is_dir():
            for found in containment.walk(folder, containment.bounds(root, folder)):
                yield found.path, f"{folder}{os.sep}{found.path}"


def of_inventory(builder: IncrementalBuilder) -> str:
    """Return a hash of all that the inventory of reference targets tells of."""
    env = builder.env
    standard = env.domains.standard_domain
    # to ask the standard domain for its documents takes most of what the inventory does
    documents = [(name, env.titles[name].astext(), builder.get_target_uri(name)) for name in env.all_docs]  # fmt: skip
    others = [sorted(domain.get_objects()) for domain in env.domains.sorted() if domain is not standard]  # fmt: skip
    config = env.config.project, env.config.version
    return digest(config, documents, standard.data, others)
