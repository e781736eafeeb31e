"""Writes: one function per verb of the field."""
