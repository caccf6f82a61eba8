"""What is made of the catalogue beside HTML."""
