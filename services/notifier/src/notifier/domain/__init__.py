"""What to say to whom, and what can be done with it. Pure: time and ids come in."""
