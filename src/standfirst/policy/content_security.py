"""What a browser may load and run on a page: the Content-Security-Policy, each source with its reason.

Every page says the policy itself, in a ``<meta>`` before anything that loads; hosts that can send
headers are given the same by the guide. What a directive does not name, browsers refuse
(https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Policy = Mapping[str, tuple[str, ...]]
    """Directive -> sources."""

SELF, NONE = "'self'", "'none'"
_INLINE = "'unsafe-inline'"

PAGES: Mapping[str, Mapping[str, str]] = {
    "default-src": {SELF: "what pages load are files of the publication, fonts and sound too"},
    "script-src": {SELF: "scripts are files: no inline script runs, no handler, no evaluated text"},
    "img-src": {
        SELF: "pictures are files of the publication",
        "data:": "the theme's style sheets have small pictures in them",
    },
    "object-src": {NONE: "nothing is shown by a plug-in"},
    "frame-src": {NONE: "what a post embeds becomes a card with a link"},
    "base-uri": {SELF: "the page for missing addresses says where its links begin"},
    "form-action": {SELF: "the search"},
    "frame-ancestors": {SELF: "no other site puts a page into a frame and lies over it"},
}
READ_THE_DOCS: Mapping[str, Mapping[str, str]] = {
    # https://github.com/readthedocs/addons, src/data-validation.js and src/ethicalads.js;
    # https://github.com/readthedocs/ethical-ad-client, index.js and webpack.config.js
    "script-src": {
        "'unsafe-eval'": "its addons check what they are told with Ajv, which makes functions of texts",
        "https://media.ethicalads.io": "the script of the advertisements",
        "https://server.ethicalads.io": "which advertisement it is, as a script",
    },
    "style-src": {_INLINE: "the script of the advertisements puts its style sheet into the page"},
    "img-src": {
        "https://media.ethicalads.io": "the pictures of advertisements",
        "https://server.ethicalads.io": "that one was seen",
    },
}
"""What the scripts need that Read the Docs adds to pages; all else they ask of the publication's own host."""

_ONLY_IN_HEADERS = frozenset({"frame-ancestors"})
"""Directives that browsers do not take from a page
(https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy)."""
_DISK = "file:"
"""What :data:`SELF` is on a disk. Firefox takes no file there for the page's own; on the web, no browser loads one."""
_NOT_ON_DISK = frozenset({"base-uri"})

FURTHER: Mapping[str, str] = {
    "script-src": "scripts, such as those of statistics and comments",
    "style-src": "style sheets",
    "img-src": "pictures",
    "font-src": "fonts",
    "connect-src": "what scripts ask for",
    "media-src": "sound and film",
    "frame-src": "frames",
    "worker-src": "scripts in the background",
    "form-action": "where forms are sent",
}
"""Directives that a publication may widen, and of what. Not ``default-src``, which would widen all; not
``object-src`` and ``base-uri``, by which only attacks gain."""
_KEYWORDS: Mapping[str, Mapping[str, str]] = {
    "style-src": {_INLINE: "styles run nothing; those that scripts put in are other ones with each version"},
    "img-src": {"data:": "part of the page", "blob:": "made by a script that was let run"},
    "font-src": {"data:": "part of a style sheet"},
    "media-src": {"data:": "part of the page", "blob:": "made by a script that was let run"},
    "worker-src": {"blob:": "made by a script that was let run"},
}  # fmt: skip
"""Sources without a host that a publication may name. ``'unsafe-inline'`` and ``'unsafe-eval'`` for scripts are
not among them: any script that has been smuggled into a page would run. A nonce, on a page that does not
change, is known to everybody."""
_SCHEMES = {"connect-src": ("https", "wss")}
_HASHED = frozenset({"script-src", "style-src"})
_HASH = re.compile(
    r"'(?:sha256-[A-Za-z0-9+/]{43}=|sha384-[A-Za-z0-9+/]{64}|sha512-[A-Za-z0-9+/]{86}==)'"
)
_HOST = re.compile(
    r"([a-z]+)://(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])"
    r"(?::[0-9]{1,5})?(?:/[\w.~%@+/-]*)?",
    re.ASCII,
)


def policy(further: Mapping[str, Iterable[str]], *, read_the_docs: bool = False) -> Policy:
    """Return a publication's policy.

    :param further: Sources beyond those of every publication, as :func:`checked` returns them.
    :param read_the_docs: Whether the pages are to be served by Read the Docs.
    """
    result = {directive: tuple(sources) for directive, sources in PAGES.items()}
    for more in (READ_THE_DOCS if read_the_docs else {}, further):
        for directive, sources in more.items():
            # 'none' stands alone
            before = [each for each in sources_of(result, directive) if each != NONE]
            result[directive] = tuple(dict.fromkeys([*before, *sources]))
    return result


def sources_of(of: Policy, directive: str) -> tuple[str, ...]:
    """Return the sources of a directive: those of ``default-src``, where it has none of its own."""
    return of[directive] if directive in of else of["default-src"]


def header(of: Policy) -> str:
    """Return the value of the header that says the policy."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in of.items())


def meta(of: Policy) -> str:
    """Return the policy as a page can say it."""
    return header(
        {
            directive: tuple(
                each
                for source in sources
                for each in ([SELF, _DISK] if source == SELF and directive not in _NOT_ON_DISK else [source])
            )
            for directive, sources in of.items()
            if directive not in _ONLY_IN_HEADERS
        }
    )  # fmt: skip


def checked(value: object) -> Mapping[str, tuple[str, ...]]:
    """Return further sources as :func:`policy` takes them.

    :raises ValueError: It is no mapping of directives to lists, or something in it may not be named.
    """
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value):
        raise ValueError("is not a mapping of directives to lists of sources")
    result = {}
    for directive, sources in value.items():
        if directive not in FURTHER:
            raise ValueError(f"names {directive!r}, which is none of {', '.join(FURTHER)}")
        if not isinstance(sources, list | tuple) or not sources:
            raise ValueError(f"has no list of sources for {directive}")
        result[directive] = tuple(_source(directive, source) for source in sources)
    return result


def _source(directive: str, source: object) -> str:
    text = str(source).strip()
    if text == SELF or text in _KEYWORDS.get(directive, {}):
        return text
    if directive in _HASHED and _HASH.fullmatch(text):
        return text
    host = _HOST.fullmatch(text.lower())
    schemes = _SCHEMES.get(directive, ("https",))
    if host is not None and host[1] in schemes:
        scheme, _, rest = text.partition("://")
        authority, slash, path = rest.partition("/")
        return f"{scheme.lower()}://{authority.lower()}{slash}{path}"
    taken = [f"{scheme}://host" for scheme in schemes]
    taken += [SELF, *_KEYWORDS.get(directive, {}), *(["'sha256-…'"] if directive in _HASHED else [])]  # fmt: skip
    raise ValueError(f"has a source for {directive} that is none of {', '.join(taken)}: {source!r}")


def allows(of: Policy, directive: str, url: str, *, origin: str = "") -> bool:
    """Return whether a page may load *url*.

    :param url: Absolute, or relative to the page.
    :param origin: The publication's own, such as ``https://example.org``; empty where it is not known.
    """
    sources = sources_of(of, directive)
    parts = urlsplit(url if not url.startswith("//") else f"https:{url}")
    if not parts.scheme or (origin and f"{parts.scheme}://{parts.netloc}" == origin):
        return SELF in sources
    if not parts.netloc:
        return f"{parts.scheme}:" in sources
    return any(_matches(source, parts.scheme, parts.netloc.lower(), parts.path) for source in sources)  # fmt: skip


def _matches(source: str, scheme: str, host: str, path: str) -> bool:
    wanted, found, rest = source.partition("://")
    if not found or wanted != scheme:
        return False
    name, slash, below = rest.partition("/")
    of_host = host.endswith(name[1:]) if name.startswith("*.") else host == name
    whole = f"{slash}{below}"
    of_path = path.startswith(whole) if whole.endswith("/") or not whole else path == whole
    return of_host and of_path


def allows_inline(of: Policy, directive: str, hashes: Sequence[str] = ()) -> bool:
    """Return whether a page may have a script or a style in itself.

    :param hashes: Of its text, as sources name them; none for a handler or an attribute.
    """
    sources = sources_of(of, directive)
    named = [source for source in sources if _HASH.fullmatch(source)]
    # beside a hash, browsers do not look at 'unsafe-inline'
    return any(each in named for each in hashes) or (_INLINE in sources and not named)
