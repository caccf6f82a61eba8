"""The keys under which a site's posts have pictures -> ``standfirst_lead_pictures``, and the keys that are in doubt.

There is no standard; the names are those of themes that many sites have: Minimal Mistakes, Beautiful Jekyll,
al-folio, Type on Strap, Clean Blog, HPSTR, Chirpy and their like.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from standfirst.policy import links
from standfirst.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_KNOWN = (
    "image",
    *("header.overlayimage", "header.image", "header.background"),
    *("cover", "coverimg", "coverimage", "coverphoto", "coverpicture", "cover.image", "cover.img"),
    *("hero", "heroimg", "heroimage", "hero.image", "splash", "splashimage"),
    *("featured", "featuredimg", "featuredimage", "feature", "featureimg", "featureimage", "featurephoto"),
    *("banner", "bannerimg", "bannerimage", "banner.image", "headerimg", "headerimage", "header", "image.header", "masthead", "jumbotron"),
    *("img", "imageurl", "imgurl", "imagepath", "picture", "pic", "photo", "photourl", "postimg", "postimage", "mainimage", "mainimg", "leadimage", "leadimg", "titleimage", "articleimage"),
    *("background", "backgroundimg", "backgroundimage", "bgimg", "bgimage", "bg", "bigimg", "topimage"),
    *("cardimage", "cardimg", "card.image", "previewimage", "previewimg", "preview"),
    *("thumbnail", "thumbnailimg", "thumbnailimage", "thumb", "thumbimg", "thumbimage", "header.teaser", "image.teaser", "image.thumb", "image.thumbnail", "teaser", "teaserimg", "teaserimage", "listimage"),
    *("shareimg", "shareimage", "socialimg", "socialimage", "social.image", "ogimage", "ogimg", "header.ogimage", "og.image", "opengraph.image", "twitterimage", "twitter.image", "metaimage", "meta.image", "metadata.image", "seo.image", "seoimage"),
    *("images", "pictures", "photos"),
)  # fmt: skip
"""In small letters, without hyphens and underscores; those before others that are larger, and of the article itself."""
_RANK = {name: number for number, name in enumerate(_KNOWN)}
_FEW = 0.5
"""Of a key's addresses, the part that must lie in a folder for it to be theirs."""


def choose(
    found: Mapping[str, Mapping[str, int]], files: Collection[str]
) -> tuple[list[Any], list[tuple[str, str]]]:
    """Return the option's value, the best key first, and what to say of each other key that has pictures.

    :param found: Key, dotted -> address of a picture -> in how many posts.
    :param files: Paths of the site's files, from its root.
    """
    ranked = sorted(
        (key for key in found if _rank(key) is not None),
        key=lambda key: (_rank(key) or 0, -sum(found[key].values()), key),
    )
    unused = sorted(
        ((sum(found[key].values()), key) for key in found if _rank(key) is None),
        key=lambda pair: (-pair[0], pair[1]),
    )
    by_name = _by_name(files) if ranked else {}
    chosen = [(key, _folder(found[key], files, by_name)) for key in ranked]
    keys = chosen if any(key == "image" for key in ranked) else [("image", ""), *chosen]
    return [(key, folder) if folder else key for key, folder in keys], [
        (f"front matter: {key}", _said(count)) for count, key in unused
    ]


def _said(count: int) -> str:
    return f"names a picture in {counted(count, 'post')} and is not used; if it is the lead picture, add the key to standfirst_lead_pictures"


def _rank(key: str) -> int | None:
    return _RANK.get(key.lower().replace("-", "").replace("_", ""))


def _by_name(files: Collection[str]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for path in files:
        named.setdefault(posixpath.basename(path), []).append(path)
    return named


def _folder(
    addresses: Mapping[str, int], files: Collection[str], by_name: Mapping[str, list[str]]
) -> str:
    """Return the folder of which a theme adds the name: the one where most of *addresses* lie that lie nowhere else; or empty."""
    local = [path.lstrip("/") for path in addresses if not links.is_elsewhere(path)]
    missing = [path for path in local if path not in files]
    counted: dict[str, int] = {}
    for path in missing:
        for folder in _folders(path, by_name):
            counted[folder] = counted.get(folder, 0) + 1
    best = min(counted, key=lambda folder: (-counted[folder], folder), default="")
    return best if best and counted[best] > len(local) * _FEW else ""


def _folders(path: str, by_name: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the folders in which *path* is a file."""
    for there in by_name.get(posixpath.basename(path), ()):
        if there.endswith(f"/{path}"):
            yield there.removesuffix(f"/{path}")
