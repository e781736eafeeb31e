"""What the outbox delivers for follow-up; importing it registers the handlers."""

from aktsom.follow_up.jobs import answers, days, evidence, letters, reading, reports, rounds

__all__ = ["answers", "days", "evidence", "letters", "reading", "reports", "rounds"]
