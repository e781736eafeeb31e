"""Reads of recommendations: one, and that which stands in a follow-up with those before it."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.models import Finding
from aktsom.findings.queries.findings import findings_for
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import Recommendation, RecommendedOn
from aktsom.sanctions.states import RecommendationState


def recommendations_for(viewer: Actor, among: Collection[int] | None = None) -> QuerySet[Recommendation]:
    """`among` as `seen` has it."""
    rows = Recommendation.objects.filter(seen(viewer, among))
    return rows.select_related("owner", "team", "supplier", "follow_up__team", "follow_up__member")


def recommendation(viewer: Actor, public_id: str) -> Recommendation:
    """Raises NotVisible."""
    found = recommendations_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def recommendations_of(viewer: Actor, one: FollowUp) -> list[Recommendation]:
    """The newest first."""
    return list(recommendations_for(viewer).filter(follow_up=one))


def standing(viewer: Actor, one: FollowUp) -> Recommendation | None:
    return recommendations_for(viewer).filter(follow_up=one, state=RecommendationState.MADE).first()


def standing_of(viewer: Actor, ones: Iterable[FollowUp]) -> dict[int, Recommendation]:
    """{follow-up: what stands}, in one question for all of them."""
    rows = recommendations_for(viewer).filter(follow_up__in=list(ones), state=RecommendationState.MADE)
    return {each.follow_up_id: each for each in rows}


def findings_under(viewer: Actor, one: Recommendation) -> list[Finding]:
    """What it rests on, of what the viewer may see."""
    rows = RecommendedOn.objects.filter(recommendation=one).values("finding_id")
    return list(findings_for(viewer).filter(pk__in=rows).order_by("id"))
