"""What the tables do when they hear something: fold it, and say what follows."""
