"""All articles as they are cited: each made when it is asked for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from standfirst.outputs.citations import work
from standfirst.outputs.citations.works import Works


@pytest.fixture
def made(monkeypatch):
    """Return the names of the articles of which works are made, as they are."""
    names = []
    monkeypatch.setattr(work, "of", lambda article, key, settings: names.append(article) or f"{key} in {settings}")  # fmt: skip
    return names


def test_a_work_is_made_when_it_is_asked_for_and_once(made):
    """Not where somebody asks which there are."""
    works = Works(SimpleNamespace(article=str.upper, settings="s"), {"a": "one", "b": "two"})
    asked = (list(works), len(works), "a" in works, "c" in works, 1 in works)
    before = [*made]

    assert asked == (["a", "b"], 2, True, False, False)
    assert before == []
    assert (works["b"], works["b"], works.get("c")) == ("two in s", "two in s", None)
    assert made == ["B"]
