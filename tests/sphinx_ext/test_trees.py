"""What documents become, as a whole: the tree of each when its links are resolved, what is kept of it, all that is said.

The records are in ``records/trees/``; ``STANDFIRST_RECORDS=1`` writes those anew that a change is meant to change.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from docutils import nodes
from publications import Publication

from standfirst.sphinx_ext.domain import PublicationDomain
from standfirst.sphinx_ext.html.builder import PublicationBuilder

RECORDS = Path(__file__).parent / "records" / "trees"
CONF = """
    extensions = ["standfirst"]
    standfirst_title = "The Harbour Review"
    standfirst_base_url = "https://example.org/review/"
    standfirst_now = "2026-06-01T00:00:00+00:00"
    standfirst_search_index = False
    standfirst_directives = ["raw", "literalinclude"]
    standfirst_classes = ["known"]
"""
RENDERED = """\
![Wide *one*](a.png){width=120px}
![Over](a.png){width="500%"}
![Half](a.png){w="52%" .known}
![Thin](a.png){width="1%"}
![High](a.png){height="40%"}
![Low](a.png){height=30px .own}
![Huge](a.png){width=1234567}

![](gone.png)

Words ![Not there](sub/gone.png) words ![](//e.example/x.png) and ![Far](https://e.example/y.png).

[f](//e.example/f) [](/about/) [g](2026-01-03-b.md){title="T" .known} [h](d.csv) [i](https://e.example/gone.md){.external}
[j](mailto:a@e.example) [k](#part) [top](#top) [l](#first-part) [m](#First_Part!) []() [n](/nowhere/) [o](project:/guide/one.md)

*em*{.known #here} **strong**{#here} ~~struck~~ ==marked==

|---|---|
| e | f |

| a | b |
|---|---|
| c | d |

*em*{: .known #em} **strong**{: #em .known} <i id="em">i</i>

```python
a = 1
```

```nonesuch
a
```

```
b
```

```default
c
```

<p id="here">x <a href="d.csv">y</a> <a href="/about/">z</a> <a href="/nowhere/">w</a></p>

<p id="there">z <img src="a.png" width="30" style="width: 50%" class="known" alt="In HTML"> <img src="gone.png" alt="Gone"></p>

<p><img src="data:image/png;base64,AAAA" alt="Data"></p>

## First part

## Part {#there}

## Second {#own}

> ## Third {#own}

Last.
"""
DIRECTED = """\
```{note}
:name: n
:class: known own

[l](#nowhere)

![In](gone.png)
```

(lab)=

Labelled.

{nonesuch}`x` {abbr}`y (z)` {post}`a` {author}`Ada Lovelace` {doc}`../guide/one` {ref}`own-label` {octicon}`report;1em` {octicon}`nothing` {fas}`star` {download}`file <d.csv>` {download}`gone <gone.csv>` {math}`a`

```{nonesuch}
w
```

:::{tip}
T
:::

::: known
O
:::

::: own
O
:::

```{hlist}
no list
```

```{image} a.png
:alt: A
:width: 10px
:align: left
```

```{image} gone.png
:alt: Gone
```

```{figure} a.png
:target: /about/

Caption.
```

```{figure} gone.png
Caption of none.
```

```{card} Card
:link: /about/
Inside.
```

```{button-link} 2026-01-02-a.md
:click-parent:

Over all
```

```{button-link} javascript:a
Astray
```

```{button-link} d.csv
:color: primary

File
```

[a {doc}`../guide/one` b](/about/)

```{image} gone.png
:target: /about/
```

```{literalinclude} d.csv
```

```{literalinclude} ../../outside
```

```{include} d.csv
```

```{raw} html
<a href="javascript:b" id="r">raw</a><a href="/about/">about</a>
```

```{eval-rst}
Not here.
```

```{math}
:label: eq

b
```

``````{note}
`````{note}
````{code-block} python
:caption: Cap
:lineno-start: 3
1
````
`````
``````

Note[^a] and[^1] and again[^a].

[^1]: One.
[^a]: Ay.
[^unused]: Nobody.
"""
INTRODUCED = """\
A standfirst.
{: .standfirst}

Text<!--more--> goes on.

<figure><img src="a.png" alt="Ship"><figcaption>A <b>ship</b></figcaption></figure>

{% include embed/youtube.html id='abcdefghijk' %}

<iframe src="https://player.vimeo.com/video/1" title="Film"></iframe>

- item

  | x | y |
  |---|---|
  | 1 | <ul><li>2</li></ul> |

Term
: Meaning

---

__Ada Lovelace__ is a [person](/about/).
"""
FILES = {
    "conf.py": CONF,
    "about.md": '---\ntitle: About\n---\n\n[b](/posts/2026-01-03-b.md) [t](#top) [n](#no) <a href="posts/d.csv">d</a>\n\n```{include} part.txt\n```\n\n```{eval-rst}\nIn *rst* `link`_ |s|\n\n.. _link: https://e.example/\n.. |s| replace:: put\n```\n',
    "part.txt": "Taken *in*.\n",
    "index.md": "# Front\n\n" + "Long words. " * 40 + "\n\n```{toctree}\nguide/one\nguide/two\nA <https://e.example/>\nB <javascript:c>\nC <feed://c>\njavascript://d\n```\n",
    "guide/one.md": '# Guide\n\n<div><p>First.</p></div>\n\nThe   first\nparagraph.\n\n(own-label)=\n## Part <i id="x">A</i>\n\n[two](two.md) [part](two.md#part) [label](own-label) [gone](gone.md) [js](javascript:d) [about](/about.md) {ref}`own-label` {term}`Word`\n\n![p](../posts/a.png) ![q](gone.png) {download}`d <../posts/d.csv>` {download}`e <gone.csv>`\n\n```{raw} html\n<a href="javascript:e">x</a>\n```\n\n```{math}\n:label: eq\na\n```\n',
    "guide/two.md": "# Two\n\n```{toctree}\n:hidden:\nD <javascript://f>\n```\n\n(own-label)=\n## Part\n\n```{glossary}\nWord\n  Meaning.\n```\n\n```{note}\n:class: w-100 known\nNote.\n```\n\n```{card} Card\n:link: javascript:i\nInside.\n```\n\n```{eval-rst}\n`js <javascript:j>`_ `own <https://e.example/>`_\n```\n\n```{button-link} feed:g\n:class: stretched-link sd-stretched-link\nButton\n```\n\n```{figure} ../posts/a.png\n:target: javascript:h\n```\n\n{eq}`eq` {py:func}`none` {ref}`nothing`\n",
    "posts/d.csv": "a,b\n",
}  # fmt: skip
POSTS = {"2026-01-02-a": RENDERED, "2026-01-03-b": DIRECTED, "2026-01-04-c": INTRODUCED}
SHOWN = ("ids", "names", "classes", "refuri", "refid", "reftarget", "reftype", "internal", "uri", "alt", "width", "height", "align", "title", "language", "format", "filename", "caption", "cols", "number", "label", "start", "entries", "hidden")  # fmt: skip
"""Attributes that are recorded; the others are the versions' own."""
KEPT = ("asked", "references", "descriptions", "listing", "pictures", "remote", "moments")
"""What the domain keeps of documents and is recorded; records of posts have tests of their own."""


def lines(node, depth=0):
    """Yield a line for a node and for each in it."""
    if isinstance(node, nodes.Text):
        yield f"{' ' * depth}{json.dumps(str(node), ensure_ascii=False)}"
        return
    said = " ".join(f"{name}={node[name]!r}" for name in SHOWN if node.get(name) not in (None, [], "", False))  # fmt: skip
    facts = (node.tagname, said, f":{node.line}" if node.line else "")
    yield f"{' ' * depth}{' '.join(filter(None, facts))}"
    for child in node.children:
        yield from lines(child, depth + 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return what became of each document, by its name; what is kept of them; what was said."""
    publication, trees, domains = Publication(tmp_path_factory.mktemp("harbour")), {}, []
    for path, text in FILES.items():
        publication.write(path, text.encode() if path != "conf.py" else text)
    publication.picture("posts/a.png")
    for name, text in POSTS.items():
        publication.post(name, text, title=f"T {name[-1]}", date=name[:10])
    write, finish = PublicationBuilder.write_doc, PublicationBuilder.write_files

    def keep(self, docname, doctree):
        trees[docname] = [*lines(doctree)]
        write(self, docname, doctree)

    def end(self, files):
        domains.append(PublicationDomain.of(self.env))
        finish(self, files)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PublicationBuilder, "write_doc", keep)
        patched.setattr(PublicationBuilder, "write_files", end)
        built = publication.build()
    root = str(publication.root)
    kept = [f"{name} {docname}: {value!r}" for name in KEPT for docname, value in sorted(domains[0].data[name].items())]  # fmt: skip
    kept += [f"defined {docname}: {key!r} {value!r}" for docname, of in sorted(domains[0].data["defined"].items()) for key, value in sorted(of.items(), key=repr)]  # fmt: skip
    said = [line for line in sorted(built.warnings.splitlines()) if "[standfirst." in line]
    found = {**trees, "kept": kept, "said": said}
    return {name: [line.replace(root, "") for line in each] for name, each in found.items()}


def held(name, said):
    """Return lines, and those that are recorded under a name."""
    path = RECORDS / f"{name.replace('/', '-')}.txt"
    if os.environ.get("STANDFIRST_RECORDS"):
        RECORDS.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in said), encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", [*(f"posts/{name}" for name in POSTS), "about", "index", "guide/one", "guide/two", "kept", "said"])  # fmt: skip
def test_a_document_becomes_what_it_became(made, name):
    """Pictures, links, directives, code and HTML of posts, of standing pages and of others, good and bad, each at its line."""
    assert made[name] == held(name, made[name])
