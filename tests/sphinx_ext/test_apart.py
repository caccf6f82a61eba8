"""A document is read the same whatever was read before it, in the same process or in another."""

from __future__ import annotations

import contextlib
import re
from textwrap import dedent

import pytest
from docutils.parsers.rst import directives, roles
from walks import clean, differences, tree

from standfirst.sphinx_ext.upstream.sphinx_ import registers_of_one_document

PAGES = {
    "a-blocks": """
        # Blocks

        ```{eval-rst}
        Text of the first, |own|, [1]_, :strange:`x`, `default`.

        .. |own| replace:: its own
        .. [1] A note.
        .. _target: https://a.example/
        .. role:: strange(strong)
        .. default-role:: emphasis
        .. highlight:: sql
        .. default-domain:: c
        ```
    """,
    "b-roles": """
        # Roles

        ```{role} strange(emphasis)
        :class: of-another
        ```
        ```{role} post(strong)
        ```
        ```{default-role} literal
        ```
        ```{highlight} sql
        ```
        ```{default-domain} c
        ```
        {strange}`x`
    """,
}
"""What changes the process, or could."""
PLAIN = """
    # Plain

    ```{eval-rst}
    Text of the second, `default`, target_.

    .. _target: https://b.example/

    ::

        select
    ```

    {post}`2026-01-02-x` {strange}`x`

    ```{function} f()
    ```
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_page_changes_another(publication, shared, jobs):
    """By roles, directives, substitutions, targets or settings: read in one process or in two, first or last."""
    publication.post("2026-01-02-x", title="A post")
    plain = ["a", "z", *(f"m{number:02}" for number in range(shared))]
    for name in plain:
        publication.write(f"{name}.md", PLAIN)
    built = publication.build(jobs=jobs)
    want = {name: built.read(f"{name}/").partition("<main")[2] for name in plain}
    (publication.root / "_build/doctrees/environment.pickle").unlink()
    for name, text in PAGES.items():
        publication.write(f"{name}.md", text)
    built = publication.build(jobs=jobs)

    assert "of-another" in built.read("b-roles/")
    assert "Text of the first" in built.read("a-blocks/")
    assert want["a"].count("Text of the second") == 1
    assert {name: built.read(f"{name}/").partition("<main")[2] for name in plain} == want
    assert "m00.md" in built.warnings, "the page asks for a role that it does not have"
    assert "b-roles.md" not in built.warnings


NAMES = """
    (same)=
    ## Heading of %s

    :::{glossary}
    word
      Meaning of %s.
    :::

    ```{math}
    :label: equation
    a = b
    ```

    ```{py:function} work()
    ```

    ```{envvar} PLACE
    ```
"""
REFERENCES = "# All\n\n{ref}`same` {term}`word` {eq}`equation` {py:func}`work` {envvar}`PLACE`\n"


def test_of_two_that_define_a_name_one_goes_before_whatever_was_read_last(
    publication, tmp_path, shared
):
    """A page before a post, and the first of two: when one is read again, when it goes, and in two processes."""
    publication.root = tmp_path / "publication"
    named = 'standfirst_directives = ["py:function", "envvar"]\n'
    publication.write("conf.py", dedent(publication.conf) + named)
    publication.write("index.md", "---\ntitle: Front\n---\n")
    publication.write("zeal.md", "# Zeal\n" + dedent(NAMES % ("page", "page")))
    publication.write("all.md", REFERENCES)
    for number in range(shared):
        publication.post(
            f"2026-01-02-p{number:02}",
            dedent(NAMES % (number, number)) if number < 3 else "Text.\n",
        )
    built = publication.build(jobs=2)
    found = [built.read("all/")]
    clean_trees = [clean(publication, tmp_path / "clean")]
    trees = [tree(built.out)]
    (publication.root / "zeal.md").unlink()
    with (publication.root / "posts/2026-01-02-p00.md").open("a") as file:
        file.write("\nMore.\n")
    again = publication.build()
    found.append(again.read("all/"))
    trees.append(tree(again.out))
    clean_trees.append(clean(publication, tmp_path / "clean", jobs=2))
    links = [re.findall(r'href="\.\./(zeal|2026/01/p\d\d)/#', page) for page in found]

    assert links == [["zeal"] * 5, ["2026/01/p00"] * 5]
    assert [differences(*pair) for pair in zip(trees, clean_trees, strict=True)] == [[], []]
    assert "p00.md:10: WARNING: the label 'same' is also that of 'zeal'" in built.warnings
    assert (
        "p01.md:10: WARNING: the label 'same' is also that of 'posts/2026-01-02-p00'"
        in again.warnings
    )
    assert len(re.findall(r"is also that of 'zeal'", built.warnings)) == 15


def test_registers_are_as_they_were_also_after_a_fault():
    """A role that was added, replaced or removed, the default role, a directive."""
    registered = roles._roles, directives._directives  # noqa: SLF001  # there is no public list
    before = tuple(map(dict, registered))
    with contextlib.suppress(ZeroDivisionError), registers_of_one_document():
        registered[0]["post"] = registered[0][""] = registered[0]["strange"] = print
        directives.register_directive("strange", print)
        raise ZeroDivisionError

    assert registered == before


def test_no_text_diverts_the_references_of_another(publication):
    """In its own document a name means what that document says, whichever goes before elsewhere."""
    text = "(same)=\n## A heading\n\n{{ref}}`here <same>` {letter}\n"
    publication.post(
        "2026-01-02-first", text.replace("{{", "{").replace("}}", "}").replace("{letter}", "a")
    )
    publication.post(
        "2026-01-03-second", text.replace("{{", "{").replace("}}", "}").replace("{letter}", "b")
    )
    publication.post("2026-01-04-third", "{ref}`there <same>`\n")
    built = publication.build()

    for page in ("2026/01/first/", "2026/01/second/"):
        assert 'href="#same"' in built.read(page)
    assert 'href="../first/#same"' in built.read("2026/01/third/")


def test_a_formula_without_a_label_is_the_same_at_each_reading(publication, tmp_path):
    """MyST's extension for LaTeX's environments gives each a label."""
    with_amsmath = 'myst_enable_extensions = ["amsmath"]\n'
    publication.root = tmp_path / "publication"
    publication.write("conf.py", dedent(publication.conf) + with_amsmath)
    publication.write("index.md", "---\ntitle: Front\n---\n")
    formula = "\\begin{equation}\na = b\n\\end{equation}\n"
    publication.post("2026-01-02-a", f"{formula}\nText.\n\n{formula}")
    built = publication.build()

    assert differences(tree(built.out), clean(publication, tmp_path / "clean")) == []
    assert built.read("2026/01/a/").count('id="equation-') == 2
