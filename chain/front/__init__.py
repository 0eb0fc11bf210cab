"""The front page: who you are, what stands open, and the figures."""
