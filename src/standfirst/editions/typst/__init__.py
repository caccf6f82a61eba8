"""Documents -> Typst -> PDF."""
