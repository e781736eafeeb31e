"""Decisions about chains on plain values: no database, clock or request."""
