"""Findings: what was found or said of one place or of the supplier, towards one point of the terms."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import BuyersPart, FindingKind, FindingState
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE = 200
_GRADES = [(grade.value, grade.name) for grade in Grade]
_TOLD = ["stands", "closed"]


class Finding(models.Model):
    """Those who follow up see it from the first; the supplier when it is shown; those who have a contract covered when
    it stands. What would endanger workers if the employer knew (`stopped_at`) neither of them sees until it is lifted.

    `number` is the point of the terms; in which of the contracts' term sets it is a duty is read from those. `site_key`
    is the place's public id, or its name where no record is known of it; empty for the supplier as a whole, whose
    failure to pass demands on is another finding than what was found at a place. `rests_on` is the code of what it was
    proposed from, so that it is not noted twice. `scale`, `scope` and `irremediable` are grades of `rules.severity`.
    `closed_on` is the day on which what was enough came in, which is what counts against the due day.
    """

    public_id = PublicIdField("fnd")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="findings")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField(null=True)  # with those who have a contract covered
    kind = models.CharField(max_length=12, choices=[(k, k) for k in FindingKind])
    state = models.CharField(max_length=10, choices=[(s, s) for s in FindingState], default=FindingState.NOTED)
    number = models.CharField(max_length=8, blank=True)
    site_key = models.CharField(max_length=200, blank=True)
    site_name = models.CharField(max_length=300, blank=True)
    site_country = models.CharField(max_length=2, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(blank=True)
    found_on = models.DateField()
    rests_on = models.CharField(max_length=80, blank=True)
    positive = models.BooleanField(default=False)
    people = models.PositiveIntegerField(null=True)
    scale = models.PositiveSmallIntegerField(null=True, choices=_GRADES)
    scope = models.PositiveSmallIntegerField(null=True, choices=_GRADES)
    irremediable = models.PositiveSmallIntegerField(null=True, choices=_GRADES)
    severity_reason = models.TextField(blank=True)
    irremediable_reason = models.TextField(blank=True)  # why it is hard, or not at all, to make good again
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="again")  # the same once before
    buyers_part = models.CharField(max_length=12, blank=True, choices=[(b, b) for b in BuyersPart])
    buyers_part_text = models.TextField(blank=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_reason = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()  # what it says, last
    shown_at = models.DateTimeField(null=True)  # to the supplier
    hear_by = models.DateField(null=True)
    stood_at = models.DateTimeField(null=True)
    unheard_reason = models.TextField(blank=True)  # why it stands though the supplier said nothing or was not asked
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_reason = models.TextField(blank=True)
    reopened_reason = models.TextField(blank=True)  # what has not held of it, the last time
    withdrawn_reason = models.TextField(blank=True)
    escalated_on = models.DateField(null=True)  # when the managers were told that nobody does anything
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "owner",
            "team",
            "supplier",
            "seen_by",
            "shared_at",
            "kind",
            "state",
            "number",
            "rests_on",
            "positive",
            "earlier",
            "made_at",
            "written_at",
            "shown_at",
            "stood_at",
            "closed_at",
            "escalated_on",
            "revision",
        ),
        owner=(
            "site_key",
            "site_name",
            "site_country",
            "title",
            "text",
            "found_on",
            "people",
            "scale",
            "scope",
            "irremediable",
            "severity_reason",
            "irremediable_reason",
            "buyers_part",
            "buyers_part_text",
            "hear_by",
            "unheard_reason",
            "closed_on",
            "closed_reason",
            "reopened_reason",
            "withdrawn_reason",
        ),
        personal=("made_by_id",),
        worker_protected=("stopped_at", "stopped_reason", "lifted_at", "lifted_reason"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["follow_up", "state"], name="finding_of_follow_up"),
            models.Index(fields=["supplier", "kind", "state"], name="finding_of_supplier"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(FindingKind)), name="finding_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(FindingState)), name="finding_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="finding_has_title"),
            models.CheckConstraint(
                condition=~Q(kind="deviation")
                | (
                    ~Q(number="") & Q(scale__isnull=False, scope__isnull=False, irremediable__isnull=False)
                    & ~Q(severity_reason="")
                ),
                name="deviation_has_point_and_severity",
            ),
            models.CheckConstraint(
                condition=Q(positive=False) | Q(kind="observation"), name="observations_alone_are_positive"
            ),
            models.CheckConstraint(
                condition=Q(site_key="", site_name="") | (~Q(site_key="") & ~Q(site_name="")),
                name="finding_site_has_name",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | (Q(shared_at__isnull=True) & ~Q(stopped_reason="")),
                name="stopped_finding_stays_in",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | Q(state__in=[*_TOLD, "withdrawn"]),
                name="shared_finding_stands",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_TOLD) | Q(stood_at__isnull=False), name="finding_stands_since"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (Q(closed_at__isnull=False, closed_on__isnull=False) & ~Q(closed_reason="")),
                name="closed_finding_has_day_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="withdrawn_finding_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | Q(earlier__lt=F("id")), name="finding_after_earlier"
            ),
            models.UniqueConstraint(
                fields=["follow_up", "rests_on"],
                condition=~Q(rests_on="") & ~Q(state="withdrawn"),
                name="finding_noted_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def severity(self) -> Severity | None:
        if self.scale is None or self.scope is None or self.irremediable is None:
            return None
        return Severity(Grade(self.scale), Grade(self.scope), Grade(self.irremediable))


class FindingDecision(models.Model):
    """A decision that a finding is of another kind than it was, and what that rests on; never changed."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=12, choices=[(k, k) for k in FindingKind])
    after = models.CharField(max_length=12, choices=[(k, k) for k in FindingKind])
    reason = models.TextField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("finding", "before", "after", "evidence", "at"), owner=("reason",), personal=("person_id",)
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="finding_decision_has_reason"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="finding_decision_changes_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.after}"


class FindingComment(models.Model):
    """What the supplier says of a finding; it follows the finding wherever that is shown, and is never changed.
    `corrects`: it says that facts are wrong."""

    public_id = PublicIdField("fcm")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="comments")
    text = models.TextField()
    corrects = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "finding", "corrects", "said_at"),
        owner=("text",),
        personal=("said_by_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="finding_comment_has_text")]

    def __str__(self) -> str:
        return self.public_id
