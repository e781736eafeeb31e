"""Mandates: what a contract owner lets a category team do on its behalf, per contract, from day to day."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.teams.acts import HIGHEST
from aktsom.teams.models.teams import CategoryTeam
from aktsom.teams.states import MandateState


class MandateRequest(models.Model):
    """A team asks many contract owners at once; there is one mandate for each contract."""

    public_id = PublicIdField("mrq")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, related_name="requests")
    acts = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    message = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    answer_by = models.DateField(null=True)

    classified = Classified(
        network=("public_id", "team", "acts", "starts_on", "ends_on", "message", "asked_at", "answer_by"),
        personal=("asked_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(acts__gte=1, acts__lte=HIGHEST), name="request_asks_no_sanction"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="request_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Mandate(models.Model):
    """One contract's mandate to one team. `asked_acts` is what the team asked for, `acts` what the owner gave; both are
    bits of `acts.MandateAct`, among which no sanction is, and the database refuses any other number."""

    public_id = PublicIdField("man")
    request = models.ForeignKey(MandateRequest, models.SET_NULL, null=True, related_name="mandates")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, related_name="mandates")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="mandates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's, for the lists' index
    state = models.CharField(max_length=10, choices=[(s, s) for s in MandateState], default=MandateState.ASKED)
    asked_acts = models.PositiveSmallIntegerField()
    acts = models.PositiveSmallIntegerField(default=0)  # none until it is granted
    starts_on = models.DateField()
    ends_on = models.DateField()
    reservations = models.TextField(blank=True)
    reason = models.TextField(blank=True)  # why it was refused or withdrawn
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    # That it exists, what it permits and until when is known in the network: who handles what on behalf of whom.
    classified = Classified(
        network=(
            "public_id",
            "request",
            "team",
            "contract",
            "member",
            "state",
            "asked_acts",
            "acts",
            "starts_on",
            "ends_on",
            "asked_at",
            "answered_at",
            "withdrawn_at",
            "revision",
        ),
        owner=("reservations", "reason"),
        personal=("answered_by_id",),
    )

    class Meta:
        constraints = [
            # Granted ones may be several: a lapsed one before, one that renews it, one that adds to its acts.
            models.UniqueConstraint(
                fields=["team", "contract"], condition=Q(state=MandateState.ASKED), name="mandate_one_asked_a_contract"
            ),
            models.CheckConstraint(
                condition=Q(asked_acts__gte=1, asked_acts__lte=HIGHEST), name="mandate_asks_no_sanction"
            ),
            models.CheckConstraint(condition=Q(acts__gte=0, acts__lte=HIGHEST), name="mandate_holds_no_sanction"),
            models.CheckConstraint(
                condition=Q(acts=F("acts").bitand(F("asked_acts"))),  # type: ignore[arg-type]  # a column does as well
                name="mandate_gives_no_more_than_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(acts__gte=1), name="granted_mandate_permits_something"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="mandate_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False), name="withdrawn_mandate_has_moment"
            ),
            models.CheckConstraint(condition=Q(state__in=list(MandateState)), name="mandate_state_known"),
        ]
        indexes = [
            models.Index(fields=["member", "state", "ends_on"], name="mandate_of_member"),
            models.Index(fields=["team", "state", "member"], name="mandate_of_team"),
            models.Index(fields=["contract", "team", "-id"], name="mandate_of_contract"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.contract_id}"
