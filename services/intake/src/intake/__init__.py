"""Intake: the door of a domain, where a case is reported to a table."""
