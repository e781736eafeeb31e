"""What the outbox delivers and what falls due; importing it registers the handlers."""

from aktsom.knowledge import resting
from aktsom.knowledge.jobs import asking, checking, searching

__all__ = ["asking", "checking", "resting", "searching"]
