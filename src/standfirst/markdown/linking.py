"""Links in forms that CommonMark does not have, and a bound on those that are defined once and used often.

* Bare addresses in text become links: ``https://example.org/a`` and ``www.example.org``. After
  https://github.github.com/gfm/#autolinks-extension-, but an address ends where Chinese,
  Japanese or Korean begins, since nobody writes a space there. E-mail addresses are no links.
* Destinations may have spaces, as in kramdown: ``[report](/files/annual report.pdf)``. CommonMark
  wants angle brackets around such a destination. Only what looks like a path is one, so that
  ``[1](see below)`` stays text. Source: https://kramdown.gettalong.org/syntax.html#inline-links.
* Definitions, ``[name]: address "title"``, are counted at each use. Once a text may make no more
  of them (:mod:`standfirst.limits.budget`), what uses one stays as it is written.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markdown_it import helpers
from markdown_it.common.utils import unescapeAll

from standfirst.markdown.context import affords
from standfirst.markdown.rulers import wrap
from standfirst.text import cjk

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.helpers.parse_link_destination import _Result
    from markdown_it.helpers.parse_link_title import _State
    from markdown_it.rules_core import StateCore
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
_PART = r"(?:[^\s()<>\"'\\]|\([^\s()<>\"'\\]*+\))++"
_TITLED = r"(?![\"']|\([^()\n]*+\)[ \t]*+\))"
_SPACED = re.compile(rf"({_PART}(?: ++{_TITLED}{_PART}){{1,40}}+)(?=\s*+(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\))?\s*+\))")  # fmt: skip
_PATH = re.compile(r"[/.]")
_LINE = "sf_line"
"""Where in the environment the 1-based line is kept of the block whose text is read."""
_LONGEST_TITLE = 10_000
"""Characters of a title over several lines; with each line, what was read of it is copied."""


def linking_plugin(md: MarkdownIt) -> None:
    """Read links in these forms, and count the uses of definitions."""
    md.inline.add_terminator_char("w")
    md.inline.add_terminator_char("W")
    md.inline.ruler.before("newline", "sf_autolinks", _address)
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module with these three functions
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=_title,
        parseLinkDestination=_destination,
    )
    md.core.ruler.at("inline", _inline)
    for name in ("link", "image"):
        wrap(md.inline.ruler, name, _counted)


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


def _destination(string: str, pos: int, maximum: int) -> _Result:
    """Return the destination that begins at *pos*."""
    result = helpers.parseLinkDestination(string, pos, maximum)
    if not result.ok or string[pos] == "<" or string[result.pos : result.pos + 1] != " ":
        return result
    found = _SPACED.match(string, pos, maximum)
    if found and _PATH.search(found[1]):
        result.str, result.pos = found[1], found.end()
    return result


def _title(string: str, start: int, maximum: int, prev_state: _State | None = None) -> _State:
    """Return the title that begins at *start*, or goes on there."""
    if prev_state is not None and len(prev_state.str) > _LONGEST_TITLE:
        prev_state.can_continue = False
        return prev_state
    return helpers.parseLinkTitle(string, start, maximum, prev_state)


def line_of(state: StateInline, pos: int) -> int:
    """Return the 1-based line of the text on which *pos* is in what is read of it."""
    return int(state.env.get(_LINE, 1)) + state.src.count("\n", 0, pos)


class _Definitions(dict[str, Any]):
    """What the text defines; asked by the rules for links and pictures."""

    asked_at: tuple[StateInline, int] | None = None
    """Where the rule began that makes something of the answer; None for one that only looks ahead."""

    def get(self, label: str, default: Any = None) -> Any:
        """Return a definition; *default* where the text may make no more of it."""
        found = super().get(label)
        if found is None or self.asked_at is None:
            return found or default
        state, pos = self.asked_at
        line = line_of(state, pos)
        size = len(found["href"]) + len(found["title"])
        return found if affords(state.env, size, "link definitions", line) else default


def _inline(state: StateCore) -> None:
    """Parse what stands within blocks: ``markdown_it.rules_core.inline``, which tells no rule its line."""
    if state.env.get("references"):
        state.env["references"] = _Definitions(state.env["references"])
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            state.env[_LINE] = token.map[0] + 1 if token.map else 1
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _counted(state: StateInline, silent: bool, *, rule: Any) -> bool:  # noqa: FBT001  # markdown-it's own signature
    if state.src[state.pos] not in "[!":
        return False
    defined = state.env.get("references")
    if not isinstance(defined, _Definitions):
        return bool(rule(state, silent))
    around = defined.asked_at
    defined.asked_at = None if silent else (state, state.pos)
    found = bool(rule(state, silent))
    defined.asked_at = around
    return found
