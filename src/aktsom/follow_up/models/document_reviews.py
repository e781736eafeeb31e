"""Reviews of documents: what a supplier is asked for, what it gave, and what was found of each."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.evidence import Evidence
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.review_states import ReviewState, Verdict
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE = 200


class DocumentReview(models.Model):
    """One request for documents; the supplier sees it once it is sent, those who have a contract covered when it is
    closed. `second_reader` says whether each document is read by two."""

    public_id = PublicIdField("dor")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="document_reviews")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    state = models.CharField(max_length=10, choices=[(s, s) for s in ReviewState], default=ReviewState.DRAFT)
    message = models.TextField(blank=True)
    due_on = models.DateField()
    second_reader = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by_id = models.BigIntegerField(null=True)
    sent_back_reason = models.TextField(blank=True)
    dropped_reason = models.TextField(blank=True)
    reminded_on = models.DateField(null=True)
    shared_at = models.DateTimeField(null=True)  # with those who have a contract covered
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "owner",
            "team",
            "supplier",
            "seen_by",
            "state",
            "due_on",
            "second_reader",
            "made_at",
            "sent_at",
            "handed_in_at",
            "reminded_on",
            "shared_at",
            "revision",
        ),
        owner=("message", "sent_back_reason", "dropped_reason"),
        personal=("made_by_id", "handed_in_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["follow_up", "-id"], name="review_of_follow_up"),
            models.Index(fields=["state", "due_on"], name="review_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ReviewState)), name="document_review_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"]) | Q(sent_at__isnull=False), name="sent_review_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_reason=""), name="dropped_review_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class DocumentRow(models.Model):
    """A document that is asked for: `kind` of `document_kinds.csv`, or the team's own. `evidence` is the newest
    revision given; `absent_reason` is why the supplier has none; `dated_on` when the document itself was last
    revised."""

    public_id = PublicIdField("dow")
    review = models.ForeignKey(DocumentReview, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    points = models.JSONField(default=list)  # of the terms
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="asked_for_in")
    dated_on = models.DateField(null=True)
    absent_reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "review", "position", "kind", "points", "evidence", "given_at"),
        owner=("title", "dated_on", "absent_reason"),
        personal=("given_by_id",),
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="document_row_has_title"),
            models.CheckConstraint(
                condition=Q(evidence__isnull=True) | Q(absent_reason=""), name="document_given_or_absent"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class DocumentVerdict(models.Model):
    """What one reader found of a row as it was then: of a revision, or of there being none. Added to, never changed;
    the newest of a reading counts while the row is the same. `reading` is 1, or 2 for the second reader."""

    row = models.ForeignKey(DocumentRow, models.CASCADE, related_name="verdicts")
    reading = models.PositiveSmallIntegerField(default=1)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=12, choices=[(v, v) for v in Verdict])
    reason = models.TextField(blank=True)
    judged_at = models.DateTimeField()
    judged_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("row", "reading", "evidence", "verdict", "judged_at"), owner=("reason",), personal=("judged_by_id",)
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["row", "-id"], name="verdict_of_row")]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="document_verdict_known"),
            models.CheckConstraint(condition=Q(reading__in=[1, 2]), name="document_reading_first_or_second"),
            models.CheckConstraint(
                condition=Q(verdict="sufficient") | ~Q(reason=""), name="document_verdict_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.verdict}"
