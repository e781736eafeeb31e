"""What the archive and requests for access ask for at Home."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.records.models import AccessMark, AccessRequest
from aktsom.records.queries.cases import marks_to_review
from aktsom.records.queries.requests import to_handle
from aktsom.records.states import RequestState
from aktsom.web.base.jinja import write_date
from aktsom.web.home.words import Row
from aktsom.web.records.access_words import stands
from aktsom.web.records.reaching import NAME

SOON = timedelta(days=30)


def rows(actor: Actor, today: date) -> list[Row]:
    """Requests that wait for an answer, the late ones first, and documents to look at again."""
    found = [_request(one, today) for one in to_handle(actor, today, today + SOON)]
    return found + [_mark(one) for one in marks_to_review(actor, today)]


def _request(one: AccessRequest, today: date) -> Row:
    said = stands(one, today)
    decided = one.state == RequestState.DECIDED
    return Row(
        title=_("Krav om innsyn"),
        text=_("Svaret er skrevet. Send det.") if decided else _("Skal besvares."),
        href=reverse("access_one", kwargs={"public_id": one.public_id}),
        due=said.until,
        act=_("Send svaret") if decided else _("Behandle"),
        due_note=said.text if said.late else "",
    )


def _mark(one: AccessMark) -> Row:
    case = one.follow_up
    address = reverse("archive_mark", kwargs={"follow_up_id": case.public_id, "document_id": one.subject})
    return Row(
        title=_("Skal dokumentet fortsatt være unntatt?"),
        text=_("Et dokument i saken om %(name)s skal ses på igjen.") % {"name": case.supplier.name},
        href=f"{address}?{NAME}={one.member.public_id}",
        due=write_date(one.review_on, "short"),
        act=_("Se på det"),
    )
