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
