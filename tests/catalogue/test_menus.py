"""The links of the menu and of the footer."""

from __future__ import annotations

import pytest

from standfirst.catalogue import menus


@pytest.mark.parametrize("option", ["menu", "footer_links"])
@pytest.mark.parametrize("target", ["nowhere", "http:/a", "ftp://a.example/", "tel:1", "mail"])
def test_a_link_to_no_page_is_said(option, target):
    """In which option, and under what name."""
    said = {"menu": [("Home", "index")], "footer_links": [("Home", "index")]}
    said[option] = [*said[option], ("A", target)]
    [problem] = menus.problems(said, {"index": "index"}.get)

    assert (problem.subtype.value, problem.level, problem.line) == ("config", "warning", 1)
    assert problem.message == f"standfirst_{option}: 'A' leads to {target!r}, which is not a page"
    assert problem.remedy == "name a page such as 'about' or 'sections/essays', or an http(s) address"  # fmt: skip


@pytest.mark.parametrize("target", ["http://a.example/", "https://a.example/", "mailto:a@a.example", "about"])  # fmt: skip
def test_links_to_pages_and_elsewhere_are_right(target):
    """Whether what is elsewhere is there is not asked."""
    said = {"menu": [("A", target)], "footer_links": [("A", target)]}

    assert [*menus.problems(said, {"about": "about"}.get)] == []


def entries(kind, count, folder=""):
    """Return as many entries of a kind, of pages in a folder."""
    return [(f"{kind} {n}", f"{folder}{kind}{n}") for n in range(count)]


REST = ("All", "contents")


@pytest.mark.parametrize(
    ("sections", "near", "deep", "expected"),
    [
        (0, 0, 0, (0, 0, 0, False)),
        (3, 2, 3, (3, 2, 3, False)),
        (3, 2, 4, (3, 2, 0, True)),
        (1, 0, 60, (1, 0, 0, True)),
        (9, 0, 0, (7, 0, 0, True)),
        (30, 1, 1, (6, 1, 0, True)),
        (30, 30, 0, (4, 3, 0, True)),
        (0, 9, 0, (0, 7, 0, True)),
    ],
)
def test_a_menu_has_ten_entries_at_most(sections, near, deep, expected):
    """With the authors and the archive, which come after; all that there is where that is no more."""
    some, root, folder = entries("s", sections), entries("p", near), entries("d", deep, "x/")
    pages = [*root, *folder]
    first, of_root, of_folder, is_cut = expected
    shown = menus.usual(some, pages, lambda name: "/" not in name, REST if is_cut else None)

    assert menus.overflows(sections, near + deep) is is_cut
    assert shown == [*some[:first], *root[:of_root], *folder[:of_folder], *([REST] if is_cut else [])]  # fmt: skip
    assert len(shown) <= 8
