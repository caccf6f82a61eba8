"""A site's authors, in a collection or in files of data -> authors' files, and the addresses that their pages had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.addresses import permalinks, safe_paths
from standfirst.jekyll import authors
from standfirst.jekyll.site import text_of
from standfirst.sources.front_matter import yaml_block
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from standfirst.jekyll.site import JekyllSite
    from standfirst.jekyll.survey import Survey

FOLDER = "authors"
_DATA = frozenset({".yml", ".yaml", ".json"})


class People:
    """The authors of one site."""

    def __init__(self, site: JekyllSite, survey: Survey) -> None:
        self._site = site
        self._survey = survey
        self.collections = survey.people()
        """Names of the collections that are of authors."""
        self.moved: dict[str, str] = {}
        """Former addresses of authors' pages, each with the new one."""

    def note(self, collection: str, below: PurePosixPath, file: Path) -> None:
        """Note that the *file* of an author, *below* the folder of its collection, is taken over."""
        text = file.read_text(encoding="utf-8", errors="replace")
        former = former_address(self._site, collection, below, text)
        if former:
            self.moved[former] = address(below)

    def of_site(self) -> tuple[str, str] | None:
        """Return name and text of the file of the author in ``_config.yml``; None where nothing is said but name and e-mail."""
        said, name = self._site.about_author, self._site.author
        if not name or said.keys() <= {"name", "email"}:
            return None
        return f"{FOLDER}/{slugify(name)}.md", authors.author_file(name, said)

    def may_be_data(self, path: PurePosixPath) -> bool:
        """Return whether a file of ``_data/`` may be of authors."""
        return path.suffix in _DATA and self._survey.may_be_authors(path.with_suffix("").parts[1])

    def of_data(self, path: PurePosixPath, loaded: Any) -> Iterator[tuple[str, str, str]]:
        """Yield key, name and text of the file of each author in a file of data; without a name, the text says why there is none."""
        kind, *below = path.with_suffix("").parts[1:]
        found = [*authors.entries({below[-1]: loaded} if below else loaded)]
        if not self._survey.are_authors(kind, authors.names(found)):
            yield "", "", "data files are not read"
            return
        for key, said in found:
            if said is None:
                yield key, "", "is not an author with a name"
            else:
                yield key, f"{FOLDER}/{slugify(key)}.md", authors.author_file(key, said)


def former_address(site: JekyllSite, collection: str, below: PurePosixPath, text: str) -> str:
    """Return the address that Jekyll gave the page of an author, where it is another than ours; empty where it had none.

    :param below: Path of the file below its collection's folder.
    :param text: Its text.
    """
    if not site.has_pages(collection):
        return ""
    own = text_of(yaml_block.read(text).values.get("permalink"))
    stem = below.with_suffix("")
    subject = permalinks.Subject(
        name=stem.name, path=str(stem), slug=stem.name, collection=collection
    )
    try:
        path = own or permalinks.expand(site.pattern_of(collection), subject)
        safe_paths.safe_path(path, is_editors=True)
    except (permalinks.PermalinkError, safe_paths.PathError):
        return ""
    return "" if path.strip("/") == address(below).strip("/") else f"/{path.lstrip('/')}"


def address(below: PurePosixPath) -> str:
    """Return the address of the page of the author whose file is *below* the folder."""
    return f"/{FOLDER}/{slugify(below.stem)}/"
