"""Pictures, extra and static files: that they come, change and go as their sources do."""

from __future__ import annotations

import datetime as dt
import re

from page_trees import PLACE, pictures_of, same_as_clean, tree

from standfirst.checking import checker


def test_a_picture_that_was_missing_appears_when_it_is_there(tmp_path, publication):
    """And a file that a post links to; the posts are read again though they have not changed."""
    publication.post("2026-01-02-x", "![p](one.png) [data](two.csv)\n", image="/lead.png")
    before = publication.build()
    publication.write("posts/two.csv", "1\n")
    for name in ("posts/one.png", "lead.png"):
        publication.picture(name)
    after = publication.build()

    assert sorted(re.findall(r"\w+\.(?:png|csv)", before.warnings)) == [
        "lead.png",
        "one.png",
        "two.csv",
    ]
    assert after.warnings == ""
    assert pictures_of(after) == ["lead", "one"]
    same_as_clean(publication, after, tmp_path)


def test_what_is_not_for_readers_is_not_copied(publication):
    """Neither settings nor sources, however a post names them; a build and the check say so alike."""
    publication.write("conf.py", publication.conf + '\n        exclude_patterns = ["src"]\n')
    for name in ("Makefile", "src/key.txt", "data/a.csv", "data/a.r"):
        publication.write(name, b"x")
    publication.picture("src/a.png")
    publication.post("2026-01-03-draft", "Secret.", draft="true")
    publication.post(
        "2026-01-02-x",
        "[a](/conf.py) [b](/Makefile) [c](/src/key.txt) [d](/data/a.csv) [e](/data/a.r)\n\n"
        "![f](/conf.py) ![g](/src/a.png) <a href='/conf.py'>h</a>\n\n"
        "{download}`i </posts/2026-01-03-draft.md>`\n",
        image="/conf.py",
    )
    built = publication.build()
    copied = {file.rpartition("/")[2] for file in built.files() if file.startswith("_d")}
    found = checker.check(publication.root, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert copied == {"a.csv", "a.r"}
    assert pictures_of(built) == ["a"]
    assert built.warnings.count("names a file that is not for readers") == 3
    assert built.warnings.count("has a name that ends in none of") == 2
    assert len(found) == len(built.warnings.splitlines()) == 5


def test_what_a_theme_keeps_for_itself_is_not_copied(publication):
    """Translations of its templates, maps of its scripts' sources; a publication's own files are its own."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_static_path = ["_static"]\n'
    )
    own = {"_static/locales/de/LC_MESSAGES/own.po", "_static/own.js.map"}
    for file in own:
        publication.write(file, "mine")
    publication.post("2026-01-02-x")
    built = publication.build()
    files = built.files()

    assert {file for file in files if "LC_MESSAGES" in file or file.endswith(".map")} == own
    assert "_static/scripts/pydata-sphinx-theme.js" in files


def test_what_does_not_change_keeps_its_time(publication):
    """Another post by somebody else leaves an author's page and feed, her articles and the styles untouched."""
    others = {"author": "Bo Bee", "section": "two"}
    publication.post("2026-01-02-x", section="one")
    publication.post("2026-01-03-b", date="2026-01-03", **others)
    built = publication.build()
    files = [
        "2026/01/x/index.html",
        "_static/standfirst.css",
        "authors/ada-lovelace/atom.xml",
        "authors/ada-lovelace/index.html",
        "index.html",
    ]
    before = [(built.out / name).stat().st_mtime_ns for name in files]
    publication.post("2026-01-04-c", date="2026-01-04", **others)
    publication.build()
    after = [(built.out / name).stat().st_mtime_ns for name in files]

    assert [old == new for old, new in zip(before, after, strict=True)] == [True] * 4 + [False]


def test_links_to_extra_files_say_all_that_was_written(publication):
    """Query and fragment are for the file; the base path may be written, of pictures too; in Markdown and in HTML."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    publication.write("extra/assets/game.html", "<!doctype html><title>Game</title>")
    publication.picture("extra/assets/quay.png")
    body = """
        [one](/assets/game.html?cat.zip#a&b) [two](/review/assets/game.html)

        <a href="/review/assets/game.html?c=1&amp;d='2'">three</a>

        ![four](/review/assets/quay.png) <img src="/review/assets/quay.png" alt="five">
    """
    publication.post("2026-01-02-x", body, image="/review/assets/quay.png")
    built = publication.build()
    page = tree(built, PLACE)

    assert built.warnings == ""
    assert [page.xpath(f"//a[.='{name}']/@href") for name in ("one", "two", "three")] == [
        ["../../../assets/game.html?cat.zip#a&b"],
        ["../../../assets/game.html"],
        ["../../../assets/game.html?c=1&d='2'"],
    ]
    assert [bool(page.xpath(f"//img[@alt='{name}']")) for name in ("", "four", "five")] == [
        True
    ] * 3
    assert checker.check(publication.root, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)) == []


def test_a_file_of_the_extra_folders_goes_with_its_source(tmp_path, publication):
    """And its folder, where that is empty then."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    publication.write("extra/robots.txt", "")
    publication.write("extra/assets/old.pdf", "old")
    assert publication.build().has("assets/old.pdf")

    (publication.root / "extra/assets/old.pdf").unlink()
    incremental = publication.build()

    assert incremental.has("robots.txt")
    assert not incremental.has("assets")
    same_as_clean(publication, incremental, tmp_path)


def test_a_page_of_ones_own_for_missing_addresses_stays(tmp_path, publication):
    """It is the editor's file; where it goes, ours is there again."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    publication.write("extra/404.html", "mine")
    first = publication.build()

    assert (first.read("404.html"), first.warnings) == ("mine", "")

    (publication.root / "extra/404.html").unlink()
    incremental = publication.build()

    assert "Page not found" in incremental.read("404.html")
    same_as_clean(publication, incremental, tmp_path)

    publication.write("extra/404.html", "mine")
    assert publication.build().read("404.html") == "mine"


def test_a_former_address_takes_no_place_of_an_extra_file(tmp_path, publication):
    """Nor of its folder; the file stays, and both are named, as by a check."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_extra_path = ["extra"]\n'
    )
    for name in ("pic/index.html", "plain", "a.html/b.txt", "2026/01/x/index.html"):
        publication.write(f"extra/{name}", "mine")
    publication.post("2026-01-02-x", redirect_from="[/pic/, /plain/, /a, /free/]")
    built = publication.build()
    warned = sorted(line.partition(":")[0] for line in built.warnings.splitlines())
    found = checker.check(tmp_path, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert built.read("pic/") == built.read("plain") == built.read("a.html/b.txt") == "mine"
    assert built.has("free/index.html")
    assert "Text." in built.paragraphs(PLACE)
    assert warned == ["extra/2026/01/x/index.html", *["posts/2026-01-02-x.md"] * 3]
    assert [finding.path for finding in found] == warned
    assert "'/pic/' is the address of extra/pic/index.html;" in built.warnings
    assert publication.build("suppress_warnings=standfirst.address").warnings == ""


def test_a_static_file_goes_with_its_source(tmp_path, publication):
    """But no other's: the theme's sheet is in that of the pages again where ours had its name."""
    publication.write(
        "conf.py", publication.conf.rstrip() + '\n        html_static_path = ["_static"]\n'
    )
    for name in ("kept.css", "gone.css", "deep/gone.js", "pygments.css", "basic.css", "t.js.jinja"):
        publication.write(f"_static/{name}", "/* mine */")
    first = publication.build()

    assert first.read("_static/gone.css") == first.read("_static/deep/gone.js") == "/* mine */"
    assert first.read("_static/standfirst.css").startswith("/* mine */")
    assert first.read("_static/t.js") == "/* mine */"

    for name in ("gone.css", "deep/gone.js", "pygments.css", "basic.css", "t.js.jinja"):
        (publication.root / "_static" / name).unlink()
    incremental = publication.build()

    assert not any(incremental.has(f"_static/{x}") for x in ("gone.css", "deep/gone.js", "t.js"))
    same_as_clean(publication, incremental, tmp_path)
    same_as_clean(publication, publication.build(), tmp_path)
