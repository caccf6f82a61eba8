"""Limits on what a text from outside costs, where its files lead, and what an error does."""
