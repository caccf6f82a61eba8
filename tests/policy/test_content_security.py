"""What browsers may load and run on pages, and what a publication may add to it: pure."""

from __future__ import annotations

import re

import pytest
from browsers import policy as of_guide

from standfirst.policy import content_security
from standfirst.policy.content_security import (
    FURTHER,
    allows,
    allows_inline,
    checked,
    header,
    meta,
    policy,
)
from standfirst.settings import option_table

SHA256 = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def directives(text):
    """Return the directives of a policy as it is sent."""
    return dict(part.split(" ", 1) for part in text.split("; "))


def test_the_guide_gives_hosts_this_policy():
    """Word for word."""
    assert of_guide() == header(policy({}))


def test_pages_say_what_a_page_can_say():
    """All but who may frame it; files on a disk, which Firefox takes for no page's own, beside the page's own."""
    assert directives(meta(policy({}))) == {
        "default-src": "'self' file:",
        "script-src": "'self' file:",
        "img-src": "'self' file: data:",
        "object-src": "'none'",
        "frame-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self' file:",
    }


def test_nothing_evaluates():
    """Neither a text nor WebAssembly."""
    assert directives(header(policy({})))["script-src"] == "'self'"


def test_each_source_has_its_reason():
    """Also those for Read the Docs; each source is such as a policy can hold."""
    tables = (content_security.PAGES, content_security.READ_THE_DOCS)
    reasons = [
        (source, reason)
        for table in tables
        for sources in table.values()
        for source, reason in sources.items()
    ]

    assert len(reasons) > 10
    assert [source for source, _ in reasons if re.search(r"[\s;,\"<>&]", source)] == []
    assert [source for source, reason in reasons if not reason] == []


def test_what_read_the_docs_adds_is_allowed_there_only():
    """Its addons evaluate texts, its advertisements come from two hosts and bring a style sheet."""
    there, elsewhere = policy({}, read_the_docs=True), policy({})
    more = {
        directive: set(sources) - set(content_security.sources_of(elsewhere, directive))
        for directive, sources in there.items()
    }

    assert {directive: sources for directive, sources in more.items() if sources} == {
        "script-src": {
            "'unsafe-eval'",
            "https://media.ethicalads.io",
            "https://server.ethicalads.io",
        },
        "style-src": {"'unsafe-inline'"},
        "img-src": {"https://media.ethicalads.io", "https://server.ethicalads.io"},
    }
    assert not allows_inline(there, "script-src")


def test_a_publication_adds_sources():
    """To those that are there; in the place of 'none'; to those of the default, where there are none."""
    further = checked(
        {
            "script-src": ["https://Stats.example", "https://stats.example/", SHA256],
            "frame-src": ["https://comments.example/embed/"],
            "style-src": ["'unsafe-inline'"],
            "connect-src": ["wss://live.example:8443"],
        }
    )
    made = directives(header(policy(further)))

    assert made == directives(header(policy({}))) | {
        "script-src": f"'self' https://stats.example https://stats.example/ {SHA256}",
        "frame-src": "https://comments.example/embed/",
        "style-src": "'self' 'unsafe-inline'",
        "connect-src": "'self' wss://live.example:8443",
    }


@pytest.mark.parametrize(
    "value",
    [
        {"font-src": ["https://fonts.example.com", "data:"]},
        {"img-src": ["https://*.example.com", "blob:"]},
        {"media-src": ("https://example.com:8443/a/b.mp3",)},
        {"worker-src": ["'self'", "blob:"]},
        {"form-action": ["https://list-manage.example/subscribe/"]},
        {},
    ],
)
def test_what_may_be_named(value):
    """Hosts, and what a directive has a use for."""
    assert checked(value) == {directive: tuple(sources) for directive, sources in value.items()}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"script-src": ["'unsafe-inline'"]}, "script-src that is none of https://host, 'self', 'sha256-…': \"'unsafe-inline'\""),
        ({"script-src": ["'unsafe-eval'"]}, "script-src that is none of"),
        ({"script-src": ["'unsafe-hashes'"]}, "script-src that is none of"),
        ({"script-src": ["'strict-dynamic'"]}, "script-src that is none of"),
        ({"script-src": ["'nonce-abc'"]}, "script-src that is none of"),
        ({"script-src": ["'sha256-abc='"]}, "script-src that is none of"),
        ({"script-src": ["data:"]}, "script-src that is none of"),
        ({"script-src": ["blob:"]}, "script-src that is none of"),
        ({"script-src": ["https:"]}, "script-src that is none of"),
        ({"script-src": ["https://*"]}, "script-src that is none of"),
        ({"script-src": ["https://*.com"]}, "script-src that is none of"),
        ({"script-src": ["*"]}, "script-src that is none of"),
        ({"script-src": ["http://stats.example"]}, "script-src that is none of"),
        ({"script-src": ["stats.example"]}, "script-src that is none of"),
        ({"script-src": ["https://stats.example; object-src *"]}, "script-src that is none of"),
        ({"script-src": ["https://stats.example, https://b.example"]}, "script-src that is none of"),
        ({"script-src": ["https://stats.example https:"]}, "script-src that is none of"),
        ({"script-src": ["https://stats.example\n*"]}, "script-src that is none of"),
        ({"script-src": ['https://stats.example/"><script>']}, "script-src that is none of"),
        ({"script-src": ["https://user@stats.example"]}, "script-src that is none of"),
        ({"script-src": [7]}, "script-src that is none of"),
        ({"img-src": ["wss://live.example"]}, "img-src that is none of https://host, 'self', data:, blob:"),
        ({"img-src": ["file:"]}, "img-src that is none of"),
        ({"default-src": ["https://a.example"]}, "names 'default-src', which is none of script-src, style-src"),
        ({"object-src": ["'self'"]}, "names 'object-src'"),
        ({"base-uri": ["https://a.example"]}, "names 'base-uri'"),
        ({"script-src; object-src": ["https://a.example"]}, "names 'script-src; object-src'"),
        ({"script-src": "https://a.example"}, "has no list of sources for script-src"),
        ({"script-src": []}, "has no list of sources for script-src"),
        ({7: ["https://a.example"]}, "is not a mapping of directives"),
        (["script-src"], "is not a mapping of directives"),
    ],
)  # fmt: skip
def test_what_may_not_be_named(value, said):
    """Whatever would let any script run, any host serve, or end the directive that it stands in."""
    with pytest.raises(ValueError, match=re.escape(said)):
        checked(value)


def test_a_faulty_option_is_named_and_adds_nothing():
    """As every option of conf.py."""
    problems = []
    good = option_table.checked(
        {"content_sources": {"script-src": ["https://a.example", "*"]}}, problems.append
    )

    assert good["content_sources"] == {}
    assert [problem.subtype.value for problem in problems] == ["config"]
    assert problems[0].message.startswith(
        "standfirst_content_sources: the entry 'script-src' has a source for script-src that is none of"
    )


def test_the_option_names_what_can_be_widened():
    """Each directive is in its help, and so in the guide."""
    said = next(option.help for option in option_table.OPTIONS if option.name == "content_sources")

    assert re.findall(r"`([a-z-]+)`", said) == list(FURTHER)


@pytest.mark.parametrize(
    ("directive", "url", "expected"),
    [
        ("script-src", "x.js", True),
        ("script-src", "/_static/x.js", True),
        ("script-src", "https://own.example/x.js", True),
        ("script-src", "https://own.example.org/x.js", False),
        ("script-src", "https://a.example/x.js", True),
        ("script-src", "//a.example/x.js", True),
        ("script-src", "http://a.example/x.js", False),
        ("script-src", "https://A.EXAMPLE/x.js", True),
        ("script-src", "https://b.a.example/x.js", False),
        ("script-src", "https://x.wild.example/x.js", True),
        ("script-src", "https://wild.example/x.js", False),
        ("script-src", "https://only.example/embed/x.js", True),
        ("script-src", "https://only.example/other/x.js", False),
        ("script-src", "https://file.example/x.js", True),
        ("script-src", "https://file.example/x.js/y", False),
        ("script-src", "data:text/javascript,1", False),
        ("img-src", "data:image/png;base64,x", True),
        ("img-src", "https://a.example/x.png", False),
        ("font-src", "https://a.example/x.woff2", False),
        ("font-src", "x.woff2", True),
        ("frame-src", "x.html", False),
        ("object-src", "x.pdf", False),
    ],
)  # fmt: skip
def test_what_a_policy_allows(directive, url, expected):
    """As browsers match addresses: https://www.w3.org/TR/CSP3/#match-url-to-source-list."""
    made = policy(checked({"script-src": ["https://a.example", "https://*.wild.example", "https://only.example/embed/", "https://file.example/x.js"]}))  # fmt: skip

    assert allows(made, directive, url, origin="https://own.example") is expected


def test_what_stands_in_a_page():
    """A script by its hash; styles also where all may; beside a hash, only what has one."""
    open_, hashed = (policy(checked({"style-src": sources})) for sources in (["'unsafe-inline'"], ["'unsafe-inline'", SHA256]))  # fmt: skip
    script = policy(checked({"script-src": [SHA256]}))

    assert allows_inline(open_, "style-src")
    assert not allows_inline(hashed, "style-src")
    assert allows_inline(hashed, "style-src", [SHA256])
    assert allows_inline(script, "script-src", [SHA256])
    assert not allows_inline(script, "script-src")
    assert not allows_inline(policy({}), "style-src", [SHA256])


@pytest.mark.parametrize(
    ("directive", "taken"),
    [
        ("script-src", "https://host, 'self', 'sha256-…'"),
        ("style-src", "https://host, 'self', 'unsafe-inline', 'sha256-…'"),
        ("img-src", "https://host, 'self', data:, blob:"),
        ("font-src", "https://host, 'self', data:"),
        ("connect-src", "https://host, wss://host, 'self'"),
        ("media-src", "https://host, 'self', data:, blob:"),
        ("frame-src", "https://host, 'self'"),
        ("worker-src", "https://host, 'self', blob:"),
        ("form-action", "https://host, 'self'"),
    ],
)
def test_each_directive_says_what_it_takes(directive, taken):
    """All of it, and each of it is taken."""
    with pytest.raises(ValueError, match="^" + re.escape(f"has a source for {directive} that is none of {taken}: 'x'")):  # fmt: skip
        checked({directive: ["x"]})
    sources = [source.replace("host", "a.example").replace("'sha256-…'", SHA256) for source in taken.split(", ")]  # fmt: skip

    assert checked({directive: sources}) == {directive: tuple(sources)}


def test_the_header_says_the_whole_policy():
    """In the order in which people read it."""
    assert header(policy({})) == (
        "default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none';"
        " frame-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


@pytest.mark.parametrize(
    ("source", "is_taken"),
    [
        ("'sha256-" + "a" * 43 + "='", True),
        ("'sha256-" + "a" * 42 + "='", False),
        ("'sha384-" + "a" * 64 + "'", True),
        ("'sha384-" + "a" * 65 + "'", False),
        ("'sha512-" + "a" * 86 + "=='", True),
        ("'sha512-" + "a" * 87 + "='", False),
        ("https://a.example:65535", True),
        ("https://a.example:123456", False),
        ("https://a.example:", False),
        ("https://-a.example", False),
        ("https://a-.example", False),
        ("https://a.e", False),
        ("https://localhost", False),
        (" https://a.example/A/b.~%@+- ", True),
    ],
)
def test_hashes_and_hosts_are_whole(source, is_taken):
    """A digest has the length of its kind, a host a domain, a port five digits at most."""
    if is_taken:
        assert checked({"script-src": [source]}) == {"script-src": (source.strip(),)}
    else:
        with pytest.raises(ValueError, match="has a source for script-src"):
            checked({"script-src": [source]})
