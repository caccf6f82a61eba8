"""The button that copies code."""

from __future__ import annotations

import pytest
from browsers import served
from playwright.sync_api import expect
from publications import Publication

SESSION = "```console\n$ make html\nwritten\n$ make check\n```\n"
FAULT = """```pycon
>>> for n in (1, 0):
...     1 / n

Traceback (most recent call last):
  File "<stdin>", line 2, in <module>
ZeroDivisionError: division by zero
```
"""
NUMBERED = "```{code-block} python\n:linenos:\n\na = 1\n\n\nb = 2\n```\n"
BUTTONS = ".sf-text .sf-copy"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Return the folder of a publication with code in an article in Chinese, on a page, and without."""
    publication = Publication(tmp_path_factory.mktemp("code"))
    publication.post(
        "2026-01-02-x",
        f"{'先把下面的命令抄到终端里，再看结果。' * 9}\n\n{SESSION}\n{NUMBERED}\n{FAULT}",
        title="代码",
    )
    publication.post("2026-01-03-y", "Text with `code`.\n")
    publication.write("help.md", f"# Help\n\n{SESSION}")
    return publication.build().out


def test_code_is_copied_as_one_types_it(out, tab):
    """Without prompts, what a program answers, errors, and numbers of lines; the button says so in the page's language."""
    context = tab()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    with served(out, mount="") as base:
        page.goto(base + "2026/01/x/")
        labels = page.locator(BUTTONS).all_inner_texts()
        copied = []
        for n in range(3):
            page.locator(BUTTONS).nth(n).click()
            expect(page.locator(BUTTONS).nth(n)).to_have_text("已复制")
            copied.append(page.evaluate("navigator.clipboard.readText()"))
        page.emulate_media(media="print")
        printed = page.locator(BUTTONS).first.is_visible()

    assert labels == ["复制"] * 3
    assert copied == ["make html\nmake check", "a = 1\n\n\nb = 2\n", "for n in (1, 0):\n    1 / n"]
    assert not printed


def test_the_end_of_a_long_line_is_not_under_the_button(publication, tab):
    """On a telephone, where it always stands there, lines are moved past it; also on a page from right to left."""
    publication.post("2026-01-02-x", f"قال: انظر.\n\n```sh\n{'echo ' * 30}end\n```\n", lang="ar")
    page = tab(width=390).new_page()
    with served(publication.build().out, mount="") as base:
        page.goto(base + "2026/01/x/")
        code, button = page.locator(".sf-copied pre"), page.locator(BUTTONS)
        code.evaluate("pre => pre.scrollTo(pre.scrollWidth, 0)")
        words = code.evaluate("pre => { const r = document.createRange(); r.selectNodeContents(pre); return r.getBoundingClientRect().right; }")  # fmt: skip
        box, around = button.bounding_box(), code.bounding_box()

    assert words <= box["x"]
    assert box["x"] > around["x"] + around["width"] / 2


def test_code_is_printed_on_paper(out, tab):
    """Black, also from a dark page, whose code has a dark ground."""
    page = tab(color_scheme="dark").new_page()
    with served(out, mount="") as base:
        page.goto(base + "2026/01/x/")
        page.emulate_media(media="print")
        grounds = page.evaluate(
            """[...document.querySelectorAll(".sf-text .highlight, .sf-text .highlight pre")]
            .map((e) => getComputedStyle(e).backgroundColor)"""
        )

    assert set(grounds) == {"rgba(0, 0, 0, 0)"}


def test_pages_without_code_load_no_script_for_it(out):
    """Others do, articles and standing pages; without it, they are as they were: the button is the script's."""
    found = {
        page: (out / page / "index.html").read_text(encoding="utf-8")
        for page in ("2026/01/x", "2026/01/y", "help")
    }

    assert {page: "standfirst/code.js" in html for page, html in found.items()} == {
        "2026/01/x": True,
        "2026/01/y": False,
        "help": True,
    }
    assert [page for page, html in found.items() if "<button" in html and "sf-copy" in html] == []
