"""A member sets what it aims at for an indicator in a year."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.effects.models import Ambition
from aktsom.effects.permissions import ambitions as permissions
from aktsom.effects.queries.scopes import member_of
from aktsom.effects.tables import Cut, Kind, indicators
from aktsom.members.models import Member

MOST = {Kind.SHARE: Decimal(100), Kind.DAYS: Decimal(3650)}


@transaction.atomic
def set_ambition(
    *,
    by: Actor,
    at: datetime,
    member_id: str,
    indicator: str,
    year: int,
    target: Decimal | None,
    reason: str = "",
    instead_of: int = 0,
) -> Ambition:
    """`instead_of` is the id of the one that stood when it was written, 0 for none. The same once more changes nothing.
    Raises NotVisible, Refused, Stale, and DomainError for what cannot be aimed at."""
    one = indicators().get(indicator)
    if one is None or Cut.MEMBER not in one.cuts or one.kind not in MOST or not one.better:
        raise NotVisible
    member = Member.objects.select_for_update(no_key=True).get(pk=member_of(by, member_id).pk)
    stop_if(permissions.aim(by, member.pk))
    if target is not None and not 0 <= target <= MOST[one.kind]:
        raise DomainError(_("Målet må være et tall fra 0 til %(most)s.") % {"most": MOST[one.kind]})
    stands = Ambition.objects.filter(member=member, indicator=one.id, year=year, superseded_at__isnull=True).first()
    if stands is not None and (stands.target, stands.reason) == (target, reason):
        return stands
    if (stands.pk if stands else 0) != instead_of:
        raise Stale
    if stands is not None:
        stands.superseded_at = at
        stands.save(update_fields=["superseded_at"])
    made = Ambition.objects.create(
        member=member, indicator=one.id, year=year, target=target, reason=reason, set_at=at, set_by_id=by.person_id
    )
    before = str(stands.target) if stands and stands.target is not None else None
    told = {"indicator": one.id, "year": year, "target": [before, None if target is None else str(target)]}
    record(by=by, at=at, acts=[Act("ambition_set", member.public_id, member.pk, changes=told)])
    return made
