"""Which keys of a site's posts name their lead pictures."""

from __future__ import annotations

import pytest

from standfirst.jekyll.lead_pictures import choose


def test_known_keys_are_ordered_and_others_are_named():
    """Those for large pictures first, however they are spelt; the others with their counts, the most used first."""
    found = {
        "thumbnail-img": {"/t.png": 1},
        "header.overlay_image": {"/o.png": 2},
        "sidebar.logo": {"/l.png": 1},
        "Cover_Image": {"/c.png": 1},
        "gallery": {"/g.png": 3, "/h.png": 1},
    }
    unused = "names a picture in {} and is not used; if it is the lead picture, add the key to standfirst_lead_pictures"

    assert choose(found, {"t.png", "o.png", "c.png"}) == (
        ["image", "header.overlay_image", "Cover_Image", "thumbnail-img"],
        [
            ("front matter: gallery", unused.format("4 posts")),
            ("front matter: sidebar.logo", unused.format("1 post")),
        ],
    )


def test_a_folder_that_the_theme_adds_is_found():
    """Where most of a key's addresses lie in one folder and not at the root."""
    files = {"assets/img/a.png", "assets/img/b.png", "img/a.png", "c.png"}

    assert choose({"img": {"a.png": 1, "b.png": 1}}, files)[0] == ["image", ("img", "assets/img")]
    assert choose({"img": {"a.png": 1, "c.png": 1, "no.png": 1}}, files)[0] == ["image", "img"]
    assert choose({"img": {"https://i.example/a.png": 1}}, files)[0] == ["image", "img"]


def test_a_site_without_such_keys_has_the_default():
    """And no folder is looked for."""
    assert choose({}, {"a.png"}) == (["image"], [])
    assert choose({"image": {"/a.png": 1}}, {"a.png"}) == (["image"], [])


@pytest.mark.parametrize(
    "keys",
    [
        ["header.overlay_image", "header.image", "header.og_image"],
        ["cover-img", "thumbnail-img", "share-img"],
        ["cover", "cover.image", "cover.img", "hero-image", "preview"],
        ["featured-image", "banner_image", "header-img", "post_image", "image.thumbnail"],
        ["banner.image", "main-image", "background", "card.image", "header.teaser"],
        ["lead_image", "bigimg", "preview-image", "list_image", "twitter_image"],
        [
            "image",
            "teaser",
            "social.image",
            "og.image",
            "meta.image",
            "seo.image",
            "images",
            "photos",
        ],
    ],
)
def test_keys_of_common_themes_are_known(keys):
    """The article's own and large ones go before small ones, and those before what networks and slide shows have."""
    found = {key: {"https://i.example/a.png": 1} for key in reversed(keys)}

    assert choose(found, ()) == (list(dict.fromkeys(["image", *keys])), [])
