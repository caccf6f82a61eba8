"""The builders of editions."""
