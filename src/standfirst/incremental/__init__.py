"""What has changed since the last build, and how files are written."""
