"""The first steps of a follow-up: to announce it, and mandates that contract owners have not answered."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.standings import AskedOwners, owners_asked
from aktsom.follow_up.states import LIVE, FollowUpState
from aktsom.web.cases.steps import Kind, Step, Waits, lead_of, mark, runs


def page(one: FollowUp) -> str:
    return reverse("cases_follow_up", kwargs={"public_id": one.public_id})


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    ours = runs(actor, ones)
    live = [one for one in ones if one.pk in ours and one.state in LIVE]
    asked = owners_asked(live)
    for one in live:
        if one.state == FollowUpState.PLANNED:
            yield one.pk, _announcing(one, today)
        if one.pk in asked:
            yield one.pk, _mandates(one, asked[one.pk], today)


def _announcing(one: FollowUp, today: date) -> Step:
    return Step(
        kind=Kind.ANNOUNCING,
        title=_("Varsle oppfølgingen"),
        href=page(one),
        state=mark(over=False, late=one.starts_on < today),
        state_text=_("Ikke varslet"),
        until=one.starts_on,
        waits=Waits.US,
        people=lead_of(one),
        act=_("Varsle oppfølgingen"),
    )


def _mandates(one: FollowUp, asked: AskedOwners, today: date) -> Step:
    count = {"num": asked.contracts}
    return Step(
        kind=Kind.MANDATES,
        title=_("Fullmakter"),
        href=page(one) + "#mangler",
        state=mark(over=False, late=asked.answer_by is not None and asked.answer_by < today),
        state_text=ngettext("%(num)s avtale ikke svart", "%(num)s avtaler ikke svart", asked.contracts) % count,
        move=", ".join(asked.names),
        until=asked.answer_by,
        waits=Waits.OWNERS,
    )
