"""What was recommended, decided and written to the supplier, in the one story of a follow-up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import DecisionMade, Letter, SanctionDecision
from aktsom.sanctions.queries.recommendations import recommendations_of
from aktsom.sanctions.queries.story import decided_in, letters_sent_in
from aktsom.sanctions.states import RecommendationState
from aktsom.web.cases.story import Event
from aktsom.web.letters.words import kind_name
from aktsom.web.sanctions import words


def events(actor: Actor, one: FollowUp) -> list[Event]:
    """In no order; who else reads it stands under each."""
    decided = [_decided(made, told) for made, told in decided_in(actor, one)]
    letters = [event for row in letters_sent_in(actor, one) for event in _letter(row)]
    return [*_recommended(actor, one), *dict.fromkeys(decided), *letters]


def _recommended(actor: Actor, one: FollowUp) -> Iterator[Event]:
    href = reverse("sanctions_case", kwargs={"follow_up_id": one.public_id})
    for row in recommendations_of(actor, one):
        seen = _("også avtaleeierne, ikke leverandøren")
        yield Event(row.made_at, _("Anbefalt: %(step)s") % {"step": words.step_name(row.step)}, href=href, seen=seen)
        if row.state == RecommendationState.WITHDRAWN and row.ended_at is not None:
            yield Event(row.ended_at, _("Anbefalingen er trukket"), href=href, seen=seen)


def _decided(made: DecisionMade, told: SanctionDecision | None) -> Event:
    """The same for two decisions that one owner keeps to itself on one day: then it is one event."""
    owner = {"owner": made.owner.name}
    if told is None:
        return Event(timezone.localdate(made.shared_at), _("%(owner)s har avgjort") % owner, seen=_("ikke delt"))
    return Event(
        made.shared_at,
        _("%(owner)s avgjorde: %(what)s") % {**owner, "what": words.outcome(told)},
        href=reverse("sanctions_decision", kwargs={"public_id": told.public_id}),
        seen=_("også de andre avtaleeierne") if told.shared else _("bare %(owner)s") % owner,
    )


def _letter(one: Letter) -> Iterator[Event]:
    href, seen = reverse("letters_one", kwargs={"public_id": one.public_id}), _("også leverandøren")
    named = {"owner": one.owner.name, "kind": kind_name(one.kind), "number": one.number}
    yield Event(one.sent_at, _("%(owner)s sendte brev %(number)s: %(kind)s") % named, href=href, seen=seen)
    if one.received_at is not None:
        yield Event(one.received_at, _("Brev %(number)s fra %(owner)s er mottatt") % named, href=href, seen=seen)
