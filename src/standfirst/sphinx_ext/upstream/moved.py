"""What was read where the publication lay in another folder, or on another machine.

Sphinx keeps that folder in the environment and refuses it in any other (``BuildEnvironment.setup``), and
each tree has the path of its file in every node. Without this, a cache is worth nothing in a folder of
another name, where everything is read again. Read in Sphinx 9.0.4, 9.1.1 and 9.2.0; can go with
``test_sphinx_refuses_an_environment_of_another_folder_still``.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


def take_up(kept: Path, before: str, now: Path) -> None:
    """Have the environment in the file *kept* be one of the folder *now*; where it cannot be read, it goes.

    :param before: The folder of the publication when it was kept.
    """
    try:
        env: BuildEnvironment = pickle.loads(kept.read_bytes())  # noqa: S301  # as Sphinx takes it
        env.srcdir = now  # of which its property makes a path of its own
        for paths in env.dependencies.values():
            there = {path for path in map(str, paths) if path.startswith(f"{before}{os.sep}")}
            for path in there:
                paths.discard(Path(path))
                paths.add(env.srcdir / path[len(before) + 1 :])
        write(kept, pickle.dumps(env, pickle.HIGHEST_PROTOCOL))
    except Exception:  # noqa: BLE001  # whatever a broken pickle raises, as Sphinx does
        kept.unlink(missing_ok=True)


def tell_place(tree: nodes.document, root: str, below: str) -> None:
    """Have messages about nodes of *tree* name its file in the folder *root*, where it was read in another.

    :param below: Path of its file below that folder, with forward slashes.
    """
    end = os.sep + below.replace("/", os.sep)
    before = str(tree.get("source", ""))
    if before == root + end or not before.endswith(end):
        return
    old = before.removesuffix(end) + os.sep
    tree["source"] = root + end
    for node in tree.findall():
        if node.source and node.source.startswith(old):
            node.source = f"{root}{os.sep}{node.source[len(old) :]}"
