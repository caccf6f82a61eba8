"""Where no page may lie: over the publication's own files, below them, and where hosts read."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.addresses import page_addresses, safe_paths
from standfirst.catalogue import address_registry
from standfirst.checking import checker
from standfirst.policy import reserved_paths as reserved
from standfirst.sources import source_files

AT_THE_ROOT = [*reserved.OURS_AT_THE_ROOT, *reserved.OF_HOSTS_AT_THE_ROOT, "sitemap-12.xml"]
ANYWHERE = [*reserved.OURS_ANYWHERE, *reserved.OF_HOSTS_ANYWHERE]
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def _ways(name):
    """Return the ways to ask for a name: as a folder, below it, in capitals, as hosts leave out its ending."""
    ways = [f"/{name}/", f"/{name}/x/", f"/{name.upper()}", f"/{name.title()}/y", f"{name}"]
    return [*ways, f"/{name.removesuffix('.html')}" if name.endswith(".html") else f"/{name}.html"]


@pytest.mark.parametrize("name", ["x.php", "x.PHP", "a/x.php.html", "x.cgi.b", "x.shtml", "y.asis"])
def test_no_text_lies_under_a_name_by_which_hosts_run_files(name):
    """Apache goes by any suffix of a file; what leads to another address, folders and the editor's pages may have them."""
    with pytest.raises(safe_paths.PathError, match="some hosts run"):
        safe_paths.safe_path(name)
    mended = safe_paths.mended_path(name)
    assert safe_paths.safe_path(mended) == mended
    assert "." not in mended.removesuffix(".html")
    assert safe_paths.safe_path(f"{name}/") == f"{name}/"
    assert safe_paths.safe_path(name, leads_on=True) == name
    assert safe_paths.safe_path(name, is_editors=True) == name


@pytest.mark.parametrize("name", [*AT_THE_ROOT, *ANYWHERE])
def test_nothing_lies_at_or_below_a_reserved_name(name):
    """In whatever way it is written; further down a path only what is kept everywhere."""
    for way in _ways(name):
        with pytest.raises(safe_paths.PathError, match=r"keeps its own files|hosts read|look for"):
            safe_paths.safe_path(way)
    below = f"/a/{name}/x/"
    if name in ANYWHERE:
        with pytest.raises(safe_paths.PathError):
            safe_paths.safe_path(below)
    else:
        assert safe_paths.safe_path(below) == below[1:]


@pytest.mark.parametrize(
    "names",
    [
        "_static _images _downloads _sources _modules _nginx .doctrees .buildinfo objects.inv genindex.html py-modindex.html",
        "_search search search.html opensearch.xml 404.html robots.txt llms.txt sitemap.xml sitemap-1.xml news-sitemap.xml",
        "atom.xml rss.xml feed.json a/atom.xml citations.bib a/citation.bib a/citation.ris a/citation.json a/index.html.md",
        "_headers _redirects netlify.toml .netlify",
        "_worker.js _worker.bundle _routes.json",
        "CNAME _config.yml .nojekyll .domains .gitlab-ci.yml",
        "vercel.json now.json staticwebapp.config.json routes.json",
        ".htaccess a/.htaccess .htpasswd .htdigest .user.ini a/web.config",
        ".git a/.git .gitignore .gitattributes .gitmodules .well-known",
    ],
    ids=["Sphinx", "search and crawlers", "feeds and citations", "Netlify", "Cloudflare", "pages of code hosts", "Vercel and Azure", "servers", "git and the web"],
)  # fmt: skip
def test_each_name_that_others_read_is_kept(names):
    """For who writes or reads it."""
    for name in names.split():
        with pytest.raises(safe_paths.PathError):
            safe_paths.safe_path(f"/{name}/")


def test_the_editor_may_have_a_page_among_what_programs_look_for():
    """And nothing else that is reserved; a post has none there."""
    for path in ("/.well-known/a/", "/.WELL-KNOWN/"):
        with pytest.raises(safe_paths.PathError, match="only an editor may give"):
            safe_paths.safe_path(path)
    assert safe_paths.safe_path("/.well-known/a/", is_editors=True) == ".well-known/a/"
    with pytest.raises(safe_paths.PathError):
        safe_paths.safe_path("/.git/a/", is_editors=True)


@pytest.mark.parametrize("path", ["/wait/.what", "/node.js", "/a/search/", "/cname-of/", "/404/"])
def test_names_that_only_look_alike_are_free(path):
    """As Jekyll has them."""
    assert safe_paths.safe_path(path) == path[1:]


@pytest.mark.parametrize(
    "path", [f"/{'a/' * 451}", f"/{'文' * 80}/{'字' * 80}/{'节' * 80}/{'段' * 80}/x", "/b" * 5000]
)
def test_a_path_has_a_length(path):
    """Object stores take 1,024 bytes; what no store takes is refused, and mended where a page must lie somewhere."""
    with pytest.raises(safe_paths.PathError, match="more than 900 bytes"):
        safe_paths.safe_path(path)
    mended = safe_paths.mended_path(path)

    assert len(mended.encode()) <= 900
    assert safe_paths.mended_path(f"{path}x") != mended


PARTS = st.sampled_from(
    ["", ".", "..", "%2e%2e", "con", "a", "é", "e\u0301", "文" * 90, "😀" * 70, "x" * 300, "a.", " ",
     "\0", "\ud800", "a:b", "atom.xml", ".htaccess", "Web.Config", "search", "404", "_redirects", "x.php"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=30), st.booleans())
def test_a_mended_path_is_safe(parts, is_folder):
    """Whatever it is made of, each name of it is one that file systems take, with an ending and a number."""
    mended = safe_paths.mended_path("/".join(parts) + "/" * is_folder)

    assert safe_paths.safe_path(mended) == mended
    for path in (mended, safe_paths.numbered(mended, 12345), safe_paths.flat(mended)):
        file = page_addresses.address(path).file + page_addresses.MARKDOWN
        assert {0 < len(part.encode()) <= 255 for part in file.split("/")} == {True}


@given(st.lists(st.lists(PARTS, min_size=1, max_size=4), max_size=12))
def test_claims_never_meet(paths):
    """No page is another's, or another's folder, by any case or composition of letters; nor what lies beside it."""

    def beside(address):
        return [page_addresses.beside(address, "pdf"), f"{address.folder}citation.json"]

    given_out = address_registry.AddressRegistry()
    files = []
    for number, parts in enumerate(paths):
        path = safe_paths.mended_path("/".join(parts) + "/")
        found, _ = given_out.claim(path, str(number), beside)
        files += [found.file, *beside(found)]
    keys = [page_addresses.composed(page_addresses.composed(file).casefold()) for file in files]
    folders = {
        "/".join(key.split("/")[:end]) for key in keys for end in range(1, key.count("/") + 1)
    }

    assert len(set(keys)) == len(files)
    assert not folders & set(keys)


def test_what_lies_beside_a_page_is_taken_with_it():
    """A later page below an article's PDF lies elsewhere; an earlier one keeps the article from its place."""
    taken = address_registry.AddressRegistry()

    def beside(address):
        return (page_addresses.beside(address, "pdf"),)

    first, _ = taken.claim("a/b/", "one", beside)
    below, other = taken.claim("a/b/B.pdf/", "two")
    earlier, _ = taken.claim("c/d/d.pdf/", "three")
    later, kept_by = taken.claim("c/d/", "four", beside)
    as_page, of = taken.claim("a/b/b.pdf", "five")

    assert [a.path for a in (first, below, earlier, later, as_page)] == [
        "a/b/", "a-b-B.pdf/", "c/d/d.pdf/", "c/d-2/", "a/b/b.pdf-2"
    ]  # fmt: skip
    assert (other, kept_by, of) == ("one", "a folder of other pages", "one")


@pytest.mark.parametrize(
    "path",
    [
        "posts/2026-01-02-" + "a" * 237 + ".md",
        "posts/2026-01-02-" + "文" * 80 + ".md",
        "posts/2026-01-02-" + "😀" * 60 + ".md",
        "posts/" + "folder/" * 300 + "x.md",
        "posts/a.doctree/x.md",
        "posts/a.pdf/x.md",
    ],
)
def test_every_file_has_a_name_under_which_it_can_be_kept(path):
    """With the endings of what is kept of it, below the same folder, and like no other's."""
    name = source_files.docname(path)
    alike = source_files.docname(f"{path[:-3]}!.md")

    assert name.startswith("posts/")
    assert {len(part.encode()) <= 255 for part in f"{name}.doctree".split("/")} == {True}
    assert len(name.encode()) <= 1000
    assert not any(part.endswith((".doctree", ".pdf")) for part in name.split("/")[:-1])
    assert name != source_files.stem(path)
    assert name != alike


def test_an_ordinary_file_is_known_by_its_path():
    """Of up to the length that its tree's file may have."""
    for stem in ("posts/2026-01-02-a", "guide/v1.2", "posts/" + "a" * 247, "文/章"):
        assert source_files.docname(f"{stem}.md") == stem


OURS = [
    *("atom.xml", "rss.xml", "feed.json", "sitemap.xml", "news-sitemap.xml", "robots.txt"),
    *("llms.txt", "objects.inv", "404.html", "search.html", "_redirects", "_nginx", "_search"),
    *(
        "opensearch.xml",
        "_static",
        "citations.bib",
        ".buildinfo",
        ".standfirst-output",
        "edition.pdf",
        "edition.png",
    ),
    *("authors/ada-lovelace/atom.xml", "tags/a-tag/feed.json", "sections/articles/rss.xml"),
    *("authors/ada-lovelace/citations.bib", "volumes/one/one.epub", "volumes/one/one.pdf"),
    *("2026/01/x/citation.bib", "2026/01/x/x.pdf", "2026/01/x/x.png", "2026/01/x/index.html.md"),
    *("2026/01/x/index.html", ".htaccess", "web.config", "a/web.config", ".git/hooks", "CNAME"),
    *("_headers", "_worker.js", ".well-known/security.txt"),
]


def test_a_post_below_any_file_of_ours_is_named_and_everything_is_published(publication):
    """By its permalink or by a former address; ``check`` says the same of each."""
    conf = (publication.root / "conf.py").read_text("utf-8")
    publication.write("conf.py", f"{conf}standfirst_citation_files = ['bib']\nstandfirst_markdown_copies = 'all'\n")  # fmt: skip
    publication.post("2026-01-02-x", tags="[A tag]", volume="One", date="2026-01-02")
    for number, path in enumerate(OURS):
        publication.post(f"2026-02-01-p{number:03}", permalink=f"/{path}/", date="2026-02-01")
        publication.post(
            f"2026-03-01-r{number:03}", redirect_from=f"[/{path}/, '/{path}/x']", date="2026-03-01"
        )
    built = publication.build()
    found = checker.check(publication.root, clock=NOW)
    said = {f.path: f.problem.subtype.value for f in found}
    expected = {f"posts/2026-0{m}-01-{k}{n:03}.md" for n in range(len(OURS)) for m, k in ((2, "p"), (3, "r"))}  # fmt: skip
    named = set(
        re.findall(r"^(posts/\S+\.md):\d+: (?:WARNING|ERROR): ", built.warnings, re.MULTILINE)
    )
    ours = ("atom.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt", "llms.txt",
            "objects.inv", "404.html", "search.html", "citations.bib", "atom-1.xml", "2026/01/x/citation.bib",
            "authors/ada-lovelace/atom.xml", "2026/01/x/index.html.md")  # fmt: skip

    assert set(said) == expected
    assert named == expected
    assert set(said.values()) == {"address"}
    assert [name for name in ours if not (built.out / name).is_file()] == []
    assert "2026-02-01-p000.md has the permalink '/atom.xml/'" in built.warnings
    assert not (built.out / ".htaccess").exists()
    beside = {p.name for p in built.out.iterdir() if p.is_file() or p.name.startswith(("_", "."))}
    assert beside - {"index.html"} <= {
        *AT_THE_ROOT,
        *ANYWHERE,
        *(f"atom-{number}.xml" for number in range(1, 9)),
    }
    assert built.read("2026/02/p000/")
