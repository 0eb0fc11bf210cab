"""What the gate left to a person, and what that person found."""
