"""A member's own competitions, and the warning that a supplier with an open case bids in one. Seen by that member's own
people alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.states import FollowUpState
from aktsom.sanctions.models import (
    Bid,
    QualificationRefusal,
    Replacement,
    SanctionDecision,
    Suspension,
    Termination,
)
from aktsom.sanctions.states import TAKES_STEP, DecisionState
from aktsom.sanctions.step_states import STOPS_ORDERS, STOPS_PLACE, TerminationState
from aktsom.sharing.keys import may_see
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, of_companies, record_ids


@dataclass(frozen=True)
class OpenCase:
    """What is open about a supplier that bids, as far as the member sees it: no more than it may read already. A
    decision in a follow-up that is over, which stops nothing any longer, is no open case."""

    bid: Bid
    deviations: int
    decisions: list[SanctionDecision]

    @property
    def any(self) -> bool:
        return bool(self.deviations or self.decisions)


def bids_for(viewer: Actor) -> QuerySet[Bid]:
    return Bid.objects.filter(may_see(viewer)).select_related("owner", "supplier")


def bid(viewer: Actor, public_id: str) -> Bid:
    """Raises NotVisible."""
    found = bids_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def refusal_of(viewer: Actor, one: Bid) -> QualificationRefusal | None:
    return QualificationRefusal.objects.filter(bid=one, bid__in=bids_for(viewer)).first()


def bids_of(viewer: Actor, supplier: Supplier) -> list[Bid]:
    """By whichever of the company's records."""
    rows = bids_for(viewer).filter(supplier_id__in=record_ids(supplier.identity_id))
    return list(rows.order_by("over_at", "-id"))


def own_bids(viewer: Actor) -> list[Bid]:
    return list(bids_for(viewer).order_by("over_at", "-id"))


def open_case(viewer: Actor, one: Bid) -> OpenCase:
    return open_cases(viewer, [one])[0]


def open_cases(viewer: Actor, ones: Sequence[Bid]) -> list[OpenCase]:
    """As many questions for many bids as for one."""
    company = of_companies({one.supplier.identity_id for one in ones}, "supplier")
    stands = findings_for(viewer).filter(company, kind=FindingKind.DEVIATION, state=FindingState.STANDS)
    counted = Counter(stands.order_by().annotate(company=identity("supplier")).values_list("company", flat=True))
    decided: dict[tuple[int, int], list[SanctionDecision]] = {}
    for each in _own(viewer, ones).filter(_still_open()):
        decided.setdefault((each.owner_id, each.supplier.identity_id), []).append(each)
    return [
        OpenCase(one, counted[one.supplier.identity_id], decided.get((one.owner_id, one.supplier.identity_id), []))
        for one in ones
    ]


def _still_open() -> Q:
    """Of decisions."""
    over = (FollowUpState.CONCLUDED, FollowUpState.DROPPED)
    stops = Q(pk__in=Suspension.objects.filter(state__in=STOPS_ORDERS).values("decision"))
    stops |= Q(pk__in=Replacement.objects.filter(state__in=STOPS_PLACE).values("decision"))
    stops |= Q(pk__in=Termination.objects.filter(state=TerminationState.STANDING).values("decision"))
    return ~Q(follow_up__state__in=over) | stops


def own_decisions(viewer: Actor, one: Bid) -> list[SanctionDecision]:
    """The member's own that stand and take a step, about the supplier that bids, whether or not the case is over."""
    return list(_own(viewer, [one]))


def _own(viewer: Actor, ones: Sequence[Bid]) -> QuerySet[SanctionDecision]:
    rows = SanctionDecision.objects.filter(
        may_see(viewer), of_companies({one.supplier.identity_id for one in ones}, "supplier"),
        owner__in={one.owner_id for one in ones}, state=DecisionState.DECIDED, answer__in=TAKES_STEP,
    )  # fmt: skip
    return rows.select_related("contract", "supplier").order_by("-decided_at")


def warnings(viewer: Actor) -> list[OpenCase]:
    """Of competitions that are not over."""
    found = list(bids_for(viewer).filter(over_at__isnull=True).order_by("id"))
    return [one for one in open_cases(viewer, found) if one.any] if found else []
