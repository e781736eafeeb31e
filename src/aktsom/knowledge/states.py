"""Words of the register of competence, and of texts for tenders."""

from enum import IntEnum, StrEnum


class Skill(StrEnum):
    """Ways to assess a supplier. A language is one too: to read and hold a conversation in it."""

    SELF_REPORT = "self_report"
    MEETING = "meeting"
    DOCUMENT_REVIEW = "document_review"
    AUDIT_READING = "audit_reading"
    LANGUAGE = "language"


class Mastery(IntEnum):
    """From which one may be counted on: `ALONE`."""

    LEARNING = 1
    WITH_SECOND = 2  # can, with a second reader
    ALONE = 3
    TRAINS = 4  # can train others


class Place(StrEnum):
    """Where in a tender a requirement belongs, in the order of a tender."""

    QUALIFICATION = "qualification"
    SPECIFICATION = "specification"
    AWARD = "award"
    CONTRACT = "contract"
