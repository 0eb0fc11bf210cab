"""What is recorded about somebody: elements, consent, questions between tables, age."""
