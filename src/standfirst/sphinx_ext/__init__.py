"""Adapters: one module per hook of Sphinx; the only place that imports it."""
