"""Decisions to await until a day that has come: they are back among what waits."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from aktsom.contracts.queries import running
from aktsom.core.actor import Actor
from aktsom.follow_up.models import CoveredContract
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.permissions.decisions import keeps
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.states import Answer, DecisionState, RecommendationState


def back(rows: QuerySet[SanctionDecision], today: date) -> QuerySet[SanctionDecision]:
    """Of those that stand, in running contracts: on a recommendation as long as that stands; without one until the
    owner has decided something since, or the team recommends something, which waits by itself."""
    same = {"contract": OuterRef("contract"), "follow_up": OuterRef("follow_up")}
    since = SanctionDecision.objects.filter(**same, state=DecisionState.DECIDED, pk__gt=OuterRef("pk"))
    asked = Recommendation.objects.filter(follow_up=OuterRef("follow_up"), state=RecommendationState.MADE)
    alone = Q(recommendation__isnull=True) & ~Exists(since) & ~Exists(asked)
    return rows.filter(
        running(today, "contract__"), alone | Q(recommendation__state=RecommendationState.MADE),
        Exists(CoveredContract.objects.filter(**same, left_at__isnull=True)),
        state=DecisionState.DECIDED, answer=Answer.AWAIT, await_until__lte=today,
    )  # fmt: skip


def back_for(viewer: Actor, today: date) -> list[SanctionDecision]:
    """Of those in whose contracts the viewer decides or prepares a decision."""
    members = [id_ for id_ in viewer.member_ids if keeps(viewer, id_)]
    return list(back(decisions_for(viewer).filter(owner_id__in=members), today).order_by("id")) if members else []
