"""Links by which readers pass an article on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from standfirst.settings import option_checks, sharing

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


AT, SAID = "https%3A%2F%2Fa.example%2Fb%2F", "A%20%26%20B"


@pytest.mark.parametrize(
    ("name", "label", "link"),
    [
        ("email", "E-mail", f"mailto:?subject={SAID}&body={AT}"),
        ("bluesky", "Bluesky", f"https://bsky.app/intent/compose?text={SAID}%20{AT}"),
        ("facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?u={AT}"),
        ("linkedin", "LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={AT}"),
        ("telegram", "Telegram", f"https://t.me/share/url?url={AT}&text={SAID}"),
        ("weibo", "微博", f"https://service.weibo.com/share/share.php?url={AT}&title={SAID}"),
        ("whatsapp", "WhatsApp", f"https://wa.me/?text={SAID}%20{AT}"),
        ("x", "X", f"https://x.com/intent/post?url={AT}&text={SAID}"),
    ],
)
def test_each_service_has_its_link(name, label, link):
    """Of the form that its service documents."""
    assert sharing.links([name], title="A & B", address="https://a.example/b/") == ((label, link),)


@pytest.mark.parametrize(("length", "is_cut"), [(140, False), (141, True)])
def test_a_title_has_140_characters(length, is_cut):
    """What the shortest of the services takes; a longer one ends with a sign."""
    [(_, link)] = sharing.links(["x"], title="字" * length, address=ADDRESS)
    [title] = parse_qs(urlsplit(link).query)["text"]

    assert title.endswith("…") is is_cut
    assert len(title) <= 140


def test_services_are_in_the_order_given():
    """Whatever that of the list is."""
    made = sharing.links(["x", "email", "weibo"], title="T", address=ADDRESS)

    assert [label for label, _ in made] == ["X", "E-mail", "微博"]


def test_a_long_title_is_cut():
    """No service takes a text of any length."""
    [(_, link)] = sharing.links(["bluesky"], title="字" * 300, address=ADDRESS)

    assert len(texts(link)[0]) < 200
    assert texts(link)[0].endswith(f"… {ADDRESS}")


@pytest.mark.parametrize("value", ["email", ["myspace"], [1], [["email"]], None])
def test_what_is_no_list_of_services_is_refused(value):
    """With the reason."""
    with pytest.raises(ValueError, match=r"is not a list|is none of"):
        option_checks.services(value)


def test_each_service_is_named_once():
    """In the order given."""
    assert option_checks.services(["x", "email", "x"]) == ("x", "email")
    assert option_checks.services([]) == ()


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
