"""What is weighed before a step that takes orders from a place."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sanctions.models.decisions import SanctionDecision
from aktsom.sharing.keys import AudienceKeys


class ExitAssessment(models.Model):
    """Of one decision. `knew` is what was open for the workers when it was written, {"findings", "measures",
    "owed_people", "unknown_sums"}: what the writer had before it. Read by the owner body, and by those with whom it
    shares the decision."""

    public_id = PublicIdField("eas")
    decision = models.OneToOneField(SanctionDecision, models.PROTECT, related_name="exit_assessment")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    workers = models.TextField()  # what the step does to them
    tried = models.TextField()  # alternatives
    left_open = models.TextField()  # how the remedy stays open
    knew = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "decision", "owner", "seen_by"),
        owner=("workers", "tried", "left_open", "knew", "written_at", "revision"),
        personal=("written_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(workers="") & ~Q(tried="") & ~Q(left_open=""), name="exit_assessment_is_whole"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
