"""The letters of the area; importing it registers the handlers."""

from aktsom.sanctions.jobs import letters

__all__ = ["letters"]
