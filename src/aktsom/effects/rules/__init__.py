"""Decisions: plain values in, decision with reasons out."""
