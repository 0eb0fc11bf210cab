"""To which school the young person goes: who is told what depends on it."""
