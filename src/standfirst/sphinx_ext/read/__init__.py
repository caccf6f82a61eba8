"""Documents, read."""
