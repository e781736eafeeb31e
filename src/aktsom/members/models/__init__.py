"""Public buyers that take part, the people who act for them, and how these get in."""

from aktsom.members.models.access import AccessReview, AccessReviewLine, Invitation, SignIn
from aktsom.members.models.buyers import Member, MemberDomain, Representation
from aktsom.members.models.calendar import CalendarLink
from aktsom.members.models.notices import Digest, LetterChoice, Notice
from aktsom.members.models.people import Membership, Person

__all__ = [
    "AccessReview",
    "AccessReviewLine",
    "CalendarLink",
    "Digest",
    "Invitation",
    "LetterChoice",
    "Member",
    "MemberDomain",
    "Membership",
    "Notice",
    "Person",
    "Representation",
    "SignIn",
]
