"""What the gate does on a request: decide, reseal what may pass, deliver and record."""
