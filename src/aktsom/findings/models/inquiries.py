"""Joint inquiries: one for each thing that signals tell of, a branch for each supplier, a row for each body touched."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.signal_states import BranchState, InquiryState, Part
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE = 200


class Inquiry(models.Model):
    """`title`, `about` and `alert_text` are written anew for those who are touched, and are no copy of what a sender
    wrote. `start_kind` and `start_key` say what it is about as reach takes them (a place, a company, a country ...),
    and there is one open inquiry for each. `seen_by` are keys of the team that runs it, of bodies touched and of
    suppliers that are asked; the secretariat sees it too. While `held_at` is set no supplier is asked: it could point
    to the source. While `listing_at` is set the worker writes branches for suppliers, since then.
    """

    public_id = PublicIdField("inq")
    seen_by = AudienceKeys()
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField()
    kind = models.CharField(max_length=20)
    start_kind = models.CharField(max_length=12)
    start_key = models.CharField(max_length=200)
    start_name = models.CharField(max_length=300, blank=True)
    product_id = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=[(s, s) for s in InquiryState], default=InquiryState.OPEN)
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField(null=True)
    held_at = models.DateTimeField(null=True)
    held_reason = models.TextField(blank=True)
    listing_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    alerted_at = models.DateTimeField(null=True)
    alert_text = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "seen_by",
            "team",
            "state",
            "opened_at",
            "listing_at",
            "asked_at",
            "answer_by",
            "alerted_at",
            "closed_at",
            "revision",
        ),
        owner=("title", "about", "kind", "alert_text", "closed_reason", "product_id"),
        personal=("opened_by_id",),
        worker_protected=("start_kind", "start_key", "start_name", "held_at", "held_reason"),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(InquiryState)), name="inquiry_state_known"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(about=""), name="inquiry_says_what"),
            models.CheckConstraint(
                condition=Q(alerted_at__isnull=True) | ~Q(alert_text=""), name="inquiry_alert_has_text"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_reason=""), name="closed_inquiry_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | ~Q(held_reason=""), name="held_inquiry_has_reason"
            ),
            models.UniqueConstraint(
                fields=["start_kind", "start_key"], condition=Q(state="open"), name="inquiry_open_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class InquiryBranch(models.Model):
    """What one company is asked. `branch` is of reference/inquiry_branches.csv, by its place in the chain when it was
    reached; `hops` links away, None where no way is known. One company once, by whichever of its records."""

    public_id = PublicIdField("inb")
    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="branches")
    seen_by = AudienceKeys()
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    branch = models.CharField(max_length=16)
    hops = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=8, choices=[(s, s) for s in BranchState], default=BranchState.WAITING)
    asked_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id", "inquiry", "seen_by", "supplier", "branch", "hops", "state", "asked_at", "answered_at",
            "revision",
        ),
        owner=("answer",),
        personal=("answered_by_id",),
    )  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(BranchState)), name="inquiry_branch_state_known"),
            models.CheckConstraint(condition=~Q(state="answered") | ~Q(answer=""), name="answered_branch_has_answer"),
            models.UniqueConstraint(fields=["inquiry", "supplier"], name="inquiry_asks_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class InquiryMember(models.Model):
    """A body with a contract that is touched. `judgement` is its own, of its own contract, and is shown to nobody else
    unless it `shares` it."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="touched")
    seen_by = AudienceKeys()
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    contracts = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()
    alerted_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.BigIntegerField(null=True)
    part = models.CharField(max_length=8, blank=True, choices=[(p, p) for p in Part])
    judgement = models.TextField(blank=True)
    shares = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "inquiry", "seen_by", "member", "contracts", "told_at", "alerted_at", "acknowledged_at", "part", "shares",
            "revision",
        ),
        owner=("judgement",),
        personal=("acknowledged_by_id",),
    )  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(alerted_at__isnull=False), name="alert_before_answer"
            ),
            models.UniqueConstraint(fields=["inquiry", "member"], name="inquiry_touches_once"),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.member_id}"
