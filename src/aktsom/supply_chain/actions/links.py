"""A link that somebody other than the supplier has seen for itself: on paper, or by looking."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import new_public_id
from aktsom.core.wall import lowered
from aktsom.members.models import Member
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.loading import last_submitted
from aktsom.supply_chain.models import ChainLink, LinkCheck
from aktsom.supply_chain.queries.checks import checks_of
from aktsom.supply_chain.queries.untold import untold
from aktsom.supply_chain.states import Confidence, Source

LONGEST = {"confirmed_by": 300, "document": 300, "note": 1_000, "reason": 400}


class WrongCheck(DomainError):
    """`field` is the one of Seen that cannot be so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Seen:
    """What the check rests on. `confirmed_by` says who looked and how, never the supplier; `document` the paper."""

    confidence: Confidence
    on: date
    confirmed_by: str = ""
    document: str = ""
    note: str = ""


@transaction.atomic
def verify_link(*, by: Actor, at: datetime, member: str, link: str, seen: Seen) -> LinkCheck:
    """Lays a documented or verified link beside the supplier's own, seen by the same: what the supplier said never
    changes, and what was checked stands when the supplier tells anew. One that the supplier tells of no longer is kept
    by being checked again: it then stands beside the version in force. Raises WrongCheck, and Stale for a link that
    counts no longer."""
    member_id = Member.objects.filter(public_id=member).values_list("id", flat=True).first() or 0
    stop_if(permissions.ask(by, member_id))
    rows = ChainLink.objects.visible_to(by).select_related("said_by", "declaration").select_for_update(of=("self",))
    found = rows.filter(public_id=link).first()
    if found is None:
        raise NotVisible
    if found.ended_at is not None:
        raise Stale
    told = _told(seen, found, timezone.localdate(at))
    known = checks_of(found).filter(undone_at=None, member=member_id, on=seen.on, link__confidence=seen.confidence)
    if known.exists():
        raise Refused(Refusal(_("Dette er allerede skrevet opp. Du finner det under det som er kontrollert.")))
    with lowered():
        made = ChainLink.objects.get(pk=found.pk)
        made.pk, made.public_id = None, new_public_id("lnk")
        made.source = Source.AUDIT if seen.confidence is Confidence.VERIFIED else Source.DOCUMENT
        made.confidence, made.confirmed_by = seen.confidence, told["confirmed_by"]
        made.source_words, made.added_at = told["document"], at
        if found.declaration is not None and untold([found.public_id]):
            made.declaration = last_submitted(found.declaration.supplier_id)
            ChainLink.objects.filter(pk=found.pk).update(ended_at=at)
        made.save()
        check = LinkCheck.objects.create(
            link=made, checked=found, on=seen.on, note=told["note"], member_id=member_id, person_id=by.person_id, at=at
        )
    said = {"link": found.public_id, "check": check.public_id, "on": str(seen.on)}
    record(by=by, at=at, acts=[Act(_VERBS[seen.confidence], made.public_id, member_id, changes=said)])
    return check


_VERBS = {Confidence.DOCUMENTED: "link_documented", Confidence.VERIFIED: "link_verified"}


def _told(seen: Seen, found: ChainLink, today: date) -> dict[str, str]:
    if seen.confidence is Confidence.DECLARED:
        raise WrongCheck("confidence", _("Velg om et dokument viser det, eller om noen har kontrollert det."))
    told = {name: " ".join(storable(getattr(seen, name)).split()) for name in ("confirmed_by", "document")}
    told["note"] = storable(seen.note.replace("\r\n", "\n")).strip()
    for name, text in told.items():
        if len(text) > LONGEST[name]:
            raise WrongCheck(name, _("Skriv det med høyst {count} tegn.").format(count=LONGEST[name]))
    supplier = found.said_by.name.casefold() if found.said_by else ""
    if seen.confidence is Confidence.VERIFIED and told["confirmed_by"].casefold() in ("", supplier):
        needed = _("Skriv hvem andre enn leverandøren som har kontrollert det, og hvordan.")
        raise WrongCheck("confirmed_by", needed)
    if seen.confidence is Confidence.DOCUMENTED and not told["document"]:
        raise WrongCheck("document", _("Skriv hvilket dokument som viser det."))
    if seen.on > today:
        raise WrongCheck("on", _("Dagen har ikke vært ennå."))
    return told


@transaction.atomic
def take_back_check(*, by: Actor, at: datetime, check: str, reason: str) -> LinkCheck:
    """The link laid beside the supplier's own ends. By the member whose check it was."""
    seen = ChainLink.objects.visible_to(by)
    found = LinkCheck.objects.filter(public_id=check, link__in=seen).select_related("link").first()
    if found is None:
        raise NotVisible
    stop_if(permissions.ask(by, found.member_id or 0))
    why = " ".join(storable(reason).split())
    if not why or len(why) > LONGEST["reason"]:
        told = _("Skriv kort hvorfor, med høyst {count} tegn.").format(count=LONGEST["reason"])
        raise WrongCheck("reason", told)
    link = ChainLink.objects.select_for_update(of=("self",)).get(pk=found.link_id)
    found.refresh_from_db(fields=["undone_at"])
    if found.undone_at is not None:
        raise Refused(Refusal(_("Dette er tatt tilbake allerede.")))
    found.undone_at, found.undone_person_id, found.undone_why = at, by.person_id, why
    found.save(update_fields=["undone_at", "undone_person_id", "undone_why"])
    if link.ended_at is None:
        link.ended_at = at
        link.save(update_fields=["ended_at"])
    told_of = {"check": found.public_id}
    record(by=by, at=at, acts=[Act("link_check_undone", link.public_id, found.member_id, changes=told_of)])
    return found
