"""A post in Textile -> the same post in HTML, by pandoc, where that is installed.

Liquid's tags go around pandoc: they stand in its result as they were written.

Sources: https://pandoc.org/MANUAL.html, https://github.com/jekyll/jekyll-textile-converter
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from standfirst.sources.front_matter import yaml_block

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".textile"
_SECONDS = 60
"""For one post."""
_BLOCK = re.compile(r"\{%-?\s*(raw|highlight|comment)\b")
TAG = re.compile(r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}", re.DOTALL)
"""One of Liquid's."""
_MARK = re.compile(r"<p>sfliquid(\d+)x</p>|sfliquid(\d+)x")


class TextileError(ValueError):
    """A post that pandoc cannot read; the message says why."""


def is_installed() -> bool:
    """Return whether pandoc is there."""
    return shutil.which("pandoc") is not None


def as_html(text: str) -> str:
    """Return a post in Textile, *text*, as one in HTML, its front matter as it is.

    :raises TextileError: pandoc cannot do it.
    """
    block = yaml_block.read(text)
    lines = yaml_block.unified(text).split("\n")
    kept: list[str] = []
    body = "".join(_marked("\n".join(lines[block.height :]), kept))

    def written(found: re.Match[str]) -> str:
        tag = kept[int(found[1] or found[2])]
        # code stands on lines of its own; in a paragraph it would be a part of a line
        return f"\n{tag}\n" if found[1] and _BLOCK.match(tag) else found[0].replace(f"sfliquid{found[1] or found[2]}x", tag)  # fmt: skip

    head = "\n".join(lines[: block.height])
    return f"{head}\n{_MARK.sub(written, _converted(body))}"


def _marked(text: str, kept: list[str]) -> Iterator[str]:
    """Yield *text* with a mark in the place of each tag; the tags are added to *kept*."""
    done, missing = 0, set[str]()
    while found := TAG.search(text, done):
        end, block = found.end(), _BLOCK.match(found[0])
        if block and block[1] not in missing:
            closing = re.compile(rf"\{{%-?\s*end{block[1]}\s*-?%\}}").search(text, end)
            if closing is None:
                missing.add(block[1])
            end = closing.end() if closing else end
        yield f"{text[done : found.start()]}sfliquid{len(kept)}x"
        kept.append(text[found.start() : end])
        done = end
    yield text[done:]


def _converted(body: str) -> str:
    # without ids that its headings did not have; no file and no address is asked for anything
    command = ["pandoc", "--sandbox", "--from=textile-auto_identifiers", "--to=html", "--wrap=preserve"]  # fmt: skip
    try:
        done = subprocess.run(command, input=body.encode(), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  # no part of it is the site's  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise TextileError(f"pandoc does not answer ({exc})") from exc
    if done.returncode:
        raise TextileError(f"pandoc says: {done.stderr.decode(errors='replace').strip()[:200]}")
    return done.stdout.decode(errors="replace")
