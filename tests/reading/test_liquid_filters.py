"""Each of Liquid's filters that posts may use, as Jekyll's documentation has it."""

from __future__ import annotations

import datetime as dt

import pytest
from liquid_texts import carried_out

from standfirst.limits.budget import Budget
from standfirst.problems import PostWarning
from standfirst.reading.liquid.filters import FILTERS

SHIPS = [
    {"name": "Alder", "tons": 300, "port": "Hull", "crew": ["Ann", "Bo"], "yard": {"town": "Ayr"}},
    {"name": "birch", "tons": "42", "port": "Leith", "built": dt.date(1911, 5, 3)},
    {"name": "Cedar", "tons": 1200, "port": "Hull", "crew": [], "none": None},
]
SITE = {
    "url": "https://example.org",
    "list": ["a", "b", "c"],
    "twice": ["b", "a", "b", 1],
    "none": [],
    "map": {"a": 1},
    "ships": SHIPS,
    "time": dt.datetime(2026, 5, 6, 7, tzinfo=dt.UTC),
}
PAGE = {
    "date": dt.datetime(2026, 1, 2, 9, 5, 7, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    "day": dt.date(2026, 1, 2),
    "title": "a Title",
    "yes": True,
    "no": False,
    "empty": "",
    "count": 3,
    "nothing": None,
}
TABLE = [
    ("abs", "-7", "7"),
    ("absolute_url", "'/a.png'", "https://example.org/a.png"),
    ("absolute_url", "'a.png'", "https://example.org/a.png"),
    ("absolute_url", "'http://b.example/c'", "http://b.example/c"),
    ("append: '.html'", "'a'", "a.html"),
    ("append: 1", "page.yes", "true1"),
    ("array_to_sentence_string", "site.list", "a, b, and c"),
    ("array_to_sentence_string: 'or'", "site.twice | slice: 0, 2", "b or a"),
    ("at_least: 5", "page.count", "5"),
    ("at_most: 2", "page.count", "2"),
    ("base64_decode", "'4pyT'", "✓"),
    ("base64_encode", "'✓'", "4pyT"),
    ("base64_url_safe_decode", "'_w=='", None),
    ("base64_url_safe_encode", "'✓'", "4pyT"),
    ("capitalize", "'aB cD'", "Ab cd"),
    ("capitalize", "page.empty", ""),
    ("ceil", "1.2", "2"),
    ("cgi_escape", "'a b/c&d'", "a+b%2Fc%26d"),
    ("compact | size", "site.ships | map: 'built'", "1"),
    ("concat: site.twice", "site.list", "abcbab1"),
    ("date", "page.date", "2026-01-02"),
    ("date: '%d.%m.%y %H'", "page.date", "02.01.26 09"),
    ("date: '%Y'", "'2026-01-02'", "2026"),
    ("date: '%Y'", "page.day", "2026"),
    ("date: '%Y'", "'soon'", "soon"),
    ("date: '%Y-%m-%d'", "'now'", "2026-05-06"),
    ("date: '%Y'", "1735689600", "2025"),
    ("date: '%s %L %:z %%s'", "page.date", "1767315907 000 +08:00 %s"),
    ("date: '%-d. %B'", "page.date", "2. January"),
    *(
        (name, "'soon'", "soon")
        for name in ("date_to_long_string", "date_to_rfc822", "date_to_string")
    ),
    *(
        (name, "page.nothing", "")
        for name in (
            "date",
            "date_to_long_string",
            "date_to_rfc822",
            "date_to_string",
            "date_to_xmlschema",
        )
    ),
    ("date_to_rfc822", "page.day", "Fri, 02 Jan 2026 00:00:00 +0000"),
    ("date_to_xmlschema", "page.day", "2026-01-02T00:00:00+00:00"),
    ("date_to_long_string", "page.date", "02 January 2026"),
    ("date_to_long_string: 'ordinal'", "'2026-03-11'", "11th March 2026"),
    ("date_to_rfc822", "page.date", "Fri, 02 Jan 2026 09:05:07 +0800"),
    ("date_to_string", "page.date", "02 Jan 2026"),
    ("date_to_string: 'ordinal', 'US'", "page.date", "Jan 2nd, 2026"),
    ("date_to_string: 'ordinal'", "'2026-03-21'", "21st Mar 2026"),
    ("date_to_xmlschema", "page.date", "2026-01-02T09:05:07+08:00"),
    ("date_to_xmlschema", "'soon'", "soon"),
    ("default: 'x'", "page.nothing", "x"),
    ("default: 'x'", "page.empty", "x"),
    ("default: 'x'", "page.no", "x"),
    ("default: 'x'", "page.yes", "true"),
    ("default: 'x'", "page.title", "a Title"),
    ("divided_by: 2", "7", "3"),
    ("divided_by: 2.0", "7", "3.5"),
    ("divided_by: 0", "7", None),
    ("downcase", "'AÉ'", "aé"),
    ("escape", "'<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;"),
    ("escape_once", "'&lt;b&gt; &'", "&lt;b&gt; &amp;"),
    ("find: 'port', 'Hull' | map: 'name'", "site.ships", "Alder"),
    ("find_exp: 's', 's.port == \"Leith\"' | map: 'name'", "site.ships", "birch"),
    ("find_index: 'port', 'Leith'", "site.ships", "1"),
    ("first", "site.list", "a"),
    ("first | append: 'x'", "site.none", "x"),
    ("floor", "1.8", "1"),
    ("group_by: 'port' | map: 'name' | join", "site.ships", "Hull Leith"),
    ("group_by: 'port' | map: 'size' | join", "site.ships", "2 1"),
    ("group_by_exp: 's', 's.port | upcase' | map: 'name' | join", "site.ships", "HULL LEITH"),
    ("has: 'port', 'Leith'", "site.ships", "true"),
    ("inspect", "site.map", "{&quot;a&quot;:1}"),
    ("join", "site.list", "a b c"),
    ("join: ', '", "site.list", "a, b, c"),
    ("join: ', '", "'alone'", "alone"),
    ("jsonify", "site.twice", '["b","a","b",1]'),
    ("jsonify", "page.day", '"2026-01-02"'),
    ("last", "site.list", "c"),
    ("last | append: 'x'", "site.none", "x"),
    ("lstrip", "'  a '", "a "),
    ("map: 'yard.town' | join", "site.ships", "Ayr  "),
    ("markdownify", "'*a* `b`'", "<p><em>a</em> <code>b</code></p>\n"),
    ("markdownify", "'![c](/d.png)'", '<p><img src="/d.png" alt="c" /></p>\n'),
    ("minus: 1", "page.count", "2"),
    ("modulo: 2", "page.count", "1"),
    ("newline_to_br", "'a\nb'", "a<br />\nb"),
    ("normalize_whitespace", "' a\n  b '", "a b"),
    ("number_of_words", "'one two 三'", "3"),
    ("number_of_words: 'cjk'", "'one 你好'", "3"),
    ("number_of_words: 'auto'", "'one 你好'", "3"),
    ("plus: 1", "page.count", "4"),
    ("plus: 0.5", "page.count", "3.5"),
    ("pop | join", "site.list", "a b"),
    ("pop: 2 | join", "site.list", "a"),
    ("prepend: 'b'", "'a'", "ba"),
    ("push: 'd' | join", "site.list", "a b c d"),
    ("reject: 'port', 'Hull' | map: 'name'", "site.ships", "birch"),
    ("relative_url", "'a/b.png'", "/a/b.png"),
    ("relative_url", "'/a/b.png'", "/a/b.png"),
    ("relative_url", "'/a b.png'", "/a%20b.png"),
    ("relative_url", "'https://b.example/c'", "https://b.example/c"),
    ("remove: 'a'", "'banana'", "bnn"),
    ("remove_first: 'a'", "'banana'", "bnana"),
    ("remove_last: 'a'", "'banana'", "banan"),
    ("replace: 'a', 'o'", "'banana'", "bonono"),
    ("replace: 'a'", "'banana'", "bnn"),
    ("replace_first: 'a', 'o'", "'banana'", "bonana"),
    ("replace_last: 'a', 'o'", "'banana'", "banano"),
    ("reverse | join", "site.list", "c b a"),
    ("round", "2.5", "3"),
    ("round: 2", "3.14159", "3.14"),
    ("rstrip", "' a  '", " a"),
    ("shift | join", "site.list", "b c"),
    ("size", "site.list", "3"),
    ("size", "'four'", "4"),
    ("size", "page.count", "0"),
    ("slice: 1", "'abc'", "b"),
    ("slice: -2, 2", "'abc'", "bc"),
    ("slugify", "'The _config.yml file!'", "the-config-yml-file"),
    ("slugify: 'pretty'", "'The _config.yml file!'", "the-_config.yml-file!"),
    ("slugify: 'ascii'", "'Ünder a Tree'", "nder-a-tree"),
    ("slugify: 'latin'", "'Ünder a Tree'", "under-a-tree"),
    ("slugify: 'raw'", "'The _config.yml file!'", "the-_config.yml-file!"),
    ("slugify: 'none'", "'The File'", "the file"),
    ("smartify", "'\"a\"'", "“a”"),
    ("sort | join", "site.twice", "1 a b b"),
    ("sort: 'tons' | map: 'name' | join", "site.ships", "birch Alder Cedar"),
    ("sort: 'built', 'last' | map: 'name' | join", "site.ships", "birch Alder Cedar"),
    ("sort: 'built' | map: 'name' | join", "site.ships", "Alder Cedar birch"),
    ("sort_natural: 'name' | map: 'name' | join", "site.ships", "Alder birch Cedar"),
    ("split: ',' | size", "'a,b,,'", "2"),
    ("split: '' | join", "'ab'", "a b"),
    ("split: ' ' | join: '-'", "' a  b '", "a-b"),
    ("squish", "' a\n b '", "a b"),
    ("strip", "'  a b  '", "a b"),
    ("strip_html", "'<b>a</b> < b'", "a < b"),
    ("strip_index", "'/a/index.html'", "/a/"),
    ("strip_newlines", "'a\nb'", "ab"),
    ("sum: 'size'", "site.ships | group_by: 'port'", "3"),
    ("times: 2", "page.count", "6"),
    ("to_integer", "'12 apples'", "12"),
    ("truncate: 5", "'abcdefgh'", "ab..."),
    ("truncatewords: 2", "'a b c'", "a b..."),
    ("uniq | join", "site.twice", "b a 1"),
    ("uniq: 'port' | map: 'name' | join", "site.ships", "Alder birch"),
    ("unshift: 'z' | join", "site.list", "z a b c"),
    ("upcase", "'aé'", "AÉ"),
    ("uri_escape", "'a b/c?d=é&e'", "a%20b/c?d=%C3%A9&e"),
    ("url_decode", "'a+b%21'", "a b!"),
    ("url_encode", "'a b/c'", "a+b%2Fc"),
    ("where: 'crew', 'Bo' | map: 'name'", "site.ships", "Alder"),
    ("where: 'tons', 42 | map: 'name'", "site.ships", "birch"),
    ("where: 'yard.town', 'Ayr' | map: 'name'", "site.ships", "Alder"),
    ("where: 'built', nil | map: 'name' | join", "site.ships", "Alder Cedar"),
    ("where_exp: 's', 's.tons > 300' | map: 'name'", "site.ships | where: 'port', 'Hull'", "Cedar"),
    ("where_exp: 's', 's.port =='", "site.ships", None),
    ("xml_escape", "'<a>&\"'", "&lt;a&gt;&amp;&quot;"),
]
"""Filter, value, result; none where it stays as text."""
VALUES = [
    ("'a | b'", "a | b"),
    ('"it\'s"', "it's"),
    ("'", None),
    ("-1.50", "-1.5"),
    ("12", "12"),
    ("(1..3)", "1..3"),
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
    ("site.list[-1]", "c"),
    ("site.ships[0].crew[1]", "Bo"),
    ("site[page.nothing]", ""),
    ("site.list[3]", ""),
    ("site.none.first", ""),
    ("page.title.more", ""),
    ("page.nothing", ""),
    ("site.map.a", "1"),
    ("site.map", None),
    ("user.name", None),
    ("page.title | shout", None),
    ("page.title | upcase: 1", None),
    ("page.title | sample", None),
    ("page.title | safe", None),
]


def value_of(expression, budget=None):
    """Return what stands for *expression*; None where it stays as text."""
    text = f"{{{{ {expression} }}}}"
    rendered, problems = carried_out(text, site=SITE, page=PAGE, budget=budget)
    return None if problems and rendered.text == text else rendered.text


@pytest.mark.parametrize(("name", "value", "expected"), TABLE)
def test_a_filter_gives_what_jekylls_gives(name, value, expected):
    """Of texts, numbers, lists, dates, and of nothing."""
    assert value_of(f"{value} | {name}") == expected


def test_every_filter_is_in_the_table():
    """Under its name."""
    tried = {name.partition(":")[0].partition(" ")[0] for name, _, _ in TABLE}

    assert tried == set(FILTERS)


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_a_value_is_found_and_printed(text, expected):
    """Literals, steps into lists and mappings, in both notations; or it stays as it is written."""
    assert value_of(text) == expected


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        # each value counts one, and its characters: as a filter is given it, as it is made, and as it is written
        ("'abcde'", (1 + 5) + 5),
        ("page.date", 1 + 25),
        ("site.list", (1 + 3 * 2) + 3),
        ("'abc' | upcase", (1 + 3) * 2 + 3),
        ("'abc' | replace: 'b', 'xyz'", (4 + 2 + 4) + 6 + 5),
        ("(1..300)", 1 + 300 + 6),
    ],
)
def test_what_a_value_may_be_has_a_bound(text, costs):
    """It is made where there is just enough left, and refused where there is one character less."""
    budget = Budget(0)
    budget.left = costs
    assert value_of(text, budget) is not None

    poorer = Budget(0)
    poorer.left = costs - 1
    _, problems = carried_out(f"{{{{ {text} }}}}", site=SITE, page=PAGE, budget=poorer)

    assert [problem.subtype for problem in problems] == [PostWarning.SIZE]


def test_the_form_of_a_date_has_a_bound():
    """A hundred characters are carried out, one more is not."""
    assert value_of(f"page.date | date: '{'-' * 98}%d'") == f"{'-' * 98}02"
    assert value_of(f"page.date | date: '{'-' * 99}%d'") is None
