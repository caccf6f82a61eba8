"""An icon as a text names it: its name, and perhaps its height and classes.

Source of the form: https://sphinx-design.readthedocs.io/en/latest/badges_buttons.html#inline-icons
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING

from standfirst.problems import PostWarning, Problem
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Mapping[str, bool] = {
    "octicon": True,
    **{f"material-{style}": True for style in ("regular", "outlined", "round", "sharp", "twotone")},
    **dict.fromkeys(["fa", "fas", "fab", "far", "fa-solid", "fa-brands", "fa-regular"], False),
}
"""Role of sphinx-design -> whether a height stands between name and classes; parts of fonts have none."""
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", re.ASCII)
_HEIGHT = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(px|em|rem)", re.ASCII)
_HIGHEST = {"px": 256, "em": 16, "rem": 16}
"""A picture that is higher is none that stands in a line of text."""


class IconError(ValueError):
    """A text that names no icon; the message says why."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Icon:
    """An icon that a text asks for, with checked values."""

    name: str
    height: str
    """A number with ``px``, ``em`` or ``rem``."""
    classes: tuple[str, ...]
    """As written: which of them may stand is for :mod:`standfirst.policy.classes` to say."""


def read(text: str, *, has_height: bool) -> Icon:
    """Return what *text* wants: ``name``, ``name;height`` or ``name;height;classes``.

    :param has_height: Whether a height stands between the name and the classes; fonts have none.
    :raises IconError: One of the values is none.
    """
    name, *values = (part.strip() for part in text.split(";"))
    if len(values) > 1 + has_height:
        raise IconError(
            f"{quoted(text[:60])} has more than a name{', a height' * has_height} and classes"
        )
    height, classes = (*values, "", "")[:2] if has_height else ("", (*values, "")[0])
    if not _NAME.fullmatch(name):
        raise IconError(f"{quoted(name[:60])} is not the name of an icon")
    found = _HEIGHT.fullmatch(height or "1em")
    if found is None or not 0 < float(found[1]) <= _HIGHEST[found[2]]:
        raise IconError(f"{quoted(height[:60])} is not a height such as '1em' or '24px'")
    return Icon(name=name, height=found[0], classes=tuple(classes.split()))


def refusal(role: str, why: str, line: int) -> Problem:
    """Return the problem of a use of *role* that names no icon.

    :param why: Of :class:`IconError`.
    :param line: 1-based, of the source file.
    """
    return Problem(
        subtype=PostWarning.REFUSED,
        message=f"the role {quoted(role)}: {why}; its text is shown as code",
        remedy="write a name, or `name;1em;classes`",
        line=line,
    )
