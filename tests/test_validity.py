"""What the Nu checker says of built pages: ``make audit``, where it is installed.

VNU_JAR names its jar (https://validator.github.io/validator/; npm's ``vnu-jar`` has it).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

UPSTREAM = ("attribute must not be used on any “label” element",)
"""Errors of others: sphinx-design's tab sets (https://github.com/executablebooks/sphinx-design)."""

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


@pytest.mark.audit
def test_every_page_is_valid(publication):
    """Of posts that nobody would write on purpose, with pictures, long names and all directions of writing."""
    jar = os.environ.get("VNU_JAR", "")
    if not jar or shutil.which("java") is None:
        pytest.skip("needs Java, and VNU_JAR naming the Nu checker's jar")
    publication.write("two words.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    for number, title in enumerate(TITLES * 3):
        publication.post(
            f"2026-01-{number % 28 + 1:02}-p{number}",
            BODIES[number % len(BODIES)],
            title=json.dumps(title, ensure_ascii=False),
            author=["Ada <Love> & Co", "王小明", "X" * 120][number % 3],
            date=f"2026-01-{number % 28 + 1:02}",
            tags='["a&b", "<i>", "經濟 學", "C++", "y y y"]',
            image=[None, "/two words.svg", "https://example.com/a b.jpg?x=1&y=2"][number % 3],
            section=[None, '"Essays & <x>"'][number % 2],
        )
    built = publication.build("standfirst_page_size=5")
    pages = [p for p in built.out.rglob("*.html") if "_static" not in p.parts]
    done = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--errors-only", "--stdout", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    errors = {
        (message["message"], message.get("extract", ""))
        for message in json.loads(done.stdout)["messages"]
        if not any(known in message["message"] for known in UPSTREAM)
    }

    assert len(pages) > len(TITLES) * 3
    assert errors == set()
