"""An error of one of the publication's own templates -> its file, its line, and what to mend.

It is the editor's, and on every page: whichever page is written first is not to blame for it.
"""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from standfirst.limits import faults
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MARKUP = "mend its markup"
_MISSING = "put that template there, or mend its name"
_OTHER = "mend the template; Standfirst's own say at their top what a template is told"


class OwnTemplateError(TemplateError):
    """A template of the publication that cannot be carried out; the message says where, why, and what to do."""


def found(error: Exception, folders: Sequence[Path], *, root: Path) -> OwnTemplateError | None:
    """Return what *error*, which a template has raised, says of one in *folders*; None where none is at fault.

    :param root: Folder of ``conf.py``, below which the file is named.
    """
    place = _place(error, [os.path.join(folder, "") for folder in folders])  # noqa: PTH118  # with a separator at its end
    if place is None:
        return None
    file, line = place
    if isinstance(error, TemplateNotFound):
        # Sphinx names all folders in which it has looked
        name = str(error.name).partition(" not found in ")[0].strip("'")
        said, remedy = f"there is no template {quoted(name)}", _MISSING
    elif isinstance(error, TemplateError):
        said = error.message or type(error).__name__
        remedy = _MARKUP if isinstance(error, TemplateSyntaxError) else _OTHER
    else:
        said, remedy = faults.kind(error), _OTHER
    where = os.path.relpath(file, root).replace("\\", "/")
    return OwnTemplateError(f"{where}:{line}: {said}; {remedy}")


def _place(error: Exception, folders: Sequence[str]) -> tuple[str, int] | None:
    """Return file and line in *folders* where *error* was raised; of an error of Jinja's, also where it was led to."""
    if isinstance(error, TemplateSyntaxError):
        places = [(error.filename or "", error.lineno)]
    else:
        stack = traceback.walk_tb(error.__traceback__)
        places = [(frame.f_code.co_filename, line) for frame, line in stack]
    # Jinja writes its templates' files and lines into the stack
    places = [place for place in places if not place[0].endswith(".py")]
    own = [place for place in places if place[0].startswith(tuple(folders))]
    if own and (own[-1] == places[-1] or isinstance(error, TemplateError)):
        return own[-1]
    return None
