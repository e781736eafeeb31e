"""What the owner of a contract decides for that contract alone."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sanctions.models.recommendations import LONGEST_STEP, Recommendation
from aktsom.sanctions.states import Answer, DecisionState
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier

LONGEST_CLAUSE_NUMBER = 40  # also "vedlegg 3, punkt 5.2"


class SanctionDecision(models.Model):
    """The owner body's own; others know by `DecisionMade` that it exists, and read it when it is `shared_at`. On what
    one recommendation asks of a contract one decision stands at a time; a newer one supersedes it. `recommendation` is
    null when the owner acts by itself.

    `step` is an id of `reference/steps.csv`, none for who declines or awaits. `written` is {precondition: reason},
    `aside` {precondition: ground}; `ticked` is what the platform knew when it was decided, {precondition: [public
    ids]}, so that one can read afterwards what the decision rested on. `deadline_on` is the deadline that it sets.
    `clause_number` and `clause_text` are the contract's own clause as its owner cites it where the platform knows none.
    """

    public_id = PublicIdField("sde")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="sanction_decisions")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="sanction_decisions")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="decisions")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in DecisionState], default=DecisionState.DRAFT)
    answer = models.CharField(max_length=10, blank=True, choices=[(a, a) for a in Answer])
    step = models.CharField(max_length=LONGEST_STEP, blank=True)
    reason = models.TextField(blank=True)
    written = models.JSONField(default=dict)
    aside = models.JSONField(default=dict)
    is_grave = models.BooleanField(default=False)
    ticked = models.JSONField(default=dict)
    clause_number = models.CharField(max_length=LONGEST_CLAUSE_NUMBER, blank=True)
    clause_text = models.TextField(blank=True)
    deadline_on = models.DateField(null=True)
    await_until = models.DateField(null=True)
    told_back_on = models.DateField(null=True)  # when it was told that the day has come
    told_unsent_on = models.DateField(null=True)  # when it was told that its letter had not been sent
    begun_at = models.DateTimeField()
    begun_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "contract", "owner", "follow_up", "supplier", "recommendation", "seen_by", "shared_at"),
        owner=(
            "state",
            "answer",
            "step",
            "reason",
            "written",
            "aside",
            "is_grave",
            "ticked",
            "clause_number",
            "clause_text",
            "deadline_on",
            "await_until",
            "told_back_on",
            "told_unsent_on",
            "begun_at",
            "decided_at",
            "supersedes",
            "withdrawn_at",
            "withdrawn_reason",
            "revision",
        ),
        personal=("begun_by_id", "decided_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["contract", "state"], name="sanction_decision_of_contract")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DecisionState)), name="sanction_decision_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(decided_at__isnull=False, decided_by_id__isnull=False) & ~Q(answer="") & ~Q(reason="")),
                name="sanction_decision_is_reasoned",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(answer__in=["follow", "other_step"]) & ~Q(step=""))
                | (Q(answer__in=["decline", "await"], step="")),
                name="sanction_decision_step_of_answer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(clause_number="", clause_text="")
                | (~Q(clause_number="") & ~Q(clause_text="")),
                name="sanction_decision_clause_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(recommendation__isnull=False) | ~Q(answer="follow"),
                name="sanction_decision_follows_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | ~Q(state="draft"), name="draft_decision_not_shared"
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(supersedes__lt=F("id")), name="sanction_decision_after_earlier"
            ),
            models.UniqueConstraint(
                fields=["contract", "follow_up"], condition=Q(state="draft"), name="sanction_decision_one_draft"
            ),
            models.UniqueConstraint(
                fields=["contract", "recommendation"], condition=Q(state="decided"), name="sanction_decision_one_stands"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def cites_own_clause(self) -> bool:
        return bool(self.clause_number and self.clause_text)

    @property
    def shared(self) -> bool:
        return self.shared_at is not None


class DecisionMade(models.Model):
    """That a decision exists, for those who may not read what it says: everybody who has a contract covered, and those
    who follow up. `ended_at`: it is superseded or withdrawn."""

    decision = models.OneToOneField(SanctionDecision, models.PROTECT, related_name="made")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="decisions_made")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="decisions_made")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField()  # with those who have a contract covered; when it was decided
    ended_at = models.DateTimeField(null=True)

    classified = Classified(
        network=(
            "decision",
            "contract",
            "owner",
            "follow_up",
            "recommendation",
            "seen_by",
            "shared_at",
            "ended_at",
        )
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["follow_up", "contract"], name="decision_made_of_follow_up")]

    def __str__(self) -> str:
        return f"{self.follow_up_id} {self.contract_id}"
