"""Links that somebody other than the supplier has checked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import new_public_id
from aktsom.core.wall import lowered
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.loading import last_submitted
from aktsom.supply_chain.models import ChainLink
from aktsom.supply_chain.queries.untold import untold
from aktsom.supply_chain.states import Confidence, Source

LONGEST = 300


@transaction.atomic
def verify_link(
    *, by: Actor, at: datetime, member_id: int, link: str, confirmed_by: str, document: str = ""
) -> ChainLink:
    """Lays a verified link beside the supplier's own, seen by the same: what the supplier said never changes, and what
    was checked stands when the supplier tells anew. `confirmed_by` says who looked and how; never the supplier. One
    that the supplier tells of no longer is kept by being verified again: it then stands beside the version in force."""
    stop_if(permissions.ask(by, member_id))
    standing = ChainLink.objects.visible_to(by).filter(ended_at__isnull=True).select_related("said_by", "declaration")
    found = standing.filter(public_id=link).first()
    if found is None:
        raise NotVisible
    who = " ".join(storable(confirmed_by).split())[:LONGEST]
    if not who or (found.said_by is not None and who.casefold() == found.said_by.name.casefold()):
        raise DomainError(_("Skriv hvem andre enn leverandøren som har kontrollert det, og hvordan."))
    with lowered():
        made = ChainLink.objects.get(pk=found.pk)
        made.pk, made.public_id = None, new_public_id("lnk")
        made.source, made.confidence, made.confirmed_by = Source.AUDIT, Confidence.VERIFIED, who
        made.source_words = storable(document).strip()[:LONGEST]
        made.added_at = at
        if found.declaration is not None and found.public_id in untold([found.public_id]):
            made.declaration = last_submitted(found.declaration.supplier_id)
            _end([found.pk], at)
        made.save()
    told = {"link": found.public_id, "confirmed_by": who}
    record(by=by, at=at, acts=[Act("link_verified", made.public_id, member_id, changes=told)])
    return made


@transaction.atomic
def end_link(*, by: Actor, at: datetime, member_id: int, link: str) -> ChainLink:
    """A verified link that the supplier tells of no longer does not count any more, and stays to be read. Raises
    Refused for one that is still told: what somebody has checked is not taken away by another."""
    stop_if(permissions.ask(by, member_id))
    standing = ChainLink.objects.visible_to(by).filter(ended_at__isnull=True, confidence=Confidence.VERIFIED)
    found = standing.filter(public_id=link).first()
    if found is None:
        raise NotVisible
    if not untold([found.public_id]):
        raise Refused(Refusal(_("Leverandøren forteller fortsatt om dette leddet, så det kan ikke avsluttes.")))
    with lowered():
        _end([found.pk], at)
    record(by=by, at=at, acts=[Act("link_ended", found.public_id, member_id)])
    found.refresh_from_db()
    return found


def _end(ids: list[int], at: datetime) -> None:
    ChainLink.objects.filter(pk__in=ids).update(ended_at=at)
