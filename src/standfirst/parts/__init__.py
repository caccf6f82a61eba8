"""A build divided into parts: which documents each has, where it lies, and what it says of itself."""
