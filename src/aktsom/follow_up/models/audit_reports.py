"""Reports of audits in one form, whether an auditor filled it in or it was carried over from another scheme's."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.audit_states import ReportState, RowKind, Severity
from aktsom.follow_up.models.audits import Audit, AuditSite
from aktsom.follow_up.models.evidence import Evidence
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.states import WorkersChosenBy
from aktsom.sharing.keys import AudienceKeys

LONGEST_TITLE = 200


class AuditReport(models.Model):
    """The auditor's own until it is handed in; then seen by those who follow up, and by those who have a contract
    covered, unless `blocked_at` says that telling the employer now endangers workers. The supplier sees it when it is
    shown. `scheme` of `audit_schemes.csv` where it was carried over from `evidence`, in `grade` the scheme's own words;
    `through_seller` when the seller handed it on, which an auditor then has to confirm. `observers` were there and are
    not auditors."""

    public_id = PublicIdField("aur")
    audit = models.OneToOneField(Audit, models.PROTECT, related_name="report")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)  # to the supplier
    state = models.CharField(max_length=10, choices=[(s, s) for s in ReportState], default=ReportState.DRAFT)
    scheme = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    through_seller = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.TextField(blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    auditors = models.TextField(blank=True)
    observers = models.TextField(blank=True)
    independence = models.TextField(blank=True)
    interviews = models.PositiveIntegerField(null=True)
    chosen_by = models.CharField(max_length=10, blank=True, choices=[(v, v) for v in WorkersChosenBy])
    not_seen = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    blocked_at = models.DateTimeField(null=True)
    blocked_reason = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.BigIntegerField(null=True)
    lifted_reason = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "audit",
            "follow_up",
            "seen_by",
            "shared_at",
            "shown_at",
            "state",
            "scheme",
            "evidence",
            "through_seller",
            "confirmed_at",
            "chosen_by",
            "begun_at",
            "handed_in_at",
            "revision",
        ),
        owner=(
            "grade",
            "confirmed_how",
            "started_on",
            "ended_on",
            "independence",
            "interviews",
            "not_seen",
            "summary",
        ),
        personal=("auditors", "observers", "lifted_by_id", "handed_in_by_id"),
        worker_protected=("blocked_at", "blocked_reason", "lifted_at", "lifted_reason"),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="audit_report_state_known"),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=True) | Q(shared_at__isnull=True, shown_at__isnull=True),
                name="blocked_report_stays_in",
            ),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=True) | ~Q(blocked_reason=""), name="blocked_report_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | Q(state="handed_in"), name="shared_report_is_handed_in"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AuditRow(models.Model):
    """One thing that the report tells, at one place or of the supplier, towards one point of the terms. Words of the
    report: what follows in law is for others to say. `people` is how many it concerns, where that is known."""

    public_id = PublicIdField("arw")
    report = models.ForeignKey(AuditReport, models.CASCADE, related_name="rows")
    site = models.ForeignKey(AuditSite, models.PROTECT, null=True, related_name="+")
    point = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in RowKind])
    severity = models.CharField(max_length=8, blank=True, choices=[(s, s) for s in Severity])
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(blank=True)
    shown_by = models.TextField(blank=True)  # what it rests on, in words
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField(null=True)

    classified = Classified(
        network=("public_id", "report", "site", "point", "kind", "severity", "evidence"),
        owner=("title", "text", "shown_by", "people"),
    )

    class Meta:
        ordering = ["point", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(RowKind)), name="audit_row_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="audit_row_has_title"),
            models.CheckConstraint(
                condition=(Q(kind="deviation") & ~Q(severity="")) | (~Q(kind="deviation") & Q(severity="")),
                name="deviations_alone_have_severity",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AuditRecheck(models.Model):
    """What a re-audit found of a deviation in an earlier report."""

    report = models.ForeignKey(AuditReport, models.CASCADE, related_name="rechecks")
    row = models.ForeignKey(AuditRow, models.PROTECT, related_name="rechecks")
    closed = models.BooleanField()
    note = models.TextField(blank=True)

    classified = Classified(network=("report", "row", "closed"), owner=("note",))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "row"], name="audit_recheck_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.row_id}"
