"""Documents -> ePub."""
