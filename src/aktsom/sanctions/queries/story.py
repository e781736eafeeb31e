"""What the one story of a follow-up tells of decisions and letters, as far as the viewer may know it."""

from aktsom.core.actor import Actor
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import DecisionMade, Letter, SanctionDecision
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.queries.letters import letters_for


def decided_in(viewer: Actor, one: FollowUp) -> list[tuple[DecisionMade, SanctionDecision | None]]:
    """That a decision was made, also one that no longer stands, with what it says where the viewer may read it."""
    told = {each.pk: each for each in decisions_for(viewer).filter(follow_up=one)}
    rows = DecisionMade.objects.filter(seen(viewer), follow_up=one).select_related("owner").order_by("id")
    return [(row, told.get(row.decision_id)) for row in rows]


def letters_sent_in(viewer: Actor, one: FollowUp) -> list[Letter]:
    return list(letters_for(viewer).filter(follow_up=one, sent_at__isnull=False).order_by("id"))
