"""How near an output comes to what its host takes.

::

    files of the output, seconds of the build --compared with the host's limits--> problems
"""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING

from standfirst.policy.reserved_paths import OURS_AT_THE_ROOT
from standfirst.problems import PostWarning, Problem
from standfirst.tables.feed_formats import FORMATS
from standfirst.tables.hosts import BY_FILES, HOSTS
from standfirst.text.i18n import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.tables.hosts import Host, HostLimit

OPTION = "standfirst_host"
_NEAR = 80
"""Percent of a limit from which on it is said."""
_WORKFLOWS = ".github/workflows"
_ENGLISH = "en"
"""What commands speak."""
_HEAVIEST = 2
"""Kinds that a warning names."""
_FEEDS = {form.file for form in FORMATS}
_SUFFIXES = {
    "html": "pages",
    "md": "Markdown copies",
    **dict.fromkeys(("bib", "ris", "json"), "citations"),
    **dict.fromkeys(("pdf", "epub"), "editions"),
    **dict.fromkeys(("png", "jpg", "webp", "avif", "svg"), "pictures"),
}
_OTHERS = "other files"
_LESS = {
    "pages": "a higher standfirst_page_size makes fewer pages of lists",
    "feeds": "a lower standfirst_listing_feed_length makes feeds shorter",
    "pictures": "fewer standfirst_picture_widths make fewer pictures",
    "editions": "`standfirst build` alone offers no editions",
    "the index of the search": "standfirst_search = False leaves the search out",
}
"""Kind -> what makes it less."""
_ELSEWHERE = "or publish with another host"


def hosts_of(root: Path, chosen: str) -> list[Host]:
    """Return the hosts of the publication in *root*.

    :param chosen: Value of ``standfirst_host``.
    """
    if chosen != BY_FILES:
        return [host for host in HOSTS if host.key == chosen]
    said = "\n".join(_workflows(root))
    return [
        host
        for host in HOSTS
        if any((root / name).is_file() for name in host.files)
        or any(word in said for word in host.workflows)
    ]


def _workflows(root: Path) -> Iterator[str]:
    for path in sorted((root / _WORKFLOWS).glob("*.y*ml")):
        with contextlib.suppress(OSError):
            yield path.read_text(encoding="utf-8", errors="replace")


def problems(
    hosts: Iterable[Host], sizes: Mapping[str, int], seconds: float | None
) -> list[Problem]:
    """Return the limits that an output comes near, or exceeds.

    :param sizes: File below the output folder -> bytes.
    :param seconds: What the build has taken; None where it ran elsewhere than on the host.
    """
    found = (
        _problem(host, limit, sizes, seconds or 0.0) for host in hosts for limit in host.limits
    )
    return [problem for problem in found if problem]


def _problem(
    host: Host, limit: HostLimit, sizes: Mapping[str, int], seconds: float
) -> Problem | None:
    value, what, less = _measured(limit, sizes, seconds)
    if 100 * value < _NEAR * limit.most:
        return None
    share = f"{int(100 * value / limit.most)} %"
    return Problem(
        subtype=PostWarning.HOST,
        message=f"{what}: {share} of the {_shown(limit, limit.most)} that {host.name} takes",
        remedy=less,
        way=(OPTION,),
    )


def _measured(limit: HostLimit, sizes: Mapping[str, int], seconds: float) -> tuple[float, str, str]:
    """Return how much there is of what is limited, what that is, and what makes it less."""
    if limit.of == "seconds":
        said = f"the build took {_shown(limit, seconds)}"
        return seconds, said, "ask the host for more time, or build elsewhere"
    if limit.of == "bytes of a file":
        file = max(sizes, key=sizes.__getitem__, default="")
        size = sizes.get(file, 0)
        return size, f"the file {file} has {_shown(limit, size)}", f"make it smaller, {_ELSEWHERE}"
    if limit.of == "files of a folder":
        folders = Counter(file.rpartition("/")[0] for file in sizes)
        folder, count = max(folders.items(), key=lambda item: item[1], default=("", 0))
        what = f"the folder {folder or '.'} has {_shown(limit, count)}"
        return count, what, f"put them into several folders, {_ELSEWHERE}"
    weights: Counter[str] = Counter()
    for file, size in sizes.items():
        weights[kind_of(file)] += 1 if limit.of == "files" else size
    value, heaviest = weights.total(), weights.most_common(_HEAVIEST)
    most = ", ".join(f"{kind} {_shown(limit, weight)}" for kind, weight in heaviest)
    less = [_LESS[kind] for kind, _ in heaviest if kind in _LESS]
    what = f"the publication has {_shown(limit, value)} ({most})"
    return value, what, ", ".join([*less, _ELSEWHERE]).removeprefix("or ")


def kind_of(file: str) -> str:
    """Return what a file of the output is, in the plural.

    :param file: Below the output folder.
    """
    folder, _, rest = file.partition("/")
    name = file.rpartition("/")[2]
    if rest and folder in OURS_AT_THE_ROOT:
        return OURS_AT_THE_ROOT[folder]
    if name in _FEEDS:
        return "feeds"
    return _SUFFIXES.get(name.rpartition(".")[2], _OTHERS)


def _shown(limit: HostLimit, value: float) -> str:
    if limit.of == "seconds":
        return f"{value / 60:.1f} minutes"
    if limit.of.startswith("bytes"):
        return words(_ENGLISH).bytes(int(value))
    return f"{int(value):,} files"
