"""A work to be cited."""

from __future__ import annotations

import datetime as dt

from standfirst.outputs.citations import work
from standfirst.text.name_parts import parts

WORK = work.Work(
    key="2026-08-12-a-date",
    is_scholarly=False,
    title="A Date Needs an Offset",
    authors=tuple(map(parts, ("Ada Lovelace", "Martin Luther King Jr.", "王小明", "Data Desk"))),
    translators=(parts("Ursula von der Leyen"),),
    whole="The Test Review",
    publisher="The Press",
    date=dt.date(2026, 8, 12),
    volume="Autumn 2026",
    volume_number="",
    section="Essays & <x>",
    issn="2049-3630",
    doi="10.1000/a_b%c",
    url="https://example.org/2026/08/a;b_c/%E6%97%A5/",
    lang="zh-Hans",
    abstract="Midday & morning.",
    keywords=("dates", "時差"),
)
