"""The fonts that pages bring: few bytes, their licence, and none where the configuration says so."""

import re

from standfirst.sphinx_ext.html.builder import STATIC


def preloaded(page):
    """Return the names of the fonts that a page asks for at once: a script does, or the page where none run."""
    asked = [f"{name}.woff2" for names in re.findall(r'data-fonts="([^"]+)"', page) for name in names.split()]  # fmt: skip
    assert asked == re.findall(r'rel="preload" href="[^"]*/fonts/([^"]+)"', page)
    return asked


def test_a_page_asks_at_once_for_no_more_than_sixty_kilobytes(publication):
    """The fonts of an English page's first view are preloaded, 60 kB in all; a Chinese page's are the reader's."""
    publication.post("2026-01-01-a")
    publication.post("2026-01-02-b", lang="zh")
    site = publication.build()
    fonts = preloaded(site.read("2026/01/a/index.html"))
    assert fonts == ["serif.woff2", "sans.woff2"]
    assert (
        sum((site.out / "_static/standfirst/fonts" / name).stat().st_size for name in fonts)
        <= 60_000
    )
    assert not preloaded(site.read("2026/01/b/index.html"))


def test_every_font_of_the_style_sheet_is_there_with_its_licence(publication):
    """What the style sheet names lies beside it; the fonts' licence does as well."""
    static = publication.build().out / "_static"
    style = (static / "standfirst.css").read_text()
    named = set(re.findall(r'url\("(standfirst/fonts/[^"]+)"\)', style))
    assert len(named) == 6
    assert {(static / name).is_file() for name in named} == {True}
    assert "SIL OPEN FONT LICENSE" in (static / "standfirst/fonts/OFL.txt").read_text()


def test_text_is_never_hidden():
    """Each font is optional: a page that lacks it shows its text in another, and does not change it."""
    sheet = (STATIC / "fonts.css").read_text()
    assert sheet.count("@font-face") == sheet.count("font-display: optional") == 8


def test_one_setting_leaves_the_fonts_to_the_system(publication):
    """Without web fonts no page asks for any, and none is published."""
    publication.post("2026-01-01-a")
    site = publication.build("standfirst_web_fonts=0")
    assert not preloaded(site.read("2026/01/a/index.html"))
    style = (site.out / "_static/standfirst.css").read_text()
    assert "Standfirst " not in "".join(re.findall(r"@font-face\s*\{[^}]*\}", style))
    assert "standfirst/fonts" not in style
    assert not (site.out / "_static/standfirst/fonts").exists()


def test_letters_of_other_languages_come_with_the_first(publication):
    """A page that has some does not begin with them in another face; one that has none asks for no more."""
    publication.post("2026-01-01-a", "Łódź lies in Poland.\n")
    publication.post("2026-01-02-b", "Tekst.\n", lang="pl")
    publication.post("2026-01-03-c", "Café, naïve.\n", author="René")
    publication.post("2026-01-04-d", "Text.\n", title="Dvořák")
    site = publication.build()
    further = ["serif.woff2", "sans.woff2", "serif-further.woff2"]

    found = {name: preloaded(site.read(f"2026/01/{name}/")) for name in "abcd"}
    assert found == {"a": further, "b": further, "c": further[:2], "d": further}
