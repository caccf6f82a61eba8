"""An article -> links by which readers pass it on.

Each is a plain link, of the form that its service documents: nobody is asked for anything, nor
told of anything, before a reader follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from standfirst.text import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable

SERVICES = {
    # https://www.rfc-editor.org/rfc/rfc6068
    "email": ("E-mail", "mailto:?subject={title}&body={address}"),
    # https://docs.bsky.app/docs/advanced-guides/intent-links
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{address}"),
    # https://developers.facebook.com/docs/plugins/share-button/
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    # https://learn.microsoft.com/linkedin/consumer/integrations/self-serve/plugins/share-plugin
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={address}"),
    # https://core.telegram.org/widgets/share
    "telegram": ("Telegram", "https://t.me/share/url?url={address}&text={title}"),
    # https://open.weibo.com/sharebutton
    "weibo": ("微博", "https://service.weibo.com/share/share.php?url={address}&title={title}"),
    # https://faq.whatsapp.com/5913398998672934
    "whatsapp": ("WhatsApp", "https://wa.me/?text={title}%20{address}"),
    # https://developer.x.com/en/docs/x-for-websites/tweet-button/guides/web-intent
    "x": ("X", "https://x.com/intent/post?url={address}&text={title}"),
}
"""Name in the settings -> label, a message for :class:`~standfirst.text.i18n.Words`, and pattern of the link."""
_TITLE = 140
"""Characters of a title: what the shortest of the services takes with an address beside it."""


def service(value: object) -> str:
    """Return a service that an option names.

    :raises ValueError: It is not known.
    """
    if not isinstance(value, str) or value not in SERVICES:
        raise ValueError("is none of " + ", ".join(SERVICES))
    return value


def links(names: Iterable[str], *, title: str, address: str) -> tuple[tuple[str, str], ...]:
    """Return label and link of each service.

    :param names: Keys of :data:`SERVICES`, in the order shown.
    :param address: Absolute.
    """
    parts = {
        "title": quote(cleaning.shorten(title, _TITLE), safe=""),
        "address": quote(address, safe=""),
    }
    return tuple((label, link.format(**parts)) for label, link in map(SERVICES.__getitem__, names))
