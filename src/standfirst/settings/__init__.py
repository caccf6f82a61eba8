"""The options of ``conf.py``."""
