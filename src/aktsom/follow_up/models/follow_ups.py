"""Follow-ups: what a team plans and does towards one supplier, and the contracts it covers."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.states import FollowUpState, Form
from aktsom.members.models import Member
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam, Mandate


class FollowUp(models.Model):
    """One supplier in one category, by a category team for all, or by a member for its own contracts alone: `team` or
    `member` is set. They alone know of a planned one; once announced, that it exists, by whom and until when is a fact
    of the network. `products` are ids of the high-risk list, none for all of the group; `beside` says why there is a
    second one in the same scope."""

    public_id = PublicIdField("fol")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="follow_ups")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="follow_ups")
    group_id = models.CharField(max_length=40)
    products = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=[(s, s) for s in FollowUpState], default=FollowUpState.PLANNED)
    methods = models.JSONField(default=list)  # of states.Method
    form = models.CharField(max_length=10, blank=True, choices=[(f, f) for f in Form])
    form_proposed = models.CharField(max_length=10, blank=True, choices=[(f, f) for f in Form])
    form_ground = models.CharField(max_length=20, blank=True)  # of rules.proportion.Ground
    form_reason = models.TextField(blank=True)  # the person's own
    starts_on = models.DateField()
    ends_on = models.DateField()
    lead_id = models.BigIntegerField(null=True)  # the person who does it
    beside = models.TextField(blank=True)
    dropped_reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    announced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # concluded or dropped
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "team",
            "member",
            "supplier",
            "group_id",
            "products",
            "state",
            "methods",
            "form",
            "form_proposed",
            "form_ground",
            "form_reason",
            "starts_on",
            "ends_on",
            "beside",
            "dropped_reason",
            "made_at",
            "announced_at",
            "ended_at",
            "revision",
        ),
        personal=("lead_id", "made_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["supplier", "group_id", "state"], name="follow_up_of_supplier"),
            models.Index(fields=["team", "state", "ends_on"], name="follow_up_of_team"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(FollowUpState)), name="follow_up_state_known"),
            models.CheckConstraint(
                condition=Q(team__isnull=True) ^ Q(member__isnull=True), name="follow_up_by_team_or_member"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="follow_up_dates_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "dropped"]) | Q(announced_at__isnull=False),
                name="follow_up_announced_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_reason=""), name="dropped_follow_up_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.supplier_id}"


class CoveredContract(models.Model):
    """A contract that a follow-up covers, and the mandate it rests on; a member's own needs none."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="covered")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="follow_ups")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField()
    joined_late = models.BooleanField(default=False)  # after the supplier was asked
    left_at = models.DateTimeField(null=True)

    classified = Classified(
        network=("follow_up", "contract", "member", "mandate", "joined_at", "joined_late", "left_at")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "contract"], condition=Q(left_at__isnull=True), name="covered_contract_once"
            )
        ]
        indexes = [models.Index(fields=["contract", "-id"], name="covered_by_follow_up")]

    def __str__(self) -> str:
        return f"{self.follow_up_id} {self.contract_id}"
