"""Terms that run out, reminders, and the ladder."""
