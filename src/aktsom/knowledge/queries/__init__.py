"""Reads; the viewer is the first argument."""
