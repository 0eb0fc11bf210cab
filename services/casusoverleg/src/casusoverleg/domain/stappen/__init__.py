"""What all steps share: a command, what it requires, a refusal, and registering a subject."""
