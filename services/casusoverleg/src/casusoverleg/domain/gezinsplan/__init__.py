"""One family, one plan: goals, who coordinates, and which files belong together."""
