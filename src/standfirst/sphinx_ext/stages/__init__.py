"""What Sphinx's events have of the core carried out, one module for each."""
