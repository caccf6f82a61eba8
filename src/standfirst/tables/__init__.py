"""Fixed tables, one row for each kind."""
