"""The table of options of ``conf.py`` that are not ours, as far as a name may be meant for one of ours, or for one of these."""

from __future__ import annotations

OF_SPHINX = ("author", "copyright", "exclude_patterns", "extensions", "html_css_files", "html_extra_path", "html_favicon", "html_js_files", "html_logo", "html_static_path", "html_theme_options", "include_patterns", "language", "myst_enable_extensions", "project", "root_doc", "suppress_warnings", "templates_path")  # fmt: skip
"""Those that publications set: a name like one of these, which Sphinx does not know, was meant for it."""
ALIKE = ("latex_theme_options", "qthelp_theme_options")
"""Sphinx's that are spelt like one of those and meant for themselves."""
