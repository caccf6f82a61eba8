"""Posts that have no more than a post must have."""

from __future__ import annotations

from typing import Any

from standfirst.catalogue.model import Post, Ref


def bare_post(name: str = "p", **given: Any) -> Post:
    """Return a post of that name, with what is given beside or in the place of what it must have."""
    values = {
        "docname": name,
        "source": f"{name}.md",
        "page": name,
        "path": f"{name}/",
        "title": "T",
        "section": Ref(name="S", page="s"),
    }
    return Post(**{**values, **given})
