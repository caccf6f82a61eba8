"""The table of feed formats."""

from __future__ import annotations

from standfirst.tables.feed_formats import FORMATS


def test_a_form_of_feeds_has_the_type_that_readers_ask_for():
    """As it is registered or its specification says, and a name that people know it by."""
    assert [(form.file, form.type, form.label) for form in FORMATS] == [
        ("atom.xml", "application/atom+xml", "Atom"),
        ("rss.xml", "application/rss+xml", "RSS"),
        ("feed.json", "application/feed+json", "JSON"),
    ]
