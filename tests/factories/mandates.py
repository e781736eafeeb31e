"""A category team and its mandates, made straight from the tables: how a team comes to be is tested elsewhere."""

from datetime import date, datetime, timedelta
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.teams.actions.answering import Answered, grant_mandates
from aktsom.teams.actions.asking import Asked, ask_for_mandates
from aktsom.teams.acts import EVERY_ACT, HIGHEST, MandateAct
from aktsom.teams.models import CategoryTeam, Mandate, TeamSeat
from aktsom.teams.rules.mandates import OSLO
from aktsom.teams.states import MandateState, SeatPart
from tests.cast import NOON, actor, member, person

TODAY = NOON.date()
STARTS, ENDS = TODAY, TODAY + timedelta(days=365)
OWNERS = {"oslo": "olga", "bergen": "berit", "stavanger": "stina"}
LATER = NOON + timedelta(hours=1)


def team(group: str = "medical", *, lead: str = "bjarne", deputy: str = "mons", others: tuple[str, ...] = ()) -> Any:
    """By default Bjarne of Bergen leads and Mons of Oslo is deputy."""
    made = CategoryTeam.objects.create(
        group_id=group, starts_on=TODAY, last_activity_at=NOON, lead_active_at=NOON, created_at=NOON,
        fallback=member("bergen"),
    )  # fmt: skip
    parts = {lead: SeatPart.LEAD, deputy: SeatPart.DEPUTY, **dict.fromkeys(others, SeatPart.MEMBER)}
    for name, part in parts.items():
        home = person(name).home
        TeamSeat.objects.create(team=made, person=person(name), member=home, part=part, taken_at=NOON)
    return made


def asked(a_team: CategoryTeam, *contracts: Contract, by: str = "bjarne", **said: Any) -> Asked:
    usual: dict[str, Any] = {"acts": HIGHEST, "starts_on": STARTS, "ends_on": ENDS, "at": NOON}
    ids = [contract.public_id for contract in contracts]
    return ask_for_mandates(by=actor(by), team_id=a_team.public_id, contracts=ids, **{**usual, **said})


def granted(a_team: CategoryTeam, contract: Contract, by: str = "", at: datetime = NOON, **said: Any) -> Mandate:
    """Asked for and given, by the owner of the contract's member."""
    asked(a_team, contract, at=at, **said)
    grant(contract, by=by, at=at)
    return mandate_of(contract)


def grant(contract: Contract, by: str = "", at: datetime = NOON, **said: Any) -> Answered:
    slug = contract.member.slug.split("-")[0]
    usual: dict[str, Any] = {"acts": mandate_of(contract).asked_acts}
    return grant_mandates(by=actor(by or OWNERS[slug]), at=at, chosen=[pick(contract)], **{**usual, **said})


def mandate_of(contract: Contract) -> Mandate:
    """The newest."""
    return Mandate.objects.select_related("contract", "team", "member").filter(contract=contract).latest("id")


def pick(contract: Contract) -> tuple[str, int]:
    mandate = mandate_of(contract)
    return mandate.public_id, mandate.revision


def placed(a_team: CategoryTeam, contract: Contract, state: str = MandateState.GRANTED, **said: Any) -> Mandate:
    """A mandate put straight into the table, in any state and with any days."""
    usual: dict[str, Any] = {
        "asked_acts": int(EVERY_ACT),
        "acts": int(EVERY_ACT) if state == MandateState.GRANTED else 0,
        "starts_on": STARTS,
        "ends_on": ENDS,
        "asked_at": NOON,
        "answered_at": None if state == MandateState.ASKED else NOON,
        "withdrawn_at": NOON if state == MandateState.WITHDRAWN else None,
    }
    return Mandate.objects.create(
        team=a_team, contract=contract, member=contract.member, state=state, **{**usual, **said}
    )


def at_oslo(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO)


ASK, MEET, REVIEW, AUDIT, PLAN, RECOMMEND = MandateAct
