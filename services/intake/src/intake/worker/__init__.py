"""Taking reports in, whichever door they come by."""
