"""A page of title and text alone, in place of one that cannot be made, so that links to it hold."""

from __future__ import annotations

from html import escape


def page(*, title: str, lang: str, text: str, root: str) -> bytes:
    """Return the page.

    :param lang: BCP 47.
    :param text: Shown as it is written.
    :param root: The link to the front page, relative.
    """
    shown = f"<pre>{escape(text)}</pre>\n" if text.strip() else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<main>\n<h1>{escape(title)}</h1>\n{shown}<p><a href="{escape(root)}">/</a></p>\n'
        "</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
