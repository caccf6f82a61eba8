"""What texts from outside may ask for, in tables: what is not in them is refused."""
