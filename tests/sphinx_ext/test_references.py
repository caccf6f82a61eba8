"""What follows what it names: references, menus, neighbours, former addresses."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from lxml import html as lxml_html
from page_trees import PLACE, same_as_clean

from standfirst.checking import checker


def test_a_reference_follows_what_it_names(tmp_path, publication):
    """A post's and a document's title, an author who goes, a label of ABlog's: the page that names them is written again."""
    publication.post(
        "2026-01-02-x",
        "{post}`2026-01-03-b`, {author}`bo-bee`, {doc}`../guide`, {ref}`author-bo-bee`\n",
    )
    publication.post("2026-01-03-b", date="2026-01-03", author="Bo Bee")
    publication.write("guide.md", "# Guide\n\nText.\n")
    publication.build()
    publication.post("2026-01-03-b", date="2026-01-03", title="Renamed", author="Cy Dee")
    publication.write("guide.md", "# Manual\n\nText.\n")
    incremental = publication.build()

    [references] = [text for text in incremental.paragraphs(PLACE) if "Manual" in text]

    assert re.findall(r"Guide|Manual|A title|Renamed", references) == ["Renamed", "Manual"]
    same_as_clean(publication, incremental, tmp_path)


def test_a_label_of_another_text_is_a_place_too(publication):
    """As MyST has it; what no text has is named as no heading of this one."""
    publication.write("about.md", "# About\n\n(elsewhere)=\n## Part\n\nText.\n")
    publication.post("2026-01-02-x", "[one](#elsewhere) [two](#nowhere)\n")
    built = publication.build()

    assert [line.partition(": WARNING: ")[2].partition(";")[0] for line in built.warnings.splitlines()] == ["the link '#nowhere' leads to no heading of this post"]  # fmt: skip
    assert [(a.text_content(), a.get("href")) for a in lxml_html.fromstring(built.read("2026/01/x/")).xpath("//p/a[contains(., 'one')]")] == [("one", "../../../about/#elsewhere")]  # fmt: skip


def test_a_query_stays_on_a_link_to_a_page(publication):
    """In Markdown and in HTML, before the place on the page: scripts of the page ask for it."""
    publication.post(
        "2026-01-02-x",
        "[a](/about/?x=1&y=二) [b](/about.md?x=1#us) [c](?x=1)\n\n<p><a href='/about/?x=1&amp;y=2#us'>d</a></p>\n",
    )
    publication.write("about.md", "# About\n\n## Us\n\nWe are.\n")
    built = publication.build()
    text = lxml_html.fromstring(built.read(PLACE)).find(".//div[@class='sf-text']")

    assert built.warnings == ""
    assert [link.get("href") for link in text.iterfind(".//a")] == [
        "../../../about/?x=1&y=%E4%BA%8C",
        "../../../about/?x=1#us",
        "./?x=1",
        "../../../about/?x=1&y=2#us",
    ]


def test_every_page_follows_the_menu_and_its_neighbours(tmp_path, publication):
    """The title of a standing page is in the default menu, a neighbour's title in its language."""
    publication.post("2026-01-02-x", title="標題")
    publication.post("2026-01-03-b", date="2026-01-03")
    publication.write("about.md", "---\ntitle: About\n---\n\nWe are.\n")
    publication.build()
    publication.write("about.md", "---\ntitle: Who we are\n---\n\nWe are.\n")
    publication.post("2026-01-02-x", title="標題", lang="zh-Hant")
    incremental = publication.build()

    assert "Who we are" in incremental.read("2026/01/b/")
    same_as_clean(publication, incremental, tmp_path)


def test_former_addresses_lead_to_the_page(publication):
    """Of posts and standing pages; what a page has taken, and what leads outside, is named and not written."""
    publication.post(
        "2026-01-02-x", redirect_from="[/old/x/, /old-x, 'old/%E6%97%A7.html', /taken/]"
    )
    publication.post("2026-01-03-y", "[x](/old/x/)\n", permalink="/taken/")
    publication.post(
        "2026-01-04-z", date="2026-01-04", redirect_from="[/old/x/, /_static/x/, /../z/]"
    )
    publication.write("us.md", "---\ntitle: Us & them\nredirect_from: /we/\n---\n\nText.\n")
    built = publication.build()

    for file, target in {
        "old/x/index.html": "../../2026/01/x/",
        "old-x.html": "2026/01/x/",
        "old/旧.html": "../2026/01/x/",
        "we/index.html": "../us/",
    }.items():
        assert f'content="0; url={target}"' in built.read(file)
    canonical = '<link rel="canonical" href="https://example.org/review/us/">'
    assert canonical in built.read("we/index.html")
    assert 'href="../2026/01/x/"' in built.read("taken/")
    lines = [re.split(": (?:WARNING|ERROR): ", line)[1] for line in built.warnings.splitlines()]
    assert sorted(line.partition("'")[2].partition("'")[0] for line in lines) == [
        "/../z/",
        "/_static/x/",
        "/old/x/",
        "/taken/",
    ]
    assert [line for line in lines if "[standfirst.address]" not in line] == []
    assert "'/old/x/' is the address of posts/2026-01-02-x.md; no redirect to posts/2026-01-04-z.md was made" in built.warnings  # fmt: skip
    assert publication.build("suppress_warnings=standfirst.address").warnings == ""

    (publication.root / "us.md").unlink()

    assert not publication.build().has("we/index.html")


@pytest.mark.parametrize("front", ["", "---\ntitle: A page\n---\n"])
def test_a_page_with_the_name_of_sphinxs_files_has_another_address(tmp_path, publication, front):
    """It is named with a remedy, as by a check, and Sphinx's own file is what it was."""
    for name in ("search", "_static", "genindex"):
        publication.write(f"{name}.md", f"{front}# A page\n\nOn {name}.\n".encode())
    publication.post("2026-01-02-x", "[x](/search.md)\n")
    built = publication.build()
    warned = [line for line in built.warnings.splitlines() if "toctree" not in line]
    found = checker.check(tmp_path, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    for name in ("search-page", "_static-page", "genindex"):
        assert f"On {name.removesuffix('-page')}." in built.read(f"{name}/")
    assert "sf-search__field" in built.read("search.html")
    assert 'href="../../../search-page/"' in built.read(PLACE)
    assert sorted(line.partition(".md")[0] for line in warned) == ["_static", "search"]
    assert {"rename the file [standfirst.address]" in line for line in warned} == {True}
    assert sorted(finding.path for finding in found) == ["_static.md", "search.md"]
    silent = publication.build("suppress_warnings=standfirst.address,toc").warnings
    assert "standfirst.address" not in silent


def test_an_address_is_shown_whole(publication):
    """Bare or written out, at any host; the theme shortens those of two."""
    addresses = [
        f"https://{host}/a/b{path}"
        for host in ("github.com", "gitlab.com", "e.org")
        for path in ("", "/issues/12", "/blob/main/c.md")
    ]
    text = "".join(f"<{each}> [{each}]({each})\n\n" for each in addresses)
    publication.post("2026-01-02-a", text + "\n\n".join(addresses))
    publication.write("page.md", f"# Page\n\n{text}")
    built = publication.build()
    twice = [each for each in addresses for _ in range(2)]

    for page, expected in (("2026/01/a/", [*twice, *addresses]), ("page/", twice)):
        links = lxml_html.fromstring(built.read(page)).xpath("//p/a")
        shown = [link.text_content() for link in links if link.get("href") in addresses]

        assert shown == expected
