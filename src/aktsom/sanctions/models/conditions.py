"""What a contract itself asks to be shown before a day, for orders to go on under it."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sanctions.step_states import OrderConditionState
from aktsom.sharing.keys import AudienceKeys


class OrderCondition(models.Model):
    """As level 1 of a scheme six months after start. No sanction: the contract says so. Seen by the owner body and the
    supplier. `months` from the contract's start, none where a day is written; `due_on` is the day either way."""

    public_id = PublicIdField("ocn")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="order_conditions")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in OrderConditionState], default=OrderConditionState.WAITS
    )
    text = models.CharField(max_length=300)
    point = models.CharField(max_length=60, blank=True)  # of the contract, where it stands
    products = models.JSONField(default=list)
    months = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField()
    warned_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    shown_on = models.DateField(null=True)  # the day of what shows it
    rests_on = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "contract", "owner", "seen_by"),
        owner=(
            "state",
            "text",
            "point",
            "products",
            "months",
            "due_on",
            "warned_on",
            "decided_at",
            "shown_on",
            "rests_on",
            "reason",
            "made_at",
            "revision",
        ),
        personal=("made_by_id",),
    )

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["state", "due_on"], name="order_condition_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(OrderConditionState)), name="order_condition_state_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="order_condition_has_text"),
            models.CheckConstraint(
                condition=~Q(state="met") | (Q(shown_on__isnull=False) & ~Q(rests_on="")),
                name="met_order_condition_rests_on_something",
            ),
            models.CheckConstraint(condition=~Q(state="waived") | ~Q(reason=""), name="waived_condition_has_reason"),
        ]

    def __str__(self) -> str:
        return self.public_id
