"""Workflow and words of state of reviews of documents."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class ReviewState(StrEnum):
    DRAFT = "draft"  # known to those who follow up alone
    SENT = "sent"
    HANDED_IN = "handed_in"  # the supplier says that all is there
    CLOSED = "closed"
    DROPPED = "dropped"


REVIEW = TransitionTable(
    name="Review of documents",
    states=ReviewState,
    owners={"draft": "team", "sent": "supplier", "handed_in": "team", "closed": "", "dropped": ""},
    moves=(
        Move("send", ("draft",), "sent", "team"),
        Move("hand_in", ("sent",), "handed_in", "supplier"),
        Move("send_back", ("handed_in",), "sent", "team"),
        Move("close", ("sent", "handed_in"), "closed", "team"),
        Move("drop", ("draft", "sent"), "dropped", "team"),
    ),
    start="draft",
)
OVER = (ReviewState.CLOSED, ReviewState.DROPPED)


class Verdict(StrEnum):
    """Of a document, towards what it was asked for."""

    SUFFICIENT = "sufficient"
    PARTLY = "partly"
    NOT = "not"
    NOT_RELEVANT = "not_relevant"
