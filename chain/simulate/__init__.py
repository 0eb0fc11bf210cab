"""The real services on a simulated log, clock and faults; all that happens follows from a seed."""
