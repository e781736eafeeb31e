"""The last step of a follow-up: to judge the points of the terms and conclude, when nothing else waits."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.standings import PointsNow
from aktsom.follow_up.states import FollowUpState
from aktsom.web.cases.steps import Kind, Step, Waits, lead_of, mark


def step(one: FollowUp, points: PointsNow, today: date, *, ours: bool, its_turn: bool) -> Step | None:
    """None before there is anything to judge, and for others before it is concluded."""
    if one.state == FollowUpState.CONCLUDED:
        return _concluded(one, points, ours)
    if not ours or one.state not in (FollowUpState.ANNOUNCED, FollowUpState.RUNNING):
        return None
    told = {"done": points.total - points.open, "total": points.total}
    late = one.ends_on < today
    return Step(
        kind=Kind.CONCLUDING,
        title=_("Konklusjon"),
        href=_href(one),
        state=mark(over=False, late=late) if its_turn else "none",
        state_text=_("Klar til å konkluderes") if its_turn else _("Etter de andre stegene"),
        until=one.ends_on,
        note=_("%(done)s av %(total)s punkter vurdert") % told if points.total else "",
        waits=Waits.US if its_turn else Waits.NOBODY,
        people=lead_of(one) if its_turn else (),
        act=(_("Vurder punktene") if points.open else _("Konkluder")) if its_turn else "",
    )


def _href(one: FollowUp) -> str:
    return reverse("cases_conclusions", kwargs={"public_id": one.public_id})


def _concluded(one: FollowUp, points: PointsNow, ours: bool) -> Step:
    late = points.late_sets if ours else ()
    return Step(
        kind=Kind.CONCLUDING,
        title=_("Konklusjon"),
        href=_href(one),
        state="wait" if late else "ok",
        state_text=_("Nye vilkår er kommet til") if late else _("Konkludert"),
        note=_("Ikke vurdert etter %(sets)s") % {"sets": ", ".join(late)} if late else "",
        waits=Waits.US if late else Waits.NOBODY,
        people=lead_of(one) if late else (),
        act=_("Vurder punktene") if late else "",
    )
