"""A publication with more pages than its menu has room for, and with pages among its posts."""

from __future__ import annotations

from page_trees import same_as_clean, tree
from publications import NOW

from standfirst.checking import checker


def menu(built, page):
    """Return words and targets of the menu of a page."""
    return [(a.text_content(), a.get("href")) for a in tree(built, page).find_class("sf-menu__link")]  # fmt: skip


def test_what_has_no_room_in_the_menu_is_in_one_list(publication, tmp_path):
    """Pages by their folders, sections with posts; where there is room again, the list goes."""
    publication.post("2026-01-02-x")
    publication.write("about.md", "---\ntitle: About\n---\nWe.\n")
    publication.write("404.md", "---\ntitle: Lost\n---\nNot here.\n")
    for number in range(9):
        publication.write(f"docs/c{number}.md", f"---\ntitle: Chapter {number}\n---\nText.\n")
    built = publication.build()
    page = tree(built, "contents/")

    assert menu(built, "about/") == [
        ("Articles", "../sections/articles/"),
        ("About", "./"),
        ("Sections and pages", "../contents/"),
        ("Authors", "../authors/"),
        ("Archive", "../archive/"),
    ]
    assert [a.get("href") for a in page.xpath("//main//li/a")] == [
        "../sections/articles/",
        "../about/",
        *(f"../docs/c{number}/" for number in range(9)),
    ]
    assert "https://example.org/review/contents/" in built.read("sitemap.xml")
    assert (built.warnings, checker.check(tmp_path, clock=NOW)) == ("", [])

    for number in range(4):
        (publication.root / f"docs/c{number}.md").unlink()
    after = publication.build()

    assert not after.has("contents/index.html")
    assert len(menu(after, "about/")) == 9
    same_as_clean(publication, after, tmp_path)


def test_a_list_of_all_takes_no_pages_address(publication):
    """It lies beside it."""
    for number in range(11):
        publication.write(f"c{number}.md", f"---\ntitle: Chapter {number}\n---\nText.\n")
    publication.write("contents.md", "---\ntitle: Mine\n---\nOwn words.\n")
    built = publication.build()

    assert "Own words." in built.read("contents/")
    assert dict(menu(built, ""))["Sections and pages"] == "contents-2/"
    assert built.warnings == ""


def test_a_chosen_menu_needs_no_list(publication):
    """Whatever it leaves out."""
    publication.write("conf.py", publication.conf.rstrip() + '\n        standfirst_menu = [("A", "c1")]\n')  # fmt: skip
    for number in range(11):
        publication.write(f"c{number}.md", f"---\ntitle: Chapter {number}\n---\nText.\n")
    built = publication.build()

    assert menu(built, "c1/") == [("A", "./")]
    assert not built.has("contents/index.html")


def test_an_undated_post_of_a_collection_is_a_page_of_it(publication, tmp_path):
    """In its section alone, and nothing is said of what it lacks; with a date it is an article like others."""
    publication.write(
        "conf.py",
        publication.conf.rstrip()
        + '\n        standfirst_sections = [{"slug": "guides", "title": "Guides", "permalink": "/g/:title/"}]\n',
    )
    publication.write("posts/guides/knots.md", "---\ntitle: Knots\n---\nTie.\n")
    publication.post("guides/2026-01-03-dated", title="Dated")
    publication.post("2026-01-02-x", title="Plain")
    built = publication.build()

    titles, pages = ("Knots", "Dated", "Plain"), ("", "posts/", "sections/guides/", "g/knots/")
    shown = {name: [title for title in titles if title in _text(built, name)] for name in pages}
    assert shown == {
        "": ["Dated", "Plain"],
        "posts/": ["Dated", "Plain"],
        "sections/guides/": ["Knots", "Dated"],
        "g/knots/": ["Knots", "Dated"],
    }
    assert "Undated" not in _text(built, "g/knots/")
    assert (built.warnings, checker.check(tmp_path, clock=NOW)) == ("", [])


def _text(built, name):
    return tree(built, name).get_element_by_id("main-content").text_content()
