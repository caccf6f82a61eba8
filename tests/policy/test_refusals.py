"""What a text may not have is left out, and told once, with its line in the file."""

from __future__ import annotations

from standfirst.policy.refusals import Refusals
from standfirst.problems import PostWarning, Problem


def refusals(**given):
    """Return refusals, and the list of what they tell."""
    told = []
    return Refusals(report=told.append, **given), told


ID = Problem(
    subtype=PostWarning.REFUSED,
    message="the id 'pst-header' belongs to the page around the text; it was left out",
    remedy="choose another",
    line=7,
)


def test_an_id_of_the_page_is_taken():
    """Told once, wherever else it stands; any other is free."""
    of, told = refusals(offset=4)

    assert [of.is_taken(one, 3) for one in ("a", "pst-header", "Pst-header", "")] == [False, True, False, False]  # fmt: skip
    assert of.is_taken("pst-header", 9)
    assert told == [ID]


def test_a_link_leads_astray_by_its_scheme():
    """A later step may resolve one of its own; of a file's, the rest is looked at."""
    of, told = refusals(schemes=("path", "project"), offset=1)
    addresses = ["https://a.b", "/c", "project:x:y", "path:/d.md", "path:bad:e", "bad:f", "bad:f"]

    assert [of.leads_astray(one, 2) for one in addresses] == [False] * 4 + [True] * 3
    assert [(problem.line, problem.message.split("'")[1]) for problem in told] == [
        (3, "bad:e"),
        (3, "bad:f"),
    ]


def test_no_more_than_a_hundred_are_told_of():
    """Of links and ids together; each is refused all the same."""
    of, told = refusals()
    astray = [of.leads_astray(f"bad:{number}", number) for number in range(101)]

    assert (astray, len(told)) == ([True] * 101, 100)
    assert of.is_taken("pst-header", 1)
    assert len(told) == 100


def test_refused_classes_are_told_of_together():
    """On the line of the first, and not again."""
    of, told = refusals(extra={"ours"})

    assert of.kept(["lead", "w-100", "ours"], 9) == ["lead", "ours"]
    assert of.kept(["modal", "w-100"], 4) == []
    assert told == []
    of.report_classes()
    of.report_classes()
    [problem] = told
    assert (problem.line, problem.message) == (4, "the classes 'w-100', 'modal' are not for texts; left out, and the text stays")  # fmt: skip
    assert of.classes == {}


def test_an_editors_text_has_all_classes_but_those_of_the_layout():
    """As has what a directive writes, whoever asks for it."""
    names = ["lead", "anything", "w-100", "two words", "ours-modal", "modal"]
    of, told = refusals(is_editors=True, extra={"modal"})
    of_posts, _ = refusals()

    assert of.kept(names, 1) == ["lead", "anything", "ours-modal", "modal"]
    assert of_posts.without_layout(names, 1) == ["lead", "anything", "ours-modal"]
    assert of_posts.kept(names, 1) == ["lead"]
    assert list(of.classes) == ["w-100", "two words"]
    assert told == []


def test_a_text_below_shares_what_is_told():
    """With lines of its own."""
    of, told = refusals(offset=4)
    below = of.below(6)

    assert below.is_taken("pst-header", 1)
    assert of.is_taken("pst-header", 2)
    assert below.kept(["w-100"], 2) == []
    of.report_classes()

    assert [(problem.line, problem.message[:9]) for problem in told] == [(7, ID.message[:9]), (8, "the class")]  # fmt: skip
