"""What the outbox delivers for follow-up; importing it registers the handlers."""

from aktsom.follow_up.jobs import (
    answers,
    audit_letters,
    days,
    evidence,
    letters,
    method_letters,
    monthly,
    reading,
    reports,
    review_letters,
    rounds,
)

__all__ = [
    "answers",
    "audit_letters",
    "days",
    "evidence",
    "letters",
    "method_letters",
    "monthly",
    "reading",
    "reports",
    "review_letters",
    "rounds",
]
