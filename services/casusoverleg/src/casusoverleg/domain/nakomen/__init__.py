"""Obligations: to inform, to correct, to stop after an objection."""
