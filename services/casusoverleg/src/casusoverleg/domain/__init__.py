"""What a table may do with a casus: pure values and decisions."""
