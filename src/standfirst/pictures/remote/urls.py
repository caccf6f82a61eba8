"""The canonical address of a remote picture, for requests, the lock file and look-ups.

However a post spells it, one picture has one: without what the server never sees, and with the
page or the proxy around a picture resolved to the picture's file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, quote, urlsplit, urlunsplit

import idna

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 4_000
"""Characters of an address that is looked into; a longer one is taken as it is."""
LONGEST_DATA = 64_000
"""Characters of a picture that is written as a ``data:`` address."""
_PORTS = {"http": 80, "https": 443}
_IN_PATH, _IN_QUERY = "/:@!$&'()*+,;=%", "/?:@!$&'()*+,;=%[]"
"""What may stand in them as it is. Source: https://www.rfc-editor.org/rfc/rfc3986#section-3.3"""
_TRIPLET = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

# An imgur id has 5 or 7 characters; one more of these is a smaller copy of the whole picture
# (`s` and `b` are cropped, so they are pictures of their own).
# Source: https://api.imgur.com/models/image#thumbs
_IMGUR_ID = r"[A-Za-z0-9]{7}|[A-Za-z0-9]{5}"
_IMGUR_PAGE = re.compile(rf"/(?:[^/]+-)?({_IMGUR_ID})")
_IMGUR_FILE = re.compile(rf"/({_IMGUR_ID})[tmlh]?(\.\w+)")
_GITHUB_PAGE = re.compile(r"(/[^/]+/[^/]+)/blob/(.+)")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[A-Za-z0-9._~/-]*")
"""Addresses that are spelt as they should be: nearly all."""
_PHOTON_HOST = re.compile(r"i[0-9]\.wp\.com")


def canonical(url: str) -> str:
    """Return the one address of the picture that *url* means.

    What is no http(s) address, or none that can be read, comes back as it is but for spaces
    around it. The result's own is the result.
    """
    found = spelt(url)
    # each rule takes a page or a proxy away and none puts one there, so this ends
    while (inner := spelt(_resolved(found))) != found:
        found = inner
    return found


def is_remote(url: str) -> bool:
    """Return whether *url* names a picture on somebody's server."""
    return url.lstrip().lower().startswith(("http://", "https://", "//"))


def split(url: str) -> SplitResult | None:
    """Return the parts of an http(s) address that can be read; else None."""
    if len(url) > LONGEST:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def why_not(url: str) -> str:
    """Return why the picture at *url* is never requested, from any host; empty: it may be.

    Pictures within their address (``data:``) are asked of nobody, but may only be small.
    """
    scheme = url.strip()[:5].lower()
    if scheme == "data:":
        return "it is too long for an address" if len(url) > LONGEST_DATA else ""
    parts = split(spelt(url))
    if parts is None or not parts.netloc.isascii():
        return "it is not an http(s) address"
    return "it has a user name or password in it" if "@" in parts.netloc else ""


def port_of(parts: SplitResult) -> int:
    """Return the port that is asked."""
    return parts.port or _PORTS[parts.scheme]


def spelt(url: str) -> str:
    """Return an http(s) address in its one spelling: RFC 3986's, with the host as the DNS has it."""
    text = url.strip()
    if text.startswith("//"):
        text = f"https:{text}"
    if _PLAIN.fullmatch(text):
        return text
    parts = split(text)
    # an address with a password in it is refused, and nowhere written in another form
    if parts is None or "@" in parts.netloc:
        return text
    host = _host(parts.hostname or "")
    if parts.port not in {None, _PORTS[parts.scheme]}:
        host = f"{host}:{parts.port}"
    path, query = _escaped(parts.path, _IN_PATH), _escaped(parts.query, _IN_QUERY)
    return urlunsplit((parts.scheme, host, path or "/", query, ""))


def _host(name: str) -> str:
    if ":" in name:
        return f"[{name}]"
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError:
        pass
    try:
        # the older rules, by which names of symbols are registered
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _escaped(text: str, safe: str) -> str:
    """Return *text* with each character escaped that must be, and none that need not."""
    return _TRIPLET.sub(_triplet, quote(text, safe=safe, errors="surrogatepass"))


def _triplet(found: re.Match[str]) -> str:
    if found[1] is None:
        return "%25"
    character = chr(int(found[1], 16))
    return character if _UNRESERVED.fullmatch(character) else f"%{found[1].upper()}"


def _resolved(url: str) -> str:
    parts = split(url)
    if parts is None or parts.port is not None or "@" in parts.netloc:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    rule = _photon if _PHOTON_HOST.fullmatch(host) else _RULES.get(host)
    return (rule(parts) if rule else None) or url


def _imgur_page(parts: SplitResult) -> str | None:
    page = _IMGUR_PAGE.fullmatch(parts.path)
    # imgur gives the file of this id whatever its suffix says
    return f"https://i.imgur.com/{page[1]}.jpg" if page else _imgur_file(parts)


def _imgur_file(parts: SplitResult) -> str | None:
    file = _IMGUR_FILE.fullmatch(parts.path)
    # .gifv is a page that plays a film
    return f"https://i.imgur.com/{file[1]}{file[2].replace('.gifv', '.gif')}" if file else None


def _github(parts: SplitResult) -> str | None:
    # not raw.githubusercontent.com, which has only a pointer for what lies in Git LFS
    page = _GITHUB_PAGE.fullmatch(parts.path)
    return f"https://github.com{page[1]}/raw/{page[2]}" if page else None


def _weserv(parts: SplitResult) -> str | None:
    """Source: https://images.weserv.nl/docs/quick-reference.html."""
    url = next(iter(_query(parts).get("url", ())), "").strip()
    if not url:
        return None
    if url.startswith("ssl:"):
        url = f"https://{url.removeprefix('ssl:')}"
    return url if is_remote(url) else f"http://{url}"


def _photon(parts: SplitResult) -> str | None:
    """Source: https://developer.wordpress.com/docs/photon/."""
    host, _, path = parts.path.removeprefix("/").partition("/")
    scheme = "https" if "1" in _query(parts).get("ssl", ()) else "http"
    return f"{scheme}://{host}/{path}" if "." in host and path else None


def _query(parts: SplitResult) -> dict[str, list[str]]:
    try:
        return parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return {}


_RULES: dict[str, Callable[[SplitResult], str | None]] = {
    "imgur.com": _imgur_page,
    "m.imgur.com": _imgur_page,
    "i.imgur.com": _imgur_file,
    "github.com": _github,
    "images.weserv.nl": _weserv,
    "wsrv.nl": _weserv,
}
"""By host, without ``www.``."""
