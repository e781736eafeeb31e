"""What a category team recommends that contract owners do."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sanctions.states import RecommendationState
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_STEP = 30


class Recommendation(models.Model):
    """One at a time for a follow-up, to everybody who has a contract covered, and to nobody else: the supplier hears of
    what each owner decides. `owner` is the body of whoever made it, and answers for access to it. `step` is an id of
    `reference/steps.csv`. Never changed: a newer one replaces it."""

    public_id = PublicIdField("rcm")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="recommendations")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField()  # with those who have a contract covered; when it was made
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in RecommendationState], default=RecommendationState.MADE
    )
    step = models.CharField(max_length=LONGEST_STEP)
    reasons = models.TextField()
    proportionality = models.TextField()
    workers_interest = models.TextField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "team",
            "owner",
            "supplier",
            "seen_by",
            "shared_at",
            "state",
            "replaces",
            "made_at",
            "ended_at",
            "revision",
        ),
        owner=("step", "reasons", "proportionality", "workers_interest", "ended_reason"),
        personal=("made_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(RecommendationState)), name="recommendation_state_known"),
            models.CheckConstraint(
                condition=~Q(step="") & ~Q(reasons="") & ~Q(proportionality="") & ~Q(workers_interest=""),
                name="recommendation_is_reasoned",
            ),
            models.CheckConstraint(
                condition=Q(state="made") | Q(ended_at__isnull=False), name="recommendation_ended_since"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(ended_reason=""), name="withdrawn_recommendation_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(replaces__lt=F("id")), name="recommendation_after_replaced"
            ),
            models.UniqueConstraint(
                fields=["follow_up"], condition=Q(state="made"), name="recommendation_one_of_follow_up"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class RecommendedOn(models.Model):
    """A finding that a recommendation rests on."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="rests_on")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="recommended_on")

    classified = Classified(network=("recommendation", "finding"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "finding"], name="recommended_on_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.finding_id}"
