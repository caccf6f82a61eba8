"""Redirects from former addresses: pages that redirect, and lists for hosts that read them.

The page does without JavaScript and without a server's help, as jekyll-redirect-from does it:
https://github.com/jekyll/jekyll-redirect-from
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = "_redirects"
MOVED, GONE = "_nginx/moved.map", "_nginx/gone.map"


def page(
    *, title: str, description: str, lang: str, href: str, canonical: str, policy: str
) -> bytes:
    """Return a page that leads to *href*.

    :param href: Percent-encoded, relative to the page.
    :param canonical: Absolute, empty where the publication has no base URL.
    :param policy: The Content-Security-Policy, empty where none is to be said.
    """
    rule = (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        if policy
        else ""
    )
    link = f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n{rule}'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="description" content="{escape(description)}">\n{link}'
        f'<meta http-equiv="refresh" content="0; url={escape(href)}">\n'
        '<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<h1><a href="{escape(href)}">{escape(title)}</a></h1>\n</body>\n</html>\n'
    ).encode()


def netlify(moves: Iterable[tuple[str, str]], gone: Iterable[str]) -> bytes:
    """Return the list that Netlify, Cloudflare and GitLab Pages read.

    Sources: https://docs.netlify.com/manage/routing/redirects/overview/,
    https://developers.cloudflare.com/pages/configuration/redirects/

    What was withdrawn comes last: only Netlify answers 410, with the page that is there; the
    others leave out lines with a code that they do not know, but for Cloudflare Workers, which
    takes no such file (https://developers.cloudflare.com/workers/static-assets/redirects/).

    :param moves: Former and present address: percent-encoded, from the host's root.
    :param gone: Addresses of what was withdrawn, in the same form.
    """
    lines = [f"{old} {new} 301\n" for old, new in moves]
    lines += [f"{address} {address} 410!\n" for address in gone]
    return "".join(lines).encode()


def nginx(moves: Iterable[tuple[str, str]]) -> bytes:
    """Return the lines of a ``map`` of nginx from ``$uri`` to where it has moved.

    Source: https://nginx.org/en/docs/http/ngx_http_map_module.html

    :param moves: As for :func:`netlify`.
    """
    return "".join(
        f"{_quoted(unquote(old))} {_quoted(new.replace('$', '%24'))};\n" for old, new in moves
    ).encode()


def nginx_gone(addresses: Iterable[str]) -> bytes:
    """Return the lines of a ``map`` of nginx from ``$uri`` to ``1`` for what was withdrawn.

    :param addresses: Percent-encoded, from the host's root.
    """
    return "".join(f"{_quoted(unquote(address))} 1;\n" for address in addresses).encode()


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
