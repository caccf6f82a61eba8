"""The table of hosts: how they are recognised, and what they take, each with its source.

What a host does not say is not here: Read the Docs names no size, Netlify no number of files.
"""

from __future__ import annotations

import dataclasses as dc
from typing import Literal

Measure = Literal["files", "bytes", "bytes of a file", "files of a folder", "seconds"]
"""Of the whole output, of its largest file, of its fullest folder, of a build on the host."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class HostLimit:
    """One limit of a host."""

    of: Measure
    most: int


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """Who serves a publication."""

    key: str
    """Value of ``standfirst_host``."""
    name: str
    files: tuple[str, ...] = ()
    """Files beside ``conf.py``, any of which says that a publication goes there."""
    workflows: tuple[str, ...] = ()
    """Words in a file of ``.github/workflows`` that say so."""
    limits: tuple[HostLimit, ...]
    source: str
    """Address of the page that names the limits."""
    day: str
    """When it was read, in ISO format."""


HOSTS: tuple[Host, ...] = (
    Host(
        key="read-the-docs",
        name="Read the Docs",
        files=(".readthedocs.yaml", ".readthedocs.yml"),
        limits=(HostLimit(of="seconds", most=15 * 60),),
        source="https://docs.readthedocs.com/platform/stable/builds.html",
        day="2026-11-30",
    ),
    Host(
        key="github-pages",
        name="GitHub Pages",
        workflows=("deploy-pages", "gh-pages"),
        limits=(HostLimit(of="bytes", most=1_000_000_000),),
        source="https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        day="2026-11-30",
    ),
    Host(
        key="cloudflare",
        name="Cloudflare without a paid plan",
        files=("wrangler.toml", "wrangler.json", "wrangler.jsonc"),
        limits=(
            HostLimit(of="files", most=20_000),
            HostLimit(of="bytes of a file", most=25 * 2**20),
        ),
        source="https://developers.cloudflare.com/pages/platform/limits/",
        day="2026-11-30",
    ),
    Host(
        key="cloudflare-paid",
        name="Cloudflare with a paid plan",
        limits=(
            HostLimit(of="files", most=100_000),
            HostLimit(of="bytes of a file", most=25 * 2**20),
        ),
        source="https://developers.cloudflare.com/pages/platform/limits/",
        day="2026-11-30",
    ),
    Host(
        key="netlify",
        name="Netlify",
        files=("netlify.toml",),
        limits=(HostLimit(of="files of a folder", most=54_000),),
        source="https://docs.netlify.com/site-deploys/overview/",
        day="2026-11-30",
    ),
)
BY_FILES = "auto"
"""Value of ``standfirst_host`` that leaves it to the files."""
