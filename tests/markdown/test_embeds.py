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
    """Every element that embeds becomes a card where it stands; a frame one warning."""
    problems: list[Problem] = []
    markdown = place.format(html)
    result = to_html(markdown, report=problems.append)
    tokens = [token for top in MD.parse(markdown) for token in (top, *(top.children or []))]
    (card,) = (token for token in tokens if token.type == "sf_embed")

    assert card.meta["kind"] == kind
    assert card.meta["url"] == url
    # what is the publication's own plays in its card
    assert [problem.subtype for problem in problems] == [PostWarning.EMBED] * (kind == "iframe")
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


@pytest.mark.parametrize(
    ("source", "title", "url"),
    [
        ("https://youtu.be/a", "YouTube", None),
        ("https://www.youtube.com/embed/a/", "YouTube", "https://www.youtube.com/watch?v=a"),
        ("https://www.youtube.com/watch?v=a", "YouTube", None),
        ("https://www.youtube.com/embed/videoseries", "YouTube", None),
        ("https://www.youtube.com/embed/videoseries?list=a.b", "YouTube", None),
        (f"https://www.youtube.com/embed/{'a' * 64}", "YouTube", f"https://www.youtube.com/watch?v={'a' * 64}"),
        (f"https://www.youtube.com/embed/{'a' * 65}", "YouTube", None),
        ("https://vimeo.com/1", "Vimeo", None),
        ("https://player.vimeo.com/video/a.b", "Vimeo", None),
        ("https://soundcloud.com/a", "SoundCloud", None),
        ("https://www.bilibili.com/a", "Bilibili", None),
        ("https://player.bilibili.com/player.html?aid=1", "Bilibili", None),
        ("https://spotify.com/embed/a", "Spotify", None),
        ("https://open.spotify.com/track/1", "Spotify", None),
        ("https://docs.google.com/forms/a", "Google", None),
        ("https://platform.twitter.com/a", "Twitter", None),
        ("https://x.com/a", "X", None),
        ("https://embed.podcasts.apple.com/a", "Apple Podcasts", None),
        ("https://notx.com/a", "notx.com", None),
        ("https://apple.com/a", "apple.com", None),
        ("http://A.org:80/b", "a.org", None),
        ("/a/", "/a/", None),
    ],
)  # fmt: skip
def test_a_card_leads_where_the_player_does_if_no_page_is_known(source, title, url):
    """It has the service's name on each of its hosts, and on no other."""
    token = embed("iframe", {"src": source}, "")

    assert token.meta == {"title": title, "url": url or source, "kind": "iframe"}


@pytest.mark.parametrize(
    ("name", "attributes", "within", "title", "url"),
    [
        ("video", {"src": " "}, "/b", "b", "/b"),
        ("object", {"src": "/a"}, "/b", "b", "/b"),
        ("object", {"data": "/a", "src": "/c"}, "/b", "a", "/a"),
        ("audio", {"src": " /a ", "title": " x  y "}, "", "x y", "/a"),
        ("embed", {"src": "/a", "title": " "}, "", "a", "/a"),
        ("iframe", {"src": "/a", "title": "x" * 301}, "", "x" * 300, "/a"),
    ],
)
def test_a_card_has_the_title_and_the_address_that_are_given(name, attributes, within, title, url):
    """The element's own before that of the source within it; a title has three hundred characters at most."""
    token = embed(name, attributes, within)

    assert (token.meta["title"], token.meta["url"], token.info) == (title, url, url)
