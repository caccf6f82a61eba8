"""Bare addresses in text become links: ``https://example.org/a`` and ``www.example.org``.

After https://github.github.com/gfm/#autolinks-extension-, but an address ends where Chinese,
Japanese or Korean begins, since nobody writes a space there. E-mail addresses are no links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from standfirst.text import cjk

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_QUOTES = "“”‘’«»„‚…—"
_ADDRESS = re.compile(
    rf"(?:[^\s<>\[\]\"\\`{{}}^|*~\x00-\x20\x7f{cjk.WIDE}{cjk.PICTURES}{_QUOTES}]|\\_|\*(?!\*)|~(?!~))+"
)
_HOST = re.compile(r"[^\W_]")
_WWW = re.compile(r"(?<![A-Za-z0-9])(?i:www\.[a-z0-9-]+\.[a-z])")
_SCHEME = re.compile(r"(?<![A-Za-z0-9])(?ai:https?)\Z")
_TRAILING = ".,;:!?'\"*_~"
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,31};\Z")


def autolinks_plugin(md: MarkdownIt) -> None:
    """Read bare addresses as links."""
    md.inline.add_terminator_char("w")
    md.inline.add_terminator_char("W")
    md.inline.ruler.before("newline", "sf_autolinks", _address)


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    char = state.src[state.pos]
    if char not in ":wW" or state.linkLevel > 0:
        return False
    scheme = _scheme_before(state) if char == ":" else ""
    if not scheme and not _WWW.match(state.src, state.pos):
        return False
    end = _end(state, state.pos + (3 if scheme else 0))
    if end is None:
        return False
    shown = scheme + unescapeAll(state.src[state.pos : end])
    href = state.md.normalizeLink(shown if scheme else f"http://{shown}")
    if not state.md.validateLink(href):
        return False
    if not silent:
        if scheme:
            state.pending = state.pending[: -len(scheme)]
        _push(state, href, shown)
    state.pos = end
    return True


def _scheme_before(state: StateInline) -> str:
    """Return the scheme as written that ends before the colon, and before ``//`` and a host."""
    if not state.src.startswith("://", state.pos):
        return ""
    found = _SCHEME.search(state.src, max(0, state.pos - len("https")), state.pos)
    return found[0] if found and state.pending.endswith(found[0]) else ""


def _end(state: StateInline, start: int) -> int | None:
    """Return where the address ends whose host begins at *start*; None where there is no host."""
    # the host is asked for first: where there is none, the rest of the text would be gone through in vain
    host = _HOST.match(state.src, start, state.posMax)
    found = host and _ADDRESS.match(state.src, start, state.posMax)
    if found is None:
        return None
    end = found.end()
    closing = state.src.count(")", start, end) - state.src.count("(", start, end)
    while end > start:
        char = state.src[end - 1]
        if char == ")" and closing > 0:
            closing -= 1
        elif char not in _TRAILING:
            break
        elif char == ";":
            entity = _ENTITY.search(state.src, max(start, end - 33), end)
            end = entity.start() + 1 if entity else end
        end -= 1
    return end if end > start else None


def _push(state: StateInline, href: str, shown: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": href}
    token.markup, token.info = "linkify", "auto"
    state.push("text", "", 0).content = shown
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "linkify", "auto"
