"""All records -> the publication, frozen."""
