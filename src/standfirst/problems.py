"""Problems of a publication's sources, all in one form.

Pure code returns or reports a :class:`Problem`; the Sphinx adapter logs it with
``type="standfirst"`` and the problem's subtype, the command line prints it.
"""

from __future__ import annotations

import dataclasses as dc
from enum import Enum
from typing import TYPE_CHECKING, Literal

from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Callable

WARNING_TYPE = "standfirst"

MEND_MARKUP = "mend the markup, or write it as code"
"""What an author is told of faults that docutils, MyST or a directive describe."""

Level = Literal["error", "warning"]
ConfWay = tuple[object, ...]
"""Name of an option as in ``conf.py``, and what leads to an entry of its value: keys of mappings, numbers from 0 or entries of lists."""


class PostWarning(Enum):
    """Subtypes, for ``suppress_warnings = ["standfirst.<value>"]``."""

    FRONT_MATTER = "front_matter"
    """Front matter is not YAML, not a mapping, never opened or closed, or a value has the wrong type or length, or is cut by a ``#``."""
    TITLE = "title"
    """The title is missing or unusable, and the file name is used instead; or another post has the same."""
    AUTHOR = "author"
    """The byline is missing, unusable, or ends in "et al." that no biography completes."""
    DESCRIPTION = "description"
    """The description is missing or unusable."""
    PLACEHOLDER = "placeholder"
    """Words that ``standfirst new`` has written for somebody to replace are still there."""
    DATE = "date"
    """A date is missing, impossible, or under a mistyped key."""
    ADDRESS = "address"
    """A permalink or a redirect is unsafe, or two posts claim one address."""
    NAME = "name"
    """Names of authors, tags, sections or volumes differ only in spelling, or by one letter from a known author's, or collide as addresses; or a list of posts names one that none has."""
    IMAGE = "image"
    """A picture's address is unsafe, its file is missing, broken or not a picture."""
    EXCERPT = "excerpt"
    """The excerpt marker is used twice or in a place where it does not work."""
    LIQUID = "liquid"
    """A Liquid tag or variable that Standfirst does not support; it stays as text."""
    HTML = "html"
    """Raw HTML was not allowed or not balanced, and was taken out or written as text."""
    EMBED = "embed"
    """Something embedded from elsewhere was replaced by a card with a link."""
    LINK = "link"
    """A link inside the publication, or a role that names a post or an author, leads nowhere; it is written as text."""
    MARKUP = "markup"
    """Markdown, a directive or a role that cannot be carried out as written, or is never closed; the text stays."""
    CHARACTERS = "characters"
    """Control characters, lone surrogates or direction overrides were removed or isolated."""
    FILE = "file"
    """A file that is not readable text: not UTF-8, empty, a directory, a broken link."""
    AUTHOR_FILE = "author_file"
    """A file under ``authors/`` is unusable in part."""
    VOLUME_FILE = "volume_file"
    """A file under ``volumes/`` is unusable in part."""
    EDITION = "edition"
    """Something that PDF or ePub cannot show as the page does; the message says what it shows instead."""
    REFUSED = "refused"
    """Something that a post may not ask for: a directive, an option, a class, a kind of link or of file; its text stays."""
    SIZE = "size"
    """A post grows beyond its limit while it is read; the rest stays as written."""
    FAULT = "fault"
    """Something in a post, or in the code that carries it out, raises an error; that part is shown as code or left out."""
    HOST = "host"
    """The output comes near a limit of its host, or exceeds it: number of files, size, time of a build."""
    CONFIG = "config"
    """A configuration value is unusable; the default is used instead."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing an author or publisher can mend."""

    subtype: PostWarning
    message: str
    """What was found and what was done instead; no full stop at the end."""
    remedy: str = ""
    """What to write; no full stop at the end."""
    line: int = 1
    """1-based line of the source file."""
    column: int | None = None
    """1-based column in characters, where it is known."""
    level: Level = "warning"
    way: ConfWay = dc.field(default=(), compare=False)
    """Of a problem of ``conf.py``: where it is; whoever reports it finds the line. Entries may be mappings, which have no hash."""

    def text(self) -> str:
        """Return message and remedy as they are printed: in one line, whatever they quote."""
        return cleaning.one_line(f"{self.message}; {self.remedy}" if self.remedy else self.message)


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """A problem and where it is."""

    docname: str
    problem: Problem


def discard(problem: Problem) -> None:
    """Drop *problem*, which nobody asks for or other code reports."""


if TYPE_CHECKING:
    Report = Callable[[Problem], None]
    FileReport = Callable[[str, Problem], None]
    """Path of a file, and what is wrong with it."""
