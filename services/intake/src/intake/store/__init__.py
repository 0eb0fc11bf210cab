"""What intake keeps: in its own database which reports are in, in the vault who is who."""
