"""A person points at two records that the matching did not: the same judgement, undone in the same way."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, stop_if
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers import permissions
from aktsom.suppliers.actions.judging import hindrance, judged_now, locked, told
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement, Supplier
from aktsom.suppliers.queries.judgements import closure
from aktsom.suppliers.states import Verdict


@transaction.atomic
def point_as_same(*, by: Actor, at: datetime, one: str, other: str, reason: str) -> SamenessJudgement:
    """With a reason, for the matching has none. The weight is what the matching gave the pair if it has seen it, else
    none, so that what it never weighed teaches it nothing. Raises Refused as `why_not` says."""
    older, newer = _pair(by, one, other)
    reason = told(reason)
    if not reason:
        raise DomainError(_("Skriv kort hva du bygger det på."))
    touched = locked(older.pk, newer.pk)
    stop_if(_why_not(by, older, newer, touched))
    seen = SamenessCandidate.objects.filter(one=older, other=newer).exclude(evidence={}).first()
    made = SamenessJudgement(
        one=older, other=newer, verdict=Verdict.SAME, reason=reason,
        weight=seen.weight if seen else None, evidence=seen.evidence if seen else {},
    )  # fmt: skip
    return judged_now(made, by, at, touched)


def why_not(by: Actor, one: str, other: str) -> Refusal | None:
    """Why the actor may not say that the two are one company. Raises NotVisible where there is no such pair."""
    older, newer = _pair(by, one, other)
    return _why_not(by, older, newer, closure({older.pk, newer.pk}))


def _why_not(by: Actor, one: Supplier, other: Supplier, touched: set[int]) -> Refusal | None:
    one.refresh_from_db()
    other.refresh_from_db()
    if one.identity_id == other.identity_id:
        return Refusal(_("De to er slått sammen allerede."))
    return permissions.judge(by, touched) or hindrance(one.pk, other.pk, touched)


def _pair(by: Actor, one: str, other: str) -> tuple[Supplier, Supplier]:
    found = list(Supplier.objects.filter(public_id__in={one, other}).order_by("id")) if sees_network(by) else []
    if len(found) != 2 or hidden_from(by, [record.pk for record in found]):
        raise NotVisible
    return found[0], found[1]
