"""A drawing that stands for more than can be drawn is refused by counting, whatever it refers with."""

from __future__ import annotations

import base64
import io
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from standfirst.pictures.formats import svg, svg_cost, svg_declared, svg_paths
from standfirst.pictures.formats.opening import NoPicture

SVG = "http://www.w3.org/2000/svg"
BOX = '<rect width="9" height="9" {}/>'


def sanitised(inner: str, attributes: str = 'viewBox="0 0 1000 1000"') -> bytes:
    """Return the cleaned picture of *inner*."""
    return svg.sanitise(f'<svg xmlns="{SVG}" {attributes}>{inner}</svg>'.encode())


def total(drawing: str | bytes) -> float:
    """Return what a picture costs, in plain elements."""
    return svg_cost.Counter(etree.fromstring(drawing)).total()


def cost(inner: str) -> float:
    """Return what the picture of *inner* costs, in plain elements."""
    return total(sanitised(inner))


def cost_of_line(root: str) -> float:
    """Return what a line of five hundred units costs where *root* has room for it."""
    long, short = (total(root.format(f'<path d="M0 0H{n}"/>')) for n in (500, 0))
    return long - short


NESTED = {
    "use": ('<g id="n{n}">{below}</g>', '<use href="#n{n}"/>'),
    "use of old": ('<g id="n{n}">{below}</g>', '<use x:href="#n{n}" xmlns:x="http://www.w3.org/1999/xlink"/>'),
    "symbol": ('<symbol id="n{n}">{below}</symbol>', '<use href="#n{n}"/>'),
    "pattern": ('<pattern id="n{n}" width="4" height="4">{below}</pattern>', BOX.format('fill="url(#n{n})"')),
    "stroke": ('<pattern id="n{n}" width="4" height="4">{below}</pattern>', BOX.format('stroke="url(#n{n})"')),
    "pattern inherited": ('<pattern id="n{n}" width="4" height="4">{below}</pattern>', '<g fill="url(#n{n})"><path d="M0 0h4"/></g>'),
    "pattern by href": ('<pattern id="n{n}" width="4" height="4">{below}</pattern>', '<pattern id="q"/><g><pattern href="#n{n}" id="r"/></g><rect fill="url(#n{n})"/>'),
    "mask": ('<mask id="n{n}">{below}</mask>', BOX.format('mask="url(#n{n})"')),
    "clip-path": ('<clipPath id="n{n}">{below}</clipPath>', BOX.format('clip-path="url(#n{n})"')),
    "marker": ('<marker id="n{n}">{below}</marker>', '<path d="M0 0h4" marker-end="url(#n{n})"/>'),
    "marker in style": ('<marker id="n{n}">{below}</marker>', '<path d="M0 0" style="marker:url(#n{n})"/>'),
    "filter": ('<g id="n{n}">{below}</g><filter id="f{n}"><feImage href="#n{n}"/></filter>', BOX.format('filter="url(#f{n})"')),
    "style": ('<mask id="n{n}">{below}</mask>', BOX.format("style=\"mask:url('#n{n}')\"")),
    "escaped style": ('<mask id="n{n}">{below}</mask>', BOX.format('style="mask:u\\72l(#\\6e {n})"')),
    "percent": ('<g id="n{n}">{below}</g>', '<use href="#%6e{n}"/>'),
    "sheet": ('<style>.c{n}{{mask:url(#n{n})}}</style><mask id="n{n}">{below}</mask>', BOX.format('class="c{n}"')),
    "sheet in media": ('<style>@media print{{svg|g>rect.c{n}:hover{{mask:url(#n{n})}}}}</style><mask id="n{n}">{below}</mask>', BOX.format('class="c{n}"')),
    "animation": ('<mask id="n{n}">{below}</mask>', '<rect><set attributeName="mask" to="url(#n{n})"/></rect>'),
    "animation of values": ('<mask id="n{n}">{below}</mask>', '<rect><animate attributeName="mask" values="none;url(#n{n})"/></rect>'),
    "text on a path": ('<g id="n{n}">{below}</g>', '<text><textPath href="#n{n}">a</textPath></text>'),
}  # fmt: skip
"""A part, and what refers to it."""


def nested(kind: str, levels: int, times: int = 6) -> str:
    """Return a picture in which each part refers *times* to the one before."""
    part, reference = NESTED[kind]
    below, parts = BOX.format(""), []
    for n in range(levels):
        parts.append(part.format(n=n, below=below))
        below = reference.format(n=n) * times
    return "".join(parts) + below


@pytest.mark.parametrize("kind", NESTED)
def test_every_kind_of_reference_is_counted(kind):
    """Twelve parts that refer to each other six times over are billions; the levels alone are no fault."""
    with pytest.raises(NoPicture, match="takes as long to draw"):
        sanitised(nested(kind, 12))
    assert b"<rect" in sanitised(nested(kind, 12, times=1))


@pytest.mark.parametrize(
    "style",
    [
        "@keyframes k{from{fill:red}to{fill:url(#n)}}",
        "@-webkit-keyframes k{to{fill:u\\72l(#n)}}",
        "rect{--n:url(#n);fill:var(--n)}",
        "rect{--n:u\\72l('#n')}",
    ],
)
def test_references_that_cannot_be_counted_are_gone(style):
    """Which elements take a variable or move by a rule of key frames nothing tells: they refer to nothing."""
    assert b"#n" not in sanitised(f"<style>{style}</style><rect/>")


@pytest.mark.parametrize("kind", NESTED)
def test_counting_takes_no_longer_than_the_picture(kind, monkeypatch):
    """Each element is looked at once, however often it is drawn."""
    looked: list[object] = []
    of = svg_declared.Declared.of
    monkeypatch.setattr(
        svg_declared.Declared, "of", lambda self, one: (looked.append(one), of(self, one))[1]
    )
    for levels in (60, 120):
        looked.clear()
        inner = nested(kind, levels)
        with pytest.raises(NoPicture):
            sanitised(inner)

        assert 0 < len(looked) <= inner.count("<")


@pytest.mark.parametrize(
    "inner",
    [
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<mask id="a"><rect mask="url(#b)"/></mask><mask id="b"><rect mask="url(#a)"/></mask><rect mask="url(#a)"/>',
        '<g id="a"><g id="c"><rect mask="url(#m)"/></g></g><mask id="m"><use href="#c"/></mask>',
    ],
)
def test_what_goes_round_is_refused(inner):
    """Programs break such a circle each at another place, after they have gone round some of it."""
    with pytest.raises(NoPicture, match="in a circle"):
        sanitised(inner)


def test_a_part_that_shows_itself_is_left_alone():
    """No program draws a part within itself; that a rule means the head of its own arrow is common."""
    inner = '<style>path{marker-end:url(#m)}</style><marker id="m"><path d="M0 0h4"/></marker><path d="M0 0h9"/>'

    assert b"<path" in sanitised(inner)
    assert b"<use" in sanitised('<g id="a"><use href="#a"/></g>')


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param('<filter id="f"><feTurbulence numOctaves="900000"/></filter><rect filter="url(#f)"/>', id="octaves"),
        pytest.param('<filter id="f"><feTurbulence><set attributeName="numOctaves" to="900000"/></feTurbulence></filter><rect filter="url(#f)"/>', id="octaves later"),
        pytest.param('<filter id="f"><feMorphology radius="1e4"/></filter><rect filter="url(#f)"/>', id="radius"),
        pytest.param('<filter id="f"><feConvolveMatrix order="100"/></filter><rect filter="url(#f)"/>', id="order"),
        pytest.param(f'<filter id="f">{"<feOffset/>" * 600}</filter><rect filter="url(#f)"/>', id="steps"),
        pytest.param('<filter id="f"><feOffset/></filter>' + '<rect filter="url(#f)"/>' * 600, id="filtered"),
        pytest.param(f'<rect style="filter:{"blur(5px) " * 600}"/>', id="filters of CSS"),
        pytest.param('<path d="M0 0H1e9" stroke-dasharray="1e-3"/>' * 20, id="dashes"),
        pytest.param('<g style="stroke-dasharray:1e-9">' + '<circle r="500"/>' * 20 + "</g>", id="dashes of a group"),
        pytest.param('<path d="M0 0H9" pathLength="1e9" stroke-dasharray="1"/>' * 20, id="length of a path"),
        pytest.param('<marker id="m"><circle r="1"/></marker><path marker-mid="url(#m)" d="M0 0' + " 1 1" * 150_000 + '"/>', id="marks"),
        pytest.param('<path d="M0 0' + " 0 1000 9 0" * 40_000 + '"/>', id="crossings"),
        pytest.param('<g transform="scale(1e3)"><path d="M0 0' + " 0 1 .1 0" * 40_000 + '"/></g>', id="crossings enlarged"),
        pytest.param('<mask id="m"><rect/></mask>' + '<rect mask="url(#m)"/>' * 3_000, id="masked"),
        pytest.param("<rect/>" * 260_000, id="elements"),
        pytest.param("<style>" + "".join(f".a{{x:{n}}}" for n in range(3_000)) + "</style>" + '<g class="a"/>' * 3_000, id="rules"),
    ],
)  # fmt: skip
def test_what_takes_long_is_refused(inner):
    """Steps of filters, dashes, marks, layers and lines that cross count for what they take."""
    with pytest.raises(NoPicture, match=r"takes as long to draw|too many style rules"):
        sanitised(inner)


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param('<defs><path id="p" d="M0 0h2v2z"/></defs>' + '<use href="#p" x="3" y="4"/>' * 50_000, id="marks of a chart"),
        pytest.param('<g stroke-dasharray="2,2">' + '<path d="M0 50H1000"/>' * 200 + "</g>", id="grid"),
        pytest.param('<path stroke-dasharray="6 2" fill="none" d="M0 500' + "".join(f"L{n / 10} {500 + n % 7}" for n in range(10_000)) + '"/>', id="dashed curve"),
        pytest.param('<filter id="f"><feGaussianBlur/><feOffset/><feMerge><feMergeNode/></feMerge></filter>' + '<rect filter="url(#f)"/>' * 100, id="shadows"),
        pytest.param('<linearGradient id="g">' + "<stop/>" * 10 + "</linearGradient>" + '<rect fill="url(#g)"/>' * 20_000, id="gradients"),
        pytest.param('<pattern id="p" width="4" height="4"><path d="M0 0L4 4"/></pattern>' + '<rect fill="url(#p)"/>' * 1_000, id="hatching"),
        pytest.param('<clipPath id="c"><rect/></clipPath>' + '<g clip-path="url(#c)" opacity="1"><path/></g>' * 5_000, id="clipped"),
        pytest.param('<marker id="m"><path d="M0 0L9 3L0 6z"/></marker>' + '<path d="M0 0C1 1 2 2 3 3" marker-end="url(#m)"/>' * 5_000, id="arrows"),
        pytest.param('<path d="M0 0' + "".join(f"l{n % 3} {1 - n % 2}" for n in range(100_000)) + '"/>', id="coast"),
        pytest.param('<g transform="translate(0,500) scale(0.1,-0.1)"><path d="M0 0' + "l9000 0 0 9000 -9000 0z" * 300 + '"/></g>', id="traced"),
    ],
)  # fmt: skip
def test_large_drawings_of_ordinary_kinds_are_taken(inner):
    """Charts with tens of thousands of marks, grids, shadows, hatching, arrows and coasts are drawn."""
    assert sanitised(inner).startswith(b"<svg")


_TARGETS = st.lists(st.lists(st.integers(0, 20), max_size=4), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(_TARGETS, st.sampled_from(["use", "mask", "clip-path", "pattern", "marker", "style"]))
def test_no_less_is_counted_than_is_drawn(graph, kind):
    """Whatever refers to what, the cost is at least the number of elements that carrying it out gives."""
    part, reference = NESTED[kind]
    parts, drawn = [], []
    for n, targets in enumerate(graph):
        earlier = [target % n for target in targets if n]
        below = BOX.format("") + "".join(reference.format(n=target) for target in earlier)
        parts.append(part.format(n=n, below=below))
        drawn.append(1 + sum(1 + drawn[target] for target in earlier))
    last = reference.format(n=len(graph) - 1)

    assert cost("".join(parts) + last) >= 1 + drawn[-1]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M0 0 3 4", (2, 5.0)),
        ("m1 1 h4 v-4 H1 z", (5, 12.0 + 2**0.5)),
        ("M0,0L0 10L10 10", (3, 20.0)),
        ("M.5.5e1", (1, (0.25 + 25) ** 0.5)),
        ("M0 0 3 4z 3 4", (3, 5.0)),
        ("M3 4h3v4", (3, 5.0 + 3 + 4)),
        ("M3 4H3V4", (3, 5.0)),
        ("M9 9v-4V0h-9", (4, 162**0.5 + 4 + 5 + 9)),
        ("m3 4m3 4m-6 -8", (3, 20.0)),
        ("M3 4l3", (1, 5.0)),
        # a curve: the way through its control points
        ("M3 4C3 8 6 8 6 4", (2, 5.0 + 4 + 3 + 4)),
        ("M3 4c0 4 3 4 3 0", (2, 5.0 + 4 + 3 + 4)),
        ("M3 4S3 8 6 8 6 10 6 12", (3, 5.0 + 4 + 3 + 2 + 2)),
        ("M3 4s0 4 3 4", (2, 5.0 + 4 + 3)),
        ("M3 4Q3 8 6 8q0 4 3 4", (3, 5.0 + 4 + 3 + 4 + 3)),
        ("M3 4T3 8t3 0", (3, 5.0 + 4 + 3)),
        ("M9e11 0H9e15", (2, 1e12)),
        ("M-9e15 0", (1, 1e12)),
        ("M1e+1 0 1e1 1e-1", (2, 10.1)),
        ("", (0, 0.0)),
        ("x9 9", (0, 0.0)),
    ],
)
def test_lines_are_measured(data, expected):
    """Absolute and relative commands, and numbers without spaces, are as long as they are drawn."""
    vertices, length = svg_paths.of_path(data)

    assert (vertices, pytest.approx(length)) == expected


@pytest.mark.parametrize(("rest", "length"), [("L13 4", 5.0), ("H10", 0.0), ("l3 4", 5.0)])
def test_what_follows_an_arc_begins_where_it_ends(rest, length):
    """The arc itself is at least as long as the half of a circle that it is here."""
    vertices, arc = svg_paths.of_path("M0 0A5 5 0 0 1 10 0")
    whole = svg_paths.of_path(f"M0 0A5 5 0 0 1 10 0{rest}")

    assert whole == (vertices + 1, pytest.approx(arc + length))
    assert arc >= 5 * math.pi
    assert vertices >= 2
    assert svg_paths.of_path("M0 300A0 0 0 0 1 0 0")[1] - 300 >= 300
    assert svg_paths.of_path("M3 4A5L3 8") == (3, pytest.approx(5 + 2 * 5 + 2 * 5 + 4))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("", (0, 0.0)),
        ("1 1", (1, 0.0)),
        ("0,0 3,4", (2, 10.0)),
        ("0 0 3 0 3 4", (3, 12.0)),
        ("0 0 3 0 3 4 9", (3, 12.0)),
    ],
)
def test_the_line_through_points_is_closed(points, expected):
    """That of a polygon is; a line is no longer."""
    assert svg_paths.of_points(points) == expected


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,- e+", max_size=60))
def test_whatever_a_path_says_it_is_measured(data):
    """No text raises, and the length is a number."""
    vertices, length = svg_paths.of_path(data)

    assert vertices >= 0
    assert 0 <= length < float("inf")


def test_pictures_within_have_a_size_together():
    """A flat bitmap of a few kilobytes is a hundred megabytes in memory; a few of them are too many."""
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    image = f'<image href="data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"/>'

    assert b"<image" in sanitised(image)
    with pytest.raises(NoPicture, match="pixels together"):
        sanitised(image * 2)


@pytest.mark.parametrize("transform", ["scale(3)", "matrix(3 0 0 1 0 0)", "matrix(0 3 1 0 0 0)", "matrix(1 0 0 3 0 0)", "matrix(0 1 3 0 0 0)"])  # fmt: skip
def test_what_is_enlarged_costs_its_size(transform):
    """By whichever of its directions is the longest."""
    line = '<path d="M0 0h1000" fill="none" stroke="red"/>'

    assert cost(f'<g transform="{transform}">{line}</g>') == cost(
        f'<g transform="scale(3)">{line}</g>'
    )
    assert cost(f'<g transform="{transform}">{line}</g>') > cost(f"<g>{line}</g>")


@pytest.mark.parametrize(
    ("shape", "least"),
    [
        ('<circle r="100"/>', 200 * math.pi),
        ('<ellipse rx="100" ry="0"/>', 400.0),
        ('<ellipse rx="100" ry="100"/>', 200 * math.pi),
        ('<ellipse rx="0" ry="100"/>', 400.0),
        ('<line x1="100"/>', 100.0),
        ('<line x2="-100"/>', 100.0),
        ('<line y1="100"/>', 100.0),
        ('<line y2="100"/>', 100.0),
        ('<rect width="100" height="100"/>', 400.0),
        ('<rect width="100"/>', 200.0),
        ('<rect width="10%"/>', 200.0),
        ('<rect height="100"/>', 200.0),
        ('<path d="M0 0H100"/>', 100.0),
        ('<path d="M0 0" pathLength="100"/>', 100.0),
        ('<polygon points="0 0 0 100"/>', 200.0),
        ('<polyline points="0 0 0 100"/>', 100.0),
    ],
)
def test_a_shape_costs_its_line(shape, least):
    """Five elements for a line as long as the picture is wide; no more than four times what is drawn."""
    name = shape.split()[0]
    without = {"<path": '<path d="M0 0"/>', "<polygon": '<polygon points="0 0 0 0"/>', "<polyline": '<polyline points="0 0 0 0"/>'}.get(name, f"{name}/>")  # fmt: skip
    length = (cost(shape) - cost(without)) * 1000 / 5

    assert least * 0.99 <= length <= least * 4


@pytest.mark.parametrize(
    ("inner", "units"),
    [
        ("", 0),
        ("<g/>", 1),
        ("<defs><g/></defs>", 0),
        *((f"<{name}><g/></{name}>", 0) for name in ["clipPath", "defs", "filter", "linearGradient", "marker", "mask", "pattern", "radialGradient", "symbol"]),
        ("<rect/>", 1.4),
        ('<path d="M0 0 0 0"/>', 1.2),
        ('<linearGradient id="a"><stop/><stop/></linearGradient><g style="fill:url(#a)"/>', 1 + 1.2),
        ('<rect mask="none"/>', 1.4),
        ('<rect opacity="1"/>', 1.4),
        ('<g opacity=".5"/>', 1 + 5),
        ('<g style="mix-blend-mode:multiply"/>', 1 + 5),
        ('<g clip-path="x"/>', 1 + 10),
        ('<g mask="x"/>', 1 + 100),
        ('<g filter="blur(2px) url(#a)"/>', 1 + 500),
        ('<filter id="f"><feOffset/><feMerge><feMergeNode/></feMerge></filter><g filter="url(#f)"/>', 1 + 1 + 500 + 501),
        ('<filter id="f"><feTurbulence/></filter><g filter="url(#f)"/>', 1 + 1 + 500),
        ('<filter id="f"><feTurbulence numOctaves="3"/></filter><g filter="url(#f)"/>', 1 + 1 + 1500),
        ('<filter id="f"><feTurbulence numOctaves=".5"/></filter><g filter="url(#f)"/>', 1 + 1 + 500),
        ('<filter id="f"><feMorphology/></filter><g filter="url(#f)"/>', 1 + 1 + 500),
        ('<filter id="f"><feMorphology radius="5"/></filter><g filter="url(#f)"/>', 1 + 1 + 3000),
        ('<filter id="f"><feConvolveMatrix/></filter><g filter="url(#f)"/>', 1 + 1 + 950),
        ('<filter id="f"><feConvolveMatrix order="10"/></filter><g filter="url(#f)"/>', 1 + 1 + 5500),
    ],
)  # fmt: skip
def test_what_elements_cost(inner, units):
    """In plain elements: layers, steps of filters, stops of gradients and vertices; a part is drawn where it is used."""
    assert cost(inner) - cost("") == pytest.approx(units)


@pytest.mark.parametrize("name", ["text", "textPath", "tspan", "a"])
def test_a_text_costs_its_characters(name):
    """Each is a shape, and a line of some length."""
    one, three = (cost(f"<text><{name}>{'a' * n}</{name}></text>") for n in (1, 3))

    assert one - cost("<text/>") == pytest.approx(1 + 0.3 + 0.5)
    assert three - one == pytest.approx(2 * (0.3 + 0.5))


@pytest.mark.parametrize(
    ("inner", "dashes"),
    [
        ('<path d="M0 0H100" stroke-dasharray="1"/>', 100),
        ('<path d="M0 0H100" stroke-dasharray="1 3"/>', 50),
        ('<path d="M0 0H100" stroke-dasharray="none"/>', 0),
        ('<path d="M0 0H100" stroke-dasharray="0 0"/>', 0),
        ('<path d="M0 0H100" stroke-dasharray="1" style="stroke-dasharray:2"/>', 100),
        ('<g stroke-dasharray="2"><path d="M0 0H100"/><path d="M0 0H100"/></g>', 100),
        ('<path d="M0 0H100" stroke-dasharray="1e-9"/>', 1_000_000),
        ('<text stroke-dasharray="1e-9">a</text>', 1_000_000),
        ('<g stroke-dasharray="1e-9"><path d="M0 0H100"/><path d="M0 0H100"/></g>', 2_000_000),
    ],
)
def test_dashes_cost_what_they_are(inner, dashes):
    """A fiftieth of an element each, up to a million in a line, which is drawn whole where there were more."""
    plain = inner.replace("stroke-dasharray", "stroke-dashoffset")
    root = f'<svg xmlns="{SVG}" viewBox="0 0 1000 1000">{{}}</svg>'

    assert total(root.format(inner)) - total(root.format(plain)) == pytest.approx(dashes * 0.02)


@pytest.mark.parametrize(
    ("attributes", "units"),
    [
        ('viewBox="0 0 500 250"', 1.0),
        ('viewBox="0 0 250 500"', 1.0),
        ('width="500" height="2"', 1.0),
        ('width="2" height="500"', 1.0),
        ('width="9" viewBox="0 0 500 1"', 1.0),
        ("", 500 / 300),
    ],
)
def test_a_line_is_measured_by_the_picture(attributes, units):
    """By the longer of its sides, of the box that it shows if it says one; a browser's own size otherwise."""
    root = f'<svg xmlns="{SVG}" {attributes}>{{}}</svg>'

    assert cost_of_line(root) == pytest.approx(5 * units)


@pytest.mark.parametrize(
    ("opening", "times"),
    [
        ("<g>", 1),
        ('<g transform="scale(.5)">', 0.5),
        ('<g transform="scale(-2 3)">', 3),
        ('<g transform="scale(2) scale(3)">', 6),
        ('<g transform="translate(9) rotate(9)">', 1),
        ('<g transform="scale()">', 1),
        ('<g transform="matrix(1 2 3)">', 3),
        ('<g patternTransform="scale(4)">', 4),
        ('<g style="scale:4">', 4),
        ('<g transform="scale(2)" style="transform:scale(.5)">', 2),
        ('<g transform="scale(2)" style="transform:scaleX(5)">', 5),
        ('<g primitiveUnits="objectBoundingBox">', 1000),
        ('<svg viewBox="0 0 10 100">', 10),
        ('<svg viewBox="0 0 10 5000">', 1),
        ('<svg viewBox="0 0 0 0">', 1),
        ('<svg viewBox="0 0 100 100" width="2000">', 20),
        ('<svg viewBox="0 0 100 100" height="2000">', 20),
        ('<svg viewBox="0 0 100 100" markerWidth="2000">', 20),
        ('<svg viewBox="0 0 100 100" markerHeight="2000">', 20),
    ],
)
def test_a_line_is_as_long_as_it_is_drawn(opening, times):
    """By whatever enlarges it."""
    root = f'<svg xmlns="{SVG}" viewBox="0 0 1000 1000">{opening}{{}}</{opening[1:].split()[0].rstrip(">")}></svg>'

    assert cost_of_line(root) / 2.5 == pytest.approx(times)


def test_what_takes_long_begins_at_its_bound(monkeypatch):
    """Exactly as much may be drawn."""
    drawing = f'<svg xmlns="{SVG}" viewBox="0 0 9 9">{{}}</svg>'
    monkeypatch.setattr(svg_cost, "MOST", 10)
    svg_cost.check(etree.fromstring(drawing.format("<g/>" * 9)))
    with pytest.raises(NoPicture, match="takes as long to draw as more than 10 plain elements"):
        svg_cost.check(etree.fromstring(drawing.format("<g/>" * 10)))
    # what is drawn nowhere has been read
    with pytest.raises(NoPicture, match="takes as long to draw"):
        svg_cost.check(etree.fromstring(drawing.format("<defs>" + "<g/>" * 9 + "</defs>")))


@pytest.mark.parametrize(
    ("attribute", "marks"),
    [("marker-start", 1), ("marker-end", 1), ("marker-mid", 4), ("marker", 4)],
)
def test_marks_are_as_many_as_a_line_has_of_their_places(attribute, marks):
    """One at its start and its end, one at every vertex."""
    mark = '<marker id="m"><g/><g/></marker>'
    line = f'<path d="M0 0 0 0 0 0 0 0" {attribute}="{{}}"/>'

    assert cost(mark + line.format("url(#m)")) - cost(mark + line.format("")) == pytest.approx(3 * marks)  # fmt: skip
