"""Reads for pages, letters and other areas; the viewer is the first argument."""
