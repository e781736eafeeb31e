"""What the outbox delivers and what falls due; importing it registers the handlers."""

from aktsom.knowledge import resting
from aktsom.knowledge.jobs import checking, searching

__all__ = ["checking", "resting", "searching"]
