"""SVG from anywhere draws what it drew and does nothing else."""

from __future__ import annotations

import base64
import contextlib
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import NoPicture

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def drawn(inner: str, attributes: str = "") -> str:
    """Return the sanitised picture of *inner*."""
    text = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {attributes}>{inner}</svg>'
    return svg.sanitise(text.encode()).decode()


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        "<foreignObject><p>text</p></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        '<image href="/a.png"/>',
        '<use xlink:href="other.svg#part"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<rect fill="url(https://example.org/a.svg#p)"/>',
        '<rect fill="\\75rl(https://example.org/a)"/>',
        '<rect style="fill: u\\rl(https://example.org/a)"/>',
        '<rect style="background-image: image-set(&quot;https://example.org/a&quot; 1x)"/>',
        '<style>@import "https://example.org/a.css";</style>',
        "<style>rect { fill: url(https://example.org/a) }</style>",
        "<style>@font-face { src: url(https://example.org/a.woff2) }</style>",
        "<style>@media print { rect { mask: url('https://example.org/a#b') } }</style>",
        '<a><animate attributeName="href" to="javascript:alert(1)"/><rect/></a>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<image href="data:text/html;base64,PGI+"/>',
        '<feImage href="https://example.org/a.png"/>',
        '<g xml:base="https://example.org/"/>',
        "<metadata>51.5, -0.1</metadata>",
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org/"/>',
        "<?xml-stylesheet href='https://example.org/a.css'?>",
        "<!-- by A. Author, 51.5 -->",
    ],
)
def test_what_runs_links_or_loads_is_gone(inner):
    """Nothing of it is left, in whatever spelling."""
    result = drawn(f"{inner}<circle r='4'/>")

    assert "circle" in result
    for forbidden in ("script", "alert", "example.org", "onclick", "a.png", "other", "51.5", "data:", "iframe", "foreign"):  # fmt: skip
        assert forbidden not in result


@pytest.mark.parametrize(
    "inner",
    [
        '<text x="1">a<tspan font-weight="bold">b</tspan><tspan>c</tspan> d</text>',
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>',
        '<use xlink:href="#p"/>',
        '<rect fill="url(#g)" transform="rotate(45 2,2) translate(3)"/>',
        '<rect style="fill:url(#g);stroke:rgb(1,2,3)"/>',
        '<g clip-path="url(&quot;#c&quot;)" opacity=".5"/>',
        '<animateTransform attributeName="transform" type="rotate" dur="3s" values="0;360"/>',
        '<text xml:space="preserve" xml:lang="zh">  图 </text>',
        '<title>Output</title><desc id="d">By year</desc>',
    ],
)
def test_what_draws_is_kept(inner):
    """References within the picture, text with its spaces, movement and descriptions stay."""
    was = etree.fromstring(f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}">{inner}</svg>')
    now = etree.fromstring(drawn(inner).encode())

    for before, after in zip(was.iter(), now.iter(), strict=True):
        assert after.tag == before.tag
        assert after.text == before.text
        assert after.tail == (before.tail if before is not was else None)
        assert {k: v.rstrip(";") for k, v in after.attrib.items()} == dict(before.attrib)


def test_style_sheet_keeps_what_draws():
    """Rules, media queries and fonts that the picture brings along stay; one bad rule takes none with it."""
    result = drawn(
        "<style><![CDATA[.a > .b{fill:#fff} .c{fill:url(//x)} @media (prefers-color-scheme:dark){.a{fill:red}}"
        "@font-face{font-family:F;src:url(data:font/woff2;base64,AA==) format('woff2')}]]></style>"
    )

    sheet = etree.fromstring(result.encode()).findtext(f"{{{SVG}}}style")
    for kept in (".a > .b{fill:#fff", ".a{fill:red", "font-family:F", "data:font/woff2"):
        assert kept in sheet
    assert "//x" not in sheet


def test_pictures_within_lose_their_metadata():
    """A photograph in an SVG is looked at like any other."""
    exif = Image.Exif()
    exif[0x010E] = "hidden place"
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", exif=exif)
    inner = f'<image href="data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"/>'

    result = etree.fromstring(drawn(inner).encode())
    content = base64.b64decode(result[0].get("href").partition(",")[2])
    assert b"hidden place" in out.getvalue()
    assert b"hidden place" not in content
    assert Image.open(io.BytesIO(content)).size == (4, 4)


def laughs() -> bytes:
    """Return a picture whose nested entities stand for a billion words."""
    entities = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY e0 "ha">{entities}]><svg xmlns="{SVG}" id="&e9;"/>'.encode()


def nested_uses() -> bytes:
    """Return a picture whose nested uses stand for a billion circles."""
    groups = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    return f'<svg xmlns="{SVG}"><g id="g0"><circle r="1"/></g>{groups}</svg>'.encode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<svg", id="cut off"),
        pytest.param(b"<html xmlns='http://www.w3.org/1999/xhtml'/>", id="HTML"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(laughs(), id="entities"),
        pytest.param(nested_uses(), id="uses"),
        pytest.param(
            f"<svg xmlns='{SVG}'>{'<g>' * 100_000}{'</g>' * 100_000}</svg>".encode(), id="depth"
        ),
        pytest.param(b"<svg>" + b" " * svg.MOST_BYTES + b"</svg>", id="bytes"),
    ],
)
def test_bombs_and_broken_files_are_refused(content):
    """Each is refused with a reason, at once."""
    with pytest.raises(NoPicture):
        svg.sanitise(content)


def test_external_entities_are_not_read(tmp_path):
    """Neither a file nor an address that an entity names gets into the picture."""
    (tmp_path / "secret").write_text("secret")
    text = (
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
        f'<svg xmlns="{SVG}"><text>&a;</text></svg>'
    )

    assert b"secret" not in svg.sanitise(text.encode())


_NAMES = ["g", "rect", "use", "image", "style", "script", "text", "a", "animate", "set", "foreignObject", "feImage", "metadata"]  # fmt: skip
_KEYS = ["href", f"{{{XLINK}}}href", "style", "fill", "onload", "attributeName", "to", "values", "id", "class", "xml:base", "src", "mask"]  # fmt: skip
_PIECES = ["url(", ")", "#a", "'", '"', "https://evil.example/", "javascript:", "\\75 rl(", "/*", "*/", ";", "{", "}", "@import ", "image-set(", "fill:", "data:image/png;base64,AAAA", "(", "[", "]", "<", "]]>", "red", " ", "\\", "\n", "@media x", "expression(", "//evil.example"]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join)


_ELEMENTS = st.tuples(
    st.sampled_from([SVG, SVG, "http://www.w3.org/1999/xhtml"]),
    st.sampled_from(_NAMES),
    st.lists(st.tuples(st.sampled_from(_KEYS), _TEXTS), max_size=3),
    _TEXTS,
    st.integers(0, 5),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_ELEMENTS, max_size=5))
def test_any_picture_is_harmless_and_fixed(parts):
    """Whatever it is made of, the result has nothing forbidden, and is the same when sanitised again."""
    made = [etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})]
    for namespace, name, attributes, text, parent in parts:
        element = etree.SubElement(made[parent % len(made)], f"{{{namespace}}}{name}")
        with contextlib.suppress(ValueError):  # what no XML can hold
            element.text = text
            for key, value in attributes:
                element.set(key, value)
        made.append(element)

    result = svg.sanitise(etree.tostring(made[0]))
    for element in etree.fromstring(result).iter():
        name = element.tag.removeprefix(f"{{{SVG}}}")
        assert name in {"svg", *_NAMES} - {"script", "foreignObject", "metadata"}
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            assert not key.endswith("href") or value.startswith(("#", "data:image/"))
            assert key in {"id", "class"} or key.endswith("href") or not _may_load(value)
        assert name != "style" or not _may_load(element.text or "")
    assert svg.sanitise(result) == result


def _may_load(text: str) -> bool:
    """Return whether the text has a sign of loading, found otherwise than the sanitiser finds it."""
    lower = "".join(text.lower().split())
    addresses = lower.split("url(")[1:]
    return (
        any(not address.lstrip("'\"").startswith("#") for address in addresses)
        or "@import" in lower
        or "image-set(" in lower
        or "expression(" in lower
    )


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | _TEXTS.map(str.encode))
def test_any_bytes_are_refused_or_sanitised(content):
    """Nothing but NoPicture is raised; what is sanitised is a picture, and is so once and for all."""
    for text in (content, b"<svg xmlns='http://www.w3.org/2000/svg'>" + content + b"</svg>"):
        try:
            result = svg.sanitise(text)
            width, height = svg.size(text)
        except NoPicture:
            continue

        assert svg.sanitise(result) == result
        assert min(width, height) > 0


def test_a_plain_drawing_is_not_refused():
    """Nor changed but in how it is written."""
    plain = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="8"><rect width="3" height="4"/></svg>'

    assert etree.canonicalize(svg.sanitise(plain).decode()) == etree.canonicalize(plain.decode())
    assert svg.size(plain) == (9, 8)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="200" height="100"', (200, 100)),
        ('width="2in" height="25.4mm"', (192, 96)),
        ('viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="0,0,640,480" width="320"', (320, 240)),
        ('viewBox="0 0 640 480" height="1e2px"', (133, 100)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('viewBox="0 0 0 10"', (300, 150)),
        ('width="-5" height="x"', (300, 150)),
        ('width="1e99" height="2"', (16_384, 2)),
        ("", (300, 150)),
    ],
)
def test_size(attributes, expected):
    """The size is what a browser would take."""
    assert svg.size(f'<svg xmlns="{SVG}" {attributes}/>'.encode()) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "@keyframes a{from{opacity:0}}",
        "@-webkit-keyframes a{from{opacity:0}}",
        "@media print{p{fill:red}}",
        "@media print{p{fill:url(#a)}}",
        "@supports(x:y){p{fill:red}}",
        '@font-face{src:url("data:font/woff2,a") format("woff2")}',
    ],
)
def test_rules_of_a_style_sheet_that_load_nothing_stay(rule):
    """As far as they draw; one that nobody knows goes."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><style>{rule}@other x{{p{{fill:red}}}}</style></svg>'
    kept = etree.fromstring(svg.sanitise(drawing.encode())).findtext("{*}style")

    assert "".join(kept.split()).replace(";", "") == "".join(rule.split())


@pytest.mark.parametrize(("depth", "is_kept"), [(30, True), (31, False)])
def test_brackets_have_a_depth(depth, is_kept):
    """Past it a value is none."""
    value = f"calc({'(' * depth}1{')' * depth})"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><rect style="stroke-width:{value}"/></svg>'

    assert ("stroke-width" in svg.sanitise(drawing.encode()).decode()) is is_kept


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("a{fill:red}", ""),
        ("@media (prefers-color-scheme:dark){a{fill:red}}", "@media (min-width:0){a{fill:red}}"),
        ("@media (prefers-color-scheme: light){a{fill:red}}", "@media (max-width:0){a{fill:red}}"),
        (
            "@media screen and (Prefers-Color-Scheme : Dark){a{fill:red}}",
            "@media screen and (min-width:0){a{fill:red}}",
        ),
    ],
)
def test_a_drawing_has_its_dark_colours_where_nobody_tells_it_of_the_page(sheet, expected):
    """What it says for light pages does not hold then; without colours for either it is the same."""
    assert svg.dark(sheet.encode()).decode() == expected


@pytest.mark.parametrize(("levels", "is_kept"), [(32, True), (33, False)])
def test_rules_have_a_depth(levels, is_kept):
    """Past it they are gone, with what is in them."""
    sheet = "@media print{" * levels + "p{fill:red}" + "}" * levels

    assert ("fill" in drawn(f"<style>{sheet}</style>")) is is_kept


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("a<g>b</g>c", "<g/>"),
        ("<text>a<b>x</b>c</text>", "<text>ac</text>"),
        ("<text>a<b/>c<tspan>d</tspan>e<b>x</b>f</text>", "<text>ac<tspan>d</tspan>ef</text>"),
        ("<text><b/>a</text>", "<text>a</text>"),
        *((f"<{name}>a</{name}>",) * 2 for name in ("a", "desc", "text", "textPath", "title", "tspan")),
        ("<style>a{x:y}<b>c{x:y}</b></style>", "<style>a{x:y;}c{x:y;}</style>"),
        ("<rect width='3' onclick='a' id='b' other='c' fill='red'/>", '<rect fill="red" id="b" width="3"/>'),
        ('<rect style="fill:red"/>',) * 2,
        ('<rect style="fill:url(//x)"/>', "<rect/>"),
        ('<rect fill="url(//x)"/>', "<rect/>"),
        ('<path d="url(//x)" aria-label="url(//y)"/>', '<path aria-label="url(//y)" d="url(//x)"/>'),
        ('<use href=" #p "/>', '<use href="#p"/>'),
        ('<use href="#p q"/>', "<use/>"),
        ('<use href="a.svg#p"/>', "<use/>"),
        ('<a href="#p"/>', "<a/>"),
        ('<image href="#p"/>', "<image/>"),
        ('<feImage href="#p"/>',) * 2,
        ('<set attributeName="fill" href="#p" to="red"/>', '<set attributeName="fill" to="red"/>'),
        *((f'<{name} attributeName="fill"/>',) * 2 for name in ("animate", "animateTransform", "set", "animateMotion")),
        *((f'<{name} attributeName="href"/>', "") for name in ("animate", "animateTransform", "set", "animateMotion")),
        ("<animateMotion/>", "<animateMotion/>"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image/>"),
        ('<image href="data:image/png;base64,A"/>', "<image/>"),
        ('<x:rect xmlns:x="other"/><rect/>', "<rect/>"),
        ("<!-- a --><?b c?><rect/>", "<rect/>"),
    ],
)  # fmt: skip
def test_the_whole_of_what_is_left(inner, expected):
    """Known elements with their known attributes, in order; text where it is seen or read out."""
    root = etree.fromstring(drawn(inner))
    left = "".join(etree.tostring(child, encoding="unicode") for child in root)

    assert re.sub(r' xmlns(?::\w+)?="[^"]*"', "", left) == expected
    assert root.text is None


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [
        ("red", True),
        ("rgb(1,2,3)", True),
        ("url(#a)", True),
        ("url( '#a' )", True),
        ("url('a')", False),
        ("url(a)", False),
        ("url('#a' '#b')", False),
        ("image(a)", False),
        ("u\\72l(#a)", False),
        ("rgb(1,/* */2,3)", False),
        ("rgb(image(a))", False),
        ("(image(a))", False),
        ("'url(a)'", False),
        ("rgb('a')", True),
        ("format(a)", False),
        ("@a (", False),
        ("rgb(1))", False),
    ],
)
def test_a_value_that_loads_nothing_stays(value, is_kept):
    """As an attribute."""
    root = etree.fromstring(drawn(f'<rect fill="{value}"/>'))

    assert root[0].get("fill") == (value if is_kept else None)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="12pt" height="2pc"', (16, 32)),
        ('width="2.54cm" height="1em"', (96, 16)),
        ('width="1ex" height="2rem"', (8, 32)),
        ('width="+5px" height=" 7 "', (5, 7)),
        ('width="5" viewBox="0 0 0 9"', (5, 150)),
        ('width="5" viewBox="0 0 9 0"', (5, 150)),
        ('height="5" viewBox="0 0 9"', (300, 5)),
        ('width="5" height="7" viewBox="0 0 9 9"', (5, 7)),
        ('width="0" height="0" viewBox="0 0 9 8"', (9, 8)),
        ('width="0.1" height="0.1"', (1, 1)),
        ('width="16384" height="16385"', (16_384, 16_384)),
    ],
)
def test_each_unit_has_its_pixels(attributes, expected):
    """At least one, and no more than browsers draw; one length that is said stands alone without a box."""
    assert svg.size(f'<svg xmlns="{SVG}" {attributes}/>'.encode()) == expected


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (b"<svg/>", True),
        (b"\xef\xbb\xbf \n<SVG>", True),
        (b"<?xml version='1.0'?><svg/>", True),
        (b"<!-- a --><svg/>", True),
        (b"<!DOCTYPE svg><svg/>", True),
        (b"<s:svg/>", True),
        (b"<svgz/>", False),
        (b"<?xml version='1.0'?><html/>", False),
        (b"<!DOCTYPE html><svg/>", False),
        (b"a<svg/>", False),
        (b"<!--" + b"a" * 65_529 + b"svg", True),
        (b"<!--" + b"a" * 65_530 + b"svg", False),
        (b"", False),
    ],
)
def test_a_drawing_is_known_by_its_beginning(content, is_one):
    """Whatever its name is."""
    assert svg.looks_like(content) is is_one
