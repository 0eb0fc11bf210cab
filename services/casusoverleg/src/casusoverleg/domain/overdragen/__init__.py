"""Responsibility goes from one table to another: offer, answer, work, confirmation."""
