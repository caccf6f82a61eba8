"""Adapters to Sphinx. :mod:`.pipeline` says when each is called."""

from standfirst.sphinx_ext.upstream.late_imports import SOUPSIEVE, load_later

# before anything in this folder imports the theme
load_later(SOUPSIEVE)
