"""Where posts may lead, as every program that shows them reads an address."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_tree import MODULES

from standfirst.markdown.html.addresses import without
from standfirst.policy import links
from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning, Problem
from standfirst.sources.front_matter import field_values

ASTRAY = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " \t\n javascript:alert(1)",
    "\x00\x01\x1fjavascript:alert(1)",
    "java\tscr\r\nipt:alert(1)",
    "\ufeff\u200bjava\u200dscript\xad:alert(1)",
    "\u3000javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "feed:javascript:alert(1)",
    "view-source:https://example.org/",
    "intent://x#Intent;scheme=http;end",
    "ms-msdt:/id PCWDiagnostic",
    "ftp://example.org/a",
    "tel:+441234",
    "x:y",
    r"C:\autoexec.bat",
]
"""Each is a link that starts a program, runs a script, or comes from nowhere."""
FINE = [
    "",
    "#part",
    "/about/",
    "../a post.md",
    "?page=javascript:alert(1)",
    "a/javascript:alert(1)",
    "Chapter 1: a beginning.md",
    "12:30.md",
    "javascript%3Aalert(1)",
    ":x",
    "//example.org/a",
    "http://example.org",
    "HTTPS://example.org/?x=javascript:y",
    "https://user:secret@example.org/",
    "https://[",
    "mailto:a@example.org?subject=b&cc=c",
]


@pytest.mark.parametrize("address", ASTRAY)
def test_no_text_leads_there(address: str) -> None:
    """However it is spelt, and whatever a browser leaves out of it."""
    assert not links.is_allowed(address)


@pytest.mark.parametrize("address", FINE)
def test_a_text_leads_there(address: str) -> None:
    """To the web, to a mailbox, and to whatever has no scheme: that is within the publication."""
    assert links.is_allowed(address)


@given(st.text(alphabet="\x00\x07\t\n\r \x1f\x7f\u200b\u202e\ufeff", max_size=12), st.integers(0, 10))  # fmt: skip
def test_nothing_hides_a_scheme(noise: str, place: int) -> None:
    """Controls and what nobody sees may stand before it and, but for a space, within it."""
    within = noise.replace(" ", "")

    assert links.scheme_of(f"{noise}javascript:x") == "javascript"
    assert (
        links.scheme_of(f"{'javascript'[:place]}{within}{'javascript'[place:]}:x") == "javascript"
    )


@given(st.text(alphabet="aZ09+.-:/#?\u00e9\u212a\u4e00 \t\n\x00", max_size=8))
def test_a_scheme_as_it_is_written(address: str) -> None:
    """A letter, then letters, digits and three signs up to a colon (RFC 3986, section 3.1), all of them ASCII."""
    before, colon, _ = address.partition(":")
    expected = (
        bool(colon)
        and before[:1] in set(string.ascii_letters)
        and set(before) <= set(string.ascii_letters + string.digits + "+.-")
    )

    assert links.has_scheme(address) is expected
    assert links.is_elsewhere(address) is (expected or address.startswith("//"))
    assert not expected or links.scheme_of(address) == before.lower()


@given(st.text(alphabet="a1:/#?. \u4e00", max_size=5))
def test_what_leads_to_a_page_or_file(address: str) -> None:
    """Neither out of the publication nor to a place on the page itself; and nothing is both."""
    begins = address.startswith("#") or not address

    assert links.is_internal(address) is not (begins or links.is_elsewhere(address))
    assert not (begins and links.is_elsewhere(address))


@pytest.mark.parametrize(
    ("address", "elsewhere", "internal"),
    [
        ("", False, False),
        ("#part", False, False),
        ("//example.org/a", True, False),
        ("HTTPS://example.org", True, False),
        ("mailto:a@example.org", True, False),
        ("C:\\a.png", True, False),
        ("/a#b", False, True),
        ("?a=b:c", False, True),
        ("12:30.md", False, True),
        ("./a:b.md", False, True),
        ("中文:a.md", False, True),
    ],
)
def test_what_leads_out_of_the_publication(address: str, elsewhere: bool, internal: bool) -> None:
    """As it is written: a colon makes a scheme only of what may be one."""
    assert (links.is_elsewhere(address), links.is_internal(address)) == (elsewhere, internal)


def test_only_one_module_says_what_a_scheme_is() -> None:
    """Others ask it."""
    pattern = re.compile(r"\[[\w+.-]*\+\\?\.\\?-[\w+.-]*\]\*\)?:", re.ASCII)
    found = [path.name for path in MODULES if pattern.search(path.read_text(encoding="utf-8"))]

    assert found == ["links.py"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/a.png", (True, True)),
        ("https://example.org/a.png", (True, True)),
        ("data:image/png;base64,AAAA", (True, True)),
        ("data:image/svg+xml;base64,AAAA", (False, False)),
        ("data:text/html,x", (False, False)),
        ("javascript:x", (False, False)),
        ("ftp://example.org/a.png", (False, True)),
        ("ftp:example.org/a.png", (False, False)),
        ("a:b.png", (False, False)),
    ],
)
def test_what_may_be_a_picture(address: str, expected: tuple[bool, bool]) -> None:
    """The picture itself, but for one that can run a script; of others a warning says why there is none."""
    assert (links.is_picture(address), links.is_tried(address)) == expected


def test_a_refusal_says_what_and_where_in_one_line() -> None:
    """And shows no more of an address than a line has room for."""
    expected = Problem(
        subtype=PostWarning.REFUSED,
        message=r"the link 'java\nscript:x' has a scheme that no text may use (javascript:); only its text is shown",
        remedy="link to a page of the publication, or to an address that begins with https:// or mailto:",
        line=7,
    )

    assert links.refusal("java\nscript:x", 7) == expected
    assert len(links.refusal("x:" + "y" * 100_000, 1).text()) < 400


def test_each_thing_is_told_once_with_its_line_in_the_file() -> None:
    """However often a text has it; classes all together; and never more than a reader would read."""
    told: list[Problem] = []
    refusals = Refusals(report=told.append, extra={"ours"}, schemes=("project", "path"))
    below = refusals.below(10)
    kept = [below.kept(["ours", "w-100", "lead"], 3), refusals.kept(["modal", "w-100"], 2)]
    answers = [
        refusals.leads_astray("x:y", 4),
        below.leads_astray("x:y", 1),
        below.leads_astray("v:w", 1),
        refusals.leads_astray("project:a", 1),
        refusals.leads_astray("path:javascript:a", 5),
        refusals.is_taken("main-content", 6),
        refusals.is_taken("method", 6),
    ]
    refusals.report_classes()
    refusals.report_classes()

    assert kept == [["ours", "lead"], []]
    assert answers == [True, True, True, False, True, True, False]
    assert [(p.subtype, p.line, p.message.partition(" has ")[0].partition(" belongs ")[0]) for p in told] == [
        (PostWarning.REFUSED, 4, "the link 'x:y'"),
        (PostWarning.REFUSED, 11, "the link 'v:w'"),
        (PostWarning.REFUSED, 5, "the link 'javascript:a'"),
        (PostWarning.REFUSED, 6, "the id 'main-content'"),
        (PostWarning.REFUSED, 2, "the classes 'w-100', 'modal' are not for texts; left out, and the text stays"),
    ]  # fmt: skip

    for number in range(1_000):
        refusals.leads_astray(f"x:{number}", 1)

    assert len(told) == 101


def test_a_publisher_s_own_text_gives_any_class_but_those_of_the_layout() -> None:
    """A standing page knows the publication's style sheets; it covers no page by a slip."""
    refusals = Refusals(report=pytest.fail, is_editors=True)

    assert refusals.kept(["chart", "position-fixed", "sf-pattern", "d-none"], 1) == ["chart", "sf-pattern"]  # fmt: skip
    assert refusals.classes == {"position-fixed": 1, "d-none": 1}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="javascript:a" title=b>c</a>', "<a title=b>c</a>"),
        ("<A HREF = 'java&#9;script&colon;a'>c</A>", "<A>c</A>"),
        ("<a/href=vbscript:a>c</a>", "<a/>c</a>"),
        ("<a title=it's href=javascript:a>c</a>", "<a title=it's>c</a>"),
        ('<a href="javascript:a"title=b<c>', "<a title=b<c>"),
        ("<a title='<b>' href=javascript:`a`>c</a>", "<a title='<b>'>c</a>"),
        ("<!-- a --!><a href=javascript:a> -->", "<!-- a --!><a> -->"),
        ("<![CDATA[><a href=javascript:a>]]>", "<![CDATA[><a>]]>"),
        ("<svg><style><p><a href=javascript:a>", "<svg><style><p><a>"),
        ('<form action="x:y"><button formaction=x:y>', "<form><button>"),
        ('<img src="data:image/png;base64,AA" srcset="a.png 1x, x:y 2x">', '<img src="data:image/png;base64,AA">'),
        ('<iframe src="data:text/html,a"></iframe>', "<iframe></iframe>"),
        ('<svg><use xlink:href="data:a"/></svg>', "<svg><use /></svg>"),
        ('<object data="x:y"></object><q cite="x:y">', "<object></object><q>"),
        ('<meta http-equiv="Refresh" content="0; url=javascript:a">', '<meta http-equiv="Refresh">'),
        ('<meta name="description" content="Note: a">', '<meta name="description" content="Note: a">'),
        ('<a  href="https://example.org/"  CLASS=x >c</a >', '<a  href="https://example.org/"  CLASS=x >c</a >'),
        ("a: <!-- <a href='x:y'> --> b", "a: <!-- <a href='x:y'> --> b"),
    ],
)  # fmt: skip
def test_html_loses_the_addresses_that_lead_astray(html: str, expected: str) -> None:
    """Of whatever element and attribute; nothing else in it is another."""
    assert without(html, lambda address: not links.is_allowed(address)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[There](javascript:alert(1)), 2020", ("There, 2020", "javascript:alert(1)")),
        ({"title": "There", "url": "data:x"}, ("There", "data:x")),
        ("[There](https://example.org/a)", ("There", "https://example.org/a")),
        ("Note: see [1](page 2)", ("Note: see [1](page 2)", "")),
    ],
)
def test_where_an_article_first_appeared_keeps_its_words(value: object, expected: tuple[str, str]) -> None:  # fmt: skip
    """Its address is told of by who reads the front matter."""
    assert field_values.source(value) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("a.pdf", "a.pdf"), ("a.pdf?b#c", "a.pdf"), ("a#b?c", "a"), ("?a", ""), ("#a", ""), ("", "")],
)
def test_an_address_without_its_tail(address: str, expected: str) -> None:
    """Neither query nor fragment, in whatever order their signs stand."""
    assert links.without_tail(address) == expected
