"""The files by which hosts build a publication, and keep what was built for the next time.

Read the Docs has its own in every publication. It keeps nothing between builds, nor does Cloudflare,
which keeps folders of some programs and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.scaffold.new_publication import SKELETON

if TYPE_CHECKING:
    from standfirst.scaffold.new_publication import SkeletonWriter

FILES = {
    "github": (".github/workflows/publish.yaml", "github.yaml.txt"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml.txt"),
    "netlify": ("netlify.toml", "netlify.toml.txt"),
}
"""Host -> its file in a publication, and that in the skeleton."""


def write(writer: SkeletonWriter, host: str) -> None:
    """Write the file of a host, unless it is there.

    :param host: A key of :data:`FILES`.
    """
    name, file = FILES[host]
    writer.write(name, (SKELETON / file).read_bytes())
