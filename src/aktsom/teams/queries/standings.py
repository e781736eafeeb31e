"""Where mandates stand, said to the database: as `teams.rules.mandates.standing` and `together`, for lists and counts.

A test holds the two against each other.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Value, When

from aktsom.contracts.queries import running
from aktsom.teams.models import Mandate, TeamParty
from aktsom.teams.rules.mandate_limits import lapsing_days
from aktsom.teams.rules.mandates import Standing
from aktsom.teams.states import MandateState, TeamState

ORDER = tuple(Standing)


def rank(standing: Standing) -> int:
    return ORDER.index(standing)


def in_force(today: date) -> Q:
    """The contract runs, and the team has not closed or gone on without its member."""
    party = TeamParty.objects.filter(team=OuterRef("team"), member=OuterRef("member"))
    goes_on = ~Q(team__state__in=[TeamState.CLOSED, TeamState.BILATERAL]) | (
        Q(team__state=TeamState.BILATERAL) & Exists(party)
    )
    return Q(running(today, "contract__") & goes_on)


def ranked(mandates: QuerySet[Mandate], today: date) -> QuerySet[Any, Any]:
    """With `rank`: the place of its standing in `Standing`. One that ends soon and is renewed ranks as covered; one
    that is refused, withdrawn or lapsed and was followed by another has no rank, so that it counts nowhere."""
    soon = today + timedelta(days=lapsing_days())
    same = Mandate.objects.filter(team=OuterRef("team"), contract=OuterRef("contract"))
    renewed = same.filter(state=MandateState.GRANTED, starts_on__gt=today)
    followed = same.filter(id__gt=OuterRef("id"))
    live = in_force(today) & Q(ends_on__gte=today)
    given = live & Q(state=MandateState.GRANTED)
    begun = given & Q(starts_on__lte=today)
    return mandates.annotate(
        rank=Case(
            When(begun & Q(ends_on__gt=soon), then=Value(rank(Standing.COVERED))),
            When(begun & Exists(renewed), then=Value(rank(Standing.COVERED))),
            When(begun, then=Value(rank(Standing.LAPSING))),
            When(given, then=Value(rank(Standing.UPCOMING))),
            When(live & Q(state=MandateState.ASKED), then=Value(rank(Standing.ASKED))),
            When(Exists(followed), then=Value(None)),
            When(state=MandateState.REFUSED, then=Value(rank(Standing.REFUSED))),
            When(state=MandateState.WITHDRAWN, then=Value(rank(Standing.WITHDRAWN))),
            default=Value(rank(Standing.LAPSED)),
            output_field=IntegerField(null=True),
        )
    )


def by_contract(mandates: QuerySet[Mandate], today: date) -> QuerySet[Any, Any]:
    """{team_id, member_id, contract_id, best}: the best standing of each contract's mandates to a team, as a rank."""
    grouped = (
        ranked(mandates, today).filter(rank__isnull=False).order_by().values("team_id", "member_id", "contract_id")
    )
    best: QuerySet[Any, Any] = grouped.annotate(best=Min("rank"))
    return best
