"""The labels of formulas that have none."""

from __future__ import annotations

from types import SimpleNamespace

from standfirst.sphinx_ext.read.guarded_renderer import GuardedRenderer


def test_formulas_without_a_label_are_numbered_in_their_document():
    """From one, with its name: the same at each reading, and no two of the publication have one."""
    for _ in range(2):
        reading = SimpleNamespace(md_env={}, sphinx_env=SimpleNamespace(docname="posts/x"))

        assert [GuardedRenderer.formula_label(reading) for _ in range(2)] == [
            "posts/x-1",
            "posts/x-2",
        ]
