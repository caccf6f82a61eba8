"""Former addresses of feeds -> the feeds that are there too; programs follow no page that leads on.

::

    standfirst_former_feeds --placed()--> file below the output folder -> file of the feed
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from standfirst.addresses import safe_paths
from standfirst.policy import reserved_paths
from standfirst.settings.conf_py import CONF
from standfirst.tables.feed_formats import FORMATS
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from standfirst.catalogue.address_registry import AddressRegistry

_OPTION = "standfirst_former_feeds"
_SUFFIXES = (".xml", ".atom", ".rss", ".rdf", ".json")
"""By which hosts tell that a file is no page."""


def placed(
    moved: Mapping[str, str], feeds: Collection[str], claims: AddressRegistry
) -> dict[str, str]:
    """Return the feed of each former address where it can be.

    :param moved: Former path -> path of the feed, as written.
    :param feeds: The files of all feeds.
    :param claims: What all pages and files have claimed; it is told what cannot be.
    """
    found: dict[str, str] = {}
    for former, feed in moved.items():
        file, target = (unquote(path).strip("/") for path in (former, feed))
        fault = _fault(file, former) or ("" if target in feeds else f"{quoted(feed)} is no feed")
        other = "" if fault or file == target else claims.holder(file)
        if other:
            fault = f"it is the address of {other}"
        if fault:
            said = f"{_OPTION}: {quoted(former)}: {fault}; no feed is there"
            claims.warn(CONF, 1, said, f"mend {_OPTION}", error=True, way=(_OPTION, former))
        elif file != target:
            claims.keep_beside(file, f"the former feed {file}")
            found[file] = target
    return found


def _fault(file: str, written: str) -> str:
    """Return why no feed can be at *file*; empty: one can."""
    folder, slash, name = file.rpartition("/")
    # under another name, since the publication's own feeds have names that no page may have
    probe = f"{folder}{slash}former-{name}"
    if any(mark in written for mark in "?#") or not name:
        return "it is not a path, or has a query or a fragment"
    if not name.lower().endswith(_SUFFIXES):
        return f"its name ends in none of {', '.join(_SUFFIXES)}"
    try:
        if safe_paths.safe_path(probe, is_editors=True) != probe:
            return "it has signs that no path may have"
        is_ours = name.lower() in {form.file for form in FORMATS}
        why = "" if is_ours else reserved_paths.refusal(name, is_first=not folder, is_editors=True)
    except safe_paths.PathError as exc:
        return f"it {exc}"
    return f"it {why}" if why else ""
