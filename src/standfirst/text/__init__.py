"""What knows nothing of the publication: characters, words, dates."""
