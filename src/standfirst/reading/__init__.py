"""One file -> its record, and the tokens that are rendered."""
