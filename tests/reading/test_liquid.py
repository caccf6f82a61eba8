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


_VALUE = "write the value itself"


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("{{ site.title", None, ("'{{' is never closed; it stays as text", "close it with }}", 1, 1)),
        ("a\n b {%- link x", None, ("'{%-' is never closed; it stays as text", "close it with %}", 2, 4)),
        ("a\n{% include x.html %}", None, ("the tag {% include %} is not supported; it stays as text", "write what it would give", 2, 1)),
        (f"{{% {'x' * 41} a %}}", None, (f"the tag {{% {'x' * 40} %}} is not supported; it stays as text", "write what it would give", 1, 1)),
        (f"{{{{ {'x' * 81} }}}}", None, (f"{{{{ {'x' * 80} }}}} is not a variable of Jekyll's site or page; it stays as text", _VALUE, 1, 1)),
        ("{% post_url no %}", None, ("{% post_url no %} names no file; it stays as text", "mend the name", 1, 1)),
        (f"{{% link {'x' * 81} %}}", None, (f"{{% link {'x' * 80} %}} names no file; it stays as text", "mend the name", 1, 1)),
        ("{% raw %}a", None, ("{% raw %} is never closed; it stays as text", "write {% endraw %} after it", 1, 1)),
        ("{% highlight c %}a", None, ("{% highlight %} is never closed; it stays as text", "write {% endhighlight %} after it", 1, 1)),
        ("{{ site.title | shout }}", None, ("{{ site.title | shout }} has the unknown filter 'shout'; it stays as text", _VALUE, 1, 1)),
        ("{{ site.title | upcase: 1 }}", None, ("{{ site.title | upcase: 1 }} gives the filter 'upcase' what it cannot take; it stays as text", _VALUE, 1, 1)),
        ("{{ site.social }}", None, ("{{ site.social }} is a mapping, not a text; it stays as text", _VALUE, 1, 1)),
        ("a {{ site.nothing }}", "a ", ("{{ site.nothing }} has no value; it is left out, as Jekyll does", "write the value itself, or name it in standfirst_site", 1, 3)),
    ],
)  # fmt: skip
def test_each_problem_is_told_whole(text, expected, told):
    """What it is, what to do and where; a long name is told of in part."""
    result, [problem] = render(text)

    assert result == (text if expected is None else expected)
    assert (problem.message, problem.remedy, problem.line, problem.column) == told


@pytest.mark.parametrize("text", ["{% raw %}a\n{% raw %}b", "{% comment %}a\n\n{% comment %}b"])
def test_each_block_without_an_end_is_told_of(text):
    """Also where it is known from the first that there is none."""
    result, problems = render(text)

    assert (result, [problem.column for problem in problems]) == (text, [1, 1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% post_url '2026-01-02-a' %}", "/posts/2026-01-02-a.md"),
        ('{% link "x.md" %}', "/x.md"),
        ("a {%- link b.md -%} c", "a/b.mdc"),
        ("{{ site.title\n}}b", "Review\nb"),
        ("{{ site.title | append: '\n' }}", "Review \n"),
        ("{{ 'a' -}}\t\v\f\r\nb", "ab\n"),
        ("{{ 'a' -}}\u00a0b", "a\u00a0b"),
        ("{{ 'a' -}}\n\nb\n \t\nc\n\nd", "ab\n \t\n\n\nc\n\nd"),
        ("{%raw%}a{%endraw%}", "a"),
        ("{% raw\n%}a{% endraw\n%}b", "a\n\nb"),
        ("a {% raw %}\nb\n{%- endraw -%}\n c", "a \nbc\n\n"),
        ("{% highlight %}\na\n{% endhighlight %}", "```\na\n```"),
        ("{% highlight ruby linenos %}\na\n{% endhighlight %}", "```ruby\na\n```"),
        ("{% highlight c %}``a{% endhighlight %}", "``` ``a ```"),
        ("{% highlight c %}\n```\n{% endhighlight %}", "````c\n```\n````"),
        ("1. {% highlight c %}\n   x\n   {% endhighlight %}", "1. ```c\n   x\n   ```"),
        ("10) {% highlight c %}\n    x\n    {% endhighlight %}", "10) ```c\n    x\n    ```"),
        ("* + {% highlight c %}\nx\n{% endhighlight %}", "* + ```c\nx\n```"),
        ("{% highlight c %}\nx\n{% endhighlight %} \nb", "```c\nx\n``` \nb"),
        ("b\n{% highlight c %}\nx\n{% endhighlight %}\nb", "b\n```c\nx\n```\nb"),
        ("`{{ a }}` {{ site.title }} `{{ b }}` {{ site.title }}", "`{{ a }}` Review `{{ b }}` Review"),
        (f"{{{{ '{'x' * 994}' }}}}", "x" * 994),
    ],
)  # fmt: skip
def test_tags_are_carried_out_whole(text, expected):
    """Names in quotes or without; over several lines; with code in lists, and with the white space of ASCII trimmed."""
    assert render(text) == (expected, [])


def test_a_tag_has_a_longest():
    """What is closed after a thousand characters only is text."""
    text = f"{{{{ '{'x' * 995}' }}}}"
    result, [problem] = render(text)

    assert (result, problem.message) == (text, "'{{' is never closed; it stays as text")


@pytest.mark.parametrize(
    ("number", "more"), [(19, []), (20, []), (21, ["1 more problem"]), (23, ["3 more problems"])]
)
def test_twenty_problems_are_told_of(number, more):
    """And how many more there are."""
    _, problems = render("{{ foo }}\n" * number)

    assert [problem.line for problem in problems[:20]] == list(range(1, min(number, 20) + 1))
    assert [problem.message for problem in problems[20:]] == [
        f"{rest} with tags or variables" for rest in more
    ]


def test_code_within_a_line_stays_in_it():
    """Only what goes over several lines stands on lines of its own."""
    assert render("a {% highlight c %}x{% endhighlight %} b") == ("a `x` b", [])
