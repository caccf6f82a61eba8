"""What a post embeds from elsewhere -> a token for a card with a link; nothing is loaded.

``meta`` of the token ``sf_embed`` has ``title``, ``url`` (``http``, ``https`` or a path) and
``kind`` (``iframe``, ``video`` or ``audio``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from markdown_it.token import Token

from standfirst.problems import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = {"iframe": "iframe", "video": "video", "audio": "audio", "embed": "iframe", "object": "iframe"}  # fmt: skip
"""Elements that embed -> kind of the card."""
_WHAT = {"iframe": "frame", "video": "video", "audio": "sound"}
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
    if not _is_safe(address):
        return None
    parts = urlsplit(address)
    kind = KINDS[name]
    title = " ".join(attributes.get("title", "").split())[:_LONGEST_TITLE]
    meta = {"title": title or _name_of(address), "url": _page_of(address), "kind": kind}
    token = Token("sf_embed", "", 0, meta=meta)
    token.info = parts.hostname or parts.path
    return token


def problem(token: Token, line: int) -> Problem:
    """Return the problem to report of *token*."""
    what = _WHAT[str(token.meta["kind"])]
    return Problem(
        subtype=PostWarning.EMBED,
        message=f"the {what} from {token.info} was replaced by a link",
        remedy="write a link yourself, to choose its text",
        line=line,
    )


def _is_safe(address: str) -> bool:
    if not address or _UNSAFE.search(address):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) if parts.scheme in {"http", "https"} else not parts.scheme


def _host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _known(host: str) -> str:
    """Return the name of the service whose host, or whose host's parent, *host* is."""
    return next((_HOSTS[d] for d in _HOSTS if host == d or host.endswith(f".{d}")), "")


def _name_of(address: str) -> str:
    host = _host_of(address)
    if _known(host) == "Google" and "/maps" in urlsplit(address).path:
        return "Google Maps"
    return _known(host) or host or urlsplit(address).path.rpartition("/")[2] or address


def _page_of(address: str) -> str:
    """Return the page for readers that belongs to the address of a player."""
    parts, host = urlsplit(address), _host_of(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    query = parse_qs(parts.query)
    page = ""
    if _known(host) == "YouTube" and "/embed/" in parts.path:
        page = _youtube(last, query)
    elif host == "player.vimeo.com" and _ID.fullmatch(last):
        page = f"https://vimeo.com/{last}"
    elif host == "player.bilibili.com" and _only(query, "bvid"):
        page = f"https://www.bilibili.com/video/{_only(query, 'bvid')}"
    elif host == "w.soundcloud.com":
        page = query.get("url", [""])[0]
    elif host == "open.spotify.com" and parts.path.startswith("/embed/"):
        page = f"https://open.spotify.com/{parts.path.removeprefix('/embed/')}"
    return page if _is_safe(page) else address


def _youtube(last: str, query: Mapping[str, list[str]]) -> str:
    if last == "videoseries":
        wanted = _only(query, "list")
        return f"https://www.youtube.com/playlist?list={wanted}" if wanted else ""
    return f"https://www.youtube.com/watch?v={last}" if _ID.fullmatch(last) else ""


def _only(query: Mapping[str, list[str]], key: str) -> str:
    value = query.get(key, [""])[0]
    return value if _ID.fullmatch(value) else ""
