"""What decisions set in motion, in the one story of a follow-up: shown, judged, moved and over."""

from collections.abc import Callable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.sanctions.models import Replacement, Suspension
from aktsom.sanctions.queries.story import Moved, Step, moved_in
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.story import Event


def events(actor: Actor, follow_up_id: int, *, to_supplier: bool = False) -> list[Event]:
    """In no order. The supplier, who does not read the decision, is told here what it set in motion."""
    return [
        Event(
            one.at,
            _TOLD[one.what]() % {"owner": one.one.owner.name, **_days(one)},
            href=_href(one.one),
            seen=seen_beside_supplier(one.one.owner.name) if to_supplier else _seen(one),
        )
        for one in moved_in(actor, follow_up_id, begun=to_supplier)
    ]


def seen_beside_supplier(owner: str) -> str:
    """The owner alone decides who else does, and the supplier is not told whom."""
    return _("også %(owner)s, og de %(owner)s deler det med") % {"owner": owner}


def _seen(one: Moved) -> str:
    return _("også leverandøren og de andre avtaleeierne") if one.shared else _("også leverandøren")


def _days(one: Moved) -> dict[str, str]:
    return {name: write_date(date.fromisoformat(day), "medium") for name, day in one.days.items()}


def _href(one: Step) -> str:
    name = "suspension" if isinstance(one, Suspension) else "termination"
    if isinstance(one, Replacement):
        name = "replacement"
    return reverse(f"steps_{name}", kwargs={"public_id": one.public_id})


_TOLD: Mapping[str, Callable[[], str]] = {
    "suspension_begun": lambda: _("%(owner)s stanset leveranser fra %(since)s til %(until)s"),
    "suspension_test_shown": lambda: _("Leverandøren viste %(owner)s hva som er gjort for å oppheve stansen"),
    "suspension_test_judged": lambda: _("%(owner)s vurderte det som er vist: stansen står"),
    "suspension_lifted": lambda: _("%(owner)s opphevet stansen"),
    "suspension_prolonged": lambda: _("%(owner)s forlenget stansen fra %(before)s til %(after)s"),
    "suspension_ended": lambda: _("%(owner)s avsluttet stansen etter siste dag"),
    "suspension_dropped": lambda: _("%(owner)s trakk stansen"),
    "replacement_demanded": lambda: _("%(owner)s krevde at et sted byttes ut innen %(until)s"),
    "place_proposed": lambda: _("Et nytt sted er foreslått for %(owner)s"),
    "place_taken_back": lambda: _("Forslaget om nytt sted er tatt tilbake"),
    "place_refused": lambda: _("%(owner)s godtok ikke det nye stedet"),
    "place_confirmed": lambda: _("%(owner)s bekreftet det nye stedet, som leverer fra %(day)s"),
    "replacement_dropped": lambda: _("%(owner)s trakk kravet om å bytte ut et sted"),
    "contract_terminated": lambda: _("%(owner)s hevet avtalen fra %(since)s"),
    "termination_answered": lambda: _("Leverandøren uttalte seg om hevingen fra %(owner)s"),
    "termination_settled": lambda: _("%(owner)s avsluttet oppfølgingen etter hevingen"),
    "termination_dropped": lambda: _("%(owner)s trakk hevingen"),
}
