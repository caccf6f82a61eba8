"""Titles and texts at which writers of HTML stumble."""

from __future__ import annotations

TITLES = [
    "<script>alert(1)</script>",
    'It\'s "quoted" & <b>bold</b>',
    "עברית",
    "مقال عن الدين",
    "😀 emoji",
    "x" * 300,
    "全球南方的債務問題" * 20,
    "C++ & C#",
    "&amp; &lt;",
    "---",
    "0",
]


BODIES = [
    "Text https://example.org/?a=1&b=2\n\n## Same\n\n## Same\n\n###### Deep\n",
    "_Standfirst._\n\n<excerpt/>\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n> quote\n\n```python\nprint('<>&')\n```\n",
    "![](/two words.svg)\n_▲ caption & <b>_\n\n<p>unclosed <b>x\n\n<table><tr><td>cell</table>\n",
    "Note[^1].\n\n[^1]: One.\n\n<details><summary>S</summary>\n\nHidden\n\n</details>\n",
    "{math}`a^2`\n\n:::{note}\nN\n:::\n\n::::{grid} 2\n:::{grid-item-card} T\n1\n:::\n::::\n",
    "字" * 500 + "\n\n<a id='x'></a>\n\n## X\n\n---\n\n__Bo Bee__ is a person.\n",
]

PARTS = [
    "<b>", "</b>", "<i class=lead>", "</i>", "<div>", "</div>", "<p>", "</p>", "<table>", "<td>", "</table>", "<li>", "<ul>",
    "</ul>", "<script>", "</script>", "<svg>", "</svg>", "<img src=a>", "<iframe src=/a>", "</iframe>", "<a href=b>", "</a>",
    "[a](b)", "<T>", "<h1>", "</h1>", "<!--", "-->", "<!", "<?", "<figure>", "<figcaption>", "</figcaption>", "<br>", "<video>",
    "</video>", "<details>", "<summary>", "</summary>", "</details>", "<a onclick=b href='javascript:c'>", "<a/>", "<p/>", "<pre>",
    "</pre>", "<textarea>", "</textarea>", "\n", "\n\n", "- ", "> ", "# ", "*", "**", "`", "a", " ", "<", ">", '"', "'", "&lt;", "<object data=/x>",
]  # fmt: skip
"""Of which any mixture may be written in Markdown."""
