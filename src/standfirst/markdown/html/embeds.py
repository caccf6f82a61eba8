"""What a post embeds from elsewhere -> a token for a card with a link; nothing is loaded.

``meta`` of the token ``sf_embed`` has ``title``, ``url`` (``http``, ``https`` or a path) and
``kind`` (``iframe``, ``video`` or ``audio``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, urlsplit

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = {"iframe": "iframe", "video": "video", "audio": "audio", "embed": "iframe", "object": "iframe"}  # fmt: skip
"""Elements that embed -> kind of the card."""
KIND_NAMES = {"iframe": "frame", "video": "video", "audio": "sound"}
"""Kind of the card -> what a warning calls it."""
_HOSTS = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "soundcloud.com": "SoundCloud",
    "bilibili.com": "Bilibili",
    "spotify.com": "Spotify",
    "google.com": "Google",
    "twitter.com": "Twitter",
    "x.com": "X",
    "podcasts.apple.com": "Apple Podcasts",
}
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UNSAFE = re.compile(r"[\s\x00-\x20<>\"\\]")
_LONGEST_TITLE = 300


def embed(name: str, attributes: Mapping[str, str], source: str) -> Token | None:
    """Return the token in place of the element *name*; None where its address is missing or unsafe.

    :param source: Address of the first ``source`` element within it; may be empty.
    """
    address = attributes.get("data" if name == "object" else "src", "").strip() or source.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    parts = _safe(address)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    service = next((_HOSTS[d] for d in _HOSTS if host == d or host.endswith(f".{d}")), "")
    if service == "Google" and "/maps" in parts.path:
        service = "Google Maps"
    given = " ".join(attributes.get("title", "").split())[:_LONGEST_TITLE]
    title = given or service or host or parts.path.rpartition("/")[2] or address
    page = _page(parts, host, service)
    meta = {"title": title, "url": page if _safe(page) else address, "kind": KINDS[name]}
    return Token("sf_embed", "", 0, meta=meta, info=parts.hostname or parts.path)


def _safe(address: str) -> SplitResult | None:
    """Return the parts of *address*; None where it is none that a card may lead to."""
    if not address or _UNSAFE.search(address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    is_safe = bool(parts.hostname) if parts.scheme in {"http", "https"} else not parts.scheme
    return parts if is_safe else None


def _page(parts: SplitResult, host: str, service: str) -> str:
    """Return the page for readers that belongs to the address of a player; empty where none is known."""
    last = parts.path.rstrip("/").rpartition("/")[2]
    query = parse_qs(parts.query)
    if service == "YouTube" and "/embed/" in parts.path:
        return _youtube(last, query)
    if host == "player.vimeo.com" and _ID.fullmatch(last):
        return f"https://vimeo.com/{last}"
    if host == "player.bilibili.com" and _only(query, "bvid"):
        return f"https://www.bilibili.com/video/{_only(query, 'bvid')}"
    if host == "w.soundcloud.com":
        return query.get("url", [""])[0]
    if host == "open.spotify.com" and parts.path.startswith("/embed/"):
        return f"https://open.spotify.com/{parts.path.removeprefix('/embed/')}"
    return ""


def _youtube(last: str, query: Mapping[str, list[str]]) -> str:
    if last == "videoseries":
        wanted = _only(query, "list")
        return f"https://www.youtube.com/playlist?list={wanted}" if wanted else ""
    return f"https://www.youtube.com/watch?v={last}" if _ID.fullmatch(last) else ""


def _only(query: Mapping[str, list[str]], key: str) -> str:
    value = query.get(key, [""])[0]
    return value if _ID.fullmatch(value) else ""
