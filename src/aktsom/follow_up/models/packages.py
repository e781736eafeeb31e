"""All files of follow-ups put together for one person."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.states import PackageProblem, PackageState
from aktsom.follow_up.storage.places import key_of
from aktsom.teams.models import CategoryTeam


class PutTogether(models.Model):
    """What is put together in the background for one person, who alone may fetch it. `holds` are public ids of what is
    in it and of what it tells of: whoever no longer sees one of them gets none of it. `size` is in bytes."""

    public_id: str

    person_id = models.BigIntegerField()
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

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        return key_of(self.sha256)

    @property
    def alike(self) -> dict[str, int | None]:
        """What another one has in common with it that is of the same thing, for the same person."""
        raise NotImplementedError  # each says what it is of

    def is_over(self, at: datetime) -> bool:
        """Its days, also before the day's tidying has come to it; one that is being made stays until it is done."""
        return self.state == PackageState.GONE or (self.state != PackageState.MAKING and self.expires_at <= at)


class Package(PutTogether):
    """Of one follow-up, or of all that a team has begun. `body_id` is the member that the person acted as alone, where
    one was chosen. It holds evidence, and what its workbooks tell of."""

    public_id = PublicIdField("pak")
    body_id = models.BigIntegerField(null=True)
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, null=True, related_name="+")

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
    def alike(self) -> dict[str, int | None]:
        """Also asked for as the same member."""
        return {name: getattr(self, name) for name in ("person_id", "body_id", "follow_up_id", "team_id")}
