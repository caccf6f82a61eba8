"""Adapters to Sphinx. :mod:`.pipeline` says when each is called."""
