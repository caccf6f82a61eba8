"""``standfirst check``."""
