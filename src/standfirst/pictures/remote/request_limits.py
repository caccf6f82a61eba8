"""How long a request may take, and how much may come: apart from what carries one out, which takes long to load."""

from __future__ import annotations

import dataclasses as dc


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class RequestLimits:
    """Limits of time and size for one request."""

    connect: float = 10.0
    """Seconds until a machine has taken the call."""
    idle: float = 15.0
    """Seconds without a byte."""
    picture: float = 90.0
    """Seconds for one request, whatever comes."""
    run: float = 3600.0
    """Seconds for all pictures together."""
    bytes: int = 40_000_000
    redirects: int = 5
    attempts: int = 3
    longest_wait: float = 60.0
    """Seconds for which a busy host is waited."""
    faults: int = 5
    """Errors and delays of one host in a row, after which it is left alone."""
    at_once: int = 8
    to_a_host: int = 2
