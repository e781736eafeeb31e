"""The states of a category team, of a mandate, of a handover and of a plan of teams."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class TeamState(StrEnum):
    ACTIVE = "active"
    DORMANT = "dormant"  # the lead has been away too long: the fallback owner acts
    BILATERAL = "bilateral"  # goes on between some of the members alone; only they keep access
    CLOSED = "closed"


TEAM = TransitionTable(
    name="Category team",
    states=TeamState,
    owners={"active": "team lead", "dormant": "fallback owner", "bilateral": "team lead", "closed": ""},
    moves=(
        Move("fall_dormant", ("active",), "dormant", "platform"),
        Move("declare_dormant", ("active",), "dormant", "secretariat"),
        Move("wake", ("dormant",), "active", "fallback owner"),
        Move("continue_bilaterally", ("active", "dormant"), "bilateral", "secretariat"),
        Move("close", ("active", "dormant", "bilateral"), "closed", "secretariat"),
    ),
    start="active",
)


class SeatPart(StrEnum):
    LEAD = "lead"
    DEPUTY = "deputy"
    MEMBER = "member"


class MandateState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"  # permits its acts from its first to its last day; afterwards it has lapsed
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by its owner, or taken back by the team before an answer


MANDATE = TransitionTable(
    name="Mandate",
    states=MandateState,
    owners={"asked": "contract_owner", "granted": "", "refused": "", "withdrawn": ""},
    moves=(
        Move("grant", ("asked",), "granted", "contract_owner"),
        Move("refuse", ("asked",), "refused", "contract_owner"),
        Move("limit", ("granted",), "granted", "contract_owner"),
        Move("withdraw", ("granted",), "withdrawn", "contract_owner"),
        Move("take_back", ("asked",), "withdrawn", "team lead"),
    ),
    start="asked",
)


class HandoverState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


HANDOVER = TransitionTable(
    name="Handover of a team",
    states=HandoverState,
    owners={"offered": "new lead", "accepted": "", "declined": "", "taken_back": ""},
    moves=(
        Move("accept", ("offered",), "accepted", "new lead"),
        Move("decline", ("offered",), "declined", "new lead"),
        Move("take_back", ("offered",), "taken_back", "team lead"),
    ),
    start="offered",
)


class PlanState(StrEnum):
    DRAFT = "draft"
    ADOPTED = "adopted"
    DROPPED = "dropped"


PLAN = TransitionTable(
    name="Plan of teams",
    states=PlanState,
    owners={"draft": "secretariat", "adopted": "", "dropped": ""},
    moves=(
        Move("adopt", ("draft",), "adopted", "secretariat"),
        Move("drop", ("draft",), "dropped", "secretariat"),
    ),
    start="draft",
)


class TaskKind(StrEnum):
    WORK = "work"
    PROMISE = "promise"  # to a supplier or a member: a new lead is bound by it
