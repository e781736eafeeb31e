"""Figures, ledgers and ambitions laid down for the wall and the leak matrix."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from aktsom.core.actor import Actor
from aktsom.effects.models import Ambition, ReckonedFigure, ReckonedLedger
from aktsom.members.roles import Permission, permissions_of
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, member, now, person

if TYPE_CHECKING:
    from tests.sharing.planting import World

QUARTER = date(2026, 10, 1)


def lay_figures() -> None:
    """Of Oslo and Bergen what is their own and what all may know; of all together; and how many signals there were."""
    for owner in ("oslo", "bergen"):
        for indicator, facts_open in (("with_clause", True), ("own_deviations", False)):
            ReckonedFigure.objects.create(
                indicator=indicator, quarter=QUARTER, member=member(owner), facts_open=facts_open, reckoned_at=NOON
            )
        Ambition.objects.create(member=member(owner), indicator="with_clause", year=2026, target=90, set_at=NOON)
    ReckonedFigure.objects.create(indicator="own_deviations", quarter=QUARTER, withheld="too_few", reckoned_at=NOON)
    team = CategoryTeam.objects.first()
    ReckonedFigure.objects.create(indicator="closure_rate", quarter=QUARTER, team=team, reckoned_at=NOON)
    laid: tuple[tuple[str, dict[str, Any]], ...] = (
        ("follow_ups", {}), ("signals", {}), ("signals", {"team": team}), ("deviations", {"member": member("oslo")}),
    )  # fmt: skip
    for kind, whose in laid:
        ReckonedLedger.objects.create(
            **whose,
            kind=kind,
            year=2026,
            opening=1,
            added=1,
            reopened=0,
            closed=1,
            dropped=0,
            closing=1,
            reckoned_at=NOON,
        )


def _network(who: Actor) -> bool:
    return Permission.READ_NETWORK in permissions_of(who.roles)


def _figure(row: ReckonedFigure, who: Actor) -> bool:
    if row.team_id is not None:
        return row.team_id in who.team_ids
    return row.member_id in who.member_ids or (_network(who) and (row.member_id is None or row.facts_open))


def _ledger(row: ReckonedLedger, who: Actor) -> bool:
    if row.team_id is not None or row.member_id is not None:
        return row.team_id in who.team_ids or row.member_id in who.member_ids
    keeps = Permission.KEEP_NETWORK in permissions_of(who.roles)
    return keeps or (_network(who) and row.kind != "signals")


FIGURES_MAY_SEE: dict[type[models.Model], Callable[[Any, Actor], bool]] = {
    ReckonedFigure: _figure,
    ReckonedLedger: _ledger,
    Ambition: lambda row, who: row.member_id in who.member_ids,
}


def plant_ambition(world: "World", readers: frozenset[str]) -> None:
    """What Oslo aims at, and why, for those who read its register."""
    Ambition.objects.create(
        member=member("oslo"), indicator="with_clause", year=now().year, target=Decimal(93), set_at=NOON,
        set_by_id=person("olga").pk, reason=world.hide("Ambition.reason", readers),
    )  # fmt: skip
