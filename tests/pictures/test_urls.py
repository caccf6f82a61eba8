"""One picture has one address, whatever a post writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from picture_server import ADDRESSES

from standfirst.pictures.remote.urls import (
    LONGEST,
    LONGEST_DATA,
    canonical,
    is_remote,
    port_of,
    split,
    why_not,
)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTP://Example.ORG:80/a.png#top", "http://example.org/a.png"),
        ("//example.org/a.png", "https://example.org/a.png"),
        (" https://example.org ", "https://example.org/"),
        ("https://example.org/图 1.png", "https://example.org/%E5%9B%BE%201.png"),
        ("https://example.org/%e5%9b%be%201.png", "https://example.org/%E5%9B%BE%201.png"),
        ("https://example.org/%7Ea/100%.png", "https://example.org/~a/100%25.png"),
        ("https://例え.jp/a.png", "https://xn--r8jz45g.jp/a.png"),
        ("https://☃.net/a.png", "https://xn--n3h.net/a.png"),
        ("https://example.org/a?b=%C3%a9&c=1", "https://example.org/a?b=%C3%A9&c=1"),
        ("https://example.org:443/a.PNG", "https://example.org/a.PNG"),
        ("https://example.org:80/a.png", "https://example.org:80/a.png"),
        ("HTTP://Example.org:8080/a.png", "http://example.org:8080/a.png"),
        ("https://[2001:DB8::1]:99/a.png?", "https://[2001:db8::1]:99/a.png"),
        ("https://example.org/%zz/%4/%", "https://example.org/%25zz/%254/%25"),
        ("https://example.org/%41%2f%2D%5f", "https://example.org/A%2F-_"),
        ("https://example.org/a b[1]?c[]= d|e", "https://example.org/a%20b%5B1%5D?c[]=%20d%7Ce"),
        (
            "https://example.org/:@!$&'()*+,;=?/?:@!$&'()*+,;=",
            "https://example.org/:@!$&'()*+,;=?/?:@!$&'()*+,;=",
        ),
        ("https://Ann:Secret@Example.org/%7e", "https://Ann:Secret@Example.org/%7e"),
        (
            "https://example.org/" + "%7e" * ((LONGEST - 20) // 3),
            "https://example.org/" + "~" * ((LONGEST - 20) // 3),
        ),
        (
            "https://example.org/%7e" + "a" * (LONGEST - 22),
            "https://example.org/%7e" + "a" * (LONGEST - 22),
        ),
        ("images/a b.png", "images/a b.png"),
        ("ftp://example.org/%7e", "ftp://example.org/%7e"),
    ],
)
def test_spellings_of_an_address_are_one(written, asked):
    """What the server would see alike is alike."""
    assert canonical(written) == asked


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://imgur.com/vP7eEFB", "https://i.imgur.com/vP7eEFB.jpg"),
        ("https://imgur.com/a-title-of-it-vP7eEFB", "https://i.imgur.com/vP7eEFB.jpg"),
        ("http://www.imgur.com/vP7eEFB.png", "https://i.imgur.com/vP7eEFB.png"),
        ("https://i.imgur.com/vP7eEFBl.jpeg?1", "https://i.imgur.com/vP7eEFB.jpeg"),
        ("https://i.imgur.com/vP7eEFB.gifv", "https://i.imgur.com/vP7eEFB.gif"),
        # cropped: a picture of its own
        ("https://i.imgur.com/vP7eEFBs.jpg", "https://i.imgur.com/vP7eEFBs.jpg"),
        # an album has many
        ("https://imgur.com/a/vP7eEFB", "https://imgur.com/a/vP7eEFB"),
        ("https://images.weserv.nl/?url=example.org%2Fa.png&w=300", "http://example.org/a.png"),
        ("https://wsrv.nl/?url=https://example.org/a.png", "https://example.org/a.png"),
        ("https://images.weserv.nl/?url=ssl:example.org/a.png", "https://example.org/a.png"),
        (
            "https://wsrv.nl/?url=https%3A%2F%2Fimages.weserv.nl%2F%3Furl%3Dhttps%3A%2F%2Fimgur.com%2FvP7eEFB",
            "https://i.imgur.com/vP7eEFB.jpg",
        ),
        ("https://wsrv.nl/?w=300", "https://wsrv.nl/?w=300"),
        ("https://i0.wp.com/example.org/a.png?ssl=1&w=300", "https://example.org/a.png"),
        ("https://i2.wp.com/example.org/a.png", "http://example.org/a.png"),
        ("https://github.com/a/b/blob/main/c/d.png?raw=true", "https://github.com/a/b/raw/main/c/d.png"),
        ("https://github.com/a/b/raw/main/c/d.png", "https://github.com/a/b/raw/main/c/d.png"),
        ("https://notimgur.com/vP7eEFB", "https://notimgur.com/vP7eEFB"),
        ("https://m.imgur.com/abcde", "https://i.imgur.com/abcde.jpg"),
        ("https://imgur.com/abcdef", "https://imgur.com/abcdef"),
        *((f"https://i.imgur.com/abcde{size}.png", "https://i.imgur.com/abcde.png") for size in "tmlh"),
        ("https://i.imgur.com/abcde", "https://i.imgur.com/abcde"),
        ("https://imgur.com:8080/vP7eEFB", "https://imgur.com:8080/vP7eEFB"),
        ("https://user@imgur.com/vP7eEFB", "https://user@imgur.com/vP7eEFB"),
        ("https://wsrv.nl/?url=//example.org/a.png", "https://example.org/a.png"),
        ("https://wsrv.nl/?url=%20&w=3", "https://wsrv.nl/?url=%20&w=3"),
        ("https://wsrv.nl/?" + "a=1&" * 49 + "url=e.org/a", "http://e.org/a"),
        ("https://wsrv.nl/?" + "a=1&" * 50 + "url=e.org/a", "https://wsrv.nl/?" + "a=1&" * 50 + "url=e.org/a"),
        ("https://i9.wp.com/example.org/a.png?ssl=0", "http://example.org/a.png"),
        ("https://i0.wp.com/localhost/a.png", "https://i0.wp.com/localhost/a.png"),
        ("https://i0.wp.com/example.org", "https://i0.wp.com/example.org"),
        ("https://i0.wp.com/example.org/", "https://i0.wp.com/example.org/"),
        ("https://ix.wp.com/example.org/a.png", "https://ix.wp.com/example.org/a.png"),
        ("https://github.com/a/b/tree/main/c.png", "https://github.com/a/b/tree/main/c.png"),
        ("https://imgur.com.example.org/vP7eEFB", "https://imgur.com.example.org/vP7eEFB"),
    ],
)  # fmt: skip
def test_pages_and_proxies_are_resolved_to_the_picture(written, asked):
    """Where the pattern is known."""
    assert canonical(written) == asked


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "not an http"),
        ("FILE:/etc/passwd", "not an http"),
        ("ftp://example.org/a.png", "not an http"),
        ("http:///a.png", "not an http"),
        ("http://\ud800/a.png", "not an http"),
        ("http://[::1", "not an http"),
        ("http://example.org:99999/a.png", "not an http"),
        ("https://example.org/" + "a" * LONGEST, "not an http"),
        ("https://user:secret@example.org/a.png", "password"),
        ("data:" + "A" * (LONGEST_DATA - 4), "too long"),
        (" DATA:" + "A" * (LONGEST_DATA - 5), "too long"),
        ("data:" + "A" * (LONGEST_DATA - 5), ""),
        ("https://example.org/" + "a" * (LONGEST - 20), ""),
        ("https://example.org/" + "a" * (LONGEST - 19), "not an http"),
        ("https://example.org:0/a.png", "not an http"),
        ("https://\ud800x.example/a.png", "not an http"),
        ("https://example.org/a.png", ""),
        ("//example.org/a.png", ""),
        ("data:image/png;base64,AAAA", ""),
    ],
)
def test_what_nobody_can_be_asked_for_is_said_by_its_address(url, reason):
    """Before anything is sent."""
    said = why_not(url)

    assert reason in said
    assert bool(said) == bool(reason)


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://a/", True),
        (" HTTP://a/", True),
        ("//a/", True),
        ("https:a", False),
        ("/a", False),
        ("ftp://a/", False),
        ("", False),
    ],
)
def test_a_picture_on_a_server_has_such_an_address(url, is_one):
    """Without a scheme it is one too."""
    assert is_remote(url) is is_one


@pytest.mark.parametrize(
    ("url", "port"), [("http://a/", 80), ("https://a/", 443), ("https://a:80/", 80)]
)
def test_each_scheme_has_its_port(url, port):
    """Where none is said."""
    assert port_of(split(url)) == port


@given(ADDRESSES)
def test_any_text_has_one_address(url):
    """It never fails, and the address of an address is itself."""
    found = canonical(url)

    assert canonical(found) == found
    assert is_remote(url) or not split(found) or url.strip() == found
    if split(found):
        assert "#" not in found
