"""A delivery stopped for a time, in part or whole, and what has been shown and decided of the test that lifts it."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import Evidence
from aktsom.members.models import Member
from aktsom.sanctions.models.decisions import SanctionDecision
from aktsom.sanctions.rules.suspensions import Period
from aktsom.sanctions.step_states import SuspensionState
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier


class Suspension(models.Model):
    """Seen by the owner body, by the supplier from when it is decided, and by those with whom the owner shares the
    decision. `products` are lines as the contract has them, none for all; `places` [{"key", "name", "country"}], none
    for all; `whole` stops everything under the contract. Both days are in the period."""

    public_id = PublicIdField("sus")
    decision = models.OneToOneField(SanctionDecision, models.PROTECT, related_name="suspension")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="suspensions")
    contract_title = models.CharField(max_length=300)  # as it was: the supplier may not see the contract's own row
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    state = models.CharField(max_length=10, choices=[(s, s) for s in SuspensionState], default=SuspensionState.DRAFTED)
    whole = models.BooleanField()
    products = models.JSONField(default=list)
    places = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    lift_test = models.TextField()  # what must be shown
    warned_on = models.DateField(null=True)  # when it was told that the period ends
    told_over_on = models.DateField(null=True)  # when it was told that the period had run out
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "decision", "contract", "contract_title", "owner", "supplier", "seen_by"),
        owner=(
            "state",
            "whole",
            "products",
            "places",
            "starts_on",
            "ends_on",
            "lift_test",
            "warned_on",
            "told_over_on",
            "revision",
        ),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "ends_on"], name="suspension_by_last_day")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(SuspensionState)), name="suspension_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="suspension_days_in_order"),
            models.CheckConstraint(condition=~Q(lift_test=""), name="suspension_has_lift_test"),
            models.CheckConstraint(
                condition=Q(whole=False) | Q(products=[], places=[]), name="whole_suspension_names_no_parts"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


class SuspensionStep(models.Model):
    """What was shown, found and decided of a suspension, in the order it came; rows are only ever added. `kind` is a
    verb of the table of suspensions, `result` one of rules.suspensions.Result where the test was judged, `before`
    and `after` its last day where that was moved."""

    suspension = models.ForeignKey(Suspension, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12)
    by_supplier = models.BooleanField(default=False)
    result = models.CharField(max_length=8, blank=True)
    text = models.TextField()  # what the supplier shows, the owner's reason, or a code of step_states.Dropped
    rests_on = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("suspension", "at"),
        owner=("kind", "by_supplier", "result", "text", "rests_on", "evidence", "before", "after"),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="suspension_step_has_text"),
            models.CheckConstraint(condition=Q(result="") | ~Q(rests_on=""), name="judged_test_rests_on_something"),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | Q(before__isnull=False), name="moved_day_has_the_one_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suspension_id} {self.kind}"
