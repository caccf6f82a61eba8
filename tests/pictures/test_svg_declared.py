"""Every value that a drawing may give to an element is known, wherever it says so."""

from __future__ import annotations

import pytest
from lxml import etree

from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.formats.svg_declared import Declared, referred


def declared(inner: str, sheet: str = "") -> dict[str, list[str]]:
    """Return what is declared of the element ``inner``, in a drawing with a style sheet."""
    style = f"<style>{sheet}</style>" if sheet else ""
    root = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{style}<g>{inner}</g></svg>')
    return Declared(root).of(root[-1][0])


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<rect/>", {}),
        ('<rect fill="red" width="3"/>', {"fill": ["red"], "width": ["3"]}),
        ('<rect style="FILL:blue; stroke : red"/>', {"fill": ["blue"], "stroke": [" red"]}),
        ('<rect fill="red" style="fill:blue"/>', {"fill": ["red", "blue"]}),
        ('<rect r="1"><animate attributeName="r" values="2;3" from="4" by="5"/></rect>', {"r": ["1", "4", "", "5", "2", "3"]}),
        ('<rect><set attributeName="mask" to="url(#m)"/></rect>', {"mask": ["", "url(#m)", "", ""]}),
        ('<rect><animateTransform type="scale" to="9"/></rect>', {"transform": ["scale()", "scale(9)", "scale()", "scale()"]}),
        ('<rect><animateTransform to="9"/></rect>', {"transform": ["translate()", "translate(9)", "translate()", "translate()"]}),
        ('<rect><g><set attributeName="mask" to="x"/></g></rect>', {}),
        ('<set attributeName="mask" to="url(#m)"/>', {}),
        ('<animate attributeName="mask" to="url(#m)"/>', {}),
        ('<animateTransform to="9"/>', {}),
    ],
)  # fmt: skip
def test_an_element_says_values_in_four_ways(inner, expected):
    """As attributes, in its style, and by what animates it; an animation itself has none."""
    assert declared(inner) == expected


@pytest.mark.parametrize(
    ("sheet", "is_meant"),
    [
        ("rect{x:1}", True),
        ("*{x:1}", True),
        ("#a{x:1}", True),
        (".b{x:1}", True),
        (".c{x:1}", True),
        ("circle,rect{x:1}", True),
        ("rect,circle{x:1}", True),
        ("g rect{x:1}", True),
        ("g>rect{x:1}", True),
        ("g > rect{x:1}", True),
        ("g + rect{x:1}", True),
        ("g~.b{x:1}", True),
        ("rect.b{x:1}", True),
        ("rect:hover{x:1}", True),
        ("circle.b{x:1}", True),  # one too many
        (":hover{x:1}", True),
        ("g :hover{x:1}", True),
        ("[fill]{x:1}", True),
        ("@media print{rect{x:1}}", True),
        ("@media print{@media screen{rect{x:1}}}", True),
        ("@keyframes k{to{x:1}}", True),
        ("@-webkit-keyframes k{50%{x:1}}", True),
        ("circle{x:1}", False),
        ("rect circle{x:1}", False),
        ("rect>circle{x:1}", False),
        ("#b{x:1}", False),
        (".a{x:1}", False),
        ("a:rect{x:1}", False),
        ("@media print{circle{x:1}}", False),
        ("@import 'rect';", False),
    ],
)
def test_a_rule_counts_for_what_the_last_part_of_its_selector_may_mean(sheet, is_meant):
    """By name, identifier, class or anything."""
    found = declared('<rect id="a" class="b c"/>', sheet)

    assert found.get("x") == (["1"] if is_meant else None)


def test_rules_add_to_what_an_element_says():
    """One value is one, though twice said by the rules for a name; a class named twice counts once."""
    sheet = "rect{x:2;x:2}.b{x:2;y:3}rect{x:4}rect{x:2}"

    assert declared('<rect x="1" class="b b"/>', sheet) == {
        "x": ["1", "2", "4", "2"],
        "class": ["b b"],
        "y": ["3"],
    }


def test_a_value_that_comes_back_is_known_for_a_while():
    """Eight others later it counts again, so that no list is searched through."""
    later = "".join(f"rect{{x:{n}}}" for n in range(8))
    counted = [f"{n}" for n in range(8)]

    assert declared("<rect/>", f"{later}rect{{x:0}}")["x"] == counted
    assert declared("<rect/>", f"{later}rect{{x:8}}rect{{x:0}}")["x"] == [*counted, "8", "0"]


@pytest.mark.parametrize(("elements", "is_drawn"), [(1000, True), (1001, False)])
def test_a_million_values_of_rules_are_enough(elements, is_drawn):
    """A thousand of them for each of a thousand elements."""
    rules = "".join(f"rect{{x:{n}}}" for n in range(1000))
    root = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg"><style>{rules}</style><rect/></svg>')  # fmt: skip
    known = Declared(root)
    for _ in range(elements - 1):
        known.of(root[1])
    if is_drawn:
        assert len(known.of(root[1])["x"]) == 1000
    else:
        with pytest.raises(NoPicture, match="has too many style rules"):
            known.of(root[1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("url(#a)", ("a",)),
        ("URL( '#a' )", ("a",)),
        ('url("b")', ("b",)),
        ("u\\72l(#a)", ("a",)),
        ("image-set(url(#a), cross-fade(url('#b') 2))", ("a", "b")),
        ("url(#a) url(#b)", ("a", "b")),
        ("red", ()),
        ("#a", ()),
        ("\\72 ed", ()),
        ("curl(#a)", ()),
    ],
)
def test_a_value_refers_by_url(value, expected):
    """However that is written."""
    assert referred(value) == expected
