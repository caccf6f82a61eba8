"""Pages, written."""
