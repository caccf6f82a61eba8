"""The files that the Liquid of posts may read: ``_includes`` and ``_data``, and no others.

::

    {% include figure.html %} --included()--> text of _includes/figure.html
    site.data.ships           --data()------> values of _data/ships.yml

Neither a name nor a link leads out of the two folders. Each file is read once in a process. What a post has asked for is kept with it: :meth:`SiteFiles.state` tells whether the
answer is another now.

Sources: ``Jekyll::Tags::IncludeTag``, ``Jekyll::DataReader``, https://jekyllrb.com/docs/datafiles/
"""

from __future__ import annotations

import csv
import dataclasses as dc
import json
import re
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from standfirst.incremental import contents
from standfirst.limits import containment
from standfirst.sources.front_matter import yaml_loader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INCLUDES, DATA = "_includes", "_data"
"""Folders at the publication's root, as Jekyll names them."""
_NAME = re.compile(r"[\w/.\-()+~#@ ]+")
_ASTRAY = re.compile(r"[./]{2,}")
"""What no name of an include has: a step out of the folder, or an empty one."""
_UNFIT = re.compile(r"[^\w\s-]+|(?<=^)\s+|\s+(?=$)")
"""What a file's name loses before it is a key."""
KINDS = (".csv", ".json", ".tsv", ".yaml", ".yml")
"""Suffixes of files of data."""
_MOST_VALUES = 200_000
_LARGEST = 5_000_000
"""Bytes of a file; what is larger is not read."""
_TYPED: dict[str, Any] = {
    "bool": yaml.SafeLoader.construct_yaml_bool,
    "float": yaml.SafeLoader.construct_yaml_float,
    "int": yaml.SafeLoader.construct_yaml_int,
    "timestamp": yaml.SafeLoader.construct_yaml_timestamp,
}
"""Type of YAML 1.1, which Ruby reads -> what makes its value."""
_LONGEST_REASON = 200
_Found = dict[str, "DataFile | _Found"]


class SiteFileError(ValueError):
    """A file that cannot be used; the message says why, as the end of a sentence."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class DataFile:
    """A file below ``_data``."""

    path: str
    """Below the publication's root, with forward slashes."""
    fault: str = ""
    """Why it may not be read, as the end of a sentence."""


class SiteFiles:
    """What lies in the two folders, at one moment."""

    def __init__(self, root: Path | None = None) -> None:
        """Take the publication's folder; None: a text that belongs to none, which has no such files."""
        self.root = root
        self._texts: dict[str, str] = {}
        self._values: dict[str, tuple[Any, int]] = {}
        self._faults: dict[str, str] = {}
        """Path of a file of data that cannot be used -> why."""
        self._contents: dict[str, str | None] = {}
        self._within: dict[Path, containment.Bounds] = {}

    def _bounds(self, folder: Path) -> containment.Bounds:
        """Return what no link in *folder* may lead out of: not to a draft or a setting beside it either."""
        if folder not in self._within:
            self._within[folder] = containment.Bounds(folder)
        return self._within[folder]

    def included(self, name: str) -> str:
        """Return the text of the include *name*.

        :raises SiteFileError: There is none, or it may not be read.
        """
        path = _include_path(name)
        if path is None:
            raise SiteFileError("has a name that no include can have")
        if path not in self._texts:
            # an include may begin with front matter's rule or a byte order mark like any other text
            self._texts[path] = self._read(path).replace("\r\n", "\n")
        return self._texts[path]

    @cached_property
    def data(self) -> _Found:
        """What there is below ``_data``: key -> a file, or what a folder has."""
        found: _Found = {}
        if self.root is None or containment.entry_fault(self.root, DATA):
            return found
        folder = self.root / DATA
        for each in containment.walk(folder, self._bounds(folder)) if folder.is_dir() else ():
            place = PurePosixPath(each.path)
            if each.is_folder or place.suffix.lower() not in KINDS:
                continue
            *folders, name = map(_key, place.with_suffix("").parts)
            below: Any = found
            for part in folders:
                # a folder comes after a file of its name, and is what counts
                if not isinstance(below.get(part), dict):
                    below[part] = {}
                below = below[part]
            below[name] = DataFile(path=f"{DATA}/{each.path}", fault=each.fault)
        return found

    def value(self, file: DataFile) -> tuple[Any, int]:
        """Return what *file* says, and how many characters it has.

        :raises SiteFileError: It cannot be read, or is no data.
        """
        if file.path not in self._values:
            if fault := file.fault or self._faults.get(file.path):
                raise SiteFileError(fault)
            try:
                text = self._read(file.path)
                parsed = read_data(text, PurePosixPath(file.path).suffix.lower())
            except SiteFileError as exc:
                self._faults[file.path] = str(exc)
                raise
            self._values[file.path] = parsed, len(text)
        return self._values[file.path]

    def state(self, kind: str, name: str) -> str | None:
        """Return what is another when the include or the data *name* is; None where there is none.

        :param kind: ``include`` or ``data``; of data, *name* is the first key, or empty for all.
        """
        if kind == "include":
            path = _include_path(name)
            return path and self._content(path)
        found = self.data if not name else {name: self.data.get(name)}
        files = sorted(_files(found))
        return repr([(path, self._content(path)) for path in files]) if files else None

    def _content(self, path: str) -> str | None:
        """Return a digest of the file *path*; None where there is none that can be read."""
        if self.root is not None and path not in self._contents:
            self._contents[path] = contents.of_file(self.root / path) or None
        return self._contents.get(path)

    def _read(self, path: str) -> str:
        if self.root is None:
            raise SiteFileError("is not there")
        place, folder = self.root / path, path.partition("/")[0]
        fault = containment.entry_fault(self.root, folder) or self._bounds(
            self.root / folder
        ).fault(place)
        if fault:
            raise SiteFileError(fault)
        try:
            if place.stat().st_size > _LARGEST:
                raise SiteFileError(f"is larger than {_LARGEST:,} bytes")
            return place.read_text(encoding="utf-8-sig")
        except OSError as exc:
            raise SiteFileError(f"cannot be read ({exc.strerror})") from exc
        except UnicodeDecodeError as exc:
            raise SiteFileError("is not UTF-8") from exc


def _include_path(name: str) -> str | None:
    is_name = _NAME.fullmatch(name) and not _ASTRAY.search(name) and not name.startswith("/")
    return f"{INCLUDES}/{name}" if is_name else None


def _key(name: str) -> str:
    """Return the key that a file or folder gives: ``Jekyll::DataReader#sanitize_filename``."""
    return re.sub(r"\s+", "_", _UNFIT.sub("", name))


def _files(found: object) -> Iterator[str]:
    if isinstance(found, DataFile):
        yield found.path
    elif isinstance(found, dict):
        for each in found.values():
            yield from _files(each)


def read_data(text: str, suffix: str) -> Any:
    """Return what a file of data says, as Ruby reads it; keys are texts.

    :param suffix: Of the file's name; all but those of :data:`KINDS` are taken for YAML.
    :raises SiteFileError: It says nothing that can be used.
    """
    try:
        if suffix == ".json":
            return json.loads(text)
        if suffix in {".csv", ".tsv"}:
            rows = csv.DictReader(text.splitlines(), delimiter="," if suffix == ".csv" else "\t")
            return [{key: row[key] for key in row if key is not None} for row in rows]
        return yaml_loader.parse(text, plain=_typed, most=_MOST_VALUES).root
    except yaml_loader.YamlError as exc:
        raise SiteFileError(f"is no YAML (line {exc.line + 1}: {reason(exc)})") from exc
    except (ValueError, RecursionError, csv.Error) as exc:
        raise SiteFileError(f"cannot be read ({reason(exc)})") from exc


def reason(error: Exception) -> str:
    """Return what a loader says of a text, which it may quote, in a line."""
    return " ".join(str(error).split())[:_LONGEST_REASON]


@cache
def _loader() -> Any:
    return yaml.SafeLoader("")


def _typed(text: str) -> Any:
    """Return the value of a plain scalar of YAML: true, a number, a date, or the text itself."""
    loader = _loader()
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    make = _TYPED.get(tag.rpartition(":")[2])
    try:
        return make(loader, yaml.ScalarNode(tag, text)) if make else text
    except (ValueError, OverflowError):
        return text
