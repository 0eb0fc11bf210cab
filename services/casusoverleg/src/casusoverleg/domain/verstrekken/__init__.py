"""What is asked of the gate, and what a table concludes from what it hears."""
