"""A contract that is terminated, and what stays followed up after it."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sanctions.models.decisions import SanctionDecision
from aktsom.sanctions.step_states import TerminationState
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier


class Termination(models.Model):
    """Seen as a suspension is. From `from_on` nothing is ordered. `followed_how` says how what workers are owed is
    followed up afterwards."""

    public_id = PublicIdField("trm")
    decision = models.OneToOneField(SanctionDecision, models.PROTECT, related_name="termination")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="terminations")
    contract_title = models.CharField(max_length=300)  # as it was: the supplier may not see the contract's own row
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in TerminationState], default=TerminationState.DRAFTED
    )
    from_on = models.DateField()
    followed_how = models.TextField()
    supplier_says = models.TextField(blank=True)
    supplier_said_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "decision", "contract", "contract_title", "owner", "supplier", "seen_by"),
        owner=(
            "state",
            "from_on",
            "followed_how",
            "supplier_says",
            "supplier_said_at",
            "settled_at",
            "settled_reason",
            "revision",
        ),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(TerminationState)), name="termination_state_known"),
            models.CheckConstraint(condition=~Q(followed_how=""), name="termination_says_what_is_followed"),
            models.CheckConstraint(
                condition=~Q(state="settled") | (Q(settled_at__isnull=False) & ~Q(settled_reason="")),
                name="settled_termination_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
