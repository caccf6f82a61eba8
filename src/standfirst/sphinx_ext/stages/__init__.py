"""The stages that Sphinx's events call, one module each."""
