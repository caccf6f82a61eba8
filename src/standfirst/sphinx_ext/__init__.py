"""Adapters: what knows Sphinx. :mod:`.pipeline` says when each is called."""
