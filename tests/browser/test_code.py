"""The button that copies code."""

from __future__ import annotations

import pytest
from browsers import served

SESSION = "```console\n$ make html\nwritten\n$ make check\n```\n"
NUMBERED = "```{code-block} python\n:linenos:\n\na = 1\n\n\nb = 2\n```\n"
BUTTONS = ".sf-text .sf-copy"


@pytest.fixture
def out(publication):
    """Return the folder of a publication with code in an article in Chinese, on a page, and without."""
    publication.post(
        "2026-01-02-x",
        f"{'先把下面的命令抄到终端里，再看结果。' * 9}\n\n{SESSION}\n{NUMBERED}",
        title="代码",
    )
    publication.post("2026-01-03-y", "Text with `code`.\n")
    publication.write("help.md", f"# Help\n\n{SESSION}")
    return publication.build().out


def test_code_is_copied_as_one_types_it(out, tab):
    """Without prompts, what a program answers, and numbers of lines; the button says so in the page's language."""
    context = tab()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    with served(out, mount="") as base:
        page.goto(base + "2026/01/x/")
        labels = page.locator(BUTTONS).all_inner_texts()
        copied = []
        for n in range(2):
            page.locator(BUTTONS).nth(n).click()
            page.wait_for_function(f"document.querySelectorAll('{BUTTONS}')[{n}].textContent === '已复制'")  # fmt: skip
            copied.append(page.evaluate("navigator.clipboard.readText()"))
        page.emulate_media(media="print")
        printed = page.locator(BUTTONS).first.is_visible()

    assert labels == ["复制", "复制"]
    assert copied == ["make html\nmake check", "a = 1\n\n\nb = 2\n"]
    assert not printed


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
