"""Reads about places and chains; the viewer comes first."""
