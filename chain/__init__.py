"""The chain as a whole: what `./keten` runs. Knows the services; no service knows it."""
