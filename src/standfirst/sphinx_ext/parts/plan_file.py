"""The plan in one file: a line that says of what it is, then the publication, frozen."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
import pickle
from typing import TYPE_CHECKING

from standfirst.incremental.atomic_files import write
from standfirst.parts import reports, sources
from standfirst.parts.part import PartError
from standfirst.parts.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.model import Catalogue
    from standfirst.catalogue.post_marks import PostMark
    from standfirst.pictures.conversion.renditions import Shown
    from standfirst.reading.discovery import Discovery
    from standfirst.sphinx_ext.state import KnownWork


@dc.dataclass(frozen=True, kw_only=True)
class Plan:
    """What is known when all is read: paths are relative, since each machine has its folders elsewhere."""

    documents: Mapping[str, str]
    """Docname -> path of every document that is published."""
    discovery: Discovery
    environment: bytes
    """Sphinx's environment of all documents, pickled."""
    catalogue: Catalogue
    addresses: Addresses
    indexes: Mapping[str, str]
    extra: Mapping[str, str]
    """As :class:`~standfirst.sphinx_ext.state.Published` has it, below the publication's folder."""
    refused: Mapping[str, tuple[tuple[str, str], ...]]
    """As :class:`~standfirst.outputs.attachments.Attachments` has it."""
    shown: Mapping[str, Shown]
    pictures: Mapping[str, str]
    """As :class:`~standfirst.sphinx_ext.state.Pictures` has ``files``, below the folder in which the plan was made."""
    missing: int
    known: Mapping[str, KnownWork]
    """As :class:`~standfirst.sphinx_ext.state.Cited` has it."""
    marks: Mapping[str, PostMark]


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PlanHead:
    """Of what a plan is."""

    format: int = reports.FORMAT
    code: str
    publication: str
    posts: str
    """Folder of the posts."""
    options: Mapping[str, str]
    editions: bool
    """Whether articles and volumes are made as PDF and ePub."""
    reads: Mapping[str, str]
    """Number of each part -> the hash of the report of what was read of it."""
    hash: str
    """Of the plan itself, SHA-256."""

    @property
    def count(self) -> int:
        """Return the number of parts."""
        return len(self.reads)


def keep(file: Path, head: PlanHead, content: bytes) -> None:
    """Write a plan.

    :raises OutputError: It cannot be written.
    """
    line = json.dumps(dc.asdict(head), sort_keys=True).encode()
    write(file, b"\n".join([line, content]))


def content_of(plan: Plan) -> tuple[bytes, str]:
    """Return a plan as it is kept, and its hash."""
    content = pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)
    return content, hashlib.sha256(content).hexdigest()


def load(file: Path, root: Path) -> tuple[PlanHead, Plan]:
    """Return a plan and what it is of.

    :param root: The publication.
    :raises PartError: There is none, it is cut off, of another version or of other sources.
    """
    head, content = _read(file)
    if head.code != sources.code():
        raise PartError(f"{file} was made by another version than is installed here; plan again")
    if head.publication != Sources.of(root, head.posts).publication:
        raise PartError(
            f"{file} is of other sources (settings, templates, pages or pictures) than lie in {root}; read and plan again"
        )
    if hashlib.sha256(content).hexdigest() != head.hash:
        raise PartError(f"{file} is cut off or damaged; plan again")
    plan: Plan = pickle.loads(content)  # noqa: S301  # as trusted as the code: guide/scaling.md
    return head, plan


def _read(file: Path) -> tuple[PlanHead, bytes]:
    try:
        line, _, content = file.read_bytes().partition(b"\n")
        found = json.loads(line)
        if found.get("format") != reports.FORMAT:
            raise PartError(f"{file} is of another version of Standfirst; plan again")
        return PlanHead(**found), content
    except FileNotFoundError as exc:
        raise PartError(f"there is no plan {file}; `standfirst part plan` makes it") from exc
    except (OSError, ValueError, TypeError, AttributeError) as exc:
        if isinstance(exc, PartError):
            raise
        raise PartError(f"{file} cannot be read, or is cut off; plan again") from exc
