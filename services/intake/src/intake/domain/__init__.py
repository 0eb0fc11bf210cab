"""What a report is, who may make it, and what it says to the chain."""
