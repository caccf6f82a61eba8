"""What Liquid knows in a post: ``site``, ``page``, ``jekyll``, and the files that it may read.

Sources: https://jekyllrb.com/docs/variables/, https://jekyllrb.com/docs/datafiles/
"""

from __future__ import annotations

import re
from collections import UserDict
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning, Problem
from standfirst.reading.liquid.model import LISTS, NoIncludeError
from standfirst.sources.site_files import DataFile, SiteFileError
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.addresses.local_files import Question
    from standfirst.limits.budget import Budget
    from standfirst.problems import Report
    from standfirst.sources.site_files import SiteFiles

JEKYLL = {"environment": "production", "version": "4.4.1"}
"""Of the version whose Liquid is carried out; the machine's environment is not asked."""
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_DEEPEST = 5


class SiteVariable(UserDict[str, Any]):
    """Liquid's ``site``, which notes whether it is asked for *now*, and for what is not to be had here."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.asks_for_now = False
        self.missed: set[str] = set()
        """What Jekyll has and this site has not."""

    def __getitem__(self, key: str) -> Any:
        """Return a value; note that it was asked for."""
        self.asks_for_now |= key == "time"
        if key in LISTS and key not in self.data:
            self.missed.add(key)
        return super().__getitem__(key)

    def problems(self) -> Iterator[Problem]:
        """Yield what is to be said of it, when all is carried out."""
        for key in sorted(self.missed):
            yield Problem(
                subtype=PostWarning.LIQUID,
                message=f"its Liquid asks for site.{key}, which is taken for empty",
                remedy="link to the publication's own lists",
                line=1,
            )


class FilesOfPost:
    """The includes and data that one post asks for, noted."""

    def __init__(self, files: SiteFiles, report: Report, budget: Budget) -> None:
        self._files = files
        self._report = report
        self._budget = budget
        self.asked: set[Question] = set()
        """Kind and name of each, as :meth:`.SiteFiles.state` takes them."""
        self._read: dict[str, Any] = {}

    def include(self, name: str) -> str:
        """Return the text of an include.

        :raises NoIncludeError: There is none, or it may not be read.
        """
        self.asked.add(("include", name))
        try:
            return self._files.included(name)
        except SiteFileError as exc:
            raise NoIncludeError(str(exc)) from exc

    def value(self, file: DataFile) -> Any:
        """Return what a file of data says; nothing, with a report, where it cannot be read."""
        if file.path not in self._read:
            try:
                self._read[file.path], length = self._files.value(file)
                self._budget.grow(length)
            except SiteFileError as exc:
                self._read[file.path] = None
                problem = Problem(
                    subtype=PostWarning.LIQUID,
                    message=f"its Liquid asks for {file.path}, which {exc}; it is taken for empty",
                    remedy="mend the file",
                    line=1,
                )
                self._report(problem)
        return self._read[file.path]

    @property
    def data(self) -> Mapping[str, Any]:
        """Liquid's ``site.data``."""
        return Data(self, lambda: self._files.data, ())


class Data(Mapping[str, Any]):
    """What is below ``_data``, or a folder of it: read where it is asked for."""

    def __init__(self, post: FilesOfPost, found: Any, way: tuple[str, ...]) -> None:
        self._post = post
        self._found = found
        self._way = way

    def _ask(self, key: str) -> None:
        self._post.asked.add(("data", self._way[0] if self._way else key))

    def __getitem__(self, key: str) -> Any:
        """Return what a file says, or what a folder has."""
        self._ask(key)
        found = self._found()[key]
        if isinstance(found, DataFile):
            return self._post.value(found)
        return Data(self._post, lambda: found, (*self._way, key))

    def __iter__(self) -> Iterator[str]:
        """Iterate over all keys."""
        self._ask("")
        return iter(self._found())

    def __len__(self) -> int:
        """Return how many there are."""
        self._ask("")
        return len(self._found())


def page(raw: Mapping[str, Any], source: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return Liquid's ``page``.

    :param raw: The front matter, whose values are texts.
    :param source: Path of the file, with forward slashes.
    :param own: What is known of the post, over that.
    """
    path = PurePosixPath(source)
    values = {key: typed(value) for key, value in raw.items()}
    for key, single in (("tags", "tag"), ("categories", "category")):
        said = raw.get(key) or raw.get(single)
        values[key] = said.split() if isinstance(said, str) else said or []
    return {**values, "path": source, "name": path.name, "ext": path.suffix, **own}


def typed(value: Any, depth: int = 0) -> Any:
    """Return *value*, in which texts that say true, false or a whole number are what they say.

    Which of them stood in quotation marks is not known any more; a number that would be printed otherwise
    (``007``, ``1.10``) stays text.
    """
    if isinstance(value, str):
        if value in {"true", "false"}:
            return value == "true"
        return int(value) if _WHOLE.fullmatch(value) else value
    if depth < _DEEPEST and isinstance(value, list):
        return [typed(each, depth + 1) for each in value]
    if depth < _DEEPEST and isinstance(value, dict):
        return {key: typed(each, depth + 1) for key, each in value.items()}
    return value


def moved(stem: str) -> Iterator[str]:
    """Yield where a file of a Jekyll site may lie below the posts' folder, by its path there without suffix.

    Posts lie without the folder ``_posts``, documents of a collection in a section of its name.
    """
    parts = PurePosixPath(stem).parts
    for folder, place in (("_posts", ()), ("_drafts", ("drafts",))):
        if folder in parts:
            at = parts.index(folder)
            yield "/".join((*place, *parts[:at], *parts[at + 1 :]))
            # the folder may lie in one that holds all collections
            yield "/".join((*place, *parts[at + 1 :]))
    at = next((index for index, part in enumerate(parts) if part.startswith("_")), -1)
    if at >= 0:
        name = parts[at][1:]
        for section in (name, slugify(name), f"{slugify(name)}-collection"):
            yield "/".join((section, *parts[at + 1 :]))
    yield stem
