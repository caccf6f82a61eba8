"""Outputs other than HTML pages, made from the catalogue."""
