"""What the gate keeps: its translation of ids, and its decisions."""
