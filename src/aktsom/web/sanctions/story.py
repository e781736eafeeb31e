"""What was recommended and decided, and what came of it, in the one story of a follow-up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import DecisionMade, SanctionDecision
from aktsom.sanctions.queries.recommendations import recommendations_of
from aktsom.sanctions.queries.story import decided_in
from aktsom.sanctions.states import RecommendationState
from aktsom.web.cases.story import Event
from aktsom.web.letters.story import events as letters
from aktsom.web.sanctions import words
from aktsom.web.steps.story import events as moved


def events(actor: Actor, one: FollowUp) -> list[Event]:
    """In no order; who else reads it stands under each."""
    decided = [event for made, told in decided_in(actor, one) for event in _decided(made, told)]
    came = [*moved(actor, one.pk), *letters(actor, one.pk)]
    return [*_recommended(actor, one), *dict.fromkeys(decided), *came]


def _recommended(actor: Actor, one: FollowUp) -> Iterator[Event]:
    href = reverse("sanctions_case", kwargs={"follow_up_id": one.public_id})
    for row in recommendations_of(actor, one):
        seen = _("også avtaleeierne, ikke leverandøren")
        yield Event(row.made_at, _("Anbefalt: %(step)s") % {"step": words.step_name(row.step)}, href=href, seen=seen)
        if row.state == RecommendationState.WITHDRAWN and row.ended_at is not None:
            yield Event(row.ended_at, _("Anbefalingen er trukket"), href=href, seen=seen)


def _decided(made: DecisionMade, told: SanctionDecision | None) -> Iterator[Event]:
    """The same for two decisions that one owner keeps to itself on one day: then it is one event."""
    owner = {"owner": made.owner.name}
    if told is None:
        yield Event(timezone.localdate(made.shared_at), _("%(owner)s har avgjort") % owner, seen=_("ikke delt"))
        return
    href = reverse("sanctions_decision", kwargs={"public_id": told.public_id})
    seen = _("også de andre avtaleeierne") if told.shared else _("bare %(owner)s") % owner
    what = {**owner, "what": words.outcome(told)}
    yield Event(made.shared_at, _("%(owner)s avgjorde: %(what)s") % what, href=href, seen=seen)
    if told.withdrawn_at is not None:
        yield Event(told.withdrawn_at, _("%(owner)s trakk avgjørelsen: %(what)s") % what, href=href, seen=seen)
