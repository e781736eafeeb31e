"""Follow-ups for the list of cases and for the page of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from aktsom.core.actor import Actor
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for, own
from aktsom.follow_up.states import LIVE, FollowUpState
from aktsom.members.models import Person
from aktsom.suppliers.queries.identity import ids_called

MOST_SHOWN = 200


@dataclass(frozen=True)
class Case:
    """`own_contracts` is how many of the viewer's members' contracts it covers, `contracts` all of them."""

    follow_up: FollowUp
    contracts: int
    own_contracts: int
    is_own: bool
    late: bool


@dataclass(frozen=True)
class Cases:
    """`ours` are run by the viewer's teams and members, `for_us` by others for the viewer's contracts, `others` are
    announced and concern the viewer no further; `ended` are all that are over. The most pressing first."""

    ours: list[Case]
    for_us: list[Case]
    others: list[Case]
    ended: list[Case]


def cases(viewer: Actor, today: date) -> Cases:
    covered = Q(covered__left_at__isnull=True)
    rows = follow_ups_for(viewer).annotate(
        contracts=Count("covered", filter=covered),
        own_contracts=Count("covered", filter=covered & Q(covered__member_id__in=viewer.member_ids)),
    )
    going, over = rows.filter(state__in=LIVE), rows.exclude(state__in=LIVE)
    mine = set(FollowUp.objects.filter(own(viewer)).values_list("pk", flat=True))
    live = [_case(one, one.pk in mine, today) for one in going.order_by("ends_on", "id")[:MOST_SHOWN]]
    return Cases(
        ours=[one for one in live if one.is_own],
        for_us=[one for one in live if not one.is_own and one.own_contracts],
        others=[one for one in live if not one.is_own and not one.own_contracts],
        ended=[_case(one, one.pk in mine, today) for one in over.order_by("-ends_on", "-id")[:MOST_SHOWN]],
    )


def _case(one: FollowUp, is_own: bool, today: date) -> Case:
    counted = one.__dict__
    late = one.state != FollowUpState.CONCLUDED and one.ends_on < today
    return Case(one, counted["contracts"], counted["own_contracts"], is_own, late)


def follow_ups_of_contract(viewer: Actor, contract_id: int) -> list[FollowUp]:
    """Who follows up the contract, and until when, the newest first."""
    rows = CoveredContract.objects.filter(contract_id=contract_id, left_at__isnull=True)
    return list(follow_ups_for(viewer).filter(pk__in=rows.values("follow_up_id")))


def follow_ups_of_supplier(viewer: Actor, supplier_id: str) -> list[FollowUp]:
    """Of the company by any of its records, those going on first."""
    found = follow_ups_for(viewer).filter(supplier_id__in=ids_called(supplier_id)).exclude(state=FollowUpState.DROPPED)
    return sorted(found, key=lambda one: (one.state not in LIVE, -one.pk))


def person_name(person_id: int | None) -> str:
    found = Person.objects.filter(pk=person_id or 0).first()
    return found.name if found else ""


def people_of(one: FollowUp) -> list[Person]:
    """Who may be the one that does it."""
    if one.team is not None:
        return sitting(one.team.pk)
    return list(Person.objects.filter(home_id=one.member_id, is_active=True).order_by("name"))


def sitting(team_id: int) -> list[Person]:
    seated = Q(seats__team_id=team_id, seats__left_at__isnull=True)
    return list(Person.objects.filter(seated, is_active=True).distinct().order_by("name"))
