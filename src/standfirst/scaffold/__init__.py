"""New publications and posts."""
