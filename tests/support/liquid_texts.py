"""Liquid, carried out for a test."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from standfirst.limits.budget import Budget
from standfirst.reading.liquid import rendering
from standfirst.reading.liquid.model import NoIncludeError, Rendered, Surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.problems import Problem

_SITE = {
    "title": "Review",
    "url": "https://example.org",
    "baseurl": "",
    "social": {"name": "x"},
    "list": ["a", "b"],
    "time": dt.datetime(2026, 5, 6, tzinfo=dt.UTC),
    "data": {
        "ships": [
            {"name": "Alder", "tons": 300, "port": "Hull", "crew": ["Ann", "Bo"]},
            {"name": "Birch", "tons": 420, "port": "Leith"},
            {"name": "Cedar", "port": "Hull"},
        ]
    },
}
_PAGE = {"title": "A title", "date": dt.datetime(2026, 1, 2, tzinfo=dt.UTC)}


def carried_out(
    text: str,
    *,
    site: Mapping[str, Any] = _SITE,
    page: Mapping[str, Any] = _PAGE,
    includes: Mapping[str, str] | None = None,
    budget: Budget | None = None,
) -> tuple[Rendered, list[Problem]]:
    """Return *text* carried out, and what was reported."""
    problems: list[Problem] = []
    files = includes or {}

    def include(name: str) -> str:
        if name not in files:
            raise NoIncludeError("is not there")
        return files[name]

    around = Surroundings(
        scope={"site": site, "page": page, "jekyll": {"environment": "production"}},
        addresses={
            "post_url": lambda name: f"/posts/{name}.md" if name == "2026-01-02-a" else None,
            "link": lambda path: f"/{path}" if path.endswith(".md") else None,
        },
        include=include,
        zone=dt.UTC,
        lang="en",
    )
    rendered = rendering.render(text, around, problems.append, budget or Budget(len(text)))
    return rendered, problems
