"""What directives and roles of a post do in a build: what is not allowed, or raises, is code, and the rest is published."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from publications import NOW, Publication

from standfirst.checking import checker
from standfirst.sphinx_ext.run import trial

FENCE = "```"
REFUSED, FAULT, MARKUP = "standfirst.refused", "standfirst.fault", "standfirst.markup"
POSTS = {  # name -> text, type of the one warning, what its message has
    "include": (f"{FENCE}{{Include}} secret.txt\n:parser: posts.evil\n{FENCE}\n", REFUSED, "includes a file"),
    "literal": (f"{FENCE}{{literalinclude}} secret.txt\n{FENCE}\n", REFUSED, "includes a file"),
    "of-colons": (":::{raw} html\n<script>alert(1)</script>\n:::\n", REFUSED, "nobody has looked at"),
    "of-options": (f"{FENCE}{{csv-table}} T\n:file: secret.txt\n\na,b\n{FENCE}\n", REFUSED, "option 'file'"),
    "with-style": (f"{FENCE}{{div}} note\n:style: position:fixed\n\nwords\n{FENCE}\n", REFUSED, "option 'style'"),
    "with-class": (f"{FENCE}{{note}}\n:class: position-fixed lead\n\nwords\n{FENCE}\n", REFUSED, "'position-fixed'"),
    "class-of-next": (f"{FENCE}{{rst-class}} modal lead\n{FENCE}\n\nwords\n", REFUSED, "'modal'"),
    "div-of-class": (":::modal\nwords\n:::\n\n:::lead\nmore\n:::\n", REFUSED, "'modal'"),
    "toc": (f"{FENCE}{{toctree}}\nx <javascript://%0aalert(1)>\n{FENCE}\n", REFUSED, "navigation"),
    "role-made": (f"{FENCE}{{role}} post(strong)\n{FENCE}\n", REFUSED, "in later texts too"),
    "domain": (f"{FENCE}{{py:function}} f()\n{FENCE}\n", REFUSED, "not among those"),
    "rst": (f"{FENCE}{{eval-rst}}\n.. raw:: html\n\n   <script>alert(1)</script>\n{FENCE}\n", REFUSED, "reStructuredText"),
    "role": ("Before {raw}`x` after.\n", REFUSED, "the role 'raw'"),
    "role-of-code": ("Before {PY:func}`x` after.\n", REFUSED, "the role 'PY:func'"),
    "unknown": (f"{FENCE}{{r}}\nplot(x)\n{FENCE}\n", MARKUP, "there is no directive 'r'"),
    "unknown-role": ("Before {strng}`x y` after.\n", MARKUP, "there is no role 'strng'"),
    "no-domain": (f"{FENCE}{{nosuch:x}} y\nplot(x)\n{FENCE}\n", MARKUP, "there is no directive 'nosuch:x'"),
    "no-domain-role": ("Before {nosuch:x}`y` after.\n", MARKUP, '"nosuch:x"'),
    "no-value": (f"{FENCE}{{figure-md}}\n:width:\n\n![x](/posts/x.png)\n\nSeen.\n{FENCE}\n", MARKUP, "is not a value for it"),
    "caption": (f"{FENCE}{{code-block}} python\n:caption: <!-- x -->\nx = 1\n{FENCE}\n", FAULT, "IndexError"),
    "list-of-words": (f"{FENCE}{{postlist}} all\n{FENCE}\n", MARKUP, "not a number of posts"),
    "list-of-none": (f"{FENCE}{{postlist}} 0\n{FENCE}\n", MARKUP, "not a number of posts"),
    "list-format": (f"{FENCE}{{postlist}}\n:format: '{{nosuch}}'\n{FENCE}\n", MARKUP, "a placeholder other"),
    "list-brace": (f"{FENCE}{{postlist}}\n:format: '{{'\n{FENCE}\n", MARKUP, "a placeholder other"),
    "list-date": (f"{FENCE}{{postlist}}\n:date: '%999999999d'\n{FENCE}\n", MARKUP, "not a date format"),
    "list-style": (f"{FENCE}{{postlist}}\n:list-style: a modal\n{FENCE}\n", MARKUP, "not a list style"),
    "tabs": (f"{FENCE}{{tab-set}}\nNo tab[^1].\n\n[^1]: The note.\n{FENCE}\n", MARKUP, "should be 'tab-item'"),
    "tabs-of-code": (f"{FENCE}`{{tab-set-code}}\n{FENCE}python\nx = 1\n{FENCE}\n\nNo code[^1].\n{FENCE}`\n\n[^1]: The note.\n", MARKUP, "should be a 'literal_block'"),
    "tabs-and-words": (f"{FENCE}`{{tab-set}}\n{FENCE}{{tab-item}} One\nWithin it.\n{FENCE}\n\nBeside it.\n{FENCE}`\n", MARKUP, "should be 'tab-item'"),
    "dropdowns": (f"{FENCE}{{accordion}}\nNo dropdown[^1].\n\n[^1]: The note.\n{FENCE}\n", MARKUP, "should be 'dropdown'"),
    "steps": (f"{FENCE}{{steps}}\nNo step.\n{FENCE}\n", MARKUP, "should be 'step'"),
    "contents": ("## A heading\n\n" + f"{FENCE}{{contents}}\n{FENCE}\n\n" * 8, REFUSED, "more than 5 times"),
    "lists": (f"{FENCE}{{PostList}} 3\n{FENCE}\n\n" * 7, REFUSED, "more than 5 times"),
    "long-row": (f"{FENCE}{{csv-table}}\n{',' * 100}\n" + "cell\n" * 99 + f"{FENCE}\n", MARKUP, "lack too many"),
    "long-field": (f"{FENCE}{{csv-table}}\n{'x' * 140_000}\n{FENCE}\n", MARKUP, "larger than field limit"),
    "tabs-of-nowhere": (f"{FENCE}`{{tab-set}}\n{FENCE}{{parsed-literal}}\nx = 1\n{FENCE}\n{FENCE}`\n", MARKUP, "should be 'tab-item'"),
    "thanks": (f"{FENCE}`{{acks}}\n{FENCE}{{contents}}\n:local:\n{FENCE}\n\nTo all.\n{FENCE}`\n", MARKUP, "is not a list"),
    "columns": (f"{FENCE}{{Hlist}}\nNo item.\n{FENCE}\n", MARKUP, "is not a list"),
    "list-of-a-figure": (f"{FENCE}{{figure}} /posts/x.png\n- A caption.\n{FENCE}\n", MARKUP, "must be a paragraph"),
    "lines": (f"{FENCE}{{code-block}} python\n:emphasize-lines: 1-99999999999\nx = 1\n{FENCE}\n", MARKUP, "out of range(1-1)"),
    "lines-of-attribute": (f'{{kbd}}`x`\n\n{{emphasize-lines="1-99999999999"}}\n{FENCE}python\nx = 1\n{FENCE}\n', MARKUP, "out of range(1-1)"),
    "dedent": (f"{FENCE}{{code-block}} python\n:dedent: 2\n x = 1\n{FENCE}\n", MARKUP, "stripped by dedent"),
    "many-columns": (f"{FENCE}{{hlist}}\n:columns: 21\n- x\n{FENCE}\n", MARKUP, "not a number from 1 to 20"),
    "no-columns": (f"{FENCE}{{hlist}}\n:columns: 0\n- x\n{FENCE}\n", MARKUP, "not a number from 1 to 20"),
    "no-pep": ("Before {pep}`abc` after.\n", MARKUP, "invalid PEP number"),
    "two-classes": (f"{FENCE}{{figure}} /posts/x.png\n:figclass: modal\n:class: fixed-top\n{FENCE}\n", REFUSED, "the classes 'fixed-top', 'modal'"),
    "figure-gone": (f"{FENCE}{{figure}} gone.png\n:alt: words\n\nA caption.\n{FENCE}\n", "standfirst.image", "'gone.png' is not there"),
    "figure-of-a-scheme": (f"{FENCE}{{figure}} ftp:a.png\n:alt: words\n\nA caption.\n{FENCE}\n", "standfirst.image", "no page can show"),
    "picture-of-a-scheme": ("{kbd}`x` ![words](ftp:text/html,a)\n", "standfirst.image", "no page can show"),
    "picture-gone": ("{kbd}`x` ![words](gone.png)\n", "standfirst.image", "'gone.png' is not there"),
    "substitution": ("{{ '' | attr('__class__') }} and {{ env.srcdir }}\n", "standfirst.liquid", "stays as text"),
}  # fmt: skip
EXTENSIONS = 'myst_enable_extensions = ["substitution", "colon_fence", "attrs_inline"]\n'

BROKEN = """
from docutils.parsers.rst import Directive

class Broken(Directive):
    has_content = True

    def run(self):
        return [1 // 0]

def setup(app):
    app.add_directive("broken", Broken)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a publication of all these posts, built, its warnings by post."""
    publication = Publication(tmp_path_factory.mktemp("gate"))
    publication.write("conf.py", dedent(Publication.conf) + EXTENSIONS)
    publication.write("posts/secret.txt", b"the secret\n")
    publication.write("posts/evil.py", b"open('RAN', 'w').close()\n")
    publication.picture("posts/x.png")
    for name, (text, _, _) in POSTS.items():
        publication.post(f"2026-01-02-{name}", f"First.\n\n{text}\nLast.\n", title=name)
    publication.post(
        "2026-01-02-filled", f"{FENCE}{{csv-table}}\n{',' * 9}\n" + "c\n" * 9 + f"{FENCE}\n"
    )
    publication.post(
        "2026-01-02-harmless",
        "First.\n\n:::{note}\n:class: lead\n\n{kbd}`Esc`\n:::\n\n"
        ":::{highlights}\n\n\n:::\n\n:::{VersionAdded} 1.0\n:::\n\n:::{figure} /posts/x.png\n<!-- a caption will follow -->\n:::\n",
    )
    done = publication.build()
    said = {}
    for line in done.warnings.splitlines():
        found = re.match(r"posts/2026-01-02-([\w-]+)\.md", line)
        said.setdefault(found[1] if found else "", []).append(line)
    return done, said


@pytest.mark.parametrize("name", POSTS)
def test_it_is_said_once_and_the_words_stay(name, built):
    """With its type and its reason; what stands around it is published, and nothing of it runs."""
    done, said = built
    _, subtype, message = POSTS[name]
    page = done.read(f"2026/01/{name}/")

    assert [subtype in line and message in line for line in said[name]] == [True] * len(said[name])
    assert len(said[name]) == (2 if name in {"substitution", "tabs", "dropdowns"} else 1)
    assert page.index("First.") < page.index("Last.")
    assert "the secret" not in page
    assert "alert(1)</script>" not in page
    assert "javascript:" not in page.replace("javascript://%0aalert(1)&gt;", "")


def test_words_beside_tabs_stand_once_behind_them(built):
    """The tabs are as they would be without."""
    done, _ = built
    page = done.read("2026/01/tabs-and-words/")

    assert re.findall(r"<p[^>]*>((?:With|Bes)[^<]*)", page) == ["Within it.", "Beside it."]


def test_nothing_of_it_ran_and_nothing_is_said_of_other_posts(built):
    """No module was imported; the post that does nothing of the kind has no warning."""
    done, said = built

    assert not list(done.root.rglob("RAN"))
    assert set(said) == set(POSTS)
    assert 'class="lead admonition note"' in done.read("2026/01/harmless/")
    assert "<figure" in done.read("2026/01/harmless/")


def test_check_says_the_same_as_a_build(built):
    """Post by post and line by line, before anything is built."""
    done, said = built
    checked = {}
    for finding in checker.check(done.root, clock=NOW, tried=trial.tried):
        name = finding.path.removeprefix("posts/2026-01-02-").removesuffix(".md")
        kind = f"[standfirst.{finding.problem.subtype.value}]"
        checked.setdefault(name, []).append((finding.problem.line, finding.problem.text(), kind))
    lines = {
        name: [
            (int(found[1]), found[2], found[3])
            for line in of
            if (found := re.fullmatch(r"[^:]+:(\d+): [A-Z]+: (.*) (\[\S+\])", line))
        ]
        for name, of in said.items()
    }

    assert checked == lines
    assert set(checked) == set(POSTS)


def test_check_passes_over_what_nobody_can_be_told(publication):
    """A publication that no build can read is one finding; a folder without one is checked as it was."""
    publication.write("conf.py", 'extensions = ["standfirst", "nosuch_extension"]\n')
    publication.post("2026-01-02-a", "{kbd}`x`\n")
    found = checker.check(publication.root, clock=NOW, tried=trial.tried)

    assert [(each.path, each.problem.subtype.value) for each in found] == [("conf.py", "config")]
    assert "nosuch_extension" in found[0].problem.message
    (publication.root / "conf.py").unlink()
    assert checker.check(publication.root, clock=NOW, tried=trial.tried) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("include", ":parser: posts.evil"),
        ("unknown", "plot(x)"),
        ("toc", "x &lt;javascript://%0aalert(1)&gt;"),
        ("role", "{raw}`x`"),
        ("unknown-role", "Before {strng}<code"),
        ("list-style", ":list-style: a modal"),
        ("tabs", "No tab<a"),
        ("tabs", "The note."),
        ("tabs-of-code", "x = 1"),
        ("tabs-of-code", "No code<a"),
        ("dropdowns", "No dropdown<a"),
        ("dropdowns", "The note."),
        ("steps", "No step."),
        ("long-row", "cell"),
        ("thanks", "To all."),
        ("columns", "No item."),
        ("list-of-a-figure", "- A caption."),
        ("no-pep", "{pep}`abc`"),
        ("many-columns", "<p>x</p>"),
        ("figure-gone", "A caption."),
        ("figure-of-a-scheme", "A caption."),
        ("picture-of-a-scheme", "words"),
    ],
)
def test_it_is_shown_as_it_was_written(name, shown, built):
    """Nothing is lost."""
    page = re.sub(r"</?span[^>]*>", "", built[0].read(f"2026/01/{name}/"))

    assert shown in page


def test_what_makes_much_of_little_is_bounded(built):
    """At the bound it is made; beyond it stays as it was written. A message shows no more than a line's length."""
    done, said = built

    assert done.read("2026/01/contents/").count('<nav class="contents"') == 5
    assert len(said["long-field"][0]) < 1_300
    assert done.read("2026/01/filled/").count("<td") == 100


def test_classes_that_posts_may_not_use_are_left_out(built):
    """Those that they may use stay."""
    done, _ = built

    assert 'class="lead admonition note"' in done.read("2026/01/with-class/")
    assert 'class="lead"' in done.read("2026/01/class-of-next/")
    assert "position:fixed" not in done.read("2026/01/with-style/").partition("<article")[2]


def test_a_publication_widens_what_posts_may_use(publication):
    """Named directives and roles, files of the publication then, never others; reStructuredText with the same tables."""
    publication.write(
        "conf.py",
        dedent(Publication.conf)
        + 'standfirst_directives = ["literalinclude", "include"]\nstandfirst_roles = ["option"]\nstandfirst_rst_in_posts = True\n',
    )
    publication.write("posts/part.txt", b"a part\n")
    outside = publication.write("../outside.txt", b"the secret\n")
    publication.post(
        "2026-01-02-a",
        f"{FENCE}{{literalinclude}} part.txt\n{FENCE}\n\n"
        f"{FENCE}{{literalinclude}} ../../outside.txt\n{FENCE}\n\n{FENCE}{{include}} {outside}\n{FENCE}\n\n"
        f"{FENCE}{{include}} <../../../../../../../../etc/hostname>\n{FENCE}\n\n"
        f"{FENCE}{{eval-rst}}\nA link_ and :raw:`x`, |today|.\n\n.. _link: https://example.org/\n\n.. raw:: html\n\n   <b id='made'>\n{FENCE}\n",
    )
    publication.post("2026-01-03-b", f"{FENCE}{{eval-rst}}\nThe second.\n{FENCE}\n")
    done = publication.build()
    page = re.sub(r"</?span[^>]*>", "", done.read("2026/01/a/"))

    assert "a part" in page
    assert 'href="https://example.org/"' in page
    assert "the secret" not in page
    assert "<b id=" not in page
    assert "The second" not in page
    assert "A link" not in done.read("2026/01/b/")
    assert done.warnings.count("may not be included") == 2
    assert done.warnings.count("[standfirst.refused]") == 3


def test_the_editors_pages_may_use_more(publication):
    """What is registered; files of the publication, but no post, whose text would have the page's rights."""
    publication.post("2026-01-02-a", ":::{raw} html\n<b id='made'>\n:::\n")
    publication.write("conf.py", dedent(Publication.conf) + BROKEN)
    publication.write("parts/part.md", "A part.\n")
    publication.write(
        "page.md",
        f"# Page\n\n{FENCE}{{include}} parts/part.md\n{FENCE}\n\n{FENCE}{{include}} posts/2026-01-02-a.md\n{FENCE}\n\n"
        f"{FENCE}{{raw}} html\n<b class='mine'>x</b>\n{FENCE}\n\n{FENCE}{{broken}}\nas written\n{FENCE}\n\nLast.\n",
    )
    done = publication.build()
    page = done.read("page/")

    assert "A part." in page
    assert "<b class='mine'>x</b>" in page
    assert "id='made'" not in page
    assert "may not be included" in done.warnings
    assert "the directive 'broken' raises ZeroDivisionError" in done.warnings
    assert page.index("as written") < page.index("Last.")


def test_a_link_around_a_picture_that_is_not_there_is_words_in_a_line(publication):
    """The article is shown as ever, not as code."""
    publication.post(
        "2026-01-02-a",
        f"{FENCE}{{figure}} none.png\n:target: https://example.org/\n:alt: A map\n\nSeen.\n{FENCE}\n\n### After\n",
    )
    done = publication.build()
    page = done.read("2026/01/a/")

    assert re.search(
        r'<p><a [^>]*href="https://example.org/"[^>]*><span [^>]*>A map</span></a></p>', page
    )
    assert "<h2>After" in page
    assert "standfirst.fault" not in done.warnings


def test_a_link_within_a_link_is_words(publication):
    """The outer one leads somewhere, and the article is shown as ever."""
    publication.post(
        "2026-01-02-a",
        f"{FENCE}{{button-ref}} 2026-01-03-b\n:ref-type: any\n\n[in](2026-01-03-b.md) it\n{FENCE}\n\n"
        f"{FENCE}{{button-link}} https://example.org/\n[out](https://example.com/) of it\n{FENCE}\n\n### After\n",
    )
    publication.post("2026-01-03-b", "Text.\n")
    done = publication.build()
    page = done.read("2026/01/a/")

    assert "standfirst.fault" not in done.warnings
    assert "<h2>After" in page
    assert 'href="https://example.org/"' in page
    assert "https://example.com/" not in page
    assert re.search(r"<span>in</span>|in</span>", page)


def test_a_button_covers_its_card_and_nothing_else(publication):
    """Outside of one it would cover the page."""
    button = f"{FENCE}{{button-link}} https://example.org/\n:click-parent:\nGo\n{FENCE}\n"
    publication.post("2026-01-02-a", button)
    publication.post("2026-01-03-b", f"::::{{card}} Title\n{button}::::\n")
    done = publication.build()

    assert "https://example.org/" in done.read("2026/01/a/")
    assert "sd-stretched-link" not in done.read("2026/01/a/")
    assert "sd-stretched-link" in done.read("2026/01/b/")
