"""The block at the top of a file, read."""
