"""Posts made at random of what authors write: each is a page, with all its words and no fault but theirs."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from lxml import html

FRAGMENTS = """
<div>|</div>|<p>|</p>|<b>|</b>|<ul>|<li>|</ul>|<details>|<summary>|</details>|<a href="/x">|</a>|<a name="y">|<h2>|</h2>
|<span id="z">|</span>|<pre>|</pre>|<code>|</code>|<figure>|<center>|</center>|<br>|</main></body>|<div markdown="1">|<br/>
|*|**|_|__|`|``|~~|[|]|](http://a.b)|](/c)|](#d)|![|![image1](http://a.b/c.png)|▲|(|)|"|'|--|...|\\|<|&|&amp;|!|^|$3.8 |$$
|中文|「引」|，|。|**「重」**后|http://a.b/c_d|www.x.y|<http://q.r>|{.a}|{#i .b}|{: .c}|{: #j}|{:/}|{foo}`z`|{abbr}`H (h)`
|{{ page.title }}|{{ x }}|{% raw %}|{% endraw %}|{% include z %}|{% highlight py %}|{% endhighlight %}|{{|{%|%}|}}
""".replace("\n", "").split("|")
LINES = [
    "\n", "\n", "\n\n", "\n\n", "\n\n", "  \n", "\\\\\n", "\n# ", "\n## ", "\n### ", "\n- ", "\n1. ", "\n1- ", "\n2- ", "\n> ", "\n    ",
    "\n```\n", "\n~~~\n", "\n```python\n", "\n```{note}\n", "\n:::{note}\n", "\n:::\n", "\n::::{grid} 2\n", "\n::::\n", "\n_▲ ",
    "\n|a|b|\n|-|-|\n|1|2|\n", "\n|a|b|\n", "\n---\n", "\n***\n", "\n===\n", "\n: ", "\n+++\n", "\n{: .d}\n", "\n<!--more-->\n", "\n**A B** is ",
]  # fmt: skip


def made(seed):
    """Return a text of random fragments, with words between them."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    parts = []
    for number in range(chance.randint(3, 25)):
        parts.append(chance.choice(LINES if chance.random() < 0.3 else FRAGMENTS))
        if chance.random() < 0.7:
            parts.append(f"w{seed}x{number}q")
    return "".join(parts)


@pytest.mark.parametrize("first", [0, pytest.param(1000, marks=pytest.mark.audit)])
def test_posts_made_at_random_are_pages(publication, first):
    """With every word, with ids that are unique and links within the page that are good."""
    seeds = range(first, first + (80 if first == 0 else 1000))
    for seed in seeds:
        publication.post(f"2026-01-02-s{seed}", made(seed))
    built = publication.build()

    for seed in seeds:
        page = html.fromstring(built.read(f"2026/01/s{seed}/"))
        ids = Counter(page.xpath("//@id"))
        fragments = {href[1:] for href in page.xpath("//@href") if href[:1] == "#" and href[1:]}
        text = html.tostring(page.xpath("//main")[0], encoding="unicode")

        assert set(re.findall("w[0-9]+x[0-9]+q", made(seed))) <= set(
            re.findall("w[0-9]+x[0-9]+q", text)
        ), made(seed)
        assert not [name for name, times in ids.items() if times > 1], made(seed)
        assert fragments <= set(ids), made(seed)
    for line in built.warnings.splitlines():
        assert re.search(r"\.md:\d+: (WARNING|ERROR): .+; .+ \[standfirst\.\w+\]$", line), line
