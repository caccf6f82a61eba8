"""Links by which readers pass an article on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from standfirst.settings import sharing

ADDRESS = "https://example.org/review/2026/01/x/"
TITLE = 'Debt & “form”: 100 %, #1? <b>借"'


def texts(link):
    """Return what a link tells its service, decoded."""
    return [value for values in parse_qs(urlsplit(link).query).values() for value in values]


@pytest.mark.parametrize("name", sharing.SERVICES)
def test_a_service_is_told_the_address_and_where_it_takes_one_the_title(name):
    """Whatever stands in them; and nothing else of the page."""
    [(_, link)] = sharing.links([name], title=TITLE, address=ADDRESS)
    told = " ".join(texts(link))

    assert ADDRESS in told
    assert told.replace(ADDRESS, "").strip() in {"", TITLE}
    assert urlsplit(link).scheme in {"https", "mailto"}
    assert link.isascii()
    assert not set(link) & set("\"'<> ")


def test_a_long_title_is_cut():
    """No service takes a text of any length."""
    [(_, link)] = sharing.links(["bluesky"], title="字" * 300, address=ADDRESS)

    assert len(texts(link)[0]) < 200
    assert texts(link)[0].endswith(f"… {ADDRESS}")


@pytest.mark.parametrize("value", ["email", ["myspace"], [1], [["email"]], None])
def test_what_is_no_list_of_services_is_refused(value):
    """With the reason."""
    with pytest.raises(ValueError, match=r"is not a list|is none of"):
        sharing.chosen(value)


def test_each_service_is_named_once():
    """In the order given."""
    assert sharing.chosen(["x", "email", "x"]) == ("x", "email")
    assert sharing.chosen([]) == ()


def shared(built, page):
    """Return label and link of the ways to share that a page has."""
    links = html.fromstring(built.read(page)).xpath("//div[@class='sf-share']//a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_an_article_has_them_where_everybody_may_read_it(publication):
    """As configured, in its own language; none on a withdrawn one, none without an address."""
    publication.post("2026-01-02-x")
    publication.post("2026-01-03-y", withdrawn="2026-02-01")
    publication.post("2026-01-04-z", "一二三四五。\n", title="题目", description="说明。")
    site = publication.build()
    default = [label for label, _ in shared(site, "2026/01/x/")]

    assert default == ["E-mail", "Bluesky", "Facebook", "LinkedIn", "WhatsApp"]
    assert shared(site, "2026/01/y/") == []
    assert shared(site, "2026/01/z/")[0][0] == "电子邮件"

    site = publication.build("standfirst_share=weibo,x")
    expected = sharing.links(["weibo", "x"], title="A title", address=ADDRESS)
    assert shared(site, "2026/01/x/") == list(expected)

    assert shared(publication.build("standfirst_base_url="), "2026/01/x/") == []
