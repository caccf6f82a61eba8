"""HTML within Markdown: what it may hold, and how it is closed."""
