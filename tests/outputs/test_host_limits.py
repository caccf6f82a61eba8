"""How near an output comes to what its host takes."""

from __future__ import annotations

import pytest

from standfirst.outputs.host_limits import hosts_of, kind_of, problems
from standfirst.policy.reserved_paths import OURS_AT_THE_ROOT
from standfirst.problems import PostWarning, Problem
from standfirst.tables.hosts import HOSTS

BY_KEY = {host.key: host for host in HOSTS}
[SEARCH] = [name for name, what in OURS_AT_THE_ROOT.items() if what == "the index of the search"]
DEPLOYS = "jobs:\n  publish:\n    steps:\n      - uses: actions/deploy-pages@v4\n"
CHECKS = "jobs:\n  check:\n    steps:\n      - run: make check\n"


def said(key, sizes, seconds=None):
    """Return what is said of an output to a host."""
    return [problem.message for problem in problems([BY_KEY[key]], sizes, seconds)]


def pages(count, size=1):
    """Return the sizes of so many pages."""
    return {f"{number}/index.html": size for number in range(count)}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, []),
        ({".readthedocs.yaml": ""}, ["read-the-docs"]),
        ({".readthedocs.yml": ""}, ["read-the-docs"]),
        ({".github/workflows/a.yaml": DEPLOYS}, ["github-pages"]),
        ({".github/workflows/a.yml": "run: git push origin gh-pages"}, ["github-pages"]),
        ({".github/workflows/a.yaml": CHECKS}, []),
        ({".github/workflows/a.txt": DEPLOYS}, []),
        ({"wrangler.toml": ""}, ["cloudflare"]),
        ({"wrangler.json": ""}, ["cloudflare"]),
        ({"wrangler.jsonc": ""}, ["cloudflare"]),
        ({"netlify.toml": ""}, ["netlify"]),
        ({"netlify.toml": "", ".readthedocs.yaml": ""}, ["read-the-docs", "netlify"]),
    ],
)
def test_hosts_are_known_by_the_files_that_are_there(tmp_path, files, found):
    """A workflow that only checks is none of a host's."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [host.key for host in hosts_of(tmp_path, "auto")] == found


@pytest.mark.parametrize(("chosen", "found"), [("", []), ("netlify", ["netlify"])])
def test_a_publication_may_say_its_host(tmp_path, chosen, found):
    """Whatever files there are."""
    (tmp_path / "wrangler.toml").touch()

    assert [host.key for host in hosts_of(tmp_path, chosen)] == found


def test_what_cannot_be_read_says_nothing(tmp_path):
    """A folder, a broken link, bytes that are no text."""
    folder = tmp_path / ".github" / "workflows"
    (folder / "a.yaml").mkdir(parents=True)
    (folder / "b.yaml").symlink_to("gone")
    (folder / "c.yaml").write_bytes(b"\xff\xfe deploy-pages")
    (tmp_path / "netlify.toml").mkdir()

    assert [host.key for host in hosts_of(tmp_path, "auto")] == ["github-pages"]


@pytest.mark.parametrize(
    ("key", "below", "at"),
    [
        ("cloudflare", pages(15_999), pages(16_000)),
        ("cloudflare-paid", pages(79_999), pages(80_000)),
        ("cloudflare", {"a.pdf": 20_971_519}, {"a.pdf": 20_971_520}),
        ("github-pages", pages(1, 799_999_999), pages(1, 800_000_000)),
        ("netlify", {f"a/{n}": 1 for n in range(43_199)}, {f"a/{n}": 1 for n in range(43_200)}),
    ],
)
def test_a_limit_is_near_from_four_fifths_on(key, below, at):
    """Of files, of bytes, of one file, of one folder; what is below is not said."""
    assert (len(said(key, below)), len(said(key, at))) == (0, 1)


@pytest.mark.parametrize(
    ("seconds", "found"),
    [(None, []), (719.9, []), (720, ["the build took 12.0 minutes: 80 % of the 15.0 minutes that Read the Docs takes"])],
)  # fmt: skip
def test_time_counts_on_the_host_alone(seconds, found):
    """Another machine's says nothing."""
    assert said("read-the-docs", {}, seconds) == found


def test_what_weighs_most_is_named_with_what_makes_it_less():
    """By number where that is limited, by bytes where those are; beyond the limit too."""
    many = {**pages(18_000, 10), **{f"{n}/atom.xml": 90_000 for n in range(3_000)}}

    assert problems([BY_KEY["cloudflare"], BY_KEY["github-pages"]], many, None) == [
        Problem(
            subtype=PostWarning.HOST,
            message="the publication has 21,000 files (pages 18,000 files, feeds 3,000 files): 105 % of the 20,000 files that Cloudflare without a paid plan takes",
            remedy="a higher standfirst_page_size makes fewer pages of lists, a lower standfirst_listing_feed_length makes feeds shorter, or publish with another host",
            way=("standfirst_host",),
        )
    ]
    assert said("github-pages", {"a/atom.xml": 9e8, "index.html": 1e6}) == [
        "the publication has 901 MB (feeds 900 MB, pages 1 MB): 90 % of the 1,000 MB that GitHub Pages takes"
    ]


def test_an_empty_output_is_near_nothing():
    """As after a build that failed."""
    assert problems(HOSTS, {}, 0.0) == []


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("index.html", "pages"),
        ("2026/01/a/index.html", "pages"),
        ("_static.html", "pages"),
        ("authors/ada/atom.xml", "feeds"),
        ("feed.json", "feeds"),
        ("2026/01/a/index.html.md", "Markdown copies"),
        ("2026/01/a/citation.json", "citations"),
        ("citations.bib", "citations"),
        ("_images/a.avif", "pictures"),
        ("_static/standfirst.css", "style sheets and scripts"),
        ("_downloads/a/b.csv", "attachments"),
        (f"{SEARCH}/a/b", "the index of the search"),
        ("volumes/1/1.pdf", "editions"),
        ("sitemap.xml", "other files"),
        ("CNAME", "other files"),
    ],
)
def test_each_file_has_a_kind(file, kind):
    """By its folder, else by its name."""
    assert kind_of(file) == kind


@pytest.mark.parametrize(
    ("file", "remedy"),
    [
        ("index.html", "a higher standfirst_page_size makes fewer pages of lists, or publish"),
        ("atom.xml", "a lower standfirst_listing_feed_length makes feeds shorter, or publish"),
        ("_images/a.png", "fewer standfirst_picture_widths make fewer pictures, or publish"),
        ("a/a.pdf", "`standfirst build` alone offers no editions, or publish"),
        (f"{SEARCH}/a", "standfirst_search = False leaves the search out, or publish"),
        ("sitemap.xml", "publish"),
    ],
)
def test_a_kind_has_a_remedy_where_there_is_one(file, remedy):
    """Else there are other hosts."""
    found = problems([BY_KEY["github-pages"]], {file: 900_000_000}, None)

    assert [problem.remedy for problem in found] == [f"{remedy} with another host"]


def test_each_host_has_a_source():
    """With the day on which it was read."""
    keys = [host.key for host in HOSTS]

    assert len(set(keys)) == len(keys)
    assert [h.key for h in HOSTS if not (h.source.startswith("https://") and h.day and h.limits)] == []  # fmt: skip
