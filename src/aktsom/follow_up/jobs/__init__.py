"""What the outbox delivers for follow-up; importing it registers the handlers."""

from aktsom.follow_up.jobs import evidence, letters, method_letters, review_letters

__all__ = ["evidence", "letters", "method_letters", "review_letters"]
