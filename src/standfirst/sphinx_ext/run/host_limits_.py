"""Reports how near a build's output comes to what its host takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standfirst.outputs import host_limits
from standfirst.sphinx_ext.logs import log_of_conf
from standfirst.sphinx_ext.options_ import is_on_read_the_docs

if TYPE_CHECKING:
    from standfirst.sphinx_ext.html.builder import PublicationBuilder


def report(builder: PublicationBuilder, seconds: float) -> None:
    """Report the limits that are near, when all files are written.

    :param seconds: What the build has taken.
    """
    root = Path(builder.confdir)
    hosts = host_limits.hosts_of(root, str(builder.config.standfirst_host))
    here = seconds if is_on_read_the_docs() else None
    for problem in host_limits.problems(hosts, builder.manifest.sizes, here):
        log_of_conf(root, problem)
