"""A work -> COinS: an OpenURL in the page, where Zotero and library services find it.

Format: https://web.archive.org/web/2017/http://ocoins.info/ and the journal matrix of ANSI/NISO Z39.88-2004.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from standfirst.outputs.citations.work import Work


def title(work: Work) -> str:
    """Return the ``title`` attribute of the ``span``, not escaped for HTML."""
    first = work.authors[0] if work.authors else None
    said = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", work.title),
        ("rft.jtitle", work.whole),
        ("rft.date", work.date.isoformat() if work.date else ""),
        ("rft.volume", work.volume),
        ("rft.issn", work.issn),
        ("rft.aulast", first.family if first and first.given else ""),
        ("rft.aufirst", first.given if first else ""),
        *(("rft.au", f"{name.given} {name.family}".strip()) for name in work.authors),
        ("rft.language", work.lang),
        ("rft_id", f"info:doi/{work.doi}" if work.doi else ""),
        ("rft_id", work.url),
    ]
    return urlencode([(key, value) for key, value in said if value])
