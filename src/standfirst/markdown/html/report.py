"""Reports to the author about changed HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.markdown.context import context_of, refusals_of
from standfirst.markdown.html import embeds, tags
from standfirst.policy import links
from standfirst.problems import PostWarning, Problem
from standfirst.tables.html_vocabulary import ADDRESSES, OPTIONAL_END_TAGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, MutableMapping
    from typing import Any

    from markdown_it.token import Token

    from standfirst.limits.budget import Budget
    from standfirst.markdown.html.tags import HtmlPiece
    from standfirst.policy.refusals import Refusals
    from standfirst.problems import Report

_MOST = 100
"""Problems reported of one text; a hostile one could have a hundred thousand."""
_LINE_ENDS = dict.fromkeys(map(ord, "\t\n\r"))
_AROUND = "".join(map(chr, range(0x21)))
"""What browsers take out of an address, and from its ends: https://url.spec.whatwg.org/#concept-basic-url-parser"""


class HtmlReport:
    """Reports each problem once for each line."""

    def __init__(
        self, report: Report, refusals: Refusals, budget: Budget, closed: Collection[str] = ()
    ) -> None:
        """Take where problems are told.

        :param budget: Of the post, of which the text may be a part: it knows what has been told of it.
        :param closed: Names of the custom elements that the text closes.
        """
        self._report = report
        self._refusals = refusals
        self._budget = budget
        self._closed = closed
        self._reported: set[tuple[int, str]] = set()

    def unclosed(self, names: Iterable[str], line: int) -> None:
        """Report elements that were closed where their surroundings end, but not of those that end by themselves."""
        for name in names:
            if name not in OPTIONAL_END_TAGS:
                self._warn(f"<{name}> was never closed; it was closed here", f"write </{name}>", line)  # fmt: skip

    def stray(self, name: str, line: int) -> None:
        """Report a closing tag without its opening one."""
        self._warn(f"</{name}> closes nothing; it was left out", "delete it", line)

    def removed(self, name: str, line: int, *, content: bool = False) -> None:
        """Report an element that may not be used.

        :param content: Whether all that was in it was removed too.
        """
        what = "with all that is in it" if content else "but its text stays"
        self._warn(f"<{name}> is not allowed; it was left out, {what}", "delete it", line)

    def misplaced(self, name: str, line: int) -> None:
        """Report a tag where HTML does not allow it."""
        self._warn(f"<{name}> is not allowed here; the tag was left out", "delete it", line)

    def rule(self, line: int) -> None:
        """Report a rule within a line."""
        self._warn("<hr> is not allowed within a line; a line break stands in its place", "put it between paragraphs, with an empty line before and after it", line)  # fmt: skip

    def unknown(self, source: str, line: int) -> None:
        """Report a tag that HTML does not have."""
        shown = source if len(source) <= 80 else f"{source[:79]}…"  # noqa: PLR2004  # a line's length
        self._warn(f"{shown} is not HTML; it is shown as text", "write \\< for a less-than sign", line)  # fmt: skip

    def is_custom(self, piece: HtmlPiece, line: int) -> bool:
        """Return whether a tag is that of a custom element, and tell so, once of each; ``<your-name>`` is none.

        Source: https://html.spec.whatwg.org/multipage/custom-elements.html#valid-custom-element-name.
        """
        is_written = "=" in piece.inside or piece.inside.endswith("/") or piece.name in self._closed
        if "-" not in piece.name or not is_written:
            return False
        if self._budget.is_news(f"custom element {piece.name}"):
            self._warn(f"<{piece.name[:80]}> is no element of HTML's; its tags are left out, and its text stays", "delete its tags, or write \\< for a less-than sign", line)  # fmt: skip
        return True

    def admitted(self, name: str, given: dict[str, str], line: int) -> dict[str, str]:
        """Return the allowed attributes among those *given* to a tag; report the others."""
        if name in embeds.KINDS or name == "img":
            return given  # what stands in its place has attributes of its own
        return {
            attribute: kept
            for attribute, value in given.items()
            if (kept := self._kept(name, attribute, value, line)) is not None
        }

    def _kept(self, name: str, attribute: str, value: str, line: int) -> str | None:
        if tags.is_unsafe(attribute):
            self._warn(f"the attribute {attribute[:40]} of <{name}> is unsafe; it was left out", "delete it", line)  # fmt: skip
            return None
        if attribute in ADDRESSES:
            value = value.translate(_LINE_ENDS).strip(_AROUND)
            astray = [
                self._refusals.leads_astray(one, line) for one in links.within(attribute, value)
            ]
            return None if any(astray) else value
        if attribute == "class" and value.strip():
            return " ".join(self._refusals.kept(value.split(), line)) or None
        if attribute == "id" or (attribute, name) == ("name", "a"):
            return None if self._refusals.is_taken(value.strip(), line) else value
        return value

    def address(self, name: str, line: int) -> None:
        """Report a picture or an embedded thing without a usable address."""
        self._warn(f"<{name}> has no address, or an unsafe one; it was left out", "give it an address that begins with https:// or a path", line)  # fmt: skip

    def declaration(self, line: int) -> None:
        """Report a declaration, instruction or CDATA section."""
        self._warn("a declaration or processing instruction was left out", "delete it", line)

    def comment(self, line: int) -> None:
        """Report a comment without an end."""
        self._warn("a comment was never closed; it is shown as text", "write --> after it", line)

    def heading(self, name: str, line: int) -> None:
        """Report a heading within an HTML element."""
        self._warn(f"a heading within <{name}> is shown as a strong paragraph", "put it outside", line)  # fmt: skip

    def embed(self, token: Token, line: int) -> None:
        """Report something embedded that was replaced by a card; the publication's own sound and film play in it."""
        if token.meta["kind"] != "iframe" and links.is_internal(token.meta["url"]):
            return
        what = embeds.KIND_NAMES[token.meta["kind"]]
        message = f"the {what} from {token.info} was replaced by a link"
        remedy = "write a link yourself, to choose its text"
        self._report(Problem(subtype=PostWarning.EMBED, message=message, remedy=remedy, line=line))

    def _warn(self, message: str, remedy: str, line: int) -> None:
        if (line, message) in self._reported or len(self._reported) >= _MOST:
            return
        self._reported.add((line, message))
        self._report(Problem(subtype=PostWarning.HTML, message=message, remedy=remedy, line=line))


def report_of(env: MutableMapping[str, Any], closed: Collection[str] = ()) -> HtmlReport:
    """Return the report of a text.

    :param closed: Names of the custom elements that it closes.
    """
    context = context_of(env)
    return HtmlReport(context.report, refusals_of(env), context.budget, closed)
