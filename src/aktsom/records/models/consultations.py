"""What a supplier is asked of a document that somebody wants to see: once, for all members that were asked for it."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.records.models.requests import AccessRequest
from aktsom.records.states import Objection
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier


class Consultation(models.Model):
    """Of one document, by its public id `subject`, which the supplier has seen. Seen by the supplier and by the members
    that it is asked for; who asked to see it is told to neither. `passages` are what the supplier holds to be secret,
    word for word."""

    public_id = PublicIdField("hor")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    seen_by = AudienceKeys()
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    objection = models.CharField(max_length=6, blank=True, choices=[(o, o) for o in Objection])
    reason = models.TextField(blank=True)
    passages = models.JSONField(default=list)

    classified = Classified(
        network=("public_id", "supplier", "seen_by", "asked_at", "answer_by", "answered_at"),
        owner=("subject", "kind", "title", "objection", "reason", "passages"),
        personal=("answered_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "-id"], name="consultation_of_document")]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "subject"], condition=Q(answered_at__isnull=True), name="consulted_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, objection="") | (Q(answered_at__isnull=False) & ~Q(objection="")),
                name="consultation_answered_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(objection__in=["partly", "all"]) | ~Q(reason=""), name="objection_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ConsultedFor(models.Model):
    """A member's request that waits for what the supplier says."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="consulted_for")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    request = models.ForeignKey(AccessRequest, models.CASCADE, related_name="consultations")
    since = models.DateTimeField()

    classified = Classified(owner=("consultation", "member", "request", "since"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["consultation", "request"], name="consulted_for_request_once")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.request_id}"
