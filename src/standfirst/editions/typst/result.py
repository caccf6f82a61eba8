"""What comes from the press: for those who use it without needing the compiler to be installed."""

from __future__ import annotations

import dataclasses as dc


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class CompiledPdf:
    """A PDF."""

    content: bytes
    complaint: str = ""
    """Why it is no PDF/UA-1; empty where it is."""
