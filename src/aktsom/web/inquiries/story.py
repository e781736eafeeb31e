"""Joint inquiries that touch the supplier while it is followed up, in the one story of that."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.models import InquiryBranch
from aktsom.findings.queries.inquiries import asked_meanwhile
from aktsom.follow_up.models import FollowUp
from aktsom.web.cases.story import Event


def events(actor: Actor, one: FollowUp) -> list[Event]:
    """In no order; of those alone that the viewer sees."""
    rows = asked_meanwhile(actor, one.supplier.identity_id, one.made_at, one.ended_at)
    return [event for row in rows for event in _told(row)]


def _told(row: InquiryBranch) -> Iterator[Event]:
    one = row.inquiry
    href, touched = reverse("inquiries_one", kwargs={"public_id": one.public_id}), _("også de andre som er berørt")
    yield Event(one.opened_at, _("Felles undersøkelse: %(title)s") % {"title": one.title}, href=href, seen=touched)
    if one.alerted_at is not None:
        yield Event(one.alerted_at, _("Varsel om nulltoleranse til alle som er berørt"), href=href, seen=touched)
    yield from asked(row, href, _("også leverandøren, og de andre som er berørt"))
    if one.closed_at is not None:
        yield Event(one.closed_at, _("Den felles undersøkelsen er avsluttet"), href=href, seen=touched)


def asked(row: InquiryBranch, href: str, seen: str) -> Iterator[Event]:
    """What the supplier is a part of, as it is told to both sides."""
    if row.asked_at is not None:
        yield Event(row.asked_at, _("Leverandøren ble spurt i en felles undersøkelse"), href=href, seen=seen)
    if row.answered_at is not None:
        yield Event(row.answered_at, _("Leverandøren svarte i en felles undersøkelse"), href=href, seen=seen)
