"""What the outbox delivers for follow-up; importing it registers the handlers."""

from aktsom.follow_up.jobs import answers, evidence, letters, reading

__all__ = ["answers", "evidence", "letters", "reading"]
