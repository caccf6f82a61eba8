"""What ``conf.py`` says."""
