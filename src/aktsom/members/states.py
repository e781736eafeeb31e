"""The states of an invitation, and the words of sign-in and of the review of access."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class InvitationState(StrEnum):
    SENT = "sent"  # waits for the person; gone by when its last moment is past
    TAKEN_UP = "taken_up"
    WITHDRAWN = "withdrawn"


INVITATION = TransitionTable(
    name="Invitation",
    states=InvitationState,
    owners={"sent": "invited person", "taken_up": "", "withdrawn": ""},
    moves=(
        Move("send_again", ("sent",), "sent", "member_administrator"),
        Move("take_up", ("sent",), "taken_up", "invited person"),
        Move("withdraw", ("sent",), "withdrawn", "member_administrator"),
    ),
    start="sent",
)


class ReviewDecision(StrEnum):
    KEEP = "keep"
    REMOVE = "remove"


class SignInOutcome(StrEnum):
    SIGNED_IN = "signed_in"
    WRONG = "wrong"  # password, code or key did not fit
    THROTTLED = "throttled"
    REFUSED = "refused"  # proven who it is, but not let in: account out of use, or a domain that is not the provider's
    SIGNED_OUT = "signed_out"


class Rhythm(StrEnum):
    """How often a person wants letters of a kind, the most often first."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"  # they stand on the page of what has come, and there alone


class Left(StrEnum):
    """What has become of a letter."""

    LEAVING = "leaving"  # at once; still so when whoever sent it died on the way
    SENT = "sent"  # by itself, or gathered with others
    HELD = "held"  # until the day's or the week's letter
    KEPT = "kept"  # the person wants no letter of it
