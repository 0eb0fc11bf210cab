"""A meeting: what is on the agenda, what was discussed, agreed and decided."""
