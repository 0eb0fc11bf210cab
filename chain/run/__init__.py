"""The chain at work in one process: its directory, its parts, its start and its upgrade."""
