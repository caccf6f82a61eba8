"""What files of pictures hold."""
