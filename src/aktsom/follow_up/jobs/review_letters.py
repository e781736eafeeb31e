"""Letters about documents that a supplier is asked for, and the reminder before their day."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.core.outbox import daily
from aktsom.follow_up.jobs.method_letters import Told, by_whom, day, runners, suppliers_people, writes
from aktsom.follow_up.method_tables import method_limit
from aktsom.follow_up.models import DocumentReview
from aktsom.follow_up.review_states import ReviewState
from aktsom.follow_up.telling import tell_once
from aktsom.members.models import Person

REMIND = "document_reviews.remind"
Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _review(payload: dict[str, Any]) -> DocumentReview | None:
    found = DocumentReview.objects.select_related("owner", "team", "supplier", "follow_up")
    return found.filter(public_id=payload["id"]).first()


@writes("documents_asked_for")
def asked(payload: dict[str, Any]) -> Letters:
    one = _review(payload)
    if one is None or one.state != ReviewState.SENT:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name, "day": day(one.due_on)}
        line = _("%(by)s ber %(supplier)s legge fram dokumenter innen %(day)s. Det koster ikke noe.")
        if payload.get("reminder"):
            line = _("Dette er en påminnelse: %(by)s venter på dokumenter fra %(supplier)s innen %(day)s.")
        return Told(
            _("%(by)s ber om dokumenter innen %(day)s") % who,
            (line % who,),
            _("Se listen her:"),
            page_address("reviews_one", public_id=one.public_id),
        )

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("documents_handed_in")
def handed_in(payload: dict[str, Any]) -> Letters:
    one = _review(payload)
    if one is None or one.state != ReviewState.HANDED_IN:
        return []

    def write() -> Told:
        who = {"supplier": one.supplier.name}
        return Told(
            _("%(supplier)s har lagt fram dokumentene") % who,
            (_("%(supplier)s har lagt fram det dere ba om.") % who,),
            _("Les og vurder her:"),
            page_address("reviews_one", public_id=one.public_id),
        )

    return [(person, write) for person in runners(one.team_id, one.owner_id)]


@daily(REMIND)
def remind(payload: dict[str, Any]) -> None:
    """Once each time it is sent, some days before its day."""
    today = date.fromisoformat(payload["day"])
    soon = today + timedelta(days=method_limit("reminder_days"))
    waiting = DocumentReview.objects.filter(
        state=ReviewState.SENT, reminded_on__isnull=True, due_on__lte=soon, due_on__gte=today
    )
    for one in waiting:
        mine = DocumentReview.objects.filter(pk=one.pk)
        tell_once(mine, "reminded_on", today, "documents_asked_for", one.public_id, reminder=True)
