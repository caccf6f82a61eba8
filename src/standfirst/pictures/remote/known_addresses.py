"""What is known of pictures' addresses by their text alone, kept from build to build.

It is the same whenever it is asked: which address is meant, and why nobody is asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.pictures.remote import urls

if TYPE_CHECKING:
    from standfirst.incremental.kept_files import KeptFiles

_NAME = "addresses"


class KnownAddresses:
    """The addresses of one build, and of the last one."""

    def __init__(self, files: KeptFiles | None = None) -> None:
        """Take what the last build has kept.

        :param files: None: nothing is kept.
        """
        self._files = files
        self._before: dict[str, tuple[str, str]] = (files and files.read(_NAME, "")) or {}
        self._asked: dict[str, tuple[str, str]] = {}

    def look_up(self, url: str) -> tuple[str, str]:
        """Return what :func:`.urls.canonical` and :func:`.urls.why_not` return for *url*."""
        found = self._before.get(url) or (urls.canonical(url), urls.why_not(url))
        self._asked[url] = found
        return found

    def save(self) -> None:
        """Keep what this build has asked for, and drop the rest.

        :raises OutputError: It cannot be written.
        """
        if self._files and self._asked != self._before:
            self._files.write(_NAME, "", self._asked)
