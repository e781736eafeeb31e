"""Reads for pages, reports and other areas; the viewer is the first argument."""
