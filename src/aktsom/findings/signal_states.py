"""Workflows and words of state for signals and joint inquiries."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class SignalSource(StrEnum):
    WORKER = "worker"
    RELATIVE = "relative"  # of a worker, or somebody who lives nearby
    UNION = "union"
    NGO = "ngo"
    MEDIA = "media"
    AUTHORITY = "authority"
    BUYER = "buyer"
    OTHER = "other"


class Since(StrEnum):
    NOW = "now"
    MONTH = "month"
    YEAR = "year"
    OLDER = "older"


class Employer(StrEnum):
    """Whether the employer may be told that somebody has spoken, in the sender's own words."""

    NEVER = "never"
    ASK = "ask"
    MAY = "may"


class SignalState(StrEnum):
    RECEIVED = "received"
    LOOKED_AT = "looked_at"
    JOINED = "joined"  # to a joint inquiry
    SET_ASIDE = "set_aside"
    FORWARDED = "forwarded"


SIGNAL = TransitionTable(
    name="Signal",
    states=SignalState,
    owners={"received": "secretariat", "looked_at": "secretariat", "joined": "", "set_aside": "", "forwarded": ""},
    moves=(
        Move("look", ("received",), "looked_at", "secretariat"),
        Move("join", ("received", "looked_at", "set_aside"), "joined", "secretariat"),
        Move("set_aside", ("received", "looked_at"), "set_aside", "secretariat"),
        Move("forward", ("received", "looked_at"), "forwarded", "secretariat"),
        Move("take_up", ("set_aside", "forwarded"), "looked_at", "secretariat"),
    ),
    start="received",
)
WAITING = (SignalState.RECEIVED, SignalState.LOOKED_AT)


class InquiryState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


INQUIRY = TransitionTable(
    name="Joint inquiry",
    states=InquiryState,
    owners={"open": "team", "closed": ""},
    moves=(Move("close", ("open",), "closed", "team"),),
    start="open",
)


class BranchState(StrEnum):
    """What a supplier is asked, by where it stands in the chain."""

    WAITING = "waiting"  # not asked yet
    ASKED = "asked"
    ANSWERED = "answered"


BRANCH = TransitionTable(
    name="Branch of a joint inquiry",
    states=BranchState,
    owners={"waiting": "team", "asked": "supplier", "answered": "team"},
    moves=(
        Move("ask", ("waiting",), "asked", "team"),
        Move("answer", ("asked",), "answered", "supplier"),
        Move("ask_again", ("answered",), "asked", "team"),
    ),
    start="waiting",
)


class Part(StrEnum):
    """What a body that is touched does; its judgement of its own contract stays its own either way."""

    JOINS = "joins"
    OWN = "own"
