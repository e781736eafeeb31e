"""Writes about teams and mandates, in files by what they write."""
