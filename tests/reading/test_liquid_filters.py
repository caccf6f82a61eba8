"""Each of Liquid's filters that posts may use, as Jekyll's documentation has it."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.limits.budget import Budget
from standfirst.reading.liquid.expressions import (
    FILTERS,
    MAKING,
    LiquidError,
    NoValueError,
    SizeError,
    evaluate,
)

SCOPE = {
    "site": {"url": "https://example.org", "list": ["a", "b", "c"], "none": [], "map": {"a": 1}},
    "page": {
        "date": dt.datetime(2026, 1, 2, 9, 5, 7, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        "day": dt.date(2026, 1, 2),
        "title": "a Title",
        "yes": True,
        "no": False,
        "empty": "",
        "count": 3,
        "nothing": None,
    },
}
TABLE = [
    ("absolute_url", "'/a.png'", "https://example.org/a.png"),
    ("absolute_url", "'a.png'", "https://example.org/a.png"),
    ("append: '.html'", "'a'", "a.html"),
    ("capitalize", "'aB cD'", "Ab cd"),
    ("capitalize", "page.empty", ""),
    ("cgi_escape", "'a b/c&d'", "a%20b%2Fc%26d"),
    ("date", "page.date", "2026-01-02"),
    ("date: '%d.%m.%y %H'", "page.date", "02.01.26 09"),
    ("date: '%Y'", "'2026-01-02'", "2026"),
    ("date: '%Y'", "page.day", "2026"),
    ("date: '%Y'", "'soon'", "soon"),
    ("date: '%Y'", "3", "3"),
    ("date_to_string", "page.date", "02 Jan 2026"),
    ("date_to_xmlschema", "page.date", "2026-01-02T09:05:07+08:00"),
    ("date_to_xmlschema", "'soon'", "soon"),
    ("default: 'x'", "page.nothing", "x"),
    ("default: 'x'", "page.empty", "x"),
    ("default: 'x'", "page.no", "x"),
    ("default: 'x'", "page.yes", "true"),
    ("default: 'x'", "page.title", "a Title"),
    ("downcase", "'AÉ'", "aé"),
    ("escape", "'<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;"),
    ("first", "site.list", "a"),
    ("first | append: 'x'", "site.none", "x"),
    ("join", "site.list", "a b c"),
    ("join: ', '", "site.list", "a, b, c"),
    ("join: ', '", "'alone'", "alone"),
    ("last", "site.list", "c"),
    ("last | append: 'x'", "site.none", "x"),
    ("prepend: 'b'", "'a'", "ba"),
    ("relative_url", "'a/b.png'", "/a/b.png"),
    ("relative_url", "'/a/b.png'", "/a/b.png"),
    ("remove: 'a'", "'banana'", "bnn"),
    ("replace: 'a', 'o'", "'banana'", "bonono"),
    ("replace: 'a'", "'banana'", "bnn"),
    ("size", "site.list", "3"),
    ("size", "'four'", "4"),
    ("size", "page.count", "0"),
    ("slugify", "'The _config.yml file!'", "the-config-yml-file"),
    ("strip", "'  a b  '", "a b"),
    ("strip_html", "'<b>a</b> < b'", "a < b"),
    ("upcase", "'aé'", "AÉ"),
    ("uri_escape", "'a b/c?d=é&e'", "a%20b/c?d=%C3%A9&e"),
    ("url_encode", "'a b/c'", "a%20b%2Fc"),
    ("xml_escape", "'<a>&'", "&lt;a&gt;&amp;"),
]
"""Filter, value, result."""
VALUES = [
    ("'a | b'", "a | b"),
    ('"it\'s"', "it's"),
    ("'", None),
    ("-1.50", "-1.5"),
    ("12", "12"),
    ("page.yes", "true"),
    ("page.no", "false"),
    ("page.date", "2026-01-02 09:05:07 +0800"),
    ("page['title']", "a Title"),
    ("page.title.size", "7"),
    ("site.list", "abc"),
    ("site.list.size", "3"),
    ("site.list.first", "a"),
    ("site.list.last", "c"),
    ("site.list[0]", "a"),
    ("site.list[2]", "c"),
    ("site.list[3]", NoValueError),
    ("site.list.²", None),
    ("site.none.first", NoValueError),
    ("page.title.more", NoValueError),
    ("page.nothing", NoValueError),
    ("site.map.a", "1"),
    ("site.map", LiquidError),
    ("user.name", LiquidError),
    ("page.title | shout", LiquidError),
    ("page.title | upcase: 1", LiquidError),
]


@pytest.mark.parametrize(("name", "value", "expected"), TABLE)
def test_a_filter_gives_what_jekylls_gives(name, value, expected):
    """Of texts, numbers, lists, dates, and of nothing."""
    assert evaluate(f"{value} | {name}", SCOPE, Budget(1000)) == expected


def test_every_filter_is_in_the_table():
    """Under its name."""
    tried = {name.partition(":")[0].partition(" ")[0] for name, _, _ in TABLE}

    assert tried == {*FILTERS, *MAKING, "absolute_url"}


@pytest.mark.parametrize(("text", "expected"), [pair for pair in VALUES if pair[1]])
def test_a_value_is_found_and_printed(text, expected):
    """Literals, steps into lists and mappings, in both notations; or it is said what keeps it from that."""
    if isinstance(expected, str):
        assert evaluate(text, SCOPE, Budget(1000)) == expected
    else:
        with pytest.raises(expected):
            evaluate(text, SCOPE, Budget(1000))


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        # a list counts one besides what is in it, as what a filter is given is; then what is made
        ("'abcde'", 5),
        ("page.date", 1),
        ("site.list", 4),
        ("'abc' | upcase", 1 + 3 + 3),
        ("'abc' | replace: 'b', 'xyz'", 1 + 3 + 1 + 3 + (3 + 3)),
        ("site.list | join: '12345'", 1 + 4 + 5 + (3 * 5)),
    ],
)
def test_what_a_value_may_be_has_a_bound(text, costs):
    """It is made where there is just enough left, and refused where there is one character less."""
    budget = Budget(0)
    budget.left = costs

    assert evaluate(text, SCOPE, budget)
    budget.left = costs - 1
    with pytest.raises(SizeError):
        evaluate(text, SCOPE, budget)


def test_the_form_of_a_date_has_a_bound():
    """A hundred characters are carried out, one more is not."""
    assert evaluate(f"page.date | date: '{'-' * 98}%d'", SCOPE, Budget(1000)) == f"{'-' * 98}02"
    with pytest.raises(LiquidError, match="too long"):
        evaluate(f"page.date | date: '{'-' * 99}%d'", SCOPE, Budget(1000))
