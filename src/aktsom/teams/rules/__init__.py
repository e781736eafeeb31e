"""Decisions about teams and mandates: plain values in, decision with reasons out."""
