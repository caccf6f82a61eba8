"""What leads from former addresses: pages that redirect, and lists for hosts."""

from __future__ import annotations

import pytest

from standfirst.outputs import bare_page, redirects

MARKS = "\"'<&>"
ESCAPED = "&quot;&#x27;&lt;&amp;&gt;"


@pytest.mark.parametrize(
    ("canonical", "policy"),
    [("", ""), ("https://example.org/a/?" + MARKS, ""), ("", "default-src 'self'" + MARKS)],
)
def test_a_page_that_redirects_is_all_that_a_browser_needs(canonical, policy):
    """At once, without JavaScript; every value is text; search engines take the page that it leads to."""
    made = redirects.page(title="T" + MARKS, description="D" + MARKS, lang="en" + MARKS, href="../a/?" + MARKS, canonical=canonical, policy=policy)  # fmt: skip
    rule = f'<meta http-equiv="Content-Security-Policy" content="default-src &#x27;self&#x27;{ESCAPED}">\n'  # fmt: skip
    link = f'<link rel="canonical" href="https://example.org/a/?{ESCAPED}">\n'

    assert made.decode() == (
        f'<!DOCTYPE html>\n<html lang="en{ESCAPED}">\n<head>\n<meta charset="utf-8">\n'
        f"{rule if policy else ''}<title>T{ESCAPED}</title>\n"
        f'<meta name="description" content="D{ESCAPED}">\n{link if canonical else ""}'
        f'<meta http-equiv="refresh" content="0; url=../a/?{ESCAPED}">\n'
        '<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<h1><a href="../a/?{ESCAPED}">T{ESCAPED}</a></h1>\n</body>\n</html>\n'
    )


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], ""),
        ([("/a/", "/b/")], '"/a/" "/b/";\n'),
        ([("/%E6%97%A7/", "/%E6%96%B0/")], '"/旧/" "/%E6%96%B0/";\n'),
        ([("/a$b/", "/$c/$/")], '"/a$b/" "/%24c/%24/";\n'),
        ([("/a%22%5C/", "/b/"), ("/c", "/d")], '"/a\\"\\\\/" "/b/";\n"/c" "/d";\n'),
    ],
)
def test_nginx_reads_where_pages_have_moved(moves, expected):
    """Former addresses as it decodes them, present ones as browsers ask for them; neither is a variable or ends its quotes."""
    assert redirects.nginx(moves).decode() == expected


def test_lists_of_hosts_name_what_is_gone_last():
    """Percent-encoded for Netlify, decoded for nginx."""
    gone = ["/x/", "/%E6%97%A7%22/"]

    assert redirects.netlify([("/a/", "/b/")], gone) == b"/a/ /b/ 301\n/x/ /x/ 410!\n/%E6%97%A7%22/ /%E6%97%A7%22/ 410!\n"  # fmt: skip
    assert redirects.nginx_gone(gone).decode() == '"/x/" 1;\n"/旧\\"/" 1;\n'
    assert (redirects.netlify([], []), redirects.nginx_gone([])) == (b"", b"")


@pytest.mark.parametrize(("text", "shown"), [("", ""), (" \n", ""), ("a <b>\n", "<pre>a &lt;b&gt;\n</pre>\n")])  # fmt: skip
def test_a_bare_page_has_title_text_and_the_way_home(text, shown):
    """Nothing of it is markup; a text of blank space is none; what no file can hold is a question mark."""
    made = bare_page.page(title="T" + MARKS + "\ud800", lang="en" + MARKS, text=text, root="../" + MARKS)  # fmt: skip

    assert made.decode() == (
        f'<!DOCTYPE html>\n<html lang="en{ESCAPED}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>T{ESCAPED}?</title>\n"
        '<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<main>\n<h1>T{ESCAPED}?</h1>\n{shown}<p><a href="../{ESCAPED}">/</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )
