"""The pages of a Jekyll site -> the publication's standing pages, at their addresses.

Sources: https://jekyllrb.com/docs/pages/, ``Jekyll::Page`` of Jekyll 4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from standfirst.addresses import page_addresses, permalinks
from standfirst.jekyll import documents
from standfirst.scaffold.new_publication import FROM_POSTS, MADE_HERE
from standfirst.settings.conf_py import OF_ANYBODY
from standfirst.sources.front_matter import yaml_block

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from standfirst.jekyll.placement import Placement
    from standfirst.jekyll.site import JekyllSite

_ELSEWHERE = "pages"
"""Folder of the pages that lie in one of a publication's own."""
_FRONT = "home"
"""Name of the page that has the words of the site's front page."""
_OWN_PAGES = {
    **{name: f"{name}.md is about the repository here" for name in documents.OF_A_REPOSITORY},
    **MADE_HERE,
}
NO_PAGE = re.compile(r'[<>:"|?*\\]')


class Pages:
    """Takes pages over."""

    def __init__(
        self, site: JekyllSite, root: Path, files: Placement, left: list[tuple[str, str]]
    ) -> None:
        """Take where pages come from and go to.

        :param root: The folder that Jekyll reads.
        :param left: Takes name and reason of what is not taken over.
        """
        self._site = site
        self._root = root
        self._files = files
        self._left = left
        self._moved: list[tuple[str, str]] = []
        self.redirects: dict[str, str] = {}
        """Address of a page that only leads on -> where it leads."""

    def take(self, path: PurePosixPath) -> None:
        """Take the page *path* over, where it can be one."""
        text = (self._root / path).read_text(encoding="utf-8", errors="replace")
        block = yaml_block.read(text)
        said = block.values
        permalink = str(said.get("permalink") or "")
        if onward := said.get("redirect_to"):
            self._lead_on(path, permalink, str(onward[0] if isinstance(onward, list) else onward))
        elif documents.is_not_found(path, permalink):
            self._files.write(path, f"{page_addresses.NOT_FOUND}{path.suffix}")
        elif documents.is_front(path, permalink):
            self._front(path, block.body, permalink)
        elif reason := self._why_not(path, block.body, permalink):
            self._left.append((str(path), f"{reason}{self._list_instead(path, text, permalink, reason)}"))  # fmt: skip
        else:
            self._place(path, permalink)
            self.name_signs(path)

    def bare(self, path: PurePosixPath, extra: str) -> None:
        """Take Markdown without front matter over: as a page, or as a file, whichever Jekyll makes of it.

        :param extra: Folder of the files that lie at the publication's root.
        """
        reason = _OWN_PAGES.get(path.stem) if len(path.parts) == 1 else None
        if reason:
            self._left.append((str(path), reason))
        elif self._site.takes_bare and path.stem.upper() not in documents.OF_A_REPOSITORY:
            self.take(path)
        else:
            self._files.write(path, f"{extra}/{path}")

    def name_signs(self, path: PurePosixPath) -> None:
        """Name a file whose name no address can have."""
        found = NO_PAGE.search(path.name)
        if found:
            self._left.append((str(path), f"is taken over, but its own address cannot contain {found[0]!r}; see its permalink"))  # fmt: skip

    def defaults(self) -> Iterator[dict[str, Any]]:
        """Yield the defaults of the pages that had to go to another folder: where they lay."""
        for name, address in self._moved:
            yield {"scope": {"path": name}, "values": {"permalink": address}}

    def _lead_on(self, path: PurePosixPath, permalink: str, target: str) -> None:
        """Keep where a page leads on; source: https://github.com/jekyll/jekyll-redirect-from#redirect-to."""
        if target.startswith("/") and not target.startswith("//"):
            self.redirects[self._address(path, permalink)] = target
        else:
            self._left.append((str(path), f"leads on to {target[:200]}, out of the publication; your host can do that"))  # fmt: skip

    def _list_instead(self, path: PurePosixPath, text: str, permalink: str, reason: str) -> str:
        """Have the address of a list lead to ours of the same, and say so; nothing where there is none."""
        target = documents.own_list(text) if reason == documents.FILLED_IN else ""
        address = self._address(path, permalink)
        if not target or documents.is_a_lists(address):
            return ""
        self.redirects[address] = target
        return f", and its address leads to {target}"

    def _address(self, path: PurePosixPath, permalink: str) -> str:
        asked = permalink or documents.address_of_page(self._site.permalink, path)
        return permalinks.expand_page(asked, str(path))

    def _why_not(self, path: PurePosixPath, body: str, permalink: str) -> str:
        """Return why a page is not taken over, as the end of a sentence; empty: it is."""
        folder = path.parts[0] if len(path.parts) > 1 else ""
        if not folder and path.stem in _OWN_PAGES:
            return _OWN_PAGES[path.stem]
        if folder in OF_ANYBODY and len(path.parts) == 2 and path.stem == "index":  # noqa: PLR2004  # in the folder itself
            return f"{folder}/ has another meaning here"
        return documents.misplaced(permalink) or documents.why_not(path, body)

    def _place(self, path: PurePosixPath, permalink: str) -> None:
        name = str(path)
        if path.parts[0] in OF_ANYBODY and len(path.parts) > 1:
            name = self._files.write(path, f"{_ELSEWHERE}/{path}")
            if name and not permalink:
                self._moved.append((name, documents.address_of_page(self._site.permalink, path)))
        else:
            self._files.write(path, name)

    def _front(self, path: PurePosixPath, body: str, permalink: str) -> None:
        """Keep the words of the front page, if it has any, on a page of their own."""
        if permalink or not documents.has_words(body):
            self._left.append((str(path), FROM_POSTS))
        elif self._files.write(path, f"{_FRONT}{path.suffix}"):
            self._left.append((str(path), f"{FROM_POSTS}; what it says is the page {_FRONT!r}"))
