"""Workflows of what a sanction decision sets in motion: a suspension, a replaced sub-supplier, a termination."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class SuspensionState(StrEnum):
    """A day that passes moves none of these: a period that has run out waits for its owner (`rules.suspensions`)."""

    DRAFTED = "drafted"  # written with the decision, and not decided
    IN_FORCE = "in_force"
    SHOWN = "shown"  # the supplier has shown what it says lifts it
    LIFTED = "lifted"
    ENDED = "ended"  # by a decision after its last day, without the test having been met
    DROPPED = "dropped"  # the decision was withdrawn


SUSPENSION = TransitionTable(
    name="Suspension",
    states=SuspensionState,
    owners={"drafted": "owner", "in_force": "supplier", "shown": "owner", "lifted": "", "ended": "", "dropped": ""},
    moves=(
        Move("begin", ("drafted",), "in_force", "owner"),
        Move("show", ("in_force",), "shown", "supplier"),
        Move("find_short", ("in_force", "shown"), "in_force", "owner"),  # the test is not met
        Move("lift", ("in_force", "shown"), "lifted", "owner"),
        Move("prolong", ("in_force",), "in_force", "owner"),
        Move("prolong", ("shown",), "shown", "owner"),
        Move("end", ("in_force", "shown"), "ended", "owner"),
        Move("drop", ("drafted", "in_force", "shown"), "dropped", "owner"),
    ),
    start="drafted",
)
STOPS_ORDERS = (SuspensionState.IN_FORCE, SuspensionState.SHOWN)


class Dropped(StrEnum):
    """Why a suspension went with no decision on its test. Kept as a code: each reads it in its own language, and the
    supplier never the reason for which its owner withdrew a decision."""

    WITHDRAWN = "withdrawn"  # the decision behind it
    SUPERSEDED = "superseded"  # by one that holds all it held


class ReplacementState(StrEnum):
    DRAFTED = "drafted"
    DEMANDED = "demanded"
    PROPOSED = "proposed"  # a new place is named
    ASSESSED = "assessed"  # the owner has weighed its risk and what is known of it
    CONFIRMED = "confirmed"  # delivery from the new place may begin
    DROPPED = "dropped"


REPLACEMENT = TransitionTable(
    name="Replacement of a sub-supplier",
    states=ReplacementState,
    owners={
        "drafted": "owner",
        "demanded": "supplier",
        "proposed": "owner",
        "assessed": "owner",
        "confirmed": "",
        "dropped": "",
    },
    moves=(
        Move("demand", ("drafted",), "demanded", "owner"),
        Move("propose", ("demanded",), "proposed", "supplier or owner"),
        Move("take_back", ("proposed",), "demanded", "supplier"),
        Move("assess", ("proposed",), "assessed", "owner"),
        Move("refuse", ("proposed", "assessed"), "demanded", "owner"),
        Move("confirm", ("assessed",), "confirmed", "owner"),
        Move("drop", ("drafted", "demanded", "proposed", "assessed"), "dropped", "owner"),
    ),
    start="drafted",
)
STOPS_PLACE = (ReplacementState.DEMANDED, ReplacementState.PROPOSED, ReplacementState.ASSESSED)


class TerminationState(StrEnum):
    """What workers are owed is followed up also after the contract is over."""

    DRAFTED = "drafted"
    STANDING = "standing"
    SETTLED = "settled"  # nothing is left to follow up, or it is said why it cannot be
    DROPPED = "dropped"


TERMINATION = TransitionTable(
    name="Termination",
    states=TerminationState,
    owners={"drafted": "owner", "standing": "owner", "settled": "", "dropped": ""},
    moves=(
        Move("begin", ("drafted",), "standing", "owner"),
        Move("settle", ("standing",), "settled", "owner"),
        Move("drop", ("drafted", "standing"), "dropped", "owner"),
    ),
    start="drafted",
)


class OrderConditionState(StrEnum):
    """What a contract asks to be shown before a day for orders to go on, as a level of a scheme."""

    WAITS = "waits"
    MET = "met"
    WAIVED = "waived"


ORDER_CONDITION = TransitionTable(
    name="Condition for ordering",
    states=OrderConditionState,
    owners={"waits": "owner", "met": "", "waived": ""},
    moves=(
        Move("find_met", ("waits",), "met", "owner"),
        Move("waive", ("waits",), "waived", "owner"),
        Move("doubt", ("met", "waived"), "waits", "owner"),
    ),
    start="waits",
)


class UseState(StrEnum):
    """Of what is known of a supplier when it bids in a new competition: its own step, never by itself."""

    NOTED = "noted"  # the member has noted that the supplier bids, and no more
    HEARING = "hearing"  # the supplier has been told what it is meant to be used for, and may speak
    USED = "used"
    NOT_USED = "not_used"


COMPETITION_USE = TransitionTable(
    name="Use in a new competition",
    states=UseState,
    owners={"noted": "", "hearing": "owner", "used": "", "not_used": ""},
    moves=(
        Move("hear", ("noted", "hearing"), "hearing", "owner"),  # anew when what it rests on was withdrawn
        Move("use", ("hearing",), "used", "owner"),
        Move("leave", ("noted", "hearing"), "not_used", "owner"),
    ),
    start="noted",
)
