"""Characters, words and dates; nothing here knows the publication."""
