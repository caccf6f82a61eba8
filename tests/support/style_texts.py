"""A text in which everything stands that a post may write, and the theme has rules for."""

from __future__ import annotations

NOTES = "note tip hint important warning caution danger error attention seealso"
COLOURS = "primary secondary success info warning danger light muted dark black white"

WORDS = """
A [link](https://example.org/), *emphasis*, **strong**, `code`, <kbd>Ctrl</kbd>, <mark>marked</mark>, <abbr title="a">ABC</abbr>, H<sub>2</sub>O,
<small>small</small>, <del>gone</del>, <q>quoted</q>, <samp>out</samp>, <var>x</var>; {math}`x^2`, a note,[^1] and {kbd}`Ctrl+C`.

## A heading

### One below

#### And below

> A quotation
>
> - with a list

{.pull-quote}
> Set apart

1. One
   - Two
     - Three

- [ ] to do
- [x] done

Term
: Definition

:Field: value
:Other: value

| a | b |
| :- | -: |
| 1 | 2 |
| 3 | 4 |

```{list-table} A title
:header-rows: 1
:stub-columns: 1

* - a
  - b
* - 1
  - 2
```

```python
def f(x):  # a comment
    return f"{x!r}" + 'y' * 0x1F
```

```{code-block} js
:caption: A caption
:linenos:
:emphasize-lines: 2

const a = /b/;
let c = `d`;
```

```{math}
:label: NAME

a = b
```

---

A line
{.sf-quiet .sf-center}

<details><summary>More</summary>

Text.

</details>

<figure><img src="chart.png" alt="A chart" width="40" height="30"><figcaption>A caption</figcaption></figure>

```{figure} chart.png
:alt: A chart
:width: 50%
:align: left

A caption
```

```{epigraph}
A quotation

-- Somebody
```

```{topic} A topic
Text.
```

```{sidebar} A sidebar
Text.
```

```{margin} In the margin
Text.
```

```{hlist}
:columns: 2

- a
- b
```

```{rubric} A rubric
```

```{centered} The middle
```

```{versionadded} 2.0
Text.
```

```{deprecated} 2.0
Text.
```

```{glossary}
NAME
    What it is.
```

```{parsed-literal}
text *slanted*
```

```{line-block}
one
two
```

```{contents}
:local:
```

[^1]: The note's text.
"""

COMPONENTS = """
::::{grid} 1 2 3 3
:gutter: 1 2 3 4
:outline:

:::{grid-item-card} A card
:shadow: lg
:link: https://example.org/

```{card-header}
Above
```

Text

```{card-footer}
Below
```
:::

:::{grid-item}
:columns: 12 6 4 auto
:child-align: center

Text.
:::
::::

:::{card} A card
:width: 50%
:text-align: center
:img-top: chart.png
:img-alt: A chart

Text.
:::

::::{card-carousel} 2

:::{card} One
Text.
:::

:::{card} Two
Text.
:::
::::

::::{tab-set}
:::{tab-item} One
:selected:
Text.
:::
:::{tab-item} Two
Text.
:::
::::

:::{dropdown} Closed
:color: info
:icon: alert
:animate: fade-in-slide-down
Text.
:::

:::{dropdown} Open
:open:
:chevron: down-up
Text.
:::

::::{accordion}
:::{dropdown} One
Text.
:::
::::

::::{steps}
:::{step} One
Text.
:::
:::{step} Two
Text.
:::
::::

:::{aside} Beside
:align: right
Text.
:::

:::{article-info}
:author: Ada
:date: May
:read-time: 5 min
:class-container: sd-p-2 sd-outline-muted sd-rounded-1
:::

```{button-link} https://example.org/
:color: primary
:outline:
:expand:
```

{bdg}`plain` {bdg-primary-line}`line` {bdg-link-info}`https://example.org/`
{octicon}`alert;2em;sd-text-danger` {material-regular}`home`
"""
"""Of sphinx-design."""


def everything(name: str) -> str:
    """Return the text without components, with *name* where two texts must not have the same."""
    notes = "".join(f"\n:::{{{kind}}}\nText.\n\n- one\n- two\n:::\n" for kind in NOTES.split())
    return WORDS.replace("NAME", name) + notes + "\n:::{admonition} Own\n:class: tip\nText.\n:::\n"


def components() -> str:
    """Return the text with components, in all their colours."""
    buttons = "".join(
        f"\n:::{{button-link}} https://example.org/{colour}\n:color: {colour}\n:::\n"
        f"\n:::{{dropdown}} {colour}\n:color: {colour}\nText.\n:::\n\n{{bdg-{colour}}}`{colour}`\n"
        for colour in COLOURS.split()
    )
    return COMPONENTS + buttons
