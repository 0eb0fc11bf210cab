"""What people see of the tables: nothing is decided, and nothing written but who opened what."""
