"""A link that somebody other than the supplier has checked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import new_public_id
from aktsom.core.wall import lowered
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import ChainLink
from aktsom.supply_chain.states import Confidence, Source

LONGEST = 300


@transaction.atomic
def verify_link(
    *, by: Actor, at: datetime, member_id: int, link: str, confirmed_by: str, document: str = ""
) -> ChainLink:
    """Lays a verified link beside the supplier's own, seen by the same: what the supplier said never changes, and what
    was checked stands when the supplier tells anew. `confirmed_by` says who looked and how; never the supplier."""
    stop_if(permissions.ask(by, member_id))
    standing = ChainLink.objects.visible_to(by).filter(ended_at__isnull=True).select_related("said_by")
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
        made.save()
    told = {"link": found.public_id, "confirmed_by": who}
    record(by=by, at=at, acts=[Act("link_verified", made.public_id, member_id, changes=told)])
    return made
