"""Which modules of tests take longest."""

from __future__ import annotations

LONGEST = {
    "test_incremental",
    "test_publication",
    "test_search_page",
    "test_growth",
    "test_interrupted",
    "test_page_access",
    "test_caught",
    "test_cli",
    "test_content_policy",
    "test_restyling",
    "test_bad_input",
    "test_browser",
    "test_bad_shapes",
    "test_pdf",
    "test_costs",
    "test_on_pages",
    "test_copies",
    "test_epub",
    "test_full_disk",
    "test_page_loads",
}
"""Their names; they begin first, as a process takes a module as a whole."""
