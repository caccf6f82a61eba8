"""The search's index: texts of pages -> records of their words -> files that a browser asks for some of."""
