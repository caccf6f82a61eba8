"""The words that ``standfirst init`` and ``standfirst new`` write for somebody to replace; they are told of where nobody has."""

from __future__ import annotations

BASE_URL = "https://example.org/"
DESCRIPTION = "Say in one sentence what the article is about."
STANDFIRST = "The standfirst: two sentences that say what the article says."
TEXT = "The text, in Markdown, in the place of this line."
