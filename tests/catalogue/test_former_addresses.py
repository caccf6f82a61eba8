"""Where pages were before: what leads from there, for readers and for hosts."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import http.client
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from catalogues import publish
from lxml import html

from standfirst.outputs import redirects
from standfirst.settings.model import Settings

BASE = "https://example.org/review/"


def conf(publication, **options):
    """Add options to the publication's configuration."""
    lines = "".join(f"        standfirst_{key} = {value!r}\n" for key, value in options.items())
    publication.write("conf.py", publication.conf.rstrip() + "\n" + lines)


def leads(built, file):
    """Return where a page leads to at once, seen from the output folder."""
    tree = html.document_fromstring(built.read(file))
    (target,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
    (canonical,) = tree.xpath("//link[@rel='canonical']/@href")

    assert target.startswith("0; url=")
    assert tree.xpath("//a/@href") == [target.removeprefix("0; url=")]
    return canonical.removeprefix(BASE)


def led(*posts, **options):
    """Return where former addresses lead, and line, level, message and remedy of what is doubtful."""
    settings = Settings(now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), base_url=BASE, **options)
    made = publish(settings, *posts)
    doubts = [(p.docname, p.problem.line, p.problem.level, p.problem.message, p.problem.remedy) for p in made.problems]  # fmt: skip
    return dict(made.addresses.redirects), doubts


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("/old/", "old/index.html"),
        ("[/old/, /old/]", "old/index.html"),
        ("/old.html", "old.html"),
        ("/a%20b/", "a b/index.html"),
        ("/x.html", "x.html"),
        ("/x/", ""),
    ],
)
def test_a_former_address_leads_to_its_article(written, file):
    """Decoded, each once; its own present one needs none."""
    found, doubts = led(f"date: 2026-01-02\npermalink: /x/\nredirect_from: {written}")

    assert (found, doubts) == ({file: "posts/2026-01-01-0"} if file else {}, [])


@pytest.mark.parametrize(("written", "other"), [("/", "index"), ("/tags/", "the tag index"), ("/y/", "posts/2026-01-02-1")])  # fmt: skip
def test_a_former_address_that_a_page_has_is_said(written, other):
    """At the line where it stands; nothing leads on from there."""
    first = f"date: 2026-01-02\npermalink: /x/\nredirect_from: {written}"

    assert led(first, "date: 2026-01-03\npermalink: /y/") == (
        {},
        [
            ("posts/2026-01-01-0", 5, "error", f"redirect_from: {written!r} is the address of {other}; no redirect to posts/2026-01-01-0.md was made", "write another path in redirect_from or remove it")
        ],
    )  # fmt: skip


def test_a_former_pattern_gives_way_to_what_is_there():
    """It is said of the post; a pattern without a sense gives nothing, a post with a permalink has none by it."""
    found, doubts = led("date: 2026-01-02", "date: 2026-01-02\npermalink: /m/", "permalink: /0/", former_permalinks=("/:title/", "/:nope/", "/p/:title/"))  # fmt: skip

    assert found == {"p/0/index.html": "posts/2026-01-01-0"}
    assert doubts == [
        ("posts/2026-01-01-0", 1, "warning", "the former address /0/ of posts/2026-01-01-0.md is that of posts/2026-01-03-2; no redirect was made", "name another pattern in standfirst_former_permalinks, or give the post a redirect_from")
    ]  # fmt: skip


def test_a_list_of_addresses_leads_to_the_end_of_each_way():
    """However each is written; a circle is said once, and each way that leads into it."""
    moved = {"/a/": "/b/", "/b/": f"{BASE}c/", "c": "x", "/d/": "/e/", "/e/": "/f/", "/f/": "/e/", "/g/": "/g/"}  # fmt: skip
    found, doubts = led("date: 2026-01-02\npermalink: /x/", redirects=moved)

    assert found == dict.fromkeys(("a/index.html", "b/index.html", "c.html"), "posts/2026-01-01-0")
    assert doubts == [
        ("conf.py", 1, "error", f"standfirst_redirects: {said}; no redirect was made", "mend standfirst_redirects")
        for said in ("'/d/' leads into a circle", "/e -> /f -> /e leads in a circle", "/g -> /g leads in a circle")
    ]  # fmt: skip


def test_two_posts_with_one_former_address_are_named(publication):
    """And one that lies over a page: errors; the older post keeps it, nothing is overwritten."""
    publication.post("2026-01-02-x", date="2026-01-02", redirect_from="/old/")
    publication.post("2026-01-03-y", date="2026-01-03", redirect_from="[/old/, /2026/01/x/]")
    built = publication.build()
    said = built.warnings.splitlines()

    assert leads(built, "old/") == "2026/01/x/"
    assert "Text." in built.paragraphs("2026/01/x/")
    assert len(said) == 2
    for path, line in zip(("/old/", "/2026/01/x/"), said, strict=True):
        assert line.startswith("posts/2026-01-03-y.md:6: ERROR: ")
        assert f"{path!r} is the address of posts/2026-01-02-x.md" in line
        assert "no redirect to posts/2026-01-03-y.md was made" in line


@pytest.mark.parametrize("path", ["/a/../b/", "/a?b=1", "/a#b"])
@pytest.mark.parametrize("key", ["permalink", "redirect_from"])
def test_an_address_that_can_be_none_is_an_error(publication, key, path):
    """It is named with its file; the post is where it would be without."""
    publication.post("2026-01-02-x", **{key: f'"{path}"'})
    built = publication.build()

    assert re.search(rf"posts/2026-01-02-x\.md:\d+: ERROR: {key}", built.warnings)
    assert "Text." in built.paragraphs("2026/01/x/")
    assert not built.has("b/index.html")


def test_the_addresses_of_a_former_pattern_lead_on(publication):
    """Of every post without a permalink of its own; what another page has by now is named."""
    conf(publication, former_permalinks=["/:categories/:year/:month/:day/:title.html", "/:title/"])
    publication.post("2026-01-02-x", categories="news")
    publication.post("2026-01-03-y", permalink="/mine/", date="2026-01-03")
    publication.post("2026-01-04-about", date="2026-01-04")
    publication.write("about.md", "---\ntitle: About\n---\n\nText.\n")
    built = publication.build()

    assert leads(built, "news/2026/01/02/x.html") == "2026/01/x/"
    assert leads(built, "x/") == "2026/01/x/"
    assert not built.has("y/index.html")
    assert built.headings("about/") == ["About"]
    assert built.warnings.count("\n") == 1
    assert (
        "the former address /about/ of posts/2026-01-04-about.md is that of about.md"
        in built.warnings
    )


def test_the_publications_own_list_leads_to_where_things_are_now(publication):
    """Chains are collapsed; circles, what is no page and what a page has are errors that name them."""
    conf(
        publication,
        redirects={
            "/a/": "/b/",
            "b": "/old/",
            "/c.html": "posts/2026-01-02-x.md",
            "/d/": f"{BASE}2026/01/x/",
            "/round/": "/and/",
            "/and/": "/round/",
            "/into/": "/and/",
            "/nowhere/": "/no/such/",
            "/2026/01/x/": "/",
            "/../out/": "/",
            "/p?q=1": "/",
            "/p#f": "/",
            "/": "/",
        },
    )
    publication.post("2026-01-02-x", redirect_from="/old/")
    built = publication.build()
    said = [line.partition("standfirst_redirects: ")[2] for line in built.warnings.splitlines()]

    for file in ("a/", "b.html", "c.html", "d/", "old/"):
        assert leads(built, file) == "2026/01/x/"
    assert {line.startswith("conf.py:5: ERROR: ") for line in built.warnings.splitlines()} == {True}
    assert sorted(line.partition(";")[0] for line in said) == [
        "'/' is not a path, or has a query or a fragment",
        "'/../out/' leads out of its folder with '..'",
        "'/2026/01/x/' is the address of posts/2026-01-02-x.md",
        "'/into/' leads into a circle",
        "'/nowhere/' leads to '/no/such/', which is not a page",
        "'/p#f' is not a path, or has a query or a fragment",
        "'/p?q=1' is not a path, or has a query or a fragment",
        "/and -> /round -> /and leads in a circle",
    ]
    assert not built.has("round/index.html")
    assert not built.has("nowhere/index.html")


def test_hosts_get_the_same_list(publication):
    """Percent-encoded, below the path of the base URL; of what was withdrawn Netlify and nginx are told as well."""
    publication.post("2026-01-02-x", redirect_from="[/old/, /was.html, /旧/]", permalink="/新/")
    publication.post("2026-01-03-y", withdrawn="2026-02-01, wrong")
    built = publication.build()
    target = "/review/%E6%96%B0/"

    assert built.read(redirects.LIST) == (
        f"/review/old/ {target} 301\n"
        f"/review/was.html {target} 301\n"
        f"/review/was {target} 301\n"
        f"/review/%E6%97%A7/ {target} 301\n"
        "/review/2026/01/y/ /review/2026/01/y/ 410!\n"
    )
    assert built.read(redirects.MOVED) == (
        f'"/review/old/" "{target}";\n'
        f'"/review/was.html" "{target}";\n'
        f'"/review/was" "{target}";\n'
        f'"/review/旧/" "{target}";\n'
    )
    assert built.read(redirects.GONE) == '"/review/2026/01/y/" 1;\n'


def test_what_was_withdrawn_needs_no_other_to_be_told_of(publication):
    """The list is there without any address that has moved, and names the address percent-encoded."""
    publication.post("2026-01-03-y", withdrawn="2026-02-01, wrong", permalink="/舊 文/")
    built = publication.build()
    address = "/review/%E8%88%8A%20%E6%96%87/"

    assert built.read(redirects.LIST) == f"{address} {address} 410!\n"
    assert not built.has(redirects.MOVED)


def test_lists_and_pages_go_with_what_they_are_of(publication):
    """A publisher whose host reads the list leaves the pages out; without former addresses there is no list."""
    post = publication.post("2026-01-02-x", redirect_from="/old/")
    built = publication.build("standfirst_redirect_pages=0")

    assert built.has(redirects.LIST)
    assert not built.has("old/index.html")
    assert publication.build().has("old/index.html")
    post.write_text(
        post.read_text(encoding="utf-8").replace("redirect_from: /old/\n", ""), encoding="utf-8"
    )
    after = publication.build()
    assert not after.has("old/index.html")
    assert not after.has(redirects.LIST)
    assert not after.has(redirects.MOVED)


NGINX = """
    user {user}; daemon off; pid {tmp}/pid; error_log stderr; events {{}}
    http {{
      access_log off; default_type text/html; map_hash_bucket_size 512;
      client_body_temp_path {tmp}/1; proxy_temp_path {tmp}/2; fastcgi_temp_path {tmp}/3;
      uwsgi_temp_path {tmp}/4; scgi_temp_path {tmp}/5;
      map $uri $moved_to {{ default ""; include {out}/_nginx/moved*.map; }}
      map $uri $is_gone {{ default ""; include {out}/_nginx/gone*.map; }}
      server {{
        listen 127.0.0.1:{port}; root {out};
        {guide}
      }}
    }}
"""


@pytest.fixture
def nginx(publication, tmp_path):
    """Return an address where nginx serves a publication as the guide says."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("needs nginx")
    publication.post("2026-01-02-x", redirect_from="['/a $b c/', /was.html]", permalink="/x$y/")
    publication.post("2026-01-03-y", withdrawn="2026-02-01, the figures were wrong")
    publication.post("2026-01-04-z", withdrawn="2026-02-01, wrong", permalink="/z.html")
    built = publication.build("standfirst_base_url=https://example.org/")
    guide = (Path(__file__).parents[2] / "guide" / "hosting.md").read_text(encoding="utf-8")
    (rules,) = re.findall(r"server \{\n(.*?)\n\}\n```", guide, re.DOTALL)
    rules = "\n".join(
        line
        for line in rules.splitlines()
        if not re.match(r"\s*(?:root|listen|server_name) ", line)
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = tmp_path / "nginx.conf"
    file.write_text(
        NGINX.format(user=getpass.getuser(), tmp=tmp_path, out=built.out, port=port, guide=rules),
        encoding="utf-8",
    )
    with subprocess.Popen([program, "-c", file], stderr=subprocess.PIPE) as process:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield f"127.0.0.1:{port}"
        process.terminate()


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/a%20$b%20c/", 301, "/x%24y/"),
        ("/was.html", 301, "/x%24y/"),
        ("/was", 301, "/x%24y/"),
        ("/x$y/", 200, "Text."),
        ("/2026/01/y/", 410, "the figures were wrong"),
        ("/z.html", 410, "wrong"),
        ("/no/such/page", 404, "Page not found"),
    ],
)
def test_nginx_answers_as_the_guide_says(nginx, path, status, says):
    """What moved leads on, what was withdrawn is gone and says so, what never was has our page."""
    connection = http.client.HTTPConnection(nginx)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()

    assert answer.status == status
    assert says in (answer.headers.get("Location") or body)
    connection.close()


def test_a_page_that_is_not_there_has_a_page(publication):
    """Its links begin at the root, whatever address is asked for; search, and ways to everything."""
    publication.post("2026-01-02-x")
    built = publication.build()
    tree = html.document_fromstring(built.read("404.html"))
    head = [child.tag for child in tree.find("head") if child.get("href") or child.get("src")]

    assert tree.xpath("//base/@href") == ["/review/"]
    assert head[0] == "base"
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree.xpath("//link[@rel='canonical']")
    assert tree.xpath("//main//form/@action") == ["search.html"]
    for href in tree.xpath("//body//a/@href"):
        path = href.partition("#")[0]
        assert built.has(f"{path}index.html" if path.endswith("/") or not path else path), href
    assert html.document_fromstring(
        publication.build("standfirst_base_url=").read("404.html")
    ).xpath("//base/@href") == ["/"]


def test_a_publication_may_have_its_own_page_for_that(publication):
    """A document of that name lies where hosts look for it, its links seen from the root as well."""
    publication.write("404.md", "---\ntitle: Lost\n---\n\n[Home](/index.md)\n")
    built = publication.build()
    tree = html.document_fromstring(built.read("404.html"))

    assert built.warnings == ""
    assert tree.xpath("//base/@href") == ["/review/"]
    assert "Lost" in tree.findtext(".//title")
    assert not built.has("404/index.html")


def test_the_date_of_a_withdrawal_decides_nothing_else(publication):
    """A withdrawn article is in no sitemap, and its page is there for hosts that answer 200."""
    publication.post("2026-01-03-y", withdrawn="2026-02-01, wrong")
    built = publication.build()

    assert "2026/01/y/" not in built.read("sitemap.xml")
    assert "wrong" in built.paragraphs("2026/01/y/")
    assert dt.date(2026, 2, 1).isoformat() in built.read("2026/01/y/")
