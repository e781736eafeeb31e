"""What several members pay together, each one's share in it, and what was said of each share."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.effects.effort_states import CostKind, ShareState
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier

LONGEST_TITLE = 200


class JointCost(models.Model):
    """Paid by one member on behalf of several. `subject` is the public id of the audit or other step it was for;
    `rule` a row of `reference/share_rules.csv`, `rule_note` why that one. Seen by those who follow up and by whoever
    paid; the others see their own share. Never changed: it is taken back, and written anew."""

    public_id = PublicIdField("jco")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16, blank=True)
    seen_by = AudienceKeys()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in CostKind])
    title = models.CharField(max_length=LONGEST_TITLE)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="NOK")
    paid_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    on = models.DateField()
    rule = models.CharField(max_length=12)
    rule_note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_reason = models.TextField(blank=True)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "owner",
            "supplier",
            "subject",
            "seen_by",
            "kind",
            "paid_by",
            "on",
            "rule",
            "made_at",
            "ended_at",
        ),
        owner=("title", "amount", "currency", "rule_note", "ended_reason"),
        personal=("made_by_id", "ended_by_id"),
    )

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["follow_up", "-on"], name="joint_cost_of_follow_up")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(ended_at__isnull=True, kind="audit") & ~Q(subject=""),
                name="audit_cost_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="joint_cost_positive"),
            models.CheckConstraint(condition=~Q(title=""), name="joint_cost_has_title"),
            models.CheckConstraint(condition=Q(kind__in=list(CostKind)), name="joint_cost_kind_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_reason=""), name="joint_cost_taken_back_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class CostShare(models.Model):
    """What `member` owes `creditor` of a cost; a creditor's own part is a row too, so that the shares come to the cost.
    What it is for stands here as well: whoever owes does not see the cost itself. `weight` is what the rule counted it
    by. Seen by the two and by those who follow up."""

    public_id = PublicIdField("csh")
    cost = models.ForeignKey(JointCost, models.PROTECT, related_name="shares")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    creditor = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    title = models.CharField(max_length=LONGEST_TITLE)
    on = models.DateField()
    rule = models.CharField(max_length=12)
    weight = models.PositiveIntegerField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="NOK")
    state = models.CharField(max_length=8, choices=[(s, s) for s in ShareState], default=ShareState.OPEN)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "cost", "member", "creditor", "supplier", "seen_by", "on", "rule", "state", "revision"),
        owner=("title", "weight", "amount", "currency"),
    )

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["member", "state"], name="cost_share_owed"),
            models.Index(fields=["creditor", "state"], name="cost_share_owed_to"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cost", "member"], name="cost_share_once"),
            models.CheckConstraint(condition=Q(state__in=list(ShareState)), name="cost_share_state_known"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cost_share_not_negative"),
        ]

    def __str__(self) -> str:
        return self.public_id


class ShareTrace(models.Model):
    """What was said of a share, one row each time: that it is paid, has come, is open again. Added to, never changed.
    `verb` is of the table of shares; `note` a voucher's number or a reason."""

    share = models.ForeignKey(CostShare, models.PROTECT, related_name="trace")
    verb = models.CharField(max_length=10)
    note = models.CharField(max_length=LONGEST_TITLE, blank=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(network=("share", "verb", "at"), owner=("note",), personal=("person_id",))

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.share_id} {self.verb}"
