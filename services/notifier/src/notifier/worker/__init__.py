"""What the notifier does: on facts, on people's deeds, and by the clock."""
