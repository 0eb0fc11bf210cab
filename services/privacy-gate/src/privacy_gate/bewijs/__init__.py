"""The proofs: what the rules do in every possible circumstance, counted and not sampled."""
