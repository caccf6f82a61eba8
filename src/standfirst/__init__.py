"""Publish articles in Jekyll's post format as a publication of record, with Sphinx."""

from __future__ import annotations

__version__ = "0.1.0"
