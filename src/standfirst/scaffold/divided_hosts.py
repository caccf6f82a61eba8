"""Workflows that build a publication in parts, for the engines of hosts."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from standfirst.scaffold.new_publication import SKELETON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.scaffold.new_publication import SkeletonWriter

FILES = {
    "github": (".github/workflows/publish-in-parts.yaml", "github-parts.yaml.txt"),
    "gitlab": (".gitlab-ci.yml", "gitlab-parts.yml.txt"),
    "snakemake": ("Snakefile", "Snakefile.txt"),
}
"""Engine -> its file in a publication, and that in the skeleton."""


class _Workflow(Template):
    """A text with ``@name`` where something goes: dollars are the engines' own."""

    delimiter = "@"


def write(writer: SkeletonWriter, host: str, count: int) -> None:
    """Write the workflow of an engine, unless its file is there.

    :param host: A key of :data:`FILES`.
    :param count: Number of parts.
    """
    name, file = FILES[host]
    numbers = range(1, count + 1)
    text = _Workflow((SKELETON / file).read_text(encoding="utf-8")).substitute(
        count=count,
        numbers=", ".join(map(str, numbers)),
        downloads_of_records="\n".join(_download("records", number, count) for number in numbers),
        downloads_of_parts="\n".join(_download("written", number, count) for number in numbers),
        writers=", ".join(f'"write {number}/{count}"' for number in numbers),
        jobs="\n".join(_jobs(count)),
    )
    writer.write(name, text.encode())


def _download(artifact: str, number: int, count: int) -> str:
    return (
        "      - uses: actions/download-artifact@v5\n"
        f"        with: {{name: {artifact}-{number}, path: _build/parts/{number}-of-{count}}}"
    )


def _jobs(count: int) -> Iterator[str]:
    """Yield GitLab's jobs: a job of a matrix cannot ask for what one other job of another has made."""
    for number in range(1, count + 1):
        part = f"{number}/{count}"
        yield f'"read {part}": {{extends: .read, variables: {{PART: {part}}}}}'
        yield (
            f'"write {part}": {{extends: .write, needs: [plan, "read {part}"], '
            f"variables: {{PART: {part}}}}}"
        )
