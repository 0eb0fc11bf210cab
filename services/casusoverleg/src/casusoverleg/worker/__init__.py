"""What the tables do: react to what they hear, carry out commands, open what a seat may see."""
