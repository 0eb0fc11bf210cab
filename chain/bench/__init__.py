"""`./keten bench`: how fast the gate decides, beside two engines for policies."""
