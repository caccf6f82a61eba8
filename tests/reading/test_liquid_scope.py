"""What Liquid knows in a post, and what is noted of what it asks."""

from __future__ import annotations

import pytest
from folders import written
from markdown_it import MarkdownIt
from readings import read_with_problems

from standfirst.markdown import use_plugins
from standfirst.reading.post import stems
from standfirst.reading.read_context import ReadContext
from standfirst.sources.site_files import SiteFiles

MATTER = "---\ntitle: T\nauthor: A\ndescription: D\ndate: 2026-01-02\n"


@pytest.fixture
def read(tmp_path, settings):
    """Return what reads a post's body, with more front matter and files beside it."""

    def reading(body, more="", files=(), source="posts/sub/2026-01-02-x.md"):
        around = ReadContext(settings=settings, files=SiteFiles(written(tmp_path, dict(files))))
        markdown = MarkdownIt("commonmark").use(use_plugins)
        return read_with_problems(f"{MATTER}{more}---\n{body}", source, around, markdown)

    return reading


def words(reading):
    """Return the text of the post's paragraphs."""
    return [t.content for t in reading.tokens if t.type == "inline"][1:]


def test_a_page_has_its_front_matter_with_types(read):
    """True, false and whole numbers are what they say, others text; tags are a list, the file's path is known."""
    more = "yes: true\ncount: 3\nversion: 1.10\nlist: [1, {a: false}]\ntags: a b\nzip: 007\n"
    body = "{% if page.yes == true and page.count > 2 and page.list[1].a == false %}{{ page.version }} {{ page.tags | join: '+' }} {{ page.zip }} {{ page.path }} {{ page.name }} {{ page.categories | size }}{% endif %}"
    reading, problems = read(body, more)

    assert words(reading) == ["1.10 a+b 007 posts/sub/2026-01-02-x.md 2026-01-02-x.md 0"]
    assert problems == []


@pytest.mark.parametrize(
    ("body", "expected", "asked"),
    [
        ("{{ site.data.ships[0].name }}", ["Alder"], [("data", "ships")]),
        ("{{ site.data.people.ada.role }}", ["editor"], [("data", "people")]),
        ("{% for pair in site.data.people %}{{ pair[0] }}{% endfor %}", ["ada"], [("data", "people")]),
        ("{% for pair in site.data %}{{ pair[0] }} {% endfor %}", ["ships people"], [("data", ""), ("data", "people"), ("data", "ships")]),
        ("{{ site.data.ships | map: 'name' | join }} {% include a.html %}", ["Alder {% include a.html %}"], [("data", "ships"), ("include", "a.html")]),
        ("{% if site.data.none %}a{% else %}b{% endif %}", ["b"], [("data", "none")]),
        ("`{% include a.html %}`", ["`{% include a.html %}`"], []),
    ],
)  # fmt: skip
def test_what_a_post_asks_of_files_is_noted(read, body, expected, asked):
    """Whether it is there or not, so that the post is read again where that changes."""
    files = {"_data/ships.yml": "- name: Alder\n", "_data/people/ada.yml": "role: editor\n"}
    reading, _ = read(body, files=files)

    assert (words(reading), list(reading.asked)) == (expected, asked)


@pytest.mark.parametrize(
    ("body", "files", "told"),
    [
        ("{{ site.data.a.b }}", {"_data/a.yml": "b: ["}, "its Liquid asks for _data/a.yml, which is no YAML (line 2: did not find expected node content); it is taken for empty"),
        ("{% for p in site.posts %}a{% endfor %}", {}, "its Liquid asks for site.posts, which is taken for empty"),
        ("{% if site.tags.size > 1 %}a{% endif %}", {}, "its Liquid asks for site.tags, which is taken for empty"),
    ],
)  # fmt: skip
def test_what_is_not_to_be_had_is_told_once(read, body, files, told):
    """However often it is asked for."""
    _, problems = read(body * 2, files=files)

    assert [p.message for p in problems if "has no value" not in p.message] == [told]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("_posts/2026-01-02-a.md", "/posts/2026-01-02-a.md"),
        ("/_posts/2026-01-02-a.markdown", "/posts/2026-01-02-a.md"),
        ("en/news/_posts/2026-01-03-b.md", "/posts/en/news/2026-01-03-b.md"),
        ("_posts/en/news/2026-01-03-b.md", "/posts/en/news/2026-01-03-b.md"),
        ("all/_posts/2026-01-02-a.md", "/posts/2026-01-02-a.md"),
        ("_guides/one.md", "/posts/guides/one.md"),
        ("all/_guides/one.md", "/posts/guides/one.md"),
        ("_My_things/two.md", "/posts/my-things/two.md"),
        ("_posts_/x.md", "/posts_/x.md"),
        ("_drafts/later.md", "/posts/drafts/later.md"),
        ("about.md", "/about.md"),
        ("assets/a b.pdf", "/assets/a b.pdf"),
        ("_guides/picture.png", "/guides/picture.png"),
        ("", "/"),
    ],
)
def test_a_link_finds_what_has_moved(settings, path, expected):
    """Posts below folders, documents of collections and drafts; another file lies where Jekyll puts it."""
    names = ("posts/2026-01-02-a.md", "posts/en/news/2026-01-03-b.md", "posts/guides/one.md", "posts/my-things/two.md", "posts/drafts/later.md")  # fmt: skip

    assert ReadContext(settings=settings, stems=stems(names, "posts")).link(path) == expected


def test_lines_of_problems_and_tokens_are_those_of_the_file(read):
    """Of what parsing tells, of what is told of classes later, of tokens; behind an include of many lines."""
    files = {"_includes/a.md": "one\n\ntwo\n\nthree\n\n![x](data:y)\n"}
    body = "{% include a.md %}\n\n![a](javascript:b)\n\n{: .strange }\n## End\n"
    reading, problems = read(body, files=files)
    reading.refusals.report_classes()
    end = next(t for t in reading.tokens if t.type == "heading_open" and t.tag == "h2")

    assert [p.line for p in problems] == [7, 9, 12]
    assert end.map == [11, 12]


def test_a_text_without_tags_is_as_it_was(read):
    """It asks for nothing, and its lines are its own."""
    reading, problems = read("a\n\nb\n")

    assert (words(reading), reading.asked, problems) == (["a", "b"], (), [])
    assert [t.map for t in reading.tokens if t.type == "paragraph_open"] == [[6, 7], [8, 9]]
