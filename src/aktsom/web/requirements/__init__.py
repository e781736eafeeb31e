"""Texts for tenders, by category and risk."""
