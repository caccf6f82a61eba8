"""The places that show pictures -> the pictures' files, those that are missing, and why some are not shown."""

from __future__ import annotations

import dataclasses as dc
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from standfirst.limits import containment
from standfirst.pictures.conversion.conversion_cache import WantedConversion
from standfirst.pictures.conversion.originals import look
from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.remote.known_addresses import KnownAddresses
from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from standfirst.pictures.conversion.renditions import Role
    from standfirst.pictures.remote.store import Store


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Appearance:
    """A place where the publication shows a picture."""

    src: str
    """Address, or path below the source folder."""
    role: Role
    where: str
    """Document, or path of the source file."""
    line: int = 1
    """1-based."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """The pictures of a publication."""

    wanted: dict[str, WantedConversion]
    """Address or path, as it is written -> its file, and how it is used."""
    missing: set[str]
    """Canonical addresses of pictures that are not in the store."""
    never: dict[str, str]
    """Path or address of what is not shown -> why, as the end of a sentence."""


def gather(
    appearances: Iterable[Appearance],
    *,
    root: Path,
    store: Store,
    known: KnownAddresses | None = None,
) -> Gathered:
    """Return the file of each picture that is shown.

    :param root: The source folder.
    :param known: What is known of addresses; without it, nothing.
    """
    look_up = (known or KnownAddresses()).look_up
    roles: dict[str, set[Role]] = {}
    for each in appearances:
        roles.setdefault(each.src, set()).add(each.role)
    stems = _stems(store)
    found = Gathered(wanted={}, missing=set(), never={})
    within = containment.Bounds(root)
    for src, its_roles in sorted(roles.items()):
        if "://" not in src:
            path, stem = root / src, slugify(PurePosixPath(src).stem)
        else:
            address, reason = look_up(src)
            held = store.entries.get(src) or store.entries.get(address)
            if held is not None and store.has(held):
                path, stem = store.file(held), stems[held.sha256]
            elif reason:
                found.never[src] = f"cannot be fetched: {reason}"
                continue
            else:
                found.missing.add(address)
                continue
        if fault := within.fault(path):
            found.never[src] = fault
            continue
        found.wanted[src] = WantedConversion(path=path, stem=stem, roles=frozenset(its_roles))
    return found


def _stems(store: Store) -> dict[str, str]:
    """Return how the files made of each picture begin: the name at its first address, by the picture's hash."""
    result: dict[str, str] = {}
    for url, held in store.entries.items():
        name = PurePosixPath(unquote(urlsplit(url).path)).stem
        result.setdefault(held.sha256, slugify(name))
    return result


def fault_of(file: Path) -> str:
    """Return why no page can show the picture *file*, as the end of a sentence; empty where nothing is wrong.

    Whether its pixels can be read is seen when they are converted.
    """
    try:
        if look(file).type == svg.TYPE:
            svg.sanitise(file.read_bytes())
    except NoPicture as exc:
        return str(exc)
    except OSError as exc:  # it went meanwhile
        return f"cannot be read ({exc.strerror or type(exc).__name__})"
    return ""


def unshown(address: str, why: str, line: int = 1) -> Problem:
    """Return the problem of a picture that cannot be shown.

    :param address: As it is known: a path below the publication's folder, or where it is fetched.
    :param line: 1-based, of what shows it.
    """
    return Problem(
        subtype=PostWarning.IMAGE,
        message=f"the picture {quoted(address)} {why}; its text is shown instead",
        remedy="put another picture there",
        line=line,
    )
