"""Meetings with a supplier, for those who hold them and for the supplier."""
