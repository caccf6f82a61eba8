"""A Jekyll site, taken over."""
