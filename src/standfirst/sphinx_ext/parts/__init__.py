"""The phases of a build, each on its own: the same stages as of one that has all, with files between them."""
