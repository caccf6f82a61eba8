"""Works -> CSL-JSON.

Format: https://docs.citationstyles.org/en/stable/specification.html and the schema
https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standfirst.outputs.citations.work import Work
    from standfirst.text.name_parts import Parts


def write(works: Iterable[Work]) -> str:
    """Return *works* as the text of a CSL-JSON file."""
    return json.dumps([item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def item(work: Work) -> dict[str, Any]:
    """Return *work* as CSL has it."""
    date = work.date
    said = {
        "id": work.key,
        "type": "article-journal" if work.is_scholarly else "article-newspaper",
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "translator": [_name(name) for name in work.translators],
        "container-title": work.whole,
        "publisher": work.publisher,
        "issued": {"date-parts": [[date.year, date.month, date.day]]} if date else None,
        "volume": work.volume,
        "section": work.section,
        "ISSN": work.issn,
        "DOI": work.doi,
        "URL": work.url,
        "language": work.lang,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
    }
    return {key: value for key, value in said.items() if value}


def _name(name: Parts) -> dict[str, str]:
    if not name.given:
        return {"literal": " ".join(filter(None, (name.family, name.suffix)))}
    said = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: value for key, value in said.items() if value}
