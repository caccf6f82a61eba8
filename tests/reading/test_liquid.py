"""The Liquid of posts that come from Jekyll."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liquid_texts import carried_out

from standfirst.markdown.code_ranges import code_ranges


def render(text, **around):
    """Return the text and its problems."""
    rendered, problems = carried_out(text, **around)
    return rendered.text, problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ site.title }}", "Review"),
        ("{{site.social.name}}", "x"),
        ("{{- page.title -}}", "A title"),
        ("a {{- page.title }} b", "aA title b"),
        ("a\n{{- page.title -}}\n b\nc\n\nd", "aA titleb\nc\n\nd"),
        ("a\u3000{{- page.title }}", "a\u3000A title"),
        ("a\n{{- page.title }}\n```\n\n```\n\nd", "aA title\n```\n\n```\n\nd"),
        ("a {% raw -%}\n {{ x }}\n{%- endraw %} b", "a {{ x }} b"),
        ("a {%- comment -%} b {%- endcomment -%} c", "ac"),
        ("{{ page.date | date: '%Y' }}", "2026"),
        ("{{ '/a.png' | relative_url }}", "/a.png"),
        ("{{ site.baseurl }}/a", "{{ site.baseurl }}/a".replace("{{ site.baseurl }}", "")),
        ("{{ page.nothing | default: 'x' }}", "x"),
        ("{{ site.list | join: ', ' }}", "a, b"),
        ("[a]({% post_url 2026-01-02-a %})", "[a](/posts/2026-01-02-a.md)"),
        ("{% link _posts/x.md %}", "/_posts/x.md"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a{% comment %}b\nc{% endcomment %}d", "ad"),
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

    assert (result, [problem.line for problem in problems]) == ("{{ x }}\n\n{{ foo }}\n", [8])


@pytest.mark.parametrize(
    "text",
    [
        "{% include x.html %}",
        "{{ foo }}",
        "{{ site.title",
        "{% if x %}a",
        "{% if x y %}a{% endif %}",
        "{% else %}b",
        "{% endfor %}b",
        "{% when 1 %}",
        "{% break %}",
        "{% gist 1 %}",
        "{% render 'a' %}",
        "{% include a b %}",
        "{% assign x %}",
        "{{ site.title | upcase | }}",
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


def test_tags_that_cannot_be_read_together_all_stay():
    """The library says where."""
    text = "a\n{% case site.title %}{% assign x = 1 %}{% when 'a' %}b{% endcase %}"
    result, [problem] = render(text)

    assert (result, problem.line, problem.column) == (text, 2, 22)
    assert (
        problem.message
        == "its tags cannot be read together (unexpected tag 'assign'); they stay as text"
    )


def test_a_variable_without_a_value_is_left_out_with_a_warning():
    """As Jekyll does, but not silently."""
    result, problems = render("a{{ site.nothing }}b")

    assert result == "ab"
    assert [p.subtype.value for p in problems] == ["liquid"]


@settings(deadline=None)
@given(st.text(alphabet="{}%`~ \nraw|'abendx.", max_size=120))
def test_each_line_has_one_of_the_source_and_nothing_raises(text):
    """Line numbers of later warnings hold."""
    rendered, _ = carried_out(text)

    assert len(rendered.lines or text.split("\n")) == rendered.text.count("\n") + 1
    assert set(rendered.lines) <= set(range(text.count("\n") + 1))


def test_cost_grows_with_the_text():
    """Tens of thousands of openings take no longer each."""
    for piece in ("{{", "{%", "`", "{% raw %}", "{{ x }} "):
        begun = time.process_time()
        render(piece * 5_000)
        small = time.process_time() - begun
        begun = time.process_time()
        render(piece * 20_000)

        assert time.process_time() - begun < max(small, 0.05) * 12


def test_code_spans_close_with_as_many_backticks():
    """Others within them are text."""
    assert code_ranges("a `b ``c` d ``e`` `f") == [(2, 9), (12, 17)]


_VALUE = "write the value itself"


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("{{ site.title", None, ("'{{' is never closed; it stays as text", "close it with }}", 1, 1)),
        ("a\n b {%- link x", None, ("'{%-' is never closed; it stays as text", "close it with %}", 2, 4)),
        ("a\n{% include x.html %}", None, ("{% include x.html %} names a file in _includes that is not there; it stays as text", "mend the name", 2, 1)),
        ("a\n{% gist x %}", None, ("the tag {% gist %} is not supported; it stays as text", "write what it would give", 2, 1)),
        (f"{{% {'x' * 41} a %}}", None, (f"the tag {{% {'x' * 40} %}} is not supported; it stays as text", "write what it would give", 1, 1)),
        (f"{{{{ {'x' * 81} }}}}", None, (f"{{{{ {'x' * 80} }}}} is not a variable of Jekyll's site or page, nor one that the post sets; it stays as text", _VALUE, 1, 1)),
        ("{% post_url no %}", None, ("{% post_url no %} names no file; it stays as text", "mend the name", 1, 1)),
        (f"{{% link {'x' * 81} %}}", None, (f"{{% link {'x' * 80} %}} names no file; it stays as text", "mend the name", 1, 1)),
        ("{% raw %}a", None, ("{% raw %} is never closed; it stays as text", "write {% endraw %} after it", 1, 1)),
        ("{% highlight c %}a", None, ("{% highlight %} is never closed; it stays as text", "write {% endhighlight %} after it", 1, 1)),
        *(
            (f"{{% {name} %}}", None, (f"{{% {name} %}} stands in no loop; it stays as text", "take it out", 1, 1))
            for name in ("break", "continue")
        ),
        *(
            (f"{{% {name}{more} %}}", None, (f"{{% {name} %}} stands in no block that has it; it stays as text", "take it out", 1, 1))
            for name, more in (("else", ""), ("elsif", " a"), ("when", " 1"))
        ),
        *(
            (f"{{% {name} {more} %}}a", None, (f"{{% {name} %}} is never closed; it stays as text", f"write {{% end{name} %}} after it", 1, 1))
            for name, more in (("if", "a"), ("unless", "a"), ("case", "a"), ("for", "a in b"), ("tablerow", "a in b"), ("capture", "a"))
        ),
        *(
            (f"a{{% end{name} %}}", None, (f"{{% end{name} %}} ends nothing; it stays as text", "take it out", 1, 2))
            for name in ("if", "unless", "case", "for", "tablerow", "capture")
        ),
        ("{{ site.title | shout }}", None, ("{{ site.title | shout }} has the unknown filter 'shout'; it stays as text", _VALUE, 1, 1)),
        ("{{ site.title | upcase: 1 }}", None, ("{{ site.title | upcase: 1 }} gives the filter 'upcase' what it cannot take; it stays as text", _VALUE, 1, 1)),
        ("{{ site.social }}", None, ("{{ site.social }} is a mapping, not a text; it stays as text", _VALUE, 1, 1)),
        ("{% for a in site.team.all %}a{% endfor %}b", "b", ("site.team.all has no value; nothing stands in the place of the loop over it", "name it in standfirst_site, or put a file in _data", 1, 1)),
        ("a {{ site.nothing }}", "a ", ("{{ site.nothing }} has no value; it is left out, as Jekyll does", "write the value itself, or name it in standfirst_site", 1, 3)),
    ],
)  # fmt: skip
def test_each_problem_is_told_whole(text, expected, told):
    """What it is, what to do and where; a long name is told of in part."""
    result, [problem] = render(text)

    assert result == (text if expected is None else expected)
    assert (problem.message, problem.remedy, problem.line, problem.column) == told


@pytest.mark.parametrize(
    ("before", "place"),
    [("", (1, 1)), ("a", (1, 2)), ("\n", (2, 1)), ("\na", (2, 2)), ("a\n\n", (3, 1)), ("{{ site.title }}\n a", (2, 3))],
)  # fmt: skip
@pytest.mark.parametrize("text", ["{{ foo }}", "{% gist 1 %}", "{% break %}", "{% raw %}", "{{ a"])
def test_a_problem_has_the_place_where_its_tag_begins(before, place, text):
    """Counted from one; an empty first line counts."""
    _, [problem] = render(before + text)

    assert (problem.line, problem.column) == place


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
        ("{{ site.title\n}}b", "Reviewb"),
        ("{{ site.title | append: '\n' }}", "Review\n"),
        ("{{ 'a' -}}\t\v\f\r\nb", "ab"),
        ("{{ 'a' -}}\u00a0b", "a\u00a0b"),
        ("{{ 'a' -}}\n\nb\n \t\nc\n\nd", "ab\n \t\nc\n\nd"),
        ("{%raw%}a{%endraw%}", "a"),
        ("{% raw\n%}a{% endraw\n%}b", "ab"),
        ("a {% raw %}\nb\n{%- endraw -%}\n c", "a \nbc"),
        ("{% highlight %}\na\n{% endhighlight %}", "```\na\n```"),
        ("{% highlight ruby linenos %}\na\n{% endhighlight %}", "```ruby linenos\na\n```"),
        ("{% highlight ruby  linenos=table %}\na\n{% endhighlight %}", "```ruby linenos\na\n```"),
        ("{% highlight ruby mark %}\na\n{% endhighlight %}", "```ruby\na\n```"),
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


FIGURE = '<figure class="{{ include.class }}">\n  <img src="{{ include.path | relative_url }}" alt="{{ include.alt }}">\n\n    {% if include.caption %}<figcaption>{{ include.caption }}</figcaption>{% endif %}\n</figure>\n'
INCLUDES = {
    "figure.html": FIGURE,
    "note.html": '<div class="note" markdown="1">\n\n*a*\n\n</div>',
    "code.html": "<div><pre>\n  a\n\n  b</pre></div>",
    "words.md": "*{{ include.x }}* {{ include.y.z }}{{ unknown }}\n",
    "set.html": "{% assign colour = 'red' %}",
    "in/outer.html": "{% include in/inner.html %} {% include words.md x='own' %} {% include words.md %}",
    "in/inner.html": "[{{ include.x }}]",
    "wrong.html": "a\n{% gist 1 %}\n{{ site.title | shout }}\n{% if 'a' < 1 %}x{% endif %}",
    "self.html": "{% include self.html %}",
    "links.md": "[almanac]: https://almanac.example/\n",
    "ticks.html": "`{{ site.title }}`\n\n    {{ site.title }}",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% include figure.html path='a b.png' alt=page.title %}", '<figure class="">\n<img src="/a%20b.png" alt="A title">\n</figure>\n'),
        ('{% include figure.html\n  path="a.png"\n  caption="The \\"quay\\"" %}', '<figure class="">\n<img src="/a.png" alt="">\n<figcaption>The "quay"</figcaption>\n</figure>\n'),
        ("{% include_cached words.md x=2 %}", "*2* \n"),
        ("{% include words.md x=site.list.first y=site.social %}", "*a* \n"),
        ("{% include in/outer.html x='X' %}", "[X] *own* \n *X* \n"),
        ("{% assign file = 'words' %}{% include {{ file }}.md x=1 %}", "*1* \n"),
        ("{% assign file = 'words.md' %}{% include {{ file }} x=1 %}", "*1* \n"),
        ("{% include set.html %}{{ colour }}", "red"),
        ("{% include note.html %}", INCLUDES["note.html"]),
        ("{% include code.html %}", INCLUDES["code.html"]),
        ("{% include ticks.html %}", "`Review`\n\n    Review"),
        ("{%- include words.md x=1 -%}\n a", "*1* \na"),
        ("[almanac][]\n\n{% include links.md %}", "[almanac][]\n\n[almanac]: https://almanac.example/\n"),
    ],
)  # fmt: skip
def test_an_include_brings_its_text(text, expected):
    """With its parameters and no others; an element of HTML is one block, where white space and Markdown do not count."""
    assert render(text, includes=INCLUDES) == (expected, [])


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("{% include %}", "{% include %} cannot be read (it names no file)", "mend it, or write what it would give"),
        ("{% include a.html b c %}", "{% include a.html b c %} cannot be read (at 'b c')", "mend it, or write what it would give"),
        ("{% include a.html %}", "{% include a.html %} names a file in _includes that is not there", "mend the name"),
        ("{% include_relative a.md %}", "the tag {% include_relative %} is not supported", "write what it would give"),
        ("{% include self.html %}", "in the include self.html (line 1), {% include self.html %} includes too many others within one another", "mend the name"),
    ],
)  # fmt: skip
def test_an_include_that_cannot_be_carried_out_stays_as_text(text, message, remedy):
    """And is told of where it stands."""
    result, [problem] = render(f"a\n {text}", includes=INCLUDES)

    assert (result, problem.message, problem.remedy) == (f"a\n {text}", f"{message}; it stays as text", remedy)  # fmt: skip
    assert (problem.line, problem.column) == (2, 2)


def test_what_is_wrong_in_an_include_is_told_where_it_is_taken_in():
    """Each thing once for each place, with the include's name and line; it stays as text."""
    result, problems = render("a\n\n{% include wrong.html %}\n", includes=INCLUDES)

    assert result == "a\n\na\n{% gist 1 %}\n{{ site.title | shout }}\n{% if 'a' < 1 %}x{% endif %}\n".replace(INCLUDES["wrong.html"], "{% include wrong.html %}")  # fmt: skip
    assert [(p.line, p.message) for p in problems] == [
        (3, "in the include wrong.html (line 2), the tag {% gist %} is not supported; it stays as text"),
        (3, "in the include wrong.html (line 3), {{ site.title | shout }} has the unknown filter 'shout'; it stays as text"),
        (3, "{% include wrong.html %} '<' and '>' are not supported between 'str' and 'int'; it stays as text"),
    ]  # fmt: skip


def test_lines_are_those_of_the_source():
    """Of what stands behind an include, a loop and white space that is trimmed."""
    text = "one\n{% include figure.html\n path='a' %}\nfour\n{% for x in site.list %}\n- {{ x }}\n{% endfor %}\neight {%- comment %}\n\n{% endcomment -%}\n\neleven\n"
    rendered, _ = carried_out(text, includes=INCLUDES)

    assert list(zip(rendered.text.split("\n"), rendered.lines, strict=True)) == [
        ("one", 0),
        ('<figure class="">', 1),
        ('<img src="/a" alt="">', 1),
        ("</figure>", 1),
        ("", 1),
        ("four", 3),
        ("", 4),
        ("- a", 5),
        ("", 6),
        ("- b", 5),
        ("", 6),
        ("eighteleven", 7),
        ("", 12),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% assign a = site.list | join: '-' %}{{ a }} `{{ a }}` `{{ b }}`", "a-b `a-b` `{{ b }}`"),
        ("{% for ship in site.data.ships %}\n```\n{{ ship.name }} {{ page.title }}\n```\n{% break %}{% endfor %}", "\n```\nAlder {{ page.title }}\n```\n"),
        ("`{{ site.data.ships[0].name }}` `{{ site.data }}`", "`Alder` `{{ site.data }}`"),
        ("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```", "```\n{{ x }}\n```"),
        ("`{% raw %}{{ x }}{% endraw %}` `{% raw %}` `{% endraw %}`", "`{{ x }}` `{% raw %}` `{% endraw %}`"),
        ("{% highlight liquid %}\n{% raw %}\n{{ x }}\n{% endraw %}\n{% if a %}\n{% endhighlight %}", "```liquid\n{{ x }}\n{% if a %}\n```"),
        ("```\n{% include figure.html %}\n{% for a in b %}\n```", "```\n{% include figure.html %}\n{% for a in b %}\n```"),
    ],
)  # fmt: skip
def test_code_shows_templates(text, expected):
    """But for names that the text itself gives values to, and data; what hides tags from Jekyll goes."""
    assert render(text, includes=INCLUDES)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% if page.title == 'A title' %}yes{% else %}no{% endif %}", "yes"),
        ("{% if page.none %}yes{% elsif site.list contains 'b' and page.title != blank %}b{% else %}no{% endif %}", "b"),
        ("{% unless page.none %}yes{% endunless %}", "yes"),
        ("{% case site.list.size %}{% when 1 or 2 %}few{% else %}many{% endcase %}", "few"),
        ("{% for s in site.data.ships limit:2 offset:1 reversed %}{{ forloop.index }}{{ s.name }} {% endfor %}", "1Cedar 2Birch "),
        ("{% for s in site.data.none %}a{% else %}none{% endfor %}", "none"),
        ("{% for pair in site.social %}{{ pair[0] }}={{ pair[1] }}{% endfor %}", "name=x"),
        ("{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13"),
        ("{% for a in site.list %}{% for b in site.list %}{{ a }}{{ b }}{% unless forloop.last %},{% endunless %}{% endfor %};{% endfor %}", "aa,ab;ba,bb;"),
        ("{% capture a %}*{{ page.title }}*{% endcapture %}{{ a | upcase }}", "*A TITLE*"),
        ("{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% increment n %}{% increment n %}", "ab01"),
        ("{% assign a = 1 %}{% if a %}  \n  {% assign a = 2 %}\n{% endif %}{{ a }}", "2"),
        ("{% assign limit = site.data.ships | where: 'port', 'Hull' | size %}{{ limit }}", "2"),
        ("{% link {{ page.none }}a.md %}", "/a.md"),
        ("{{ jekyll.environment }}{{ page.nothing.at.all | upcase }}", "production"),
    ],
)  # fmt: skip
def test_tags_of_liquid_are_carried_out(text, expected):
    """As Ruby's Liquid does."""
    assert render(text)[0] == expected


@pytest.mark.parametrize("key", ["limit", "for", "empty", "as", "required"])
def test_a_key_may_be_a_word_of_the_language(key):
    """Whatever the library takes that for."""
    assert render(f"{{{{ page.{key} }}}}", page={key: "x"}) == ("x", [])


HOSTILE = {
    "a loop": "{% for i in (1..1000000000000) %}x{% endfor %}",
    "a loop backwards": "{% for i in (1..1000000000) reversed limit:1 %}x{% endfor %}",
    "a range too long for the machine": "{% for i in (1..99999999999999999999) %}x{% endfor %}",
    "a table": "{% tablerow i in (1..1000000000) %}x{% endtablerow %}",
    "loops in loops": "{% for i in (1..999) %}{% for j in (1..999) %}{% for k in (1..999) %}{% endfor %}{% endfor %}{% endfor %}",
    "a loop over much": f"{{% for i in (1..100000) %}}{'{% if a %}{% endif %}' * 500}{{% endfor %}}",
    "a range as a list": "{{ (1..1000000000) | join }}",
    "texts that double": f"{{% assign x = 'aaaaaaaaaa' %}}{'{% assign x = x | append: x %}' * 40}",
    "lists that double": f"{{% assign x = 'a,b' | split: ',' %}}{'{% assign x = x | concat: x %}' * 40}",
    "lists in lists": f"{{% assign x = 'a,b' | split: ',' %}}{'{% assign x = x | push: x %}' * 40}",
    "numbers that square": f"{{% assign x = 99999 %}}{'{% assign x = x | times: x %}' * 40}",
    "captures that double": f"{{% capture x %}}aaaaaaaaaa{{% endcapture %}}{'{% capture x %}{{ x }}{{ x }}{% endcapture %}' * 40}",
    "an include in loops": "{% for i in (1..300) %}{% for j in (1..300) %}{% include links.md %}{% endfor %}{% endfor %}",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_grows_has_a_bound(text):
    """It ends soon, the tag that goes too far and all behind it stay as written, and that is said once."""
    begun = time.process_time()
    rendered, problems = carried_out(f"{text} end {{{{ site.title }}}}", includes=INCLUDES)

    assert time.process_time() - begun < 5
    assert rendered.text.endswith("%} end {{ site.title }}") or rendered.text.endswith("}} end {{ site.title }}")  # fmt: skip
    assert [problem.subtype.value for problem in problems] == ["size"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{'{% if true %}' * 21}x{'{% endif %}' * 21}", "{% if %} lies in too many other blocks; it stays as text"),
        (f"{{{{ site{'[site' * 101}{']' * 101} }}}}", f"{{{{ site{'[site' * 15}[ }}}} is too long; it stays as text"),
        (f"{{% if {'a and ' * 101}a %}}x{{% endif %}}", f"{{% if {'a and ' * 12}a and %}} is too long; it stays as text"),
    ],
)  # fmt: skip
def test_depth_has_a_bound(text, message):
    """Before the library goes through it by recursion."""
    _, problems = render(text)

    assert [problem.message for problem in problems] == [message]


@pytest.mark.parametrize("text", ["{{ now }}", "{{ today }}", "{{ content }}"])
def test_names_of_the_library_are_not_known(text):
    """Two of them ask the clock."""
    assert render(text)[0] == text
