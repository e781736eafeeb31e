"""What the outbox delivers for follow-up; importing it registers the handlers."""

from aktsom.follow_up.jobs import audit_letters, evidence, letters, method_letters, review_letters

__all__ = ["audit_letters", "evidence", "letters", "method_letters", "review_letters"]
