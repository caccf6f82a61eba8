"""What there is a fixed number of, a row each."""
