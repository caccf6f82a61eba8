"""A document is read the same whatever was read before it, in the same process or in another."""

from __future__ import annotations

import contextlib

import pytest
from docutils.parsers.rst import directives, roles

from standfirst.sphinx_ext import registers

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
def test_no_page_changes_another(publication, jobs):
    """By roles, directives, substitutions, targets or settings: read in one process or in two, first or last."""
    publication.post("2026-01-02-x", title="A post")
    plain = ["a", "z", *(f"m{number:02}" for number in range(30))]  # enough for two processes
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


def test_registers_are_as_they_were_also_after_a_fault():
    """A role that was added, replaced or removed, the default role, a directive."""
    before = dict(roles._roles), dict(directives._directives)
    with contextlib.suppress(ZeroDivisionError), registers.of_one_document():
        roles._roles["post"] = roles._roles[""] = roles._roles["strange"] = print
        directives.register_directive("strange", print)
        raise ZeroDivisionError

    assert (roles._roles, directives._directives) == before
