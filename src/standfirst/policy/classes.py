"""The classes that texts from outside may use; all others are refused.

A class is an order to the style sheets and scripts of the page: one of the theme's lays a link
over the whole window, or makes a box look like the browser's own. Here are those that only say
what a text is or how its letters look. ``tests/policy/test_classes_in_style_sheets.py`` holds each of them
against the style sheets that pages load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pygments.token import STANDARD_TYPES

from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLOURS = "primary|secondary|success|info|warning|danger|light|muted|dark|white|black"

NAMES: Mapping[str, str] = {
    "sf-quiet sf-center": "our own, for a line that is less than the text, and for one in the middle",
    "note tip hint important warning caution danger error attention seealso admonition todo info success topic dropdown toggle toggle-shown": "kinds of notes, and notes that fold",
    "margin margin-caption sidebar aside full-width wide full narrow half third column columns row-header no-border no-margin": "where a block stands in the text's own column, or beside it",
    "epigraph highlights pull-quote pullquote quote blockquote attribution verse poem poetry stanza line lyrics dialogue letter": "kinds of quotations",
    "lead intro standfirst summary abstract deck byline dateline credit source author date time title subtitle kicker dropcap drop-cap initial first last next previous prev new late updated correction update": "parts of an article",
    "small smaller large larger big bold strong italic emphasis underline overline strike smallcaps small-caps smcp allcaps uppercase lowercase nowrap mono monospace serif sans sans-serif fraction kbd key emoji": "how letters look",
    "red green blue yellow orange purple pink brown grey gray black white": "colours, by their names",
    "left right center centre centered middle justify justified clear clearfix clear-both indent noindent no-indent hanging-indent align-left align-right align-center align-justify text-left text-right text-center text-start text-end text-justify text-muted image-left image-right image-center float-left float-right float-start float-end pull-left pull-right": "to which side a block or a line goes",
    "caption figure figcaption image img picture photo portrait illustration thumbnail gallery zoom no-zoom border bordered rounded img-fluid img-responsive img-thumbnail img-center": "pictures and what is said of them",
    "table tables simple plain striped table-striped table-bordered table-hover table-sm longtable datatable sortable numeric number num odd even header total colwidths-auto colwidths-given": "tables",
    "footnotes footnote footnote-ref footnote-back footnote-backref footnotes-sep footnotes-list reversefootnote references reference bibliography citation csl-bib-body csl-entry endnotes": "notes and sources, as kramdown, Pandoc and markdown-it have them",
    "toc no_toc no-toc notoc no-numbering unnumbered unlisted numbered lower-alpha lower-roman upper-alpha upper-roman task-list task-list-item task-list-item-checkbox contains-task-list checklist steps list-unstyled unstyled no-bullets": "headings and lists",
    "box boxed callout notice notice--info notice--primary notice--success notice--warning notice--danger panel well question answer example exercise solution definition theorem proof remark recipe interview button icon external internal no-external": "boxes and links as Jekyll's themes have them",
    "highlight highlighter-rouge highlighter-coderay codehilite sourcecode sourceCode source-code code codeblock code-block literal literal-block console terminal shell line-numbers linenos lineno line-block numberLines number-lines numberSource no-highlight nohighlight output input wrap nowrap-code rouge-table rouge-code rouge-gutter gutter rouge": "code as Jekyll, Pandoc and Sphinx write it",
    " ".join(filter(None, STANDARD_TYPES.values())): "the parts of highlighted code, as Pygments and Rouge call them",
    "myst-target myst-block myst-line-comment substitution markdown-alert markdown-alert-title markdown-alert-note markdown-alert-tip markdown-alert-important markdown-alert-warning markdown-alert-caution": "what the parsers of Markdown give to parts of their own",
    "math inline display equation formula": "formulas",
    "ruby furigana pinyin zh ja ko en foreign translation original vertical": "languages",
    "alignleft alignright aligncenter alignnone alignwide alignfull wp-caption wp-caption-text more-link gallery-item gallery-caption gallery-icon has-drop-cap": "what WordPress leaves in its exports",
    "separator tr-caption tr-caption-container MsoNormal MsoListParagraph MsoQuote MsoCaption Apple-style-span gmail_quote gmail_default graf twitter-tweet instagram-media": "what other programs leave in texts that are pasted",
}  # fmt: skip
"""Names, divided by spaces -> what they are for."""

FAMILIES: Mapping[str, str] = {
    r"sd-text-(?:left|right|center|justify|wrap|nowrap|lowercase|uppercase|capitalize)": "how a text is set, by sphinx-design",
    rf"sd-(?:text|bg|bg-text|outline)-(?:{_COLOURS})": "its colours",
    r"sd-fs-[1-6]|sd-font-italic|sd-font-weight-(?:light|lighter|normal|bold|bolder)": "its letters",
    r"sd-[mp][tblrxy]?-(?:[0-5]|auto)": "its distances; none is negative",
    r"sd-border(?:-(?:top|bottom|left|right))?-[0-5]|sd-rounded-(?:[0-3]|pill|circle)|sd-shadow-(?:none|sm|md|lg)": "its frames",
    r"sd-[wh]-(?:25|50|75|100|auto)|sd-avatar-(?:xs|sm|md|lg|xl|inherit|initial)|sd-width-[\w-]+": "its sizes, parts of what a block lies in",
    r"sd-(?:d-(?:block|inline|inline-block|inline-flex|flex-row|flex-column|grid)|align-(?:major|minor)-[a-z]+|clear-both)": "how its blocks are put side by side",
    rf"sd-btn(?:-(?:outline-)?(?:{_COLOURS}))?|sd-badge": "its buttons and badges, which posts can have by directives and roles too",
    rf"text-(?:{_COLOURS})|fw-(?:light|lighter|normal|medium|semibold|bold|bolder)|fst-(?:italic|normal)": "letters in Bootstrap's words",
    r"[mp][tbsexy]?-(?:[0-5]|auto)": "distances in Bootstrap's words; none is negative",
    r"sf-width-\d{1,3}(?:rem)?": "our own, for a part of the line's width",
    r"(?:language|lang|src|brush|hljs|highlight)-[\w+#.-]+": "the language of code",
    r"wp-(?:image|block|element)-[\w-]+|size-(?:thumbnail|medium|large|full|medium_large|[\w-]*\d+x\d+)|attachment-[\w-]+|gallery-[\w-]+|is-(?:style|layout|type|provider)-[\w-]+|has-text-align-(?:left|center|right)": "what WordPress leaves in its exports",
    r"graf-{1,2}[\w-]+|markup--[\w-]+|Mso[A-Z]\w*|[ps]\d{1,2}|notion-[\w-]+|kix-[\w-]+": "what other programs leave in texts that are pasted",
    r"admonition-(?!title)[\w-]+": "what docutils makes of a note's title",
}  # fmt: skip
"""Patterns of whole names -> what they are for."""

LAYOUT = re.compile(
    r"(?:carousel|collapse|modal|offcanvas|toast|tooltip|popover|navbar|nav|visually-hidden|sr-only|screen-reader-text|stretched-link|skip-link|ratio|theme-switch)(?:-[\w-]+)?"
    r"|(?:position|fixed|sticky|translate|overflow|opacity|order|search|sidebar(?!-title)|header|footer|prev-next|primary|secondary|dropdown|version-switcher|object|bd|pst|sbt|bs|top|bottom|start|end|inset|z|d|pe|min|max)-[\w-]+"
    r"|[vm]?[wh]-(?:\d+|auto)|btn-close|collapsing|show|showing|hide|hidden|fade|invisible|visible|onlyprint|noprint",
    re.ASCII,
)
"""Names by which the theme and Bootstrap lay out a page, and which no generator of nodes gives to a text's parts."""

_SHOWN = 8
"""Names that one message tells of; a hostile post could have a hundred thousand."""
_LONGEST = 60


@lru_cache(maxsize=4_096)
def is_listed(name: str) -> bool:
    """Return whether one of the two tables has *name*."""
    return name in _PLAIN or _PATTERN.fullmatch(name) is not None


@lru_cache(maxsize=4_096)
def leaves_layout(name: str) -> bool:
    """Return whether the class *name* leaves the page's layout alone.

    For what is no text from outside, or was written by a directive: any other name may be there.
    """
    # one with a space in it would be two
    return LAYOUT.fullmatch(name) is None and name.split() == [name]


_PLAIN = frozenset(name for names in NAMES for name in names.split())
_PATTERN = re.compile("|".join(f"(?:{family})" for family in FAMILIES), re.ASCII)


def problem(refused: Mapping[str, int]) -> Problem:
    """Return the problem of a text that uses refused classes.

    :param refused: Each of them, with the 1-based line of its first use; at least one.
    """
    named = [repr(name[:_LONGEST] + "…" * (len(name) > _LONGEST)) for name in refused]
    shown = ", ".join(named[:_SHOWN]) + ", …" * (len(named) > _SHOWN)
    what = f"the class {shown} is" if len(named) == 1 else f"the classes {shown} are"
    return Problem(
        subtype=PostWarning.REFUSED,
        message=f"{what} not for texts; left out, and the text stays",
        remedy="delete it, or name it in standfirst_classes if the publication's own style sheet knows it",
        line=min(refused.values()),
    )
