"""What everything shareable carries, and the decisions that moved something outward."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sharing.audiences import Audience
from aktsom.sharing.keys import AudienceKeys, may_see

_Row = TypeVar("_Row", bound=models.Model)


class ShareableQuerySet(models.QuerySet[_Row]):
    def visible_to(self, viewer: Actor | None) -> Self:
        """The one filter that decides; nobody (None) stands for the public."""
        return self.filter(may_see(viewer))


class Shareable(models.Model):
    """A record or a passage of one. `owner` is the body it belongs to and that answers for access to it by law;
    `secrecy_ground` is a code of `sharing/reference/secrecy_grounds.csv`; on `review_on` somebody looks again whether
    it must still be kept narrow. `seen_by` is computed from these and what the record is linked to; never set by
    hand."""

    audience = models.CharField(max_length=16, choices=[(a, a) for a in Audience], default=Audience.CASE_TEAM)
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    secrecy_ground = models.CharField(max_length=30, blank=True)
    review_on = models.DateField(null=True, blank=True)
    seen_by = AudienceKeys()

    objects = models.Manager.from_queryset(ShareableQuerySet)()

    class Meta:
        abstract = True


SHAREABLE_FIELDS = ("audience", "owner", "secrecy_ground", "review_on", "seen_by")


class Release(models.Model):
    """A decision that moved a record or passage outward, or took it back. Rows are only ever added."""

    public_id = PublicIdField("rel")
    subject = models.CharField(max_length=16)  # public id of what was moved
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    reason = models.TextField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    withdraws = models.ForeignKey("self", models.PROTECT, null=True, related_name="withdrawn_by")

    classified = Classified(
        network=("public_id", "subject", "owner", "before", "after", "at", "withdraws"),
        owner=("reason",),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "-id"], name="release_of_subject")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="release_has_reason")]

    def __str__(self) -> str:
        return f"{self.subject} {self.before} to {self.after}"
