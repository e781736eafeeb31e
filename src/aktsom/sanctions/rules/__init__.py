"""Decisions of the area: plain values in, a decision with its reasons out."""
