"""Keeps roles and directives that a document registers to that document: docutils keeps them for the whole process.

``{role}`` and ``{default-role}`` would work in every document that the same process reads later: which
those are, the number of processes and what has changed decide. docutils 0.22.4 and 0.23 have no list of
either. Can go with ``test_docutils_keeps_registers_for_the_whole_process_still``.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def of_one_document() -> Iterator[None]:
    """Restore the registers after the block, also where reading fails."""
    # looked up each time: Sphinx puts others in their places for every build
    registers: tuple[dict[str, Any], ...] = (roles._roles, directives._directives)  # type: ignore[attr-defined]
    kept = [dict(register) for register in registers]
    try:
        yield
    finally:
        for register, before in zip(registers, kept, strict=True):
            register.clear()
            register.update(before)
