"""Builders of editions."""
