"""The plumbing: log, kernel, database, web, keys, clock. It knows no word of the meetings."""
