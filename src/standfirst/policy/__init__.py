"""Tables of what texts from outside may ask for; all else is refused."""
