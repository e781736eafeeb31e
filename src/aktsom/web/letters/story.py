"""Letters in the one story of a follow-up: sent, received, answered, withdrawn."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.sanctions.models import Letter
from aktsom.sanctions.queries.story import letters_sent_in
from aktsom.web.cases.story import Event
from aktsom.web.letters.words import kind_name
from aktsom.web.steps.story import seen_beside_supplier


def events(actor: Actor, follow_up_id: int, *, to_supplier: bool = False) -> list[Event]:
    """In no order."""
    return [event for row in letters_sent_in(actor, follow_up_id) for event in _letter(row, to_supplier)]


def _letter(one: Letter, to_supplier: bool) -> Iterator[Event]:
    href = reverse("letters_one", kwargs={"public_id": one.public_id})
    outside = one.supplier_id is None  # it was sent on to somebody without an account here
    also = "" if outside else _("også leverandøren")
    seen = seen_beside_supplier(one.owner.name) if to_supplier else also
    named = {"owner": one.owner.name, "kind": kind_name(one.kind), "number": one.number}
    days = (
        (one.sent_at, _("%(owner)s sendte brev %(number)s: %(kind)s")),
        (one.received_at, _("Brev %(number)s fra %(owner)s er mottatt")),
        (one.answered_at, _("Leverandøren svarte på brev %(number)s fra %(owner)s")),
        (one.withdrawn_at, _("%(owner)s trakk brev %(number)s")),
    )
    for at, text in days:
        if at is not None:
            yield Event(at, text % named, href=href, seen=seen)
