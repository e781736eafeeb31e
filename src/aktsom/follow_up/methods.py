"""What the methods of a follow-up have in common: whose each is, who sees it, which contracts it is done for, and the
points it leaves open for the next meeting."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.states import FollowUpState, Method
from aktsom.sharing.audiences import member_key, supplier_key, team_key
from aktsom.sharing.keys import may_see
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.actions.memo_loading import acting_body
from aktsom.teams.acts import MandateAct
from aktsom.teams.states import MandateState

ACT_OF = {
    Method.SELF_REPORT: MandateAct.ASK,
    Method.MEETING: MandateAct.MEET,
    Method.DOCUMENT_REVIEW: MandateAct.REVIEW,
    Method.AUDIT: MandateAct.AUDIT,
}
OPEN_TO_METHODS = (FollowUpState.ANNOUNCED, FollowUpState.RUNNING)


def runner_keys(one: FollowUp) -> frozenset[int]:
    """Of those who do the follow-up."""
    return frozenset({team_key(one.team_id) if one.team_id else member_key(one.member_id or 0)})


def supplier_keys(one: FollowUp) -> frozenset[int]:
    """Of those who answer for the company, by whichever of its records."""
    return frozenset(supplier_key(id_) for id_ in record_ids(one.supplier.identity_id))


def body_of(by: Actor, one: FollowUp) -> int:
    """The member that answers for what the actor does in the follow-up."""
    return one.member_id or acting_body(by, one.team)  # type: ignore[arg-type]  # one of the two is set


def covered_for(one: FollowUp, method: Method, today: date) -> list[CoveredContract]:
    """The contracts whose owners let the method be used: own ones, and by a mandate that stands and permits it."""
    rows = one.covered.filter(left_at__isnull=True).select_related("contract", "member", "mandate")
    return [row for row in rows.order_by("member__name", "id") if _permits(row, method, today)]


def _permits(row: CoveredContract, method: Method, today: date) -> bool:
    given = row.mandate
    if given is None:
        return True
    stands = given.state == MandateState.GRANTED and given.starts_on <= today <= given.ends_on
    return stands and bool(given.acts & ACT_OF[method])


def may_begin(one: FollowUp, method: Method, today: date) -> Refusal | None:
    """Whether the method can be used now at all."""
    if one.state == FollowUpState.PLANNED:
        return Refusal(_("Varsle oppfølgingen først, så ingen andre spør leverandøren om det samme."))
    if one.state not in OPEN_TO_METHODS:
        return Refusal(_("Oppfølgingen er avsluttet."))
    if not covered_for(one, method, today):
        return Refusal(_("Ingen avtaleeier har gitt fullmakt til dette."))
    return None


def held(viewer: Actor) -> Q:
    """Rows that the viewer has a part in, rather than is shown: what may wait for it."""
    return may_see(viewer)


def seen(viewer: Actor, among: Collection[int] | None = None) -> Q:
    """Rows that the viewer holds a key to, and those that are shared with whoever has a contract covered. `among`: the
    few follow-ups that the rows are of, where they are known; then these alone are looked up, and beforehand."""
    covered = CoveredContract.objects.filter(left_at__isnull=True, member_id__in=viewer.member_ids)
    if among is None:
        return may_see(viewer) | Q(shared_at__isnull=False, follow_up__in=covered.values("follow_up_id"))
    ids = sorted(set(covered.filter(follow_up_id__in=among).values_list("follow_up_id", flat=True)))
    return may_see(viewer) | Q(shared_at__isnull=False, follow_up_id__in=ids)


@dataclass(frozen=True)
class OpenPoint:
    """Something that the follow-up knows and nobody has settled; `code` is the same for the same thing each time."""

    code: str
    title: str


OffersPoints = Callable[[Actor, FollowUp], Iterable[OpenPoint]]
_offered: list[OffersPoints] = []


def offers_points(function: OffersPoints) -> OffersPoints:
    """Whatever may leave something open says so here, and it is proposed for the next meeting's agenda."""
    _offered.append(function)
    return function


def open_points(viewer: Actor, one: FollowUp) -> list[OpenPoint]:
    return [point for offers in _offered for point in offers(viewer, one)]
