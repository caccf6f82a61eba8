"""Private names of Sphinx, docutils, MyST and others; no other folder uses any.

Others are Sphinx, docutils, MyST, the theme and ABlog. Each function or class here is small and
says in which version it was read, what doing without it costs, and which test tells when it can
go. Everything else in the package stands on what they document; ``tests/sphinx_ext/test_upstream.py`` holds that.
"""
