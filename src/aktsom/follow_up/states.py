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
