"""The keys under which Jekyll's themes keep what they say of an author, beside ours.

There is no standard for them; these are those of Jekyll's own tutorial
(https://jekyllrb.com/docs/step-by-step/09-collections/), of Minimal Mistakes, So Simple, Chirpy and their like:
https://mmistakes.github.io/minimal-mistakes/docs/authors/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standfirst.text import cleaning
from standfirst.text.name_folding import fold
from standfirst.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEYS_OF = {
    "name": ("name", "display_name", "full_name", "fullname", "title"),
    "key": ("short_name", "username", "slug", "id", "key"),
    "role": ("role", "position", "job_title", "job", "title"),
    "affiliation": ("affiliation", "affiliations", "organization", "organisation", "institution", "employer", "company"),
    "photo": ("avatar", "picture", "photo", "image", "img", "portrait", "headshot"),
    "biography": ("bio", "biography", "about", "description"),
}  # fmt: skip
"""Field -> its keys, the first that says something counts."""
_SITES = (
    ("Web", ("web", "url", "uri", "site", "website", "homepage", "home"), "https://"),
    ("X", ("twitter", "x"), "https://x.com/"),
    ("GitHub", ("github",), "https://github.com/"),
    ("LinkedIn", ("linkedin",), "https://www.linkedin.com/in/"),
    ("Mastodon", ("mastodon",), "https://"),
    ("Bluesky", ("bluesky",), "https://bsky.app/profile/"),
    ("Facebook", ("facebook",), "https://www.facebook.com/"),
    ("Instagram", ("instagram",), "https://www.instagram.com/"),
)


def sites(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield label and address of each site that an author has under a key of its own."""
    for label, keys, base in _SITES:
        texts = (said.get(key) for key in keys)
        plain = (cleaning.clean(text)[0].lstrip("@") for text in texts if isinstance(text, str))
        if value := next(filter(None, plain), ""):
            yield label, value if "://" in value else base + value


def short_name(key: str, name: str) -> str:
    """Return what an author's file says that posts may write for *name*; empty where the name or the file's says the *key*."""
    return "" if fold(key) in {fold(name), fold(slugify(key))} else key
