"""Where a Jekyll site had its feed, and where the publication has it."""

from __future__ import annotations

import pytest
from jekyll_sites import taken_over

MATTER = "---\nlayout: none\n---\n<feed/>\n"


@pytest.mark.parametrize(
    ("config", "files", "expected"),
    [
        ("plugins: [jekyll-feed]", {}, ["feed.xml"]),
        ("gems: [jekyll-feed]", {}, ["feed.xml"]),
        ("plugins: [jekyll-feed]\nfeed: {path: /blog/news.xml}", {}, ["blog/news.xml"]),
        ("plugins: [jekyll-feed]\nfeed: {path: atom.xml}", {}, None),
        ("plugins: jekyll-feed", {}, None),
        ("plugins: [jekyll-feed]\nfeed: [path]", {"feed.xml": MATTER}, ["feed.xml"]),
        ("", {"feed.xml": MATTER, "index.xml": MATTER, "rss.xml": MATTER}, ["feed.xml", "index.xml"]),
        ("", {"feed.xml": "<feed/>\n", "blog/feed.xml": MATTER}, None),
    ],
)  # fmt: skip
def test_a_feed_stays_where_it_was(tmp_path, config, files, expected):
    """The plugin's, and one that the site made itself; one of a name that the publication has anyway needs nothing."""
    own = f"url: https://a.example\n{config}\n"
    conf = taken_over(tmp_path, {"_config.yml": own, **files}).conf

    assert conf.get("standfirst_former_feeds") == expected
