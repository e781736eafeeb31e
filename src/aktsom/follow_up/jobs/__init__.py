"""What the outbox delivers for follow-up; importing it registers the handlers."""

from aktsom.follow_up.jobs import days, evidence, letters, reports, rounds

__all__ = ["days", "evidence", "letters", "reports", "rounds"]
