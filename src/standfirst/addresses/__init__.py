"""Where pages lie, and what a path or a link means."""
