"""What the outbox delivers and what falls due; importing it registers the handlers."""

from aktsom.effects.jobs import figures

__all__ = ["figures"]
