"""Typst, in a process of its own."""
