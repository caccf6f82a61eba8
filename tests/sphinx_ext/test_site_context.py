"""What all pages show of the publication."""

from types import SimpleNamespace

import pytest

from standfirst.sphinx_ext.html.site_context import is_within


@pytest.mark.parametrize(
    ("section", "pagename", "page", "expected"),
    [
        ("", "guide/writing", "guide/index", True),
        ("", "guide/decisions/one", "guide/index", True),
        ("", "guides", "guide/index", False),
        ("", "about", "index", False),
        ("", "reading", "reindex", False),
        ("", "archive/2026", "archive", False),
        ("sections/craft", "posts/2026-01-02-x", "sections/craft", True),
        ("sections/craft", "posts/2026-01-02-x", "sections/news", False),
        ("sections/craft", "posts/2026-01-02-x", "posts/index", False),
    ],
)
def test_which_entry_of_the_menu_a_page_belongs_to(section, pagename, page, expected):
    """That of its section, or of the folder in which it lies; a name that only begins alike is another's."""
    post = SimpleNamespace(section=SimpleNamespace(page=section)) if section else None

    assert is_within(post, pagename, page) is expected
