"""Posts in Textile: as HTML where pandoc is there, else named."""

from __future__ import annotations

import shutil
import sys

import pytest
from jekyll_sites import taken_over

from standfirst.jekyll import textile

POST = '---\ntitle: T\n---\nOne _two_ {{ "a" | upcase }}\n\n{% raw %}"{{ b }}"{% endraw %}\n\n{% raw %} open\n'
CONVERTER = """#!{python}
import sys
assert sys.argv[1:] == ["--sandbox", "--from=textile-auto_identifiers", "--to=html", "--wrap=preserve"]
for part in sys.stdin.read().strip().split("\\n\\n"):
    print("<p>" + part.replace('"', "&quot;") + "</p>")
sys.exit("cannot" if {fails} else 0)
"""


@pytest.fixture
def converter(tmp_path, monkeypatch):
    """Return what puts something called pandoc where commands are looked for, and nothing else."""

    def make(*, fails=False):
        folder = tmp_path / "bin"
        folder.mkdir()
        monkeypatch.setenv("PATH", str(folder))
        if fails is not None:
            command = folder / "pandoc"
            command.write_text(CONVERTER.format(python=sys.executable, fails=fails), "utf-8")
            command.chmod(0o755)

    return make


def test_tags_of_liquid_stand_in_the_result_as_they_were(converter):
    """What is between a tag and its end too; one that has no end is a tag alone. Front matter is as it was."""
    converter()

    assert textile.as_html(POST) == (
        '---\ntitle: T\n---\n<p>One _two_ {{ "a" | upcase }}</p>\n\n{% raw %}"{{ b }}"{% endraw %}\n\n'
        "<p>{% raw %} open</p>\n"
    )


def test_every_block_is_taken_as_one(converter):
    """Also the second of its kind, one with spaces in its tags, and one after a tag of another that has no end."""
    converter()
    blocks = ['{% raw %}"1"{% endraw %}', '{%- highlight c -%}"2"{%- endhighlight -%}', '{% raw %}"3"{%endraw%}']  # fmt: skip
    text = f"---\ntitle: T\n---\n{{% comment %}}\n\n{blocks[0]}\n\n{blocks[1]}\n\n{blocks[2]}\n"

    made = textile.as_html(text)

    assert [block in made for block in blocks] == [True] * 3
    assert "&quot;" not in made


def test_what_the_converter_cannot_read_is_told(converter):
    """As it says it."""
    converter(fails=True)

    with pytest.raises(textile.TextileError) as caught:
        textile.as_html(POST)
    assert str(caught.value) == "pandoc says: cannot"


def taken(tmp_path):
    """Return what came of a site with two documents in Textile."""
    files = dict.fromkeys(("_posts/2026-01-02-a.textile", "b.textile"), POST)
    return taken_over(tmp_path, {"_config.yml": "url: https://a.example\n", **files}).taken


def test_documents_are_taken_over_in_html(converter, tmp_path):
    """At the places of posts and pages."""
    converter()

    found = taken(tmp_path)

    assert found.left == ()
    assert {"posts/2026-01-02-a.html", "b.html"} <= set(found.written)


@pytest.mark.parametrize(
    ("fails", "left"),
    [
        (None, (("2 files in Textile", "need pandoc (https://pandoc.org/installing.html): install it and take the site over again; b.textile, _posts/2026-01-02-a.textile"),)),
        (True, (("b.textile", "pandoc says: cannot"), ("_posts/2026-01-02-a.textile", "pandoc says: cannot"))),
    ],
)  # fmt: skip
def test_documents_that_cannot_be_read_are_named(converter, tmp_path, fails, left):
    """With their number where there is no converter, and what to do."""
    converter(fails=fails)

    found = taken(tmp_path)

    assert found.left == left
    assert not {"posts/2026-01-02-a.html", "b.html"} & set(found.written)


@pytest.mark.audit
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_the_converter_reads_textile():
    """With its headings, links and tags."""
    source = '---\ntitle: T\n---\nh2. One\n\n"a":{{ site.baseurl }}/b/ _c_\n'

    assert textile.as_html(source) == (
        '---\ntitle: T\n---\n<h2>One</h2>\n<p><a href="{{ site.baseurl }}/b/">a</a> <em>c</em></p>\n'
    )
