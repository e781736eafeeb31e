"""Workflow and words of state of meetings with a supplier."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class MeetingState(StrEnum):
    PLANNED = "planned"  # known to those who follow up alone
    INVITED = "invited"
    MINUTES_SENT = "minutes_sent"
    COMMENTED = "commented"
    CONFIRMED = "confirmed"
    SETTLED = "settled"  # the minutes stand with the supplier's comment beside them
    CANCELLED = "cancelled"


MEETING = TransitionTable(
    name="Meeting with a supplier",
    states=MeetingState,
    owners={
        "planned": "team",
        "invited": "team",
        "minutes_sent": "supplier",
        "commented": "team",
        "confirmed": "",
        "settled": "",
        "cancelled": "",
    },
    moves=(
        Move("invite", ("planned",), "invited", "team"),
        Move("send_minutes", ("invited", "commented"), "minutes_sent", "team"),
        Move("confirm", ("minutes_sent",), "confirmed", "supplier"),
        Move("comment", ("minutes_sent",), "commented", "supplier"),
        Move("settle", ("commented",), "settled", "team"),
        Move("cancel", ("planned", "invited"), "cancelled", "team"),
    ),
    start="planned",
)
OVER = (MeetingState.CONFIRMED, MeetingState.SETTLED, MeetingState.CANCELLED)
# The supplier reads minutes from here on.
TOLD_MINUTES = (MeetingState.MINUTES_SENT, MeetingState.COMMENTED, MeetingState.CONFIRMED, MeetingState.SETTLED)


class MeetingKind(StrEnum):
    KICK_OFF = "kick_off"  # when a contract is signed
    FOLLOW_UP = "follow_up"


class Side(StrEnum):
    OURS = "ours"
    SUPPLIER = "supplier"
