"""What the tables do by the clock."""
