"""Rules for markdown-it that carry kramdown's and CJK's habits; no Sphinx here."""
