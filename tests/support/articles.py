"""Articles whose words are hostile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publications import Publication

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script> ]]> &amp; &lt;",
    'It\'s "quoted" \\ back\\\\slash \\u003c',
    "עברית، العربية",
    "😀 emoji 👩‍🚀 and {braces} %(name)s {{ sf }}",
    "八〇后：中国的“新”一代？",
]


def post(publication: Publication, name: str = "2026-01-02-a", **matter: str) -> None:
    """Write a post whose values are quoted."""
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in matter.items()}
    publication.post(name, **quoted)
