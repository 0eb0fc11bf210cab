"""Erasure: asked for, prepared, done."""
