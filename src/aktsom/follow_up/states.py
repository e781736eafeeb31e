"""Workflows and words of state in the area of follow-up."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class EditionState(StrEnum):
    """Of an edition of a questionnaire. What is published never changes again: answers are read with its questions."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    REPLACED = "replaced"  # by a newer one; what was asked with it is answered and judged with it
    DROPPED = "dropped"  # a draft that came to nothing


EDITION = TransitionTable(
    name="Edition of a questionnaire",
    states=EditionState,
    owners={
        "draft": "secretariat",
        "review": "another at the secretariat",
        "published": "",
        "replaced": "",
        "dropped": "",
    },
    moves=(
        Move("send_to_review", ("draft",), "review", "secretariat"),
        Move("send_back", ("review",), "draft", "secretariat"),
        Move("publish", ("review",), "published", "another at the secretariat"),
        Move("replace", ("published",), "replaced", "platform"),
        Move("drop", ("draft", "review"), "dropped", "secretariat"),
    ),
    start="draft",
)


class FollowUpState(StrEnum):
    PLANNED = "planned"  # known to the team alone
    ANNOUNCED = "announced"  # to all, so that nobody starts a second one
    RUNNING = "running"  # the supplier has been asked or met
    CONCLUDED = "concluded"
    DROPPED = "dropped"


FOLLOW_UP = TransitionTable(
    name="Follow-up of a supplier",
    states=FollowUpState,
    owners={"planned": "team", "announced": "team", "running": "team", "concluded": "", "dropped": ""},
    moves=(
        Move("announce", ("planned",), "announced", "team"),
        Move("begin", ("announced",), "running", "platform"),
        Move("conclude", ("running",), "concluded", "team"),
        Move("drop", ("planned", "announced", "running"), "dropped", "team"),
    ),
    start="planned",
)
LIVE = (FollowUpState.PLANNED, FollowUpState.ANNOUNCED, FollowUpState.RUNNING)
TOLD = (FollowUpState.ANNOUNCED, FollowUpState.RUNNING, FollowUpState.CONCLUDED)


class Method(StrEnum):
    """The ways of following up that the terms give, the lightest first."""

    SELF_REPORT = "self_report"
    MEETING = "meeting"
    DOCUMENT_REVIEW = "document_review"
    AUDIT = "audit"


class Form(StrEnum):
    """Which of the two self-reports; the rule that proposes one is in the terms' clocks."""

    FULL = "full"
    SIMPLIFIED = "simplified"


class AnswerType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"  # takes an explanation too
    YES_NO_FILE = "yes_no_file"  # and a file, or the address of a published statement
    SCALE = "scale"  # one of the question's columns, weakest first
    LIST = "list"  # rows of the question's columns
    FILE = "file"


# The six steps of due diligence: points 2.1 to 2.6 of the terms, the OECD's six.
STEPS = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6")
