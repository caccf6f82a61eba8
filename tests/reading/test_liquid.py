"""The Liquid of posts that come from Jekyll."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.limits.budget import Budget
from standfirst.markdown.code_ranges import code_ranges
from standfirst.reading.liquid import rendering


def render(text):
    """Return the text and its problems."""
    problems = []
    site = {
        "title": "Review",
        "url": "https://example.org",
        "baseurl": "",
        "social": {"name": "x"},
        "list": ["a", "b"],
    }
    page = {"title": "A title", "date": dt.datetime(2026, 1, 2, tzinfo=dt.UTC)}
    addresses = {
        "post_url": lambda name: f"/posts/{name}.md" if name == "2026-01-02-a" else None,
        "link": lambda path: f"/{path}" if path.endswith(".md") else None,
    }
    scope, budget = {"site": site, "page": page}, Budget(len(text))
    return rendering.render(text, scope, addresses, problems.append, budget), problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ site.title }}", "Review"),
        ("{{site.social.name}}", "x"),
        ("{{- page.title -}}", "A title"),
        ("a {{- page.title }} b", "aA title b"),
        ("a\n{{- page.title -}}\n b\nc\n\nd", "aA titleb\nc\n\n\n\nd"),
        ("a\u3000{{- page.title }}", "a\u3000A title"),
        ("a\n{{- page.title }}\n```\n\n```\n\nd", "aA title\n```\n\n```\n\n\nd"),
        ("a {% raw -%}\n {{ x }}\n{%- endraw %} b", "a {{ x }} b\n\n"),
        ("a {%- comment -%} b {%- endcomment -%} c", "ac"),
        ("{{ page.date | date: '%Y' }}", "2026"),
        ("{{ '/a.png' | relative_url }}", "/a.png"),
        ("{{ site.baseurl }}/a", "{{ site.baseurl }}/a".replace("{{ site.baseurl }}", "")),
        ("{{ page.nothing | default: 'x' }}", "x"),
        ("{{ site.list | join: ', ' }}", "a, b"),
        ("[a]({% post_url 2026-01-02-a %})", "[a](/posts/2026-01-02-a.md)"),
        ("{% link _posts/x.md %}", "/_posts/x.md"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a{% comment %}b\nc{% endcomment %}d", "a\nd"),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        ("{% highlight c++`<x %}\nputs 1\n{% endhighlight %}", "```c++x\nputs 1\n```"),
        ("{% highlight ruby %}puts 1{% endhighlight %}", "`puts 1`"),
        ("{% highlight ruby %}puts 1\nputs 2{% endhighlight %}", "```ruby\nputs 1\nputs 2\n```"),
        ("{% highlight c %} \t\nx\n \t{% endhighlight %}", "```c \t\nx\n \t```"),
        ("{% highlight c %}\n````\n{% endhighlight %}", "`````c\n````\n`````"),
        ("{% highlight c %}a`b{% endhighlight %}", "`` a`b ``"),
        ("a {% highlight c %}\nx\n{% endhighlight %} b", "a \n```c\nx\n```\n b"),
        ("- {% highlight c %}\n  x\n  {% endhighlight %}", "- ```c\n  x\n  ```"),
        (f"{'> ' * 500}{{% highlight c %}}\nx\n{{% endhighlight %}}", f"{'> ' * 500}```c\nx\n```"),
        (
            f"{'> ' * 501}{{% highlight c %}}\nx\n{{% endhighlight %}}",
            f"{'> ' * 501}\n```c\nx\n```",
        ),
        ("- a\n\n  {% highlight c %}\n  x\n  {% endhighlight %}\n", "- a\n\n  ```c\n  x\n  ```\n"),
        ("`{{ site.title }}`", "`{{ site.title }}`"),
        ("```\n{{ site.title }}\n{% x %}\n```", "```\n{{ site.title }}\n{% x %}\n```"),
        ("    {{ site.title }}\n", "    {{ site.title }}\n"),
        ("$3.8 {ref}`a` {note}", "$3.8 {ref}`a` {note}"),
    ],
)
def test_what_jekyll_does_is_done_and_code_is_code(text, expected):
    """Without a warning."""
    assert render(text) == (expected, [])


def test_lines_that_hyphens_take_are_counted():
    """What comes after them has the line of its file."""
    text = "{% raw -%}\n\n{{ x }}\n\n\n{%- endraw %}\n\n{{ foo }}\n"
    result, problems = render(text)

    assert (result.split(), [problem.line for problem in problems]) == (
        ["{{", "x", "}}", "{{", "foo", "}}"],
        [8],
    )
    assert result.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "{% include x.html %}",
        "{{ foo }}",
        "{{ site.title",
        "{% if x %}a{% endif %}",
        "{{ site.title | shout }}",
        "{% post_url no %}",
        "{% raw %}a",
    ],
)
def test_anything_else_stays_as_text_with_a_warning(text):
    """A post about templates survives."""
    result, problems = render(f"one\n {text}\n")

    assert result == f"one\n {text}\n"
    assert problems
    assert {p.subtype.value for p in problems} == {"liquid"}
    assert problems[0].line == 2
    assert problems[0].column == 2


def test_a_variable_without_a_value_is_left_out_with_a_warning():
    """As Jekyll does, but not silently."""
    result, problems = render("a{{ site.nothing }}b")

    assert result == "ab"
    assert [p.subtype.value for p in problems] == ["liquid"]


@settings(deadline=None)
@given(st.text(alphabet="{}%`~ \nraw|'abendx.", max_size=120))
def test_lines_stay_where_they_are_and_nothing_raises(text):
    """Line numbers of later warnings hold."""
    assert render(text)[0].count("\n") >= text.count("\n")


def test_cost_grows_with_the_text():
    """Hundreds of thousands of openings take no longer each."""
    for piece in ("{{", "{%", "`", "{% raw %}", "{{ x }} "):
        begun = time.process_time()
        render(piece * 20_000)
        small = time.process_time() - begun
        begun = time.process_time()
        render(piece * 80_000)

        assert time.process_time() - begun < max(small, 0.02) * 12


def test_code_spans_close_with_as_many_backticks():
    """Others within them are text."""
    assert code_ranges("a `b ``c` d ``e`` `f") == [(2, 9), (12, 17)]
