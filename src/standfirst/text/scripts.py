"""Which scripts need a font besides the Latin one."""

from __future__ import annotations


def script_key(lang: str) -> str:
    """Return the script whose font a language tag needs besides the Latin one; empty where it needs none."""
    base, *rest = lang.split("-")
    if base == "zh":
        return "zh-Hant" if {"Hant", "TW", "HK", "MO"} & set(rest) else "zh-Hans"
    return base if base in {"ja", "ko"} else ""
