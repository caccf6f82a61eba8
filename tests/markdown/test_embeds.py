"""What is embedded becomes a card with a link."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown import use_plugins
from standfirst.markdown.html.embeds import embed
from standfirst.markdown.render import to_html
from standfirst.problems import PostWarning, Problem

MD = MarkdownIt("commonmark")
use_plugins(MD)


@pytest.mark.parametrize(
    ("source", "title", "url"),
    [
        ("https://www.youtube.com/embed/a_-1?start=2", "YouTube", "https://www.youtube.com/watch?v=a_-1"),
        ("//www.youtube-nocookie.com/embed/a1", "YouTube", "https://www.youtube.com/watch?v=a1"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "YouTube", "https://www.youtube.com/playlist?list=PL1"),
        ("https://player.vimeo.com/video/12?h=3", "Vimeo", "https://vimeo.com/12"),
        ("//player.bilibili.com/player.html?bvid=BV1&page=1", "Bilibili", "https://www.bilibili.com/video/BV1"),
        ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b", "SoundCloud", "https://soundcloud.com/a/b"),
        ("https://w.soundcloud.com/player/?url=javascript:a", "SoundCloud", "https://w.soundcloud.com/player/?url=javascript:a"),
        ("https://open.spotify.com/embed/episode/1", "Spotify", "https://open.spotify.com/episode/1"),
        ("https://www.google.com/maps/embed?pb=1", "Google Maps", "https://www.google.com/maps/embed?pb=1"),
        ("https://www.example.org/a", "example.org", "https://www.example.org/a"),
        ("/files/chart.html", "chart.html", "/files/chart.html"),
    ],
)  # fmt: skip
def test_name_and_page_of_known_hosts(source: str, title: str, url: str):
    """A player is named after its service and linked by the page for readers."""
    token = embed("iframe", {"src": source}, "")

    assert token is not None
    assert token.meta == {"title": title, "url": url, "kind": "iframe"}


@pytest.mark.parametrize(
    "source",
    ["", " ", "javascript:a()", "data:text/html,a", "file:///a", "https://", "http://[a", "https://a:b/", "//", "a b"],
)  # fmt: skip
def test_unsafe_or_missing_address(source: str):
    """Without an address that a reader can follow there is no card."""
    assert embed("iframe", {"src": source}, "") is None


@pytest.mark.parametrize(
    ("html", "kind", "url"),
    [
        ('<iframe src="https://a.org/b">c</iframe>', "iframe", "https://a.org/b"),
        ("<video controls src=a.mp4></video>", "video", "a.mp4"),
        ("<video>\n<source src=a.mp4>\n<source src=b.webm>\n</video>", "video", "a.mp4"),
        ("<audio src=a.mp3></audio>", "audio", "a.mp3"),
        ("<embed src=a.pdf>", "iframe", "a.pdf"),
        ("<object data=a.pdf><p>b</p></object>", "iframe", "a.pdf"),
    ],
)
@pytest.mark.parametrize("place", ["<div>{}</div>", "text {} text", "{}"])
def test_elements(html: str, kind: str, url: str, place: str):
    """Every element that embeds becomes a card where it stands, and one warning."""
    problems: list[Problem] = []
    markdown = place.format(html)
    result = to_html(markdown, report=problems.append)
    tokens = [token for top in MD.parse(markdown) for token in (top, *(top.children or []))]
    (card,) = (token for token in tokens if token.type == "sf_embed")

    assert card.meta["kind"] == kind
    assert card.meta["url"] == url
    assert [problem.subtype for problem in problems] == [PostWarning.EMBED]
    assert f'href="{url}"' in result
    assert "source" not in result


def test_title_of_the_author():
    """The title that the author gave is the card's."""
    html = '<iframe src="https://a.org" title="An &quot;interview&quot;  of 2020"></iframe>'

    assert "An &quot;interview&quot; of 2020</a>" in to_html(html)


def test_within_a_link_only_the_title_is_left():
    """A link cannot stand within a link."""
    assert to_html("[a <video src=b.mp4></video>](c)") == '<p><a href="c">a b.mp4</a></p>\n'


@given(st.text(max_size=40), st.sampled_from(["", "https://", "//www.youtube.com/embed/", "https://w.soundcloud.com/?url="]))  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_any_address(text: str, prefix: str):
    """No address breaks the reading, and a card's address is safe."""
    token = embed("iframe", {"src": prefix + text}, "")

    assert token is None or not str(token.meta["url"]).lower().startswith(("javascript", "data"))
