"""What a region writes down: organisations, people and covenants, read and adopted."""
