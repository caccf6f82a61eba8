"""A page at an address that another page had before (``redirect_from``).

Without JavaScript and without a server's help, as jekyll-redirect-from does it:
https://github.com/jekyll/jekyll-redirect-from
"""

from __future__ import annotations

from html import escape


def page(*, title: str, description: str, lang: str, href: str, canonical: str) -> bytes:
    """Return a page that leads to *href*.

    :param href: Percent-encoded, relative to the page.
    :param canonical: Absolute, empty where the publication has no base URL.
    """
    link = f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="description" content="{escape(description)}">\n{link}'
        f'<meta http-equiv="refresh" content="0; url={escape(href)}">\n'
        '<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<h1><a href="{escape(href)}">{escape(title)}</a></h1>\n</body>\n</html>\n'
    ).encode()
