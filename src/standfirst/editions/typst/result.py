"""A compiled PDF, for code that must run without the compiler."""

from __future__ import annotations

import dataclasses as dc


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class CompiledPdf:
    """A PDF."""

    content: bytes
    complaint: str = ""
    """Why it is no PDF/UA-1; empty where it is."""
