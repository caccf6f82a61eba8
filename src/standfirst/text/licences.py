"""A licence as front matter names it -> its name and the address of its text."""

from __future__ import annotations

import re

_CC = re.compile(r"CC[- ](BY(?:-(?:NC|SA|ND))*)[- ](\d\.\d)(?:-([A-Z]{2,3}))?", re.IGNORECASE)
_CC_URL = re.compile(
    r"https?://creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/zero/1\.0)/?.*",
    re.IGNORECASE,
)


def named(licence: str) -> tuple[str, str]:
    """Return name and http(s) address; the address is empty where it is not known.

    Sources: https://spdx.org/licenses/, https://creativecommons.org/licenses/
    """
    text = licence.strip()
    found = _CC.fullmatch(text)
    if found:
        place = f"{found[3].lower()}/" if found[3] else ""
        return text, f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/{place}"
    if text.upper() in {"CC0", "CC0-1.0"}:
        return text, "https://creativecommons.org/publicdomain/zero/1.0/"
    if re.fullmatch(r"https?://[^\s<>\"]+", text):
        known = _CC_URL.fullmatch(text)
        if known:
            return (f"CC {known[1].upper()} {known[2]}" if known[1] else "CC0 1.0"), text
        return text.split("://", 1)[1].rstrip("/"), text
    return text, ""
