"""kramdown's abbreviations."""

from __future__ import annotations

import pytest

from standfirst.markdown.render import to_html
from standfirst.problems import PostWarning


def read(markdown):
    """Return HTML and problems."""
    problems = []
    return to_html(markdown, report=problems.append).strip(), problems


def explained(name, title="x"):
    """Return the element that explains a name."""
    return f'<abbr title="{title}">{name}</abbr>'


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A AB A_ _A 1A A1 (A)\n\n*[A]: a\n*[AB]: b", f"<p>{explained('A', 'a')} {explained('AB', 'b')} A_ _A 1A A1 ({explained('A', 'a')})</p>"),
        ("A\n\n*[A]:", "<p><abbr>A</abbr></p>"),
        ("A\n\n*[A]: x\n*[A]: y", f"<p>{explained('A', 'y')}</p>"),
        ("a\n*[A]: x\nA", f"<p>a</p>\n<p>{explained('A')}</p>"),
        ("*[ A ]:  x  y \n\nA", f"<p>{explained('A', 'x  y')}</p>"),
        ("> *[A]: x\n\nA", f"<blockquote></blockquote>\n<p>{explained('A')}</p>"),
        ("# A\n\n*[A]: x", f"<h3>{explained('A')}</h3>"),
        ("[A](/b) **A**\n\n*[A]: x", f'<p><a href="/b">{explained("A")}</a> <strong>{explained("A")}</strong></p>'),
        ("C+ C\n\n*[C+]: x", f"<p>{explained('C+')} C</p>"),
        ("    *[A]: x\n\nA", "<pre><code>*[A]: x\n</code></pre>\n<p>A</p>"),
        ("*[]: x", "<p>*[]: x</p>"),
        (f"*[{'A' * 100}]: x\n\n{'A' * 100}", f"<p>{explained('A' * 100)}</p>"),
        (f"*[{'A' * 101}]: x", f"<p>*[{'A' * 101}]: x</p>"),
    ],
)  # fmt: skip
def test_whole_names_are_explained(markdown, expected):
    """Wherever text is; the longest name and the last definition count, and a name has at most a hundred characters."""
    assert read(markdown) == (expected, [])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('HTML, XHTML\n\n*[HTML]: Hyper "T"\n', '<p><abbr title="Hyper &quot;T&quot;">HTML</abbr>, XHTML</p>'),
        ("*[A B]: x <b>\n\n*A B* `A B`\n", '<p><em><abbr title="x &lt;b&gt;">A B</abbr></em> <code>A B</code></p>'),
        ("世衛說\n\n*[世衛]: 世界衛生組織\n", '<p><abbr title="世界衛生組織">世衛</abbr>說</p>'),
        ("*[A] b* c", "<p><em>[A] b</em> c</p>"),
        ("```\n*[A]: b\n```\n", "<pre><code>*[A]: b\n</code></pre>"),
    ],
)  # fmt: skip
def test_abbreviations_are_explained(text, html):
    """Nothing of their definitions is shown; code and longer words are left alone."""
    assert read(text) == (html, [])


_MESSAGE = "the text defines more than 500 abbreviations, or 10000 characters of them; the others stay as text"  # fmt: skip


def test_five_hundred_are_defined():
    """One more is text; one that is known may be defined anew."""
    some = "".join(f"*[A{number}]: x\n" for number in range(500))
    use = "*[A1]: z\n\nA499 A500 A1"
    html = f"<p>{explained('A499')} A500 {explained('A1', 'z')}</p>"

    assert read(f"{some}{use}") == (html, [])
    result, [problem] = read(f"{some}*[A500]: x\n*[A501]: x\n{use}")

    assert result.endswith(html)
    assert "*[A500]: x\n*[A501]: x" in result
    assert (problem.subtype, problem.message, problem.line) == (PostWarning.SIZE, _MESSAGE, 501)
    assert problem.remedy == "define only those that the text has"


def test_names_have_ten_thousand_characters():
    """Of all together; one that is defined twice counts once."""
    some = "".join(f"*[{'A' * 98}{number}]: x\n" * 2 for number in range(10, 100))
    some += "".join(f"*[{'B' * 99}{number}]: x\n" for number in range(10))

    assert read(some) == ("", [])
    result, [problem] = read(f"{some}*[C]: x\n")

    assert result == "<p>*[C]: x</p>"
    assert (problem.message, problem.line) == (_MESSAGE, 191)


def test_the_line_is_told_where_explanations_are_too_many():
    """Those that can be afforded are there."""
    title = "x" * 50_000
    html, [problem] = read(f"*[A]: {title}\n\nb\n{'A ' * 5}\n{'A ' * 5}")

    assert html.count("<abbr") == 6
    assert (problem.subtype, problem.line) == (PostWarning.SIZE, 5)
