"""Files as authors leave them."""
