"""Which classes posts may give."""

from __future__ import annotations

import pytest

from standfirst.policy import classes
from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning, Problem

_OF_PAGES = """
position-fixed position-absolute position-sticky fixed-top sticky-top top-0 start-0 bottom-0
end-0 w-100 h-100 vw-100 vh-100 min-vh-100 modal modal-dialog modal-backdrop fade show toast
offcanvas navbar navbar-nav dropdown-menu carousel collapse visually-hidden sr-only d-none
d-flex invisible opacity-0 pe-none z-3 translate-middle stretched-link sd-stretched-link
sd-hide-link-text sd-card-img-overlay sd-position-absolute sd-d-none bd-header
bd-sidebar-primary pst-navbar-icon skip-link search-button theme-switch-button sidebar-toggle
headerlink sf-skip sf-masthead sf-standfirst sf-banner sf-biographies sf-page m-n5 mt-n3
sd-m-n1 container card btn alert row col
"""
_OF_TEXTS = """
sf-quiet tip wide full-width margin lead no_toc red alignleft wp-caption size-large
wp-image-12 language-python language-c++ highlighter-rouge footnotes sd-text-center sd-fs-3
sd-bg-light sd-mt-3 sd-m-auto sd-border-1 sd-shadow-md sd-rounded-pill sd-avatar-lg mb-3
text-center pull-quote center small k nf
"""


@pytest.mark.parametrize("name", _OF_PAGES.split())
def test_a_class_of_the_page_is_refused(name: str) -> None:
    """What lays out the page, hides, covers or is the mark of our own parts is not for texts."""
    assert not classes.is_listed(name)


@pytest.mark.parametrize("name", _OF_TEXTS.split())
def test_a_class_of_texts_is_kept(name: str) -> None:
    """What says what a text is, or how its letters look, stays."""
    assert classes.is_listed(name)


@pytest.mark.parametrize("name", ["sd-m-0 position-fixed", "lead\n", "Lead", "", "sd-m-٣", "language-"])  # fmt: skip
def test_only_the_whole_name_counts(name: str) -> None:
    """No name is let through for its beginning, its case or its digits."""
    assert not classes.is_listed(name)


def test_a_publication_adds_names() -> None:
    """Its own names are kept, in the order written; all others as they were."""
    names = ["ours", "lead", "w-100", "ours", "theirs"]
    refusals = Refusals(report=pytest.fail, extra={"ours"})

    assert refusals.kept(names, 1) == ["ours", "lead", "ours"]
    assert list(refusals.classes) == ["w-100", "theirs"]


def test_one_problem_names_what_is_refused_and_where_it_began() -> None:
    """It has the first line, and tells of no more than a line can hold."""
    expected = Problem(
        subtype=PostWarning.REFUSED,
        message="the classes 'w-100', 'modal' are not for texts; left out, and the text stays",
        remedy="delete it, or name it in standfirst_classes if the publication's own style sheet knows it",
        line=3,
    )

    assert classes.problem({"w-100": 7, "modal": 3}) == expected
    assert len(classes.problem({f"{n}{'x' * 1000}": n for n in range(1, 99)}).message) < 800
