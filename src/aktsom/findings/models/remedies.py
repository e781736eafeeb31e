"""What people who were harmed are entitled to, have been paid, and have themselves confirmed. Figures, never names."""

from typing import Any

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.models.findings import Finding
from aktsom.findings.states import ConfirmedBy, RemedyKind
from aktsom.follow_up.models import Evidence

_MONEY: dict[str, Any] = {"max_digits": 15, "decimal_places": 2}


class Figure(models.Model):
    """Said of a finding by somebody; a later figure takes its place and this one stays. `source` is where it is known
    from, `by_supplier` whether the supplier says it."""

    source = models.CharField(max_length=300)
    by_supplier = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Entitlement(Figure):
    """So many people with so much each; `amount` none where nobody knows how much yet. What was paid and confirmed of
    the figure that it `replaces` counts towards it."""

    public_id = PublicIdField("ent")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="entitlements")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in RemedyKind])
    people = models.PositiveIntegerField()
    currency = models.CharField(max_length=3, blank=True)
    amount = models.DecimalField(null=True, **_MONEY)
    note = models.TextField(blank=True)

    classified = Classified(
        network=("public_id", "finding", "replaces", "kind", "by_supplier", "said_at", "superseded_at"),
        owner=("people", "currency", "amount", "note", "source"),
        personal=("said_by_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(RemedyKind)), name="entitlement_kind_known"),
            models.CheckConstraint(condition=Q(people__gt=0), name="entitlement_is_of_people"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gt=0) & ~Q(currency="")),
                name="entitlement_amount_has_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Payment(Figure):
    """What has been paid of an entitlement, to all of them together, on one day."""

    public_id = PublicIdField("pay")
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="payments")
    amount = models.DecimalField(**_MONEY)
    paid_on = models.DateField()

    classified = Classified(
        network=("public_id", "entitlement", "by_supplier", "said_at", "superseded_at"),
        owner=("amount", "paid_on", "source"),
        personal=("said_by_id",),
    )

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive")]

    def __str__(self) -> str:
        return self.public_id


class Confirmation(Figure):
    """That what was said to be paid has come to those it was for, as workers, a union or a sample bear out."""

    public_id = PublicIdField("cfm")
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="confirmations")
    by_whom = models.CharField(max_length=10, choices=[(c, c) for c in ConfirmedBy])
    amount = models.DecimalField(**_MONEY)
    confirmed_on = models.DateField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")

    classified = Classified(
        network=("public_id", "entitlement", "by_whom", "evidence", "by_supplier", "said_at", "superseded_at"),
        owner=("amount", "confirmed_on", "source"),
        personal=("said_by_id",),
    )

    class Meta:
        ordering = ["confirmed_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(by_whom__in=list(ConfirmedBy)), name="confirmation_by_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="confirmation_is_positive"),
            models.CheckConstraint(condition=Q(by_supplier=False), name="confirmed_by_another_than_the_supplier"),
        ]

    def __str__(self) -> str:
        return self.public_id


class StatedTotal(Figure):
    """A total as somebody has stated it; it stands beside what the lines add up to."""

    public_id = PublicIdField("tot")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="stated_totals")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(**_MONEY)

    classified = Classified(
        network=("public_id", "finding", "by_supplier", "said_at", "superseded_at"),
        owner=("currency", "amount", "source"),
        personal=("said_by_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0) & ~Q(currency=""), name="stated_total_is_money"),
            models.UniqueConstraint(
                fields=["finding", "currency"], condition=Q(superseded_at__isnull=True), name="stated_total_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
