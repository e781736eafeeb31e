"""Reliance: a contract owner builds on what was concluded for others, or does not."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.members.models import Member
from aktsom.terms.models import TermSet


class RelianceDecision(models.Model):
    """For one contract, of what a follow-up concluded under `term_set`. Never changed: a newer one supersedes it.
    `against` are codes of `rules.reliance.Against` as the platform stated them when it was decided. Others see that it
    exists, and no more."""

    public_id = PublicIdField("rly")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="reliance")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="reliance")
    term_set = models.ForeignKey(TermSet, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=6, choices=[(c, c) for c in Reliance])
    reason = models.TextField()
    against = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)

    classified = Classified(
        network=("public_id", "contract", "member", "follow_up", "term_set", "decided_at", "superseded_at"),
        owner=("choice", "reason", "against"),
        personal=("decided_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["contract", "-id"], name="reliance_of_contract")]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "follow_up"], condition=Q(superseded_at__isnull=True), name="reliance_one_current"
            ),
            models.CheckConstraint(condition=Q(choice__in=list(Reliance)), name="reliance_choice_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="reliance_has_reason"),
            models.CheckConstraint(condition=~Q(choice="fully") | Q(against=[]), name="reliance_full_unopposed"),
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.contract_id}"
