"""A publication's own style sheet, as the guide on restyling says: each property, in light and in dark."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from browsers import served
from own_publication import ROOT

THEMES = sorted((ROOT / "guide" / "themes").glob("*.css"))
TOKENS = ROOT / "src" / "standfirst" / "static" / "standfirst" / "tokens.css"
BLOCK = re.compile(r"([^{}]+)\{([^{}]+)\}")
DECLARATION = re.compile(r"^\s+(--[a-z-]+):\s*([^;]+);", re.MULTILINE)
ARTICLE, CHINESE = "2026/01/x/", "2026/01/y/"
COLOURS = {
    "--sf-accent": (ARTICLE, ".sf-kicker a", "color"),
    "--sf-paper": (ARTICLE, "body", "backgroundColor"),
    "--sf-ink": (ARTICLE, "body", "color"),
    "--sf-quiet": (ARTICLE, ".sf-dateline", "color"),
    "--sf-rule": (ARTICLE, ".sf-article__credits", "borderTopColor"),
    "--sf-surface": (ARTICLE, ".sf-footer", "backgroundColor"),
}
"""Property -> where it shows: page, element, and what is asked of it."""
OTHERS = {
    "--sf-serif": ("Own, serif", ARTICLE, ".sf-text p", "fontFamily", "Own, serif"),
    "--sf-sans": ("Own, serif", ARTICLE, ".sf-byline", "fontFamily", "Own, serif"),
    "--sf-mono": ("Own, serif", ARTICLE, ".sf-text code", "fontFamily", "Own, serif"),
    "--sf-serif-latin": ("Own, serif", CHINESE, ".sf-text [lang=en]", "fontFamily", "Own, serif"),
    "--sf-sans-latin": ("Own, serif", CHINESE, ".sf-menu__list", "fontFamily", "Own, serif"),
    "--sf-measure": ("500px", ARTICLE, ".sf-body", "width", "500px"),
    "--sf-margin": ("150px", ARTICLE, ".sf-text .footnote", "width", "150px"),
    "--sf-scale": ("21px", ARTICLE, ".sf-text", "fontSize", "21px"),
    "--sf-space": ("11px", ARTICLE, ".sf-header", "marginBottom", "44px"),
    "--sf-page": ("1300px", "", ".sf-content", "maxWidth", "1300px"),
    "--sf-masthead": ("51px", "", ".sf-nameplate__title", "fontSize", "51px"),
}
"""Property -> the value that is set, and as above; and what that gives."""


def colour(number, *, dark):
    """Return a colour that no other property has."""
    return f"rgb({number}, {number + 100}, {200 if dark else 50})"


def sheet():
    """Return a style sheet of the guide's form that sets every property."""
    light, dark = (
        "".join(f"{name}: {colour(n, dark=is_dark)};" for n, name in enumerate(COLOURS))
        for is_dark in (False, True)
    )
    others = "".join(f"{name}: {value[0]};" for name, value in OTHERS.items())
    return (
        f":root {{{light}{others}}}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{{dark}}} }}\n"
        f':root[data-theme="dark"] {{{dark}}}\n'
    )


def restyled(publication, style, *, language="en", more=""):
    """Build a publication with a style sheet of its own; return the output folder."""
    publication.write(
        "conf.py",
        f'{dedent(publication.conf)}\nstandfirst_language = "{language}"\n'
        f'html_static_path = ["own"]\nhtml_css_files = ["own.css"]\n{more}\n',
    )
    publication.write("own/own.css", style)
    publication.post("2026-01-02-x", "A `word`.[^1]\n\n[^1]: A note.\n")
    publication.post("2026-01-03-y", '中文的文章，<span lang="en">English</span> 也有。\n', title="中文")  # fmt: skip
    return publication.build().out


def asked(page, base, path, selector, name):
    """Return a computed value of the first such element of a page."""
    if page.url != base + path:
        page.goto(base + path)
    return page.locator(selector).first.evaluate(f"e => getComputedStyle(e).{name}")


@pytest.mark.parametrize(("scheme", "scripts"), [("light", True), ("dark", True), ("dark", False)])
def test_every_property_holds(scheme, scripts, publication, tab):
    """What the publication sets is what pages show, by the system's setting, with scripts and without."""
    out = restyled(publication, sheet())
    assert set(COLOURS) | set(OTHERS) == {n for n, _ in DECLARATION.findall(TOKENS.read_text())}

    page = tab(width=1700, color_scheme=scheme, java_script_enabled=scripts).new_page()
    wanted = {name: colour(n, dark=scheme == "dark") for n, name in enumerate(COLOURS)}
    # notes stand in the margin by a script
    others = {n: v for n, v in OTHERS.items() if scripts or n != "--sf-margin"}
    wanted |= {name: value[-1] for name, value in others.items()}
    with served(out, mount="") as base:
        found = {name: asked(page, base, *place) for name, place in COLOURS.items()}
        found |= {name: asked(page, base, *value[1:-1]) for name, value in others.items()}

    assert found == wanted


def test_a_publication_in_chinese_has_its_own_fonts(publication, tab):
    """On its own pages; English ones, and what is English on a Chinese one, keep fonts for English."""
    style = ":root { --sf-serif: Own, serif; --sf-serif-latin: Latin, serif; }"
    out = restyled(publication, style, language="zh-Hans")
    page = tab().new_page()
    with served(out, mount="") as base:
        found = [
            asked(page, base, path, selector, "fontFamily")
            for path, selector in (
                (CHINESE, ".sf-text p"),
                (CHINESE, ".sf-text [lang=en]"),
                (ARTICLE, ".sf-text p"),
            )
        ]

    assert found == ["Own, serif", "Latin, serif", "Latin, serif"]


def test_fonts_of_a_publication_in_english_are_not_those_of_its_chinese_articles(publication, tab):
    """Quotation marks and dashes are Chinese there, unless the publication says so for Chinese."""
    out = restyled(publication, ":root { --sf-serif: Own; }\n:lang(ja) { --sf-serif: Japanese; }")
    page = tab().new_page()
    with served(out, mount="") as base:
        before = asked(page, base, CHINESE, ".sf-text p", "fontFamily")
    (out / "_static" / "own.css").write_text(":lang(zh) { --sf-serif: Chinese; }")
    page = tab().new_page()
    with served(out, mount="") as base:
        after = asked(page, base, CHINESE, ".sf-text p", "fontFamily")

    assert before.startswith('"Source Han Serif SC"')
    assert after == "Chinese"


def test_paper_stays_paper(publication, tab):
    """What is set for screens, and for dark ones above all, is not printed."""
    out = restyled(publication, sheet())
    page = tab(color_scheme="dark").new_page()
    with served(out, mount="") as base:
        page.goto(base + ARTICLE)
        page.emulate_media(media="print", color_scheme="dark")
        colours = page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('.sf-text')).fontSize]"
        )

    assert colours == ["rgb(0, 0, 0)", "14.6667px"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_the_guides_themes_hold(theme, scheme, publication, tab):
    """Each property that they set has the value that they set, in light and in dark."""
    blocks = [dict(DECLARATION.findall(body)) for _, body in BLOCK.findall(theme.read_text())]
    wanted = {**blocks[0], **(blocks[-1] if scheme == "dark" else {})}
    out = restyled(publication, theme.read_text())
    page = tab(color_scheme=scheme).new_page()
    with served(out, mount="") as base:
        page.goto(base + ARTICLE)
        found = {
            name: page.evaluate(
                f"getComputedStyle(document.documentElement).getPropertyValue('{name}')"
            )
            for name in wanted
        }

    assert found == wanted


@pytest.mark.parametrize(("scheme", "scripts"), [("light", True), ("dark", True), ("dark", False)])
def test_the_guides_example_of_a_style_sheet_holds(scheme, scripts, publication, tab):
    """That of the page on configuration, copied as it stands: in dark without scripts too."""
    guide = (ROOT / "guide" / "configuration.md").read_text(encoding="utf-8")
    [style] = re.findall(r"```css\n(.*?)```", guide, re.DOTALL)
    light, *dark = re.findall(r"--sf-accent: ([^;]+);", style)
    out = restyled(publication, style)
    page = tab(color_scheme=scheme, java_script_enabled=scripts).new_page()
    with served(out, mount="") as base:
        page.goto(base + ARTICLE)
        found = page.locator(":root").evaluate(
            "e => ['--sf-accent', '--sf-measure'].map(name => getComputedStyle(e).getPropertyValue(name))"
        )

    assert found == [dark[0] if scheme == "dark" else light, "38rem"]
    assert len(set(dark)) == 1


LOGOS = """
html_logo = "own/mark.svg"
html_theme_options = {"logo": {"image_dark": "own/night.svg"}}
"""


@pytest.mark.parametrize(("scheme", "scripts"), [("light", True), ("dark", True), ("dark", False)])
def test_a_logo_for_light_and_one_for_dark(scheme, scripts, publication, tab):
    """It follows the page's own switch; paper is light."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    publication.write("own/mark.svg", drawing)
    publication.write("own/night.svg", drawing)
    out = restyled(publication, "", more=LOGOS)
    page = tab(color_scheme=scheme, java_script_enabled=scripts).new_page()
    shown = page.locator(".sf-nameplate__logo:visible")
    with served(out, mount="") as base:
        page.goto(base + ARTICLE)
        found = [shown.get_attribute("src")]
        if scripts:
            other = "light" if scheme == "dark" else "dark"
            page.locator(f"button[data-mode={other}]").click()
            found.append(shown.get_attribute("src"))
        page.emulate_media(media="print")
        printed = shown.get_attribute("src")

    assert printed.endswith("/mark.svg")
    names = ["mark.svg", "night.svg"] if scheme == "light" else ["night.svg", "mark.svg"]
    assert [src.rpartition("/")[2] for src in found] == names[: len(found)]
