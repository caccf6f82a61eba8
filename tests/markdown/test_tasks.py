"""Boxes at the beginning of list items."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from standfirst.markdown.tasks import tasks_plugin

MD = MarkdownIt("commonmark").use(tasks_plugin)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("- [ ] a\n- [x] b\n- [X] c\n- d", '<ul class="task-list">\n<li class="task-list-item">☐ a</li>\n<li class="task-list-item">☑ b</li>\n<li class="task-list-item">☑ c</li>\n<li>d</li>\n</ul>'),
        ("1. [ ] *a*", '<ol class="task-list">\n<li class="task-list-item">☐ <em>a</em></li>\n</ol>'),
        ("- [ ] a\n\n- [x] b", '<ul class="task-list">\n<li class="task-list-item">\n<p>☐ a</p>\n</li>\n<li class="task-list-item">\n<p>☑ b</p>\n</li>\n</ul>'),
        ("- a\n  - [ ] b\n- c", '<ul>\n<li>a\n<ul class="task-list">\n<li class="task-list-item">☐ b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>'),
    ],
)  # fmt: skip
def test_a_box_begins_its_item(markdown, html):
    """In lists of both kinds, and on each level."""
    assert MD.render(markdown).strip() == html


@pytest.mark.parametrize("text", ["- [ ]", "- [x]a", "- [] a", "- [y] a", "- a [ ] b", "- [x](/y) a", "[ ] a", "> [ ] a", "- `[ ] a`", "- # [ ] a"])  # fmt: skip
def test_other_brackets_are_none(text):
    """Those of links above all, and those outside of lists."""
    assert "☐" not in MD.render(text)
    assert "☑" not in MD.render(text)
