"""The deciding code: it gets no keys, no clock and no chance, and never sees a value."""
