"""Reads of the area; the viewer is the first argument."""
