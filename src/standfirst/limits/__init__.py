"""What a text from outside may cost, where files may lead, and what happens where something raises."""
