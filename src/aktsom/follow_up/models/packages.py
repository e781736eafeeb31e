"""All files of follow-ups put together for one person."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.states import PackageProblem, PackageState
from aktsom.follow_up.storage.places import key_of
from aktsom.teams.models import CategoryTeam


class Package(models.Model):
    """Of one follow-up, or of all that a team has begun; the person's own, who alone may fetch it. `body_id` is the
    member that the person acted as alone, where one was chosen. `holds` are public ids of the evidence in it and of
    what its workbooks tell of: whoever no longer sees one of them gets none of it. `size` is in bytes."""

    public_id = PublicIdField("pak")
    person_id = models.BigIntegerField()
    body_id = models.BigIntegerField(null=True)
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=[(s, s) for s in PackageState], default=PackageState.MAKING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    holds = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    problem = models.CharField(max_length=8, blank=True, choices=[(p, p) for p in PackageProblem])  # why it failed
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)  # when the journal last told of it
    expires_at = models.DateTimeField()

    classified = Classified(
        network=("public_id", "follow_up", "team", "state", "total", "done", "size", "problem"),
        owner=("body_id", "holds", "sha256"),
        personal=("person_id", "asked_at", "moved_at", "fetched_at", "expires_at"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person_id", "-id"], name="package_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PackageState)), name="package_state_known"),
            models.CheckConstraint(
                condition=Q(follow_up__isnull=False, team__isnull=True) | Q(follow_up__isnull=True, team__isnull=False),
                name="package_of_one_or_a_team",
            ),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(sha256=""), name="package_ready_is_whole"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(problem=""), name="package_failed_for_a_reason"),
            models.UniqueConstraint(
                F("person_id"),
                Coalesce("body_id", Value(0)),
                Coalesce("follow_up_id", Value(0)),
                Coalesce("team_id", Value(0)),
                condition=Q(state="making"),
                name="package_made_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def key(self) -> str:
        return key_of(self.sha256)
